import type { Adapter, Manner, Part } from "../platform/adapter.ts";
import type { Destination } from "../platform/destination.ts";
import type { Change, Reader, Store } from "../store/store.ts";
import { table as subscriptions } from "../subscription/book.ts";
import type { Subscription } from "../subscription/subscription.ts";
import type { Clock } from "../support/clock.ts";
import { Rejected } from "../support/errors.ts";
import { pauseMs } from "./backoff.ts";
import { createDoubts } from "./doubts.ts";
import { deliveryKey, type Entry, markOf, tables } from "./ledger.ts";
import { deliveryIn, entryIn, payloadIn } from "./live.ts";
import { type Outcome, outcomeOf, outcomeOfError } from "./outcome.ts";
import { absentOnce, arrived, held, intended, reasonToStop, recorded, type Standing, settled, warned } from "./rows.ts";

/** What follows after one step with a digest. */
export type Next =
  /** Nothing more to do with it now. */
  | { readonly is: "done"; readonly ended?: Ended }
  /** Its next message, or the same again, this many milliseconds from now at the earliest. */
  | { readonly is: "again"; readonly ms: number; readonly outcome?: Outcome };

/** How it ended, for whoever is to be told. */
export interface Ended {
  readonly key: string;
  readonly entry: Entry;
  readonly outcome?: Outcome;
}

/** Whoever paces is told of a call as it happens. */
export interface Trip {
  /** It is about to leave; answers for how long it must not, after all. */
  leaving(): number;
  heard(outcome: Outcome): void;
}

export interface PosterOptions {
  readonly store: Store;
  readonly adapter: Adapter;
  readonly clock: Clock;
  readonly random: () => number;
  readonly isQuiet: (entry: Entry, now: number) => boolean;
  readonly failed: (what: string, error: unknown) => void;
  readonly signal: AbortSignal;
}

/** How far the clock of a machine may be from the truth. */
const clockErrorMs = 2 * 3_600_000;
/** After the state could not be written. */
const troubleMs = 5000;

