import type { Almanac } from "../schedule/occurrence.ts";
import type { Market } from "../schedule/schedule.ts";
import { horizonOf } from "../schedule/sessions.ts";
import type { Change, Reader, Store } from "../store/store.ts";
import type { SubscriptionBook } from "../subscription/book.ts";
import { createBreather } from "../support/breather.ts";
import type { Clock } from "../support/clock.ts";
import { type Delivery, deliveryKey, type Entry, tables } from "./ledger.ts";
import { deliveryIn, entryIn, isLive, type Live, payloadIn } from "./live.ts";
import type { Trouble } from "./trouble.ts";

export interface WatchOptions {
  readonly store: Store;
  readonly book: SubscriptionBook;
  readonly clock: Clock;
  readonly live: Live;
  readonly almanac: Almanac;
  readonly nextAt: () => number | undefined;
  readonly tell: (trouble: Trouble) => void;
  readonly failed: (what: string, error: unknown) => void;
}

/** Looks after the ledger: nothing overdue, nothing stuck, nothing missing, nothing kept for ever. */
export interface Watch {
  /** True when nothing is wrong. */
  look(): Promise<boolean>;
}

const dayMs = 86_400_000;
/** Something due that nobody planned after this long is an alarm. */
const overdueMs = 2 * 60_000;
/** How long the record of a digest is kept, and how long the messages of one that went out. */
const keptMs = 30 * dayMs;
const bodiesKeptMs = dayMs;
const rowsPerCommit = 500;
const warnAheadMs = 30 * dayMs;

export function createWatch({ store, book, clock, live, almanac, nextAt, tell, failed }: WatchOptions): Watch {
  let sweptAt = Number.NEGATIVE_INFINITY;
  let warnedAt = Number.NEGATIVE_INFINITY;

  /** A digest past its time, or one whose rows are gone, is settled with its reason and told. */
  const settleStuck = async (now: number): Promise<boolean> => {
    let whole = true;
    for (const key of [...live.keys()]) {
      const entry = entryIn(store, key);
      if (entry !== undefined && !isLive(entry)) continue;
      if (entry === undefined) {
        live.settle(key);
        whole = false;
        failed("looking after the ledger", new Error(`The record of ${key} is gone.`));
        continue;
      }
      if (now > entry.freshUntil + overdueMs && (await expire(key, now))) continue;
      if (isWhole(store, key, entry)) continue;
      const lost = await settle(key, "dead", "record-lost", now);
      const subscription = book.get(entry.subscription);
      whole = false;
      if (lost && subscription !== undefined) tell({ is: "silent", subscription, key, dueAt: entry.dueAt });
    }
    return whole;
  };
  const settle = (key: string, state: Entry["state"], reason: NonNullable<Entry["reason"]>, now: number) =>
    store
      .commit((newest) => {
        const entry = entryIn(newest, key);
        if (entry === undefined || !isLive(entry)) return undefined;
        return [{ table: tables.entries, key, value: { ...entry, state, reason, settledAt: now } }];
      })
      .then((done) => {
        live.settle(key);
        return done;
      });

  /** Where nothing can be sent for long, what waits becomes too old there. What may be under way is left alone. */
  const expire = async (key: string, now: number): Promise<boolean> => {
    const done = await store.commit((newest) => {
      const entry = entryIn(newest, key);
      // It may have come to its end since it was looked at.
      if (entry === undefined || !isLive(entry) || isUnderWay(newest, key, entry)) return undefined;
      const reason = entry.messageId === undefined ? "too-late" : "too-late-in-part";
      const value: Entry = { ...entry, state: "expired", reason, settledAt: now };
      return [{ table: tables.entries, key, value }];
    });
    const entry = done ? entryIn(store, key) : undefined;
    const subscription = entry && book.get(entry.subscription);
    if (done) live.settle(key);
    if (entry !== undefined && subscription !== undefined) tell({ is: "expired", subscription, key, entry });
    return done;
  };

  const isOnTime = (now: number): boolean => {
    const due = nextAt();
    if (due === undefined || now - due <= overdueMs) return true;
    failed("looking who is due", new Error(`A post due at ${new Date(due).toISOString()} was not planned.`));
    return false;
  };

  const forgetOld = async (now: number) => {
    const needed = new Set<string>();
    const old: Change[] = [];
    const breathe = createBreather(undefined, clock.elapsed);
    for (const [key, row] of store.entries(tables.entries)) {
      const entry = row as Entry;
      const age = now - (entry.settledAt ?? now);
      const away = entry.state === "sent" ? age > bodiesKeptMs : age > keptMs;
      if (entry.payload !== undefined && !away) needed.add(entry.payload);
      if (age > keptMs) old.push({ table: tables.entries, key });
      if (away) old.push(...deliveriesOf(store, key, entry));
      await breathe();
    }
    for (const [key, payload] of store.entries(tables.payloads)) {
      const { frozenAt } = payload as { readonly frozenAt: number };
      if (!needed.has(key) && now - frozenAt > bodiesKeptMs) old.push({ table: tables.payloads, key });
    }
    for (let from = 0; from < old.length; from += rowsPerCommit)
      await store.commit(() => old.slice(from, from + rowsPerCommit));
  };

  const warnOfHorizon = (now: number) => {
    const used = new Set<Market>();
    for (const { schedule } of book.all()) {
      if (schedule.skipHolidays !== undefined) used.add(schedule.skipHolidays);
      if ("market" in schedule.rule) used.add(schedule.rule.market);
    }
    for (const market of used) {
      const until = horizonOf(almanac.calendars, market) * dayMs;
      if (until - now < warnAheadMs)
        failed(
          "looking at the market calendars",
          new Error(
            `The calendar of ${market} ends on ${new Date(until).toISOString().slice(0, 10)}: later days count as ordinary weekdays. Update Closing Bell.`,
          ),
        );
    }
  };

  return {
    async look() {
      const now = clock.now();
      try {
        const onTime = isOnTime(now);
        const whole = await settleStuck(now);
        if (now - warnedAt > dayMs) {
          warnedAt = now;
          warnOfHorizon(now);
        }
        if (now - sweptAt > dayMs / 4) {
          sweptAt = now;
          await forgetOld(now);
        }
        return onTime && whole;
      } catch (error) {
        failed("looking after the ledger", error);
        return false;
      }
    },
  };
}

/** Every row a digest needs to go on is there. */
function isWhole(store: Store, key: string, entry: Entry): boolean {
  if (entry.state !== "rendered") return true;
  const of = entry.parts ?? 0;
  if (payloadIn(store, entry.payload) === undefined) return false;
  return Array.from({ length: of }, (_, index) => deliveryIn(store, deliveryKey(key, entry, index + 1, of))).every(
    (row): row is Delivery => row !== undefined,
  );
}

function isUnderWay(rows: Reader, key: string, entry: Entry): boolean {
  const of = entry.parts ?? 0;
  return Array.from({ length: of }, (_, index) => deliveryIn(rows, deliveryKey(key, entry, index + 1, of))).some(
    (row) => row?.state === "sending" || row?.state === "uncertain",
  );
}

function deliveriesOf(store: Store, key: string, entry: Entry): Change[] {
  const of = entry.parts ?? 0;
  return Array.from({ length: of }, (_, index) => deliveryKey(key, entry, index + 1, of))
    .filter((name) => store.get(tables.deliveries, name) !== undefined)
    .map((name) => ({ table: tables.deliveries, key: name }));
}
