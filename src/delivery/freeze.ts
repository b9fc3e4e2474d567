import { createHash } from "node:crypto";
import type { Part } from "../platform/adapter.ts";
import type { Change, Reader, Store } from "../store/store.ts";
import type { Subscription } from "../subscription/subscription.ts";
import type { Clock } from "../support/clock.ts";
import { type Delivery, deliveryKey, type Entry, type Payload, tables } from "./ledger.ts";
import { entryIn, payloadIn } from "./live.ts";

/** What a post is made of: equal orders are one post, however many channels get it. Plain data. */
export interface Order {
  readonly platform: string;
  readonly what: readonly string[];
  readonly language: string;
  readonly dueAt: number;
  /** What else the post depends on, such as the list a chat follows. */
  readonly chosen?: unknown;
  /** Says when it was due: it comes later than that. */
  readonly late?: { readonly wall: string; readonly zone: string };
  /** Rests on a market calendar that does not reach its day. */
  readonly unverified?: true;
  /** Holds a word that goes ahead of a second copy. */
  readonly mayRepeat?: true;
}

export interface Made {
  readonly parts: readonly Part[];
  readonly edition?: string;
  /** What goes ahead of a copy that may be a second one. */
  readonly warning?: readonly Part[];
}

/** Composes and renders a post. */
export interface Workshop {
  /** The platform is in use. */
  has(platform: string): boolean;
  order(entry: Entry, subscription: Subscription): Order;
  make(order: Order): Promise<Made>;
  /** The same post with its content missing and the reason named. */
  makeGap(order: Order, error: unknown): Promise<Made>;
}

export interface FreezerOptions {
  readonly store: Store;
  readonly workshop: Workshop;
  readonly clock: Clock;
  readonly subscription: (id: string) => Subscription | undefined;
  /** Told of digests that are ready to be sent. */
  readonly frozen: (keys: readonly string[]) => void;
  /** Told of digests that will not be. */
  readonly settled: (keys: readonly string[]) => void;
  readonly failed: (what: string, error: unknown) => void;
  readonly signal: AbortSignal;
}

/** Makes the messages of planned digests and keeps them: what is sent later, and again, is what was frozen here. */
export interface Freezer {
  add(keys: readonly string[]): void;
  /** Resolves when nothing waits to be made. */
  idle(): Promise<void>;
}

/** A source that is down gets this long; then the post goes out with its content missing and the reason named. */
const graceMs = 60_000;
const againMs = 5000;
const longestMs = 45_000;
/** Different posts made at a time. */
const mostAtOnce = 2;
/** Digests written down in one commit. */
const mostPerCommit = 500;

interface Class {
  readonly order: Order;
  readonly keys: string[];
}

export function createFreezer(options: FreezerOptions): Freezer {
  const { store, workshop, clock, subscription, frozen, settled, failed, signal } = options;
  const waiting = new Map<string, Class>();
  const working = new Map<string, Promise<void>>();

  const sort = (key: string): void => {
    const entry = entryIn(store, key);
    const one = entry && subscription(entry.subscription);
    if (entry === undefined || entry.state !== "planned") return;
    const why = one === undefined ? "removed" : workshop.has(entry.place.platform) ? undefined : "no-platform";
    if (why !== undefined) giveUp(key, why);
    if (why !== undefined || one === undefined) return;
    const order = workshop.order(entry, one);
    const name = classOf(order);
    const known = waiting.get(name);
    if (known === undefined) waiting.set(name, { order, keys: [key] });
    else known.keys.push(key);
  };
  const giveUp = (key: string, reason: "removed" | "no-platform") =>
    void store
      .commit((newest) => {
        const entry = entryIn(newest, key);
        if (entry?.state !== "planned") return undefined;
        const value: Entry = { ...entry, state: "cancelled", reason, settledAt: clock.now() };
        return [{ table: tables.entries, key, value }];
      })
      .then(() => settled([key]))
      .catch((error) => failed(`cancelling ${key}`, error));

  /** Undefined when the program is to end. */
  const makePatiently = async (order: Order): Promise<Made | undefined> => {
    const until = clock.elapsed() + graceMs;
    for (;;) {
      try {
        return await within(longestMs, workshop.make(order), clock, signal);
      } catch (error) {
        if (signal.aborted) return undefined;
        failed(`composing ${order.what.join(" ")}`, error);
        if (clock.elapsed() + againMs > until) return workshop.makeGap(order, error);
      }
      await clock.sleep(againMs, signal);
      if (signal.aborted) return undefined;
    }
  };

  const freeze = async (name: string, { order, keys }: Class) => {
    const known = payloadIn(store, name);
    const made = known ?? (await makePatiently(order));
    if (made === undefined) return;
    const payload: Payload = known ?? { ...made, frozenAt: clock.now() };
    for (let from = 0; from < keys.length; from += mostPerCommit) {
      const some = keys.slice(from, from + mostPerCommit);
      await keepTrying(() =>
        store.commit((newest) => {
          const changes = some.flatMap((key) => frozenRows(newest, key, name, payload));
          if (changes.length === 0) return undefined;
          return payloadIn(newest, name) === undefined
            ? [{ table: tables.payloads, key: name, value: payload }, ...changes]
            : changes;
        }),
      );
      frozen(some);
    }
  };

  const keepTrying = async (work: () => Promise<unknown>): Promise<void> => {
    while (!signal.aborted) {
      try {
        await work();
        return;
      } catch (error) {
        failed("writing down a post that was made; it is tried again", error);
        await clock.sleep(againMs, signal);
      }
    }
  };

  const pump = () => {
    for (const [name, one] of waiting) {
      if (working.size >= mostAtOnce || signal.aborted) return;
      // What is being made is made once: more channels for it wait.
      if (working.has(name)) continue;
      waiting.delete(name);
      const work = freeze(name, one)
        .catch((error) => failed(`making ${one.order.what.join(" ")}`, error))
        .finally(() => {
          working.delete(name);
          pump();
        });
      working.set(name, work);
    }
  };

  return {
    add(keys) {
      for (const key of keys) sort(key);
      pump();
    },
    async idle() {
      while (working.size > 0) await Promise.all(working.values());
    },
  };
}

function classOf(order: Order): string {
  return createHash("sha256").update(JSON.stringify(order)).digest("base64url").slice(0, 27);
}

function frozenRows(newest: Reader, key: string, name: string, { parts, edition }: Payload): Change[] {
  const entry = entryIn(newest, key);
  if (entry?.state !== "planned") return [];
  const value: Entry = {
    ...entry,
    state: "rendered",
    payload: name,
    parts: parts.length,
    ...(edition === undefined ? {} : { edition }),
  };
  const deliveries = parts.map((_, index): Change => {
    const row: Delivery = { entry: key, part: index + 1, of: parts.length, state: "planned", attempt: 0, log: [] };
    return { table: tables.deliveries, key: deliveryKey(key, entry, index + 1, parts.length), value: row };
  });
  return [{ table: tables.entries, key, value }, ...deliveries];
}

/** Rejects when the work takes longer, or the program is to end before it is done. */
async function within<T>(ms: number, work: Promise<T>, clock: Clock, ending: AbortSignal): Promise<T> {
  const over = new AbortController();
  const late = clock.sleep(ms, AbortSignal.any([over.signal, ending])).then(() => {
    throw new Error(`It took longer than ${ms / 1000} s.`);
  });
  late.catch(() => undefined);
  return Promise.race([work, late]).finally(() => over.abort());
}