/** Carries one digest a step further: sends its next message, or finds out about one in doubt. */
export function createPoster({ store, adapter, clock, random, isQuiet, failed, signal }: PosterOptions) {
  const doubts = createDoubts(clock);

  const standing = (key: string, rows: Reader = store): Standing | undefined => {
    const entry = entryIn(rows, key);
    if (entry === undefined || entry.state !== "rendered") return undefined;
    const of = entry.parts ?? 0;
    for (let part = 1; part <= of; part++) {
      const name = deliveryKey(key, entry, part, of);
      const delivery = deliveryIn(rows, name);
      if (delivery !== undefined && delivery.state !== "sent") return { key, entry, deliveryKey: name, delivery };
    }
    return undefined;
  };

  const commit = (key: string, decide: (now: Standing, newest: Reader) => Change[] | undefined) =>
    store.commit((newest) => {
      const now = standing(key, newest);
      return now === undefined ? undefined : decide(now, newest);
    });

  /** An outcome is known and must not get lost: tried until it is kept, or the program ends. */
  const keep = async (key: string, decide: (now: Standing) => Change[]): Promise<void> => {
    for (;;) {
      try {
        await commit(key, decide);
        return;
      } catch (error) {
        failed("writing down an outcome; it is tried again", error);
        await clock.sleep(troubleMs, signal);
        if (signal.aborted) return;
      }
    }
  };

  const end = (key: string, outcome?: Outcome): Next => {
    const entry = entryIn(store, key);
    if (entry === undefined || entry.state === "rendered") return { is: "done" };
    return { is: "done", ended: { key, entry, ...(outcome === undefined ? {} : { outcome }) } };
  };

  /** Writes down that bytes may leave; undefined when they must not. */
  const intend = async (key: string, repeated: boolean): Promise<{ at: Standing; wasInDoubt: boolean } | undefined> => {
    let going: { at: Standing; wasInDoubt: boolean } | undefined;
    const now = clock.now();
    await commit(key, (at, newest) => {
      const { entry, delivery } = at;
      const subscription = newest.get(subscriptions, entry.subscription) as Subscription | undefined;
      const stop = reasonToStop(at, subscription, now);
      const isInDoubt = delivery.doubtSince !== undefined;
      // One that may have arrived already is not called late, and a second copy of it is not sent so late.
      if (stop?.state === "expired" && isInDoubt && repeated) return held(at, now);
      if (stop !== undefined && (stop.state !== "expired" || !isInDoubt))
        return [{ table: tables.entries, key, value: settled(entry, stop.state, now, { reason: stop.reason }) }];
      if (delivery.state === "held" || delivery.state === "dead") return undefined;
      going = { at, wasInDoubt: isInDoubt && !repeated };
      return intended(repeated ? { ...at, delivery: { ...delivery, repeated: true } } : at, now);
    });
    return going;
  };

  const destinationOf = ({ key, entry, delivery }: Standing, under: "first" | undefined): Destination => {
    const { account, thread } = entry.place;
    const channel = entry.movedTo ?? entry.place.channel;
    const first =
      under === "first" && delivery.part > 1 ? deliveryIn(store, deliveryKey(key, entry, 1, delivery.of)) : undefined;
    const place = thread ?? first?.messageId;
    return { account, channel, ...(place === undefined ? {} : { thread: place }) };
  };

  const send = async (at: Standing, warns: boolean, trip: Trip): Promise<Outcome> => {
    const payload = payloadIn(store, at.entry.payload);
    const part = payload?.parts[at.delivery.part - 1];
    if (part === undefined) return { is: "refused", why: "refused", detail: "its frozen message is lost" };
    const quiet = isQuiet(at.entry, clock.now());
    const manner = { mark: markOf(at.deliveryKey), ...(quiet ? { quiet } : {}) };
    const destination = destinationOf(at, part.under);
    const call = async (sending: Part, how?: Manner): Promise<Outcome> => {
      const ms = trip.leaving();
      if (ms > 0) return { is: "wait", ms, scope: "account", detail: "held back" };
      const outcome = await outcomeOf(adapter.send(destination, sending, how));
      trip.heard(outcome);
      return outcome;
    };
    if (!warns) return call(part, manner);
    for (const warning of payload?.warning ?? []) {
      const outcome = await call(warning);
      if (outcome.is !== "sent") return outcome;
    }
    return { is: "sent", messageId: "" };
  };

  const post = async (key: string, trip: Trip, repeated = false): Promise<Next> => {
    const going = await intend(key, repeated);
    if (going === undefined) return end(key);
    const { at, wasInDoubt } = going;
    doubts.tried(at.deliveryKey);
    const warns = repeated && at.delivery.warned !== true;
    const outcome = await send(at, warns, trip);
    if (warns && outcome.is === "sent") {
      await keep(key, warned);
      return { is: "again", ms: 0, outcome };
    }
    if (warns && outcome.is === "unknown") {
      // Without a word that is certainly ahead of it there is no second copy.
      await keep(key, (now) => held(now, clock.now()));
      return end(key);
    }
    const isOpen = outcome.is === "unknown" || (wasInDoubt && outcome.is !== "sent" && outcome.is !== "refused");
    if (!isOpen) doubts.over(at.deliveryKey);
    await keep(key, (now) => recorded(now, outcome, clock.now(), wasInDoubt));
    if (outcome.is === "sent") return followUp(key, at, outcome);
    if (outcome.is === "refused") return end(key, outcome);
    return { is: "again", ms: pauseAfter(outcome, at), outcome };
  };

  const followUp = (key: string, { delivery }: Standing, outcome?: Outcome): Next =>
    delivery.part < delivery.of ? { is: "again", ms: 0, ...(outcome && { outcome }) } : end(key, outcome);

  const pauseAfter = (outcome: Outcome, { delivery }: Standing): number => {
    if (outcome.is === "wait") return outcome.ms;
    if (outcome.is === "moved") return 0;
    return pauseMs(delivery.attempt + 1, random);
  };

  /** A message whose fate is not known. */
  const resolve = async (at: Standing, trip: Trip): Promise<Next> => {
    const { key, deliveryKey: name } = at;
    if (doubts.mayRepeat(name, adapter.replaySafeMs ?? 0)) return post(key, trip);
    if (adapter.find === undefined) return blind(at, trip);
    const ms = doubts.restMs(name);
    return ms > 0 ? { is: "again", ms } : look(at, trip, adapter.find);
  };

  /** A message the ledger knows to be another one: posts of a quiet market say the same again and again. */
  const isOther = (messageId: string, own: string): boolean => {
    for (const [name, row] of store.entries(tables.deliveries))
      if (name !== own && (row as { readonly messageId?: string }).messageId === messageId) return true;
    return false;
  };

  const look = async (at: Standing, trip: Trip, find: NonNullable<Adapter["find"]>): Promise<Next> => {
    const { key, delivery, deliveryKey: name } = at;
    const part = payloadIn(store, at.entry.payload)?.parts[delivery.part - 1];
    if (part === undefined) return blind(at, trip);
    // The look that decides reaches back further than any clock was ever wrong.
    const since = (delivery.doubtSince ?? clock.now()) - (delivery.absent === undefined ? 0 : clockErrorMs);
    try {
      const found = await find(destinationOf(at, part.under), part, markOf(name), since, (id) => isOther(id, name));
      doubts.looked(name);
      if (found === undefined) {
        if (delivery.absent !== undefined) doubts.over(name);
        await keep(key, (now) => absentOnce(now, clock.now()));
        return { is: "again", ms: 0 };
      }
      doubts.over(name);
      await keep(key, (now) => arrived(now, clock.now(), "found", found.messageId));
      return followUp(key, at);
    } catch (error) {
      if (error instanceof Rejected) return blind(at, trip);
      const outcome = outcomeOfError(error);
      return { is: "again", ms: outcome.is === "wait" ? outcome.ms : pauseMs(delivery.attempt + 1, random), outcome };
    }
  };

  /** Nobody can look: by the subscription's choice it waits for a person, or goes out once more with a word ahead. */
  const blind = async (at: Standing, trip: Trip): Promise<Next> => {
    const subscription = store.get(subscriptions, at.entry.subscription) as Subscription | undefined;
    const wantsCopy = subscription?.doubt === "resend-marked" && at.delivery.repeated !== true;
    // Made before the subscription wanted copies, it has no word to go ahead of one.
    const { warning = [] } = payloadIn(store, at.entry.payload) ?? {};
    if (wantsCopy && warning.length > 0) return post(at.key, trip, true);
    await keep(at.key, (now) => held(now, clock.now()));
    return end(at.key);
  };

  return {
    async step(key: string, trip: Trip): Promise<Next> {
      const at = standing(key);
      if (at === undefined) return end(key);
      try {
        const inDoubt = at.delivery.state === "sending" || at.delivery.state === "uncertain";
        return await (inDoubt ? resolve(at, trip) : post(key, trip, at.delivery.repeated === true));
      } catch (error) {
        // Nothing was sent: the intent could not be written.
        failed("writing down that a message is about to be sent; it is tried again", error);
        return { is: "again", ms: troubleMs };
      }
    },
  };
}
