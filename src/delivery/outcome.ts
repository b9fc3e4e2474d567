import type { Sent } from "../platform/adapter.ts";
import {
  NotPermitted,
  OutcomeUnknown,
  PlatformError,
  RateLimited,
  Rejected,
  TargetGone,
  TargetMoved,
  TooLarge,
  Unauthorized,
  Unavailable,
  type WhyGone,
} from "../support/errors.ts";

/** What one try came to, by what is done next. */
export type Outcome =
  | { readonly is: "sent"; readonly messageId: string }
  /** Certainly unsent: again after the pause the platform asks for. */
  | { readonly is: "wait"; readonly ms: number; readonly scope: "channel" | "account"; readonly detail: string }
  /** Certainly unsent: again after a pause of our own. */
  | { readonly is: "unsent"; readonly detail: string }
  /** Nobody knows: to be looked up. */
  | { readonly is: "unknown"; readonly detail: string }
  /** The token is refused: nothing of this platform goes out. */
  | { readonly is: "revoked"; readonly detail: string }
  | { readonly is: "refused"; readonly why: Refusal; readonly detail: string }
  | { readonly is: "moved"; readonly to: string; readonly detail: string };

/** Why a message will not be taken, now or later. */
export type Refusal = "refused" | "too-large" | "not-permitted" | WhyGone;

/** The outcome of a try. Whatever is not known to be certain counts as unknown. */
export async function outcomeOf(sending: Promise<Sent>): Promise<Outcome> {
  try {
    const { messageId } = await sending;
    return { is: "sent", messageId };
  } catch (error) {
    return outcomeOfError(error);
  }
}

export function outcomeOfError(error: unknown): Outcome {
  if (!(error instanceof PlatformError)) return { is: "unknown", detail: "unexpected" };
  const detail = error.detail ?? error.code;
  if (error instanceof RateLimited) return { is: "wait", ms: error.retryAfterMs, scope: error.scope, detail };
  if (error instanceof Unavailable) return { is: "unsent", detail };
  if (error instanceof Unauthorized) return { is: "revoked", detail };
  if (error instanceof TargetMoved) return { is: "moved", to: error.to, detail };
  if (error instanceof TargetGone) return { is: "refused", why: error.why, detail };
  if (error instanceof NotPermitted) return { is: "refused", why: "not-permitted", detail };
  if (error instanceof TooLarge) return { is: "refused", why: "too-large", detail };
  if (error instanceof Rejected) return { is: "refused", why: "refused", detail };
  if (error instanceof OutcomeUnknown) return { is: "unknown", detail };
  return { is: "unknown", detail };
}

/** The place is gone, and everything else for it would be refused as well. */
export function isGone(why: Refusal): why is WhyGone {
  return why === "archived" || why === "deleted" || why === "removed" || why === "blocked";
}
