import type { Change } from "../store/store.ts";
import type { Subscription } from "../subscription/subscription.ts";
import { type Delivery, type Entry, type EntryState, type Reason, tables, type Verdict } from "./ledger.ts";
import type { Outcome } from "./outcome.ts";

/** One message of a digest with its rows as they stand. */
export interface Standing {
  readonly key: string;
  readonly entry: Entry;
  readonly deliveryKey: string;
  readonly delivery: Delivery;
}

/** Tries told in full; of more only the newest. */
const mostLogged = 20;

/** The row of a delivery with one more line in its log. */
export function logged(delivery: Delivery, at: number, verdict: Verdict, detail?: string): Delivery {
  const line = { at, verdict, ...(detail === undefined ? {} : { detail: detail.slice(0, 200) }) };
  return { ...delivery, log: [...delivery.log, line].slice(-mostLogged) };
}

/** Why a digest must not go out any more; undefined where it may. */
export function reasonToStop(
  { entry, delivery }: Standing,
  subscription: Subscription | undefined,
  now: number,
): { readonly state: EntryState; readonly reason: Reason } | undefined {
  if (subscription === undefined) return { state: "cancelled", reason: "removed" };
  // Asked for by a person: goes out although the rest stands still.
  if (subscription.paused !== undefined && entry.origin === "schedule" && entry.asked !== true)
    return stopFor(subscription.paused.why);
  if (now <= entry.freshUntil) return undefined;
  return { state: "expired", reason: delivery.part > 1 ? "too-late-in-part" : "too-late" };
}

/** Where somebody wanted a pause nothing is owed; where the place was closed, what was due can still be sent. */
function stopFor(why: NonNullable<Subscription["paused"]>["why"]): { state: EntryState; reason: Reason } {
  if (why === "asked" || why === "unreadable") return { state: "cancelled", reason: "paused" };
  return { state: "dead", reason: why === "not-permitted" ? "not-permitted" : "gone" };
}

export function settled(entry: Entry, state: EntryState, now: number, why: Partial<Entry> = {}): Entry {
  return { ...entry, ...why, state, settledAt: now };
}

/** The intent: written before the first byte leaves. */
export function intended({ key, entry, deliveryKey, delivery }: Standing, now: number): Change[] {
  const sending: Delivery = {
    ...delivery,
    state: "sending",
    attempt: delivery.attempt + 1,
    doubtSince: delivery.doubtSince ?? now,
  };
  return [
    { table: tables.deliveries, key: deliveryKey, value: sending },
    ...(entry.startedAt === undefined
      ? [{ table: tables.entries, key, value: { ...entry, startedAt: now, attempts: 1 } }]
      : []),
  ];
}

/** What is written down after a try, by what it came to. `wasInDoubt`: an earlier try of this message still is. */
export function recorded(standing: Standing, outcome: Outcome, now: number, wasInDoubt: boolean): Change[] {
  const { delivery } = standing;
  switch (outcome.is) {
    case "sent":
      return arrived(standing, now, "sent", outcome.messageId);
    case "wait":
    case "unsent":
    case "revoked":
      return [row(standing, unsent(logged(delivery, now, outcome.is, outcome.detail), wasInDoubt))];
    case "moved": {
      // Followed once: a place that keeps moving is no place.
      if (standing.entry.movedTo !== undefined) return gaveUp(standing, now, "gone", outcome.detail);
      const told = unsent(logged(delivery, now, "wait", outcome.detail), wasInDoubt);
      const value: Entry = { ...standing.entry, movedTo: outcome.to };
      return [row(standing, told), { table: tables.entries, key: standing.key, value }];
    }
    case "unknown":
      return [row(standing, { ...logged(delivery, now, "unknown", outcome.detail), state: "uncertain" })];
    case "refused": {
      const reason =
        outcome.why === "refused" || outcome.why === "too-large" || outcome.why === "not-permitted"
          ? outcome.why
          : "gone";
      return gaveUp(standing, now, reason, outcome.detail);
    }
  }
}

/** The message is there. */
export function arrived(standing: Standing, now: number, verdict: Verdict, messageId?: string): Change[] {
  const { key, entry, delivery } = standing;
  const { doubtSince: _, absent: __, warned: ___, ...rest } = logged(delivery, now, verdict);
  const done: Delivery = { ...rest, state: "sent", ...(messageId === undefined ? {} : { messageId }) };
  const first = delivery.part === 1 && messageId !== undefined ? { messageId } : {};
  const told: Entry = { ...entry, ...first, attempts: (entry.attempts ?? 0) + Math.max(0, delivery.attempt - 1) };
  const last = delivery.part === delivery.of;
  return [
    row(standing, done),
    ...(last || delivery.part === 1
      ? [{ table: tables.entries, key, value: last ? settled(told, "sent", now) : told }]
      : []),
  ];
}

/** The message will not be taken: a dead letter. */
export function gaveUp(standing: Standing, now: number, reason: Reason, detail?: string): Change[] {
  const { key, entry, delivery } = standing;
  return [
    row(standing, { ...logged(delivery, now, "refused", detail), state: "dead" }),
    {
      table: tables.entries,
      key,
      value: settled(entry, "dead", now, { reason, ...(detail === undefined ? {} : { detail }) }),
    },
  ];
}

/** Nobody can know: it waits for a person. */
export function held(standing: Standing, now: number): Change[] {
  return [
    row(standing, { ...standing.delivery, state: "held" }),
    { table: tables.entries, key: standing.key, value: settled(standing.entry, "held", now, { reason: "in-doubt" }) },
  ];
}

/** Looked for and not there: after the second time it is certainly unsent. */
export function absentOnce(standing: Standing, now: number): Change[] {
  const { absent, ...delivery } = logged(standing.delivery, now, "absent");
  if (absent === undefined) return [row(standing, { ...delivery, state: "uncertain", absent: { times: 1, at: now } })];
  const { doubtSince: _, ...clear } = delivery;
  return [row(standing, { ...clear, state: "retry-wait" })];
}

/** The word ahead of a second copy is there, and the copy is not yet. */
export function warned(standing: Standing): Change[] {
  return [row(standing, { ...standing.delivery, state: "retry-wait", warned: true })];
}

function unsent(delivery: Delivery, wasInDoubt: boolean): Delivery {
  // The first copy stays in doubt, and this one may go again.
  if (delivery.repeated === true) return { ...delivery, state: "retry-wait" };
  if (wasInDoubt) return { ...delivery, state: "uncertain" };
  const { doubtSince: _, ...clear } = delivery;
  return { ...clear, state: "retry-wait" };
}

function row({ deliveryKey }: Standing, value: Delivery): Change {
  return { table: tables.deliveries, key: deliveryKey, value };
}
