import type { Adapter } from "../platform/adapter.ts";
import type { Place } from "../platform/destination.ts";
import type { Almanac } from "../schedule/occurrence.ts";
import type { Store } from "../store/store.ts";
import type { SubscriptionBook } from "../subscription/book.ts";
import type { Subscription } from "../subscription/subscription.ts";
import type { Clock } from "../support/clock.ts";
import { createErrands, type Errands } from "./errands.ts";
import { createFreezer, type Workshop } from "./freeze.ts";
import { type Entry, tables } from "./ledger.ts";
import { createLineUp } from "./line-up.ts";
import { createLive, entryIn, isLive } from "./live.ts";
import type { Outcome } from "./outcome.ts";
import { isGone } from "./outcome.ts";
import { createPlanner } from "./planner.ts";
import { createPoster, type Ended } from "./post.ts";
import { createSender, type Sender } from "./sender.ts";
import { createTold } from "./told.ts";
import type { Revoked, Trouble } from "./trouble.ts";
import { createWatch } from "./watch.ts";

export interface OfficeOptions {
  readonly store: Store;
  readonly book: SubscriptionBook;
  readonly almanac: Almanac;
  readonly clock: Clock;
  /** A number from 0 to 1. */
  readonly random: () => number;
  readonly adapters: readonly Adapter[];
  readonly workshop: Omit<Workshop, "has">;
  /** Messages there come without a sound now. */
  readonly isQuiet: (subscription: Subscription, now: number) => boolean;
  /** A conversation goes on under another id. */
  readonly moved: (place: Place, to: string) => Promise<void>;
  /** Somebody is to be told; false where they could not be, which the next run tries again. */
  readonly tell: (trouble: Trouble) => Promise<boolean>;
  readonly revoked: (what: Revoked) => void;
  readonly failed: (what: string, error: unknown) => void;
}

/** Scheduled posts: plans what is due, makes it, sends it once, and keeps the record of all of it. */
export interface Office extends Errands {
  /** Takes up what an earlier run left, and begins. */
  open(): Promise<void>;
  /** Plans what is due by now; called every few seconds, and when something is due. */
  tick(): Promise<void>;
  /** When the next post is due. */
  nextAt(): number | undefined;
  /** Looks for what should have happened and did not, and forgets what is old; called about once a minute. True when nothing is wrong. */
  look(): Promise<boolean>;
  /** Begins nothing more and finishes what is under way. */
  close(): Promise<void>;
  /** Digests that are planned or being sent. */
  readonly live: number;
}

