import type { Place } from "../platform/destination.ts";
import { wallText } from "../schedule/civil.ts";
import { type Almanac, type Occurrence, occurrenceKey } from "../schedule/occurrence.ts";
import { occurrences } from "../schedule/occurrences.ts";
import { shownAt } from "../schedule/zone.ts";
import type { Change, Reader, Store } from "../store/store.ts";
import type { SubscriptionBook } from "../subscription/book.ts";
import type { Subscription } from "../subscription/subscription.ts";
import type { Clock } from "../support/clock.ts";
import type { WhyGone } from "../support/errors.ts";
import { type Delivery, deliveryKey, type Entry, tables } from "./ledger.ts";
import { deliveryIn, entryIn, isLive, type Live } from "./live.ts";

/** What persons and platforms may ask for between two due times. */
export interface Errands {
  /** Sends a post of a subscription now; the same interaction sends it once. False where it was sent already. */
  send(subscription: Subscription, interaction: string): Promise<boolean>;
  /**
   * Sends what was due later than one instant and up to another and did not go out, once however often it is asked for;
   * with `force` also what did. Answers how many were planned.
   */
  backfill(id: string, span: { readonly from: number; readonly to: number; readonly force?: boolean }): Promise<number>;
  /** Sends again, under its old name, what is held in doubt, given up or expired. False where there is nothing to send. */
  resend(key: string): Promise<boolean>;
  /** Somebody saw that a message held in doubt has arrived: the rest follows. */
  confirm(key: string): Promise<boolean>;
  /** The newest first. */
  history(wanted: (entry: Entry) => boolean, most: number): readonly { readonly key: string; readonly entry: Entry }[];
  /** A place takes no messages any more; without a channel, nothing in that account does. */
  left(place: Omit<Place, "channel"> & { channel?: string }, why: WhyGone, detail: string, key?: string): Promise<void>;
  /** It does again: what stood still because of that goes on. */
  back(place: Place): Promise<void>;
}

export interface ErrandsOptions {
  readonly store: Store;
  readonly book: SubscriptionBook;
  readonly clock: Clock;
  readonly almanac: Almanac;
  readonly live: Live;
  readonly planned: (keys: readonly string[]) => void;
  readonly enqueue: (keys: readonly string[]) => void;
  readonly gone: Errands["left"];
}

/** What a person asked for is worth sending this long. */
const askedFreshMs = 86_400_000;
const mostBackfilled = 100;
/** As far back as the ledger reaches. */
const recordMs = 30 * 86_400_000;

