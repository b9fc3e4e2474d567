import type { Entry } from "../src/delivery/ledger.ts";
import type { DigestSpec } from "../src/digest/digests.ts";
import type { Edition } from "../src/digest/edition.ts";
import type { ComposeRequest } from "../src/digest/engine.ts";
import type { Lookup } from "../src/market/lookup.ts";
import type { Snapshot } from "../src/market/snapshot.ts";
import type { Finding } from "../src/platform/adapter.ts";
import type { Answer } from "../src/platform/command.ts";
import type { Place } from "../src/platform/destination.ts";
import type { Occurrence } from "../src/schedule/occurrence.ts";
import type { Schedule } from "../src/schedule/schedule.ts";
import type { SubscriptionBook } from "../src/subscription/book.ts";
import type { Subscription } from "../src/subscription/subscription.ts";

/** What commands may ask of the program; handed in, so that a command imports no service. */
export interface Services {
  compose(request: ComposeRequest): Promise<Edition>;
  readonly digests: readonly DigestSpec[];
  /** Names of all sections, in the usual order. */
  readonly sections: readonly string[];
  /** The snapshot as it stands, for `/status`. */
  snapshot(window: { readonly from: string; readonly to: string } | undefined): Promise<Snapshot>;
  /** The chat platforms in use, and which of them hear. */
  platforms(): readonly { readonly name: string; readonly connected: boolean }[];
  /** Live sources that were asked since the start, from memory; absent where the market is none of them. */
  sources?(): readonly {
    readonly names: { readonly en: string; readonly zh: string };
    readonly answers: boolean;
    /** Left alone until then; without an instant, until the next start. */
    readonly resting?: { readonly until?: number };
  }[];
  /** Instruments of the market by what people type. */
  lookup(): Promise<Lookup>;
  readonly posts: Posts;
}

/** Scheduled posts, as commands manage them. */
export interface Posts {
  readonly book: Pick<SubscriptionBook, "get" | "of" | "add" | "change" | "remove">;
  now(): number;
  /** The zone of whoever told none. */
  readonly zone: string;
  /** Reads a schedule as a person writes it; throws a ScheduleError. */
  read(text: string, zone: string): Schedule;
  /** The next due times of a schedule, in order. */
  next(schedule: Schedule, count: number): readonly Occurrence[];
  /** What a subscription posts, made now by the same way a scheduled post is made. */
  compose(subscription: Pick<Subscription, "what" | "language" | "place" | "alone" | "owner">): Promise<Answer>;
  /** Sends a post of a subscription now; the same interaction sends it once. */
  send(subscription: Subscription, interaction: string): Promise<void>;
  /** The newest digests of a conversation or of one subscription first. */
  history(of: { readonly place: Place } | { readonly subscription: string }, most: number): readonly Told[];
  /** Sends again what is held in doubt, given up or expired, under its old name. False where there is nothing to send. */
  resend(key: string): Promise<boolean>;
  /** Somebody saw that a message held in doubt has arrived: the rest follows. */
  confirm(key: string): Promise<boolean>;
  /** Whether the bot may post there; undefined where the platform does not tell. */
  reach(place: Place): Promise<Finding | undefined>;
  /** The address of a message for its readers. */
  link(place: Place, messageId: string): Promise<string | undefined>;
}

/** A digest of the ledger with its key. */
export interface Told {
  readonly key: string;
  readonly entry: Entry;
}