export function createOffice(options: OfficeOptions): Office {
  const { store, book, almanac, clock, random, adapters, workshop, isQuiet, revoked, failed } = options;
  const ending = new AbortController();
  const { signal } = ending;
  const { tell, takeUp } = createTold({ store, book, clock, bring: options.tell, failed });
  const live = createLive((key, subscription) => lineUp.settled(key, subscription));
  const senders = new Map<string, Sender>();
  const running: Promise<void>[] = [];
  const background = (what: string, work: Promise<unknown>) => void work.catch((error) => failed(what, error));

  /** A chat that goes on under another id keeps its queue: one chat has one pace and one order. */
  const queues = new Map<string, string>();
  const queueOf = ({ platform, account, channel }: Place): string =>
    queues.get(`${platform} ${account} ${channel}`) ?? `${account} ${channel}`;
  const lineUp = createLineUp({
    store,
    live,
    join: (key, { subscription, place }) =>
      senders.get(place.platform)?.add(queueOf(book.get(subscription)?.place ?? place), key),
  });
  const freezer = createFreezer({
    store,
    workshop: { ...workshop, has: (platform) => senders.has(platform) },
    clock,
    subscription: book.get,
    frozen: lineUp.ready,
    settled: (keys) => keys.forEach(live.settle),
    failed,
    signal,
  });
  const planner = createPlanner({ store, book, almanac, clock, live, planned: freezer.add, failed });

  /** What a try tells about the place or the token, beyond the digest itself. */
  const tried = (platform: string) => (key: string, outcome: Outcome, queue: string) => {
    if (outcome.is === "revoked") revoked({ platform, detail: outcome.detail });
    if (outcome.is !== "moved") return;
    const place = entryIn(store, key)?.place;
    if (place === undefined) return;
    queues.set(`${platform} ${place.account} ${outcome.to}`, queue);
    background(`following ${place.channel}`, options.moved(place, outcome.to));
  };
  const ended = (key: string, end: Ended | undefined) => {
    live.settle(key);
    if (end !== undefined) background(`closing ${key}`, close(end));
  };
  const close = async ({ key, entry, outcome }: Ended): Promise<void> => {
    const subscription = book.get(entry.subscription);
    if (subscription === undefined) return;
    if (entry.state === "sent") return forgetRefusals(subscription);
    if (entry.state === "held") return tell({ is: "held", subscription, key, entry });
    if (entry.state === "expired") return tell({ is: "expired", subscription, key, entry });
    if (entry.state !== "dead" || outcome?.is !== "refused") return;
    if (isGone(outcome.why)) return gone(entry.place, outcome.why, outcome.detail, key);
    if (outcome.why === "not-permitted") return refused(subscription, key, outcome.detail);
    tell({ is: "dead", subscription, key, entry });
  };
  const forgetRefusals = async ({ id, refusals }: Subscription): Promise<void> => {
    if (refusals !== undefined) await book.change(id, ({ refusals: _, ...now }) => now);
  };
  /** Everything for the place stands still, kept for whoever brings the bot back. */
  const gone: Errands["left"] = async (place, why, detail, key) => {
    for (const one of book.at(place)) {
      if (one.paused !== undefined) continue;
      const paused = { at: clock.now(), why };
      const subscription = await book.change(one.id, (now) => (now.paused === undefined ? { ...now, paused } : now));
      if (subscription !== undefined) tell({ is: "gone", subscription, detail, ...(key === undefined ? {} : { key }) });
    }
  };
  /** A right is missing: the third time in a day or more the subscription stands still. */
  const refused = async (subscription: Subscription, key: string, detail: string): Promise<void> => {
    const at = clock.now();
    const { since = at, count = 0 } = subscription.refusals ?? {};
    const pausing = count + 1 >= mostRefusals && at - since >= dayMs;
    const changed = await book.change(subscription.id, (now) => ({
      ...now,
      refusals: { since, count: count + 1 },
      ...(pausing ? { paused: { at, why: "not-permitted" as const } } : {}),
    }));
    tell({ is: "not-permitted", subscription: changed ?? subscription, key, paused: pausing, detail });
  };
  const errands = createErrands({
    store,
    book,
    clock,
    almanac,
    live,
    planned: freezer.add,
    enqueue: lineUp.ready,
    gone,
  });
  const watch = createWatch({ store, book, clock, live, nextAt: planner.nextAt, tell, failed, almanac });

  return {
    ...errands,
    async open() {
      for (const adapter of adapters) {
        const poster = createPoster({
          store,
          adapter,
          clock,
          random,
          isQuiet: ({ subscription }, now) => {
            const one = book.get(subscription);
            return one !== undefined && isQuiet(one, now);
          },
          failed,
          signal,
        });
        const sender = createSender({
          ...(adapter.pace === undefined ? {} : { pace: adapter.pace }),
          clock,
          step: poster.step,
          tried: tried(adapter.name),
          ended,
          signal,
        });
        senders.set(adapter.name, sender);
      }
      const left = unfinished(store);
      for (const [key, entry] of left) live.add(key, entry);
      await planner.load();
      freezer.add(left.filter(([, { state }]) => state === "planned").map(([key]) => key));
      lineUp.ready(left.filter(([, { state }]) => state === "rendered").map(([key]) => key));
      for (const sender of senders.values()) running.push(sender.run());
      takeUp();
    },
    tick: planner.tick,
    nextAt: planner.nextAt,
    look: watch.look,
    async close() {
      ending.abort();
      await Promise.all([freezer.idle(), ...running]);
    },
    get live() {
      return live.size;
    },
  };
}

const mostRefusals = 3;
const dayMs = 86_400_000;

/** Digests an earlier run did not settle, by due time. */
function unfinished(store: Store): [string, Entry][] {
  const found: [string, Entry][] = [];
  for (const [key, row] of store.entries(tables.entries)) {
    if (!isLive(row as Entry)) continue;
    const entry = entryIn(store, key);
    if (entry !== undefined) found.push([key, entry]);
  }
  return found.toSorted(([, a], [, b]) => a.dueAt - b.dueAt);
}
