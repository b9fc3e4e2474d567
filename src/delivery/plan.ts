import { catchUpWindowMs } from "../schedule/density.ts";
import { type Almanac, type Occurrence, occurrenceKey } from "../schedule/occurrence.ts";
import { occurrences, skippedForHoliday } from "../schedule/occurrences.ts";
import type { Subscription } from "../subscription/subscription.ts";
import type { Entry } from "./ledger.ts";

/** What a look at the clock makes of one subscription: rows for the ledger, and how far it is planned from now on. */
export interface Plan {
  readonly entries: readonly (readonly [key: string, entry: Entry])[];
  readonly cursor: number;
}

/** A post this much behind its time says when it was due; `none` still sends what is no later than this. */
const punctualMs = 60_000;
/** Times missed further back than this are not looked for, and of many only the newest get a line each. */
const longestBackMs = 40 * 86_400_000;
const mostListed = 50;
/** What is caught up must have a little time to go out. */
const leastFreshMs = 5 * 60_000;

/** Plans everything due later than `cursor` and up to now, by the subscription's own policy. Pure. */
export function planOf(subscription: Subscription, cursor: number, now: number, almanac: Almanac): Plan {
  const { schedule, id } = subscription;
  const from = Math.max(cursor, now - longestBackMs);
  const due = occurrences(schedule, from, now, almanac);
  const windowMs = subscription.windowMs ?? catchUpWindowMs(schedule, almanac.calendars);
  const row = (occurrence: Occurrence, what: Partial<Entry>): readonly [string, Entry] => [
    occurrenceKey(id, occurrence),
    { ...entryOf(subscription, occurrence, now, windowMs), ...what },
  ];
  const skipped = (reason: "holiday" | "missed" | "missed-more", detail?: string): Partial<Entry> => ({
    state: "skipped",
    reason,
    settledAt: now,
    ...(detail === undefined ? {} : { detail }),
  });
  const older = due.slice(0, -mostListed);
  const last = older.at(-1);
  const entries = [
    ...(last === undefined ? [] : [row(last, skipped("missed-more", String(older.length)))]),
    ...skippedForHoliday(schedule, from, now, almanac)
      .slice(-mostListed)
      .map((occurrence) => row(occurrence, skipped("holiday"))),
    ...due
      .slice(-mostListed)
      .map((occurrence, index, listed) =>
        row(
          occurrence,
          isWanted(subscription, occurrence, now, windowMs, index === listed.length - 1) ? {} : skipped("missed"),
        ),
      ),
  ];
  return { entries: entries.toSorted(([, a], [, b]) => a.dueAt - b.dueAt), cursor: Math.max(cursor, now) };
}

function isWanted(
  { missed }: Subscription,
  { dueAt }: Occurrence,
  now: number,
  windowMs: number,
  isNewest: boolean,
): boolean {
  if (missed === "all") return true;
  return isNewest && now - dueAt <= (missed === "none" ? punctualMs : windowMs);
}

function entryOf(subscription: Subscription, occurrence: Occurrence, now: number, windowMs: number): Entry {
  const { wall, zone, dueAt, isUnverified } = occurrence;
  // Who wants every missed one wants it however late.
  const limit = subscription.missed === "all" ? now + windowMs : dueAt + windowMs;
  return {
    subscription: subscription.id,
    origin: "schedule",
    wall,
    zone,
    dueAt,
    plannedAt: now,
    freshUntil: Math.max(limit, now + leastFreshMs),
    place: subscription.place,
    state: "planned",
    ...(isUnverified ? { unverified: true as const } : {}),
    ...(now - dueAt > punctualMs ? { late: true as const } : {}),
  };
}
