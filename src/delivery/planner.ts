import { createDueIndex } from "../schedule/due-index.ts";
import { rememberNext } from "../schedule/next-times.ts";
import type { Almanac } from "../schedule/occurrence.ts";
import { next } from "../schedule/occurrences.ts";
import type { Change, Reader, Store } from "../store/store.ts";
import { cursors, type SubscriptionBook, table as subscriptions } from "../subscription/book.ts";
import type { Subscription } from "../subscription/subscription.ts";
import { createBreather } from "../support/breather.ts";
import type { Clock } from "../support/clock.ts";
import { deliveryKey, type Entry, tables } from "./ledger.ts";
import { deliveryIn, entryIn, isLive, type Live } from "./live.ts";
import { type Plan, planOf } from "./plan.ts";

export interface PlannerOptions {
  readonly store: Store;
  readonly book: SubscriptionBook;
  readonly almanac: Almanac;
  readonly clock: Clock;
  readonly live: Live;
  /** Told of digests that are planned and kept, by key. */
  readonly planned: (keys: readonly string[]) => void;
  readonly failed: (what: string, error: unknown) => void;
}

/** Looks who is due, and writes down what is to be sent together with how far has been planned. */
export interface Planner {
  /** Finds the next due time of every subscription. */
  load(): Promise<void>;
  /** Plans what is due by now. One look at a time; a second one waits for the first. */
  tick(): Promise<void>;
  /** When the next one is due. */
  nextAt(): number | undefined;
}

/** After the state could not be written. */
const troubleMs = 5000;

interface Due {
  readonly subscription: Subscription;
  readonly cursor: number;
  readonly plan: Plan;
}

export function createPlanner({ store, book, almanac, clock, live, planned, failed }: PlannerOptions): Planner {
  const index = createDueIndex<string>();
  const nextOf = rememberNext((schedule, after) => next(schedule, after, almanac));
  const breathe = createBreather(undefined, clock.elapsed);
  let running: Promise<void> | undefined;
  let restUntil = Number.NEGATIVE_INFINITY;

  const cursorOf = ({ id, createdAt }: Subscription): number => {
    const cursor = store.get(cursors, id);
    return typeof cursor === "number" ? cursor : createdAt;
  };
  const schedule = (subscription: Subscription) => {
    if (subscription.paused !== undefined) return void index.remove(subscription.id);
    const occurrence = nextOf(subscription.schedule, cursorOf(subscription));
    if (occurrence === undefined) index.remove(subscription.id);
    else index.set(subscription.id, occurrence.dueAt);
  };
  /** One that cannot be understood stands still, so that it holds up nobody else. */
  const guarded = <T>(subscription: Subscription, look: (subscription: Subscription) => T): T | undefined => {
    try {
      return look(subscription);
    } catch (error) {
      index.remove(subscription.id);
      failed(`planning subscription ${subscription.id}; it is paused`, error);
      const paused = { at: clock.now(), why: "unreadable" } as const;
      void book
        .change(subscription.id, (now) => ({ ...now, paused }))
        .catch((trouble) => failed(`pausing subscription ${subscription.id}`, trouble));
      return undefined;
    }
  };
  const reschedule = (id: string) => {
    const subscription = book.get(id);
    if (subscription === undefined) index.remove(id);
    else guarded(subscription, schedule);
  };
  book.listen(reschedule);

  const dueNow = async (ids: readonly string[], now: number): Promise<Due[]> => {
    const found: Due[] = [];
    for (const id of ids) {
      const subscription = book.get(id);
      if (subscription === undefined || subscription.paused !== undefined) continue;
      const cursor = cursorOf(subscription);
      const plan = guarded(subscription, () => planOf(subscription, cursor, now, almanac));
      if (plan !== undefined) found.push({ subscription, cursor, plan });
      await breathe();
    }
    return found;
  };

  const look = async () => {
    if (clock.elapsed() < restUntil) return;
    const now = clock.now();
    const ids = index.takeDue(now);
    if (ids.length === 0) return;
    const due = await dueNow(ids, now);
    const fresh: [string, Entry][] = [];
    const superseded: string[] = [];
    try {
      await store.commit((newest) => {
        const changes = due.flatMap(
          (one) => guarded(one.subscription, () => commitOf(one, newest, live, { fresh, superseded, now })) ?? [],
        );
        return changes.length === 0 ? undefined : changes;
      });
    } catch (error) {
      failed("writing down what is due; it is tried again", error);
      // By the clock nobody sets: one that is set back meanwhile must not put this off.
      restUntil = clock.elapsed() + troubleMs;
      for (const id of ids) reschedule(id);
      return;
    }
    for (const key of superseded) live.settle(key);
    for (const [key, entry] of fresh) if (isLive(entry)) live.add(key, entry);
    for (const id of ids) reschedule(id);
    planned(fresh.filter(([, entry]) => isLive(entry)).map(([key]) => key));
  };

  return {
    async load() {
      for (const subscription of book.all((id, error) =>
        failed(`reading subscription ${id}; it stands still`, error),
      )) {
        guarded(subscription, schedule);
        await breathe();
      }
    },
    async tick() {
      await running;
      running = look().finally(() => {
        running = undefined;
      });
      return running;
    },
    nextAt: () => index.nextAt(),
  };
}

interface Made {
  readonly fresh: [string, Entry][];
  readonly superseded: string[];
  readonly now: number;
}

/** Rows and cursor of one subscription, unless it changed meanwhile. */
function commitOf({ subscription, cursor, plan }: Due, newest: Reader, live: Live, made: Made): Change[] {
  const { id } = subscription;
  const row = newest.get(subscriptions, id) as Subscription | undefined;
  const planned = newest.get(cursors, id) ?? subscription.createdAt;
  if (row === undefined || row.paused !== undefined || planned !== cursor) return [];
  const changes: Change[] = [{ table: cursors, key: id, value: plan.cursor }];
  const put = (key: string, value: Entry) => {
    changes.push({ table: tables.entries, key, value });
    return value;
  };
  const fresh = plan.entries.filter(([key]) => newest.get(tables.entries, key) === undefined);
  const waiting = live.of(id).flatMap((key) => {
    const entry = entryIn(newest, key);
    return entry !== undefined && isLive(entry) && entry.origin === "schedule" ? [{ key, entry }] : [];
  });
  const overlap = subscription.missed === "all" ? "queue" : subscription.overlap;
  const wanted = fresh.some(([, entry]) => isLive(entry));
  if (overlap === "supersede" && wanted) {
    for (const { key, entry } of waiting.filter((one) => isUnsent(newest, one.key, one.entry))) {
      put(key, { ...entry, state: "skipped", reason: "superseded", settledAt: made.now });
      made.superseded.push(key);
    }
  }
  const busy = overlap === "skip-new" && waiting.length > 0;
  for (const [key, entry] of fresh) {
    const skip = busy && isLive(entry);
    const kept: Entry = skip ? { ...entry, state: "skipped", reason: "still-sending", settledAt: made.now } : entry;
    made.fresh.push([key, put(key, kept)]);
  }
  return changes;
}

/** Nothing of it is there, on its way or in doubt. */
function isUnsent(rows: Reader, key: string, entry: Entry): boolean {
  const of = entry.parts ?? 0;
  return Array.from({ length: of }, (_, index) => deliveryIn(rows, deliveryKey(key, entry, index + 1, of))).every(
    (row) =>
      row === undefined || row.state === "planned" || (row.state === "retry-wait" && row.doubtSince === undefined),
  );
}