export function createErrands(options: ErrandsOptions): Errands {
  const { store, book, clock, almanac, live, planned, enqueue, gone } = options;

  const plan = async (rows: readonly (readonly [key: string, entry: Entry])[]): Promise<number> => {
    let fresh: (readonly [string, Entry])[] = [];
    await store.commit((newest) => {
      fresh = rows.filter(([key]) => newest.get(tables.entries, key) === undefined);
      return fresh.length === 0
        ? undefined
        : fresh.map(([key, value]): Change => ({ table: tables.entries, key, value }));
    });
    const alive = fresh.filter(([, entry]) => isLive(entry));
    for (const [key, entry] of alive) live.add(key, entry);
    planned(alive.map(([key]) => key));
    return fresh.length;
  };
  const asked = (subscription: Subscription, occurrence: Occurrence, origin: Entry["origin"]): Entry => ({
    subscription: subscription.id,
    origin,
    wall: occurrence.wall,
    zone: occurrence.zone,
    dueAt: occurrence.dueAt,
    plannedAt: clock.now(),
    freshUntil: clock.now() + askedFreshMs,
    place: subscription.place,
    state: "planned",
  });
  const nowOn = (zone: string): Occurrence => {
    const dueAt = clock.now();
    const { wall, fold } = shownAt(almanac.clocks, zone, dueAt);
    return { wall: wallText(wall), zone, fold, dueAt, isUnverified: false };
  };

  /** Takes up a digest that had come to rest, at its first message that is not there. */
  const takeUp = async (key: string, states: readonly Entry["state"][], change: (row: Delivery) => Delivery) => {
    const done = await store.commit((newest) => {
      const entry = entryIn(newest, key);
      if (entry === undefined || !states.includes(entry.state)) return undefined;
      const { reason: _, detail: __, settledAt: ___, toldAt: ____, ...rest } = entry;
      const asked = { ...rest, asked: true as const, freshUntil: clock.now() + askedFreshMs };
      // Its time was over before it was made.
      if (entry.payload === undefined && entry.state === "expired")
        return [{ table: tables.entries, key, value: { ...asked, state: "planned", late: true } satisfies Entry }];
      const open = openDelivery(newest, key, entry);
      if (open === undefined) return undefined;
      const last = change(open.row).state === "sent" && open.row.part === open.row.of;
      const value: Entry = last ? { ...rest, state: "sent", settledAt: clock.now() } : { ...asked, state: "rendered" };
      return [
        { table: tables.entries, key, value },
        { table: tables.deliveries, key: open.key, value: change(open.row) },
      ];
    });
    const entry = done ? entryIn(store, key) : undefined;
    if (entry !== undefined && isLive(entry)) {
      live.add(key, entry);
      if (entry.state === "planned") planned([key]);
      else enqueue([key]);
    }
    return done;
  };

  return {
    async send(subscription, interaction) {
      const occurrence = nowOn(subscription.schedule.zone);
      const key = `${subscription.id}|manual|${interaction}`;
      return (await plan([[key, asked(subscription, occurrence, "manual")]])) > 0;
    },
    async backfill(id, { from, to, force = false }) {
      const subscription = book.get(id);
      if (subscription === undefined) return 0;
      // Nothing was due before it was made, and of what is older than the record nobody knows what went out.
      const since = Math.max(from, subscription.createdAt, clock.now() - recordMs);
      const due = occurrences(subscription.schedule, since, Math.min(to, clock.now()), almanac);
      const wanted = due.filter((occurrence) => {
        const entry = entryIn(store, occurrenceKey(id, occurrence));
        return force || entry === undefined || !(entry.state === "sent" || entry.state === "held" || isLive(entry));
      });
      const row = (occurrence: Occurrence, more: Partial<Entry>): readonly [string, Entry] => [
        `${occurrenceKey(id, occurrence)}|backfill${force ? "|force" : ""}`,
        { ...asked(subscription, occurrence, "backfill"), late: true, ...more },
      ];
      const [older, newest] = [wanted.slice(0, -mostBackfilled), wanted.slice(-mostBackfilled)];
      const tooMany = { state: "skipped", reason: "missed-more", detail: String(older.length) } as const;
      return plan([
        ...older.slice(-1).map((occurrence) => row(occurrence, { ...tooMany, settledAt: clock.now() })),
        ...newest.map((occurrence) => row(occurrence, {})),
      ]);
    },
    resend: (key) =>
      takeUp(key, ["held", "dead", "expired"], (row) => {
        const { doubtSince: _, absent: __, repeated: ___, warned: ____, ...clear } = row;
        return { ...clear, state: "retry-wait" };
      }),
    confirm: (key) =>
      takeUp(key, ["held"], (row) => {
        const { doubtSince: _, absent: __, ...clear } = row;
        return { ...clear, state: "sent", log: [...row.log, { at: clock.now(), verdict: "confirmed" }] };
      }),
    history(wanted, most) {
      const found: { key: string; entry: Entry }[] = [];
      for (const [key, row] of store.entries(tables.entries)) {
        const entry = row as Entry;
        if (wanted(entry)) found.push({ key, entry });
      }
      return found
        .toSorted((a, b) => b.entry.dueAt - a.entry.dueAt || b.entry.plannedAt - a.entry.plannedAt)
        .slice(0, most);
    },
    left: gone,
    async back(place) {
      for (const { id, paused } of book.at(place)) {
        if (paused === undefined || !recoverable.has(paused.why)) continue;
        await book.change(id, ({ paused: _, refusals: __, ...now }) => now, clock.now());
      }
    },
  };
}

const recoverable: ReadonlySet<string> = new Set(["archived", "removed", "blocked"]);

/** The first message of a digest that is not there. */
function openDelivery(rows: Reader, key: string, entry: Entry): { key: string; row: Delivery } | undefined {
  for (let part = 1; part <= (entry.parts ?? 0); part++) {
    const name = deliveryKey(key, entry, part, entry.parts ?? 0);
    const row = deliveryIn(rows, name);
    if (row !== undefined && row.state !== "sent") return { key: name, row };
  }
  return undefined;
}
