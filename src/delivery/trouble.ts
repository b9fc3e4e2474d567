import type { Subscription } from "../subscription/subscription.ts";
import type { Entry } from "./ledger.ts";

/** What somebody should know: told to the owner of the subscription in private, and to the log. */
export type Trouble =
  /** The place takes no messages any more; the subscription is paused. */
  | { readonly is: "gone"; readonly subscription: Subscription; readonly key?: string; readonly detail: string }
  /** A right is missing; `paused` after the third time in a day or more. */
  | {
      readonly is: "not-permitted";
      readonly subscription: Subscription;
      readonly key: string;
      readonly paused: boolean;
      readonly detail: string;
    }
  /** Refused for good: a dead letter. */
  | { readonly is: "dead"; readonly subscription: Subscription; readonly key: string; readonly entry: Entry }
  /** Nobody knows whether a message arrived. */
  | { readonly is: "held"; readonly subscription: Subscription; readonly key: string; readonly entry: Entry }
  /** Too late to be sent. */
  | { readonly is: "expired"; readonly subscription: Subscription; readonly key: string; readonly entry: Entry }
  /** Something due did not happen, and nothing says why. */
  | { readonly is: "silent"; readonly subscription: Subscription; readonly key?: string; readonly dueAt: number };

/** The token of a platform is refused: for whoever runs the program. */
export interface Revoked {
  readonly platform: string;
  readonly detail: string;
}
