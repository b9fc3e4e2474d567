import type { Store } from "../store/store.ts";
import type { Entry } from "./ledger.ts";
import { entryIn, isLive, type Live } from "./live.ts";

export interface LineUpOptions {
  readonly store: Store;
  readonly live: Live;
  /** Puts a digest into the queue of its platform. */
  readonly join: (key: string, entry: Entry) => void;
}

/** Digests of one subscription go to their platform in the order they were planned, however long each takes to be made. */
export interface LineUp {
  /** These are made. */
  ready(keys: readonly string[]): void;
  /** Something of the subscription is over: what waited for it may go. */
  settled(key: string, subscription: string): void;
}

export function createLineUp({ store, live, join }: LineUpOptions): LineUp {
  const joined = new Set<string>();
  const advance = (subscription: string) => {
    const held = new Set<Entry["origin"]>();
    for (const key of live.of(subscription)) {
      const entry = entryIn(store, key);
      if (entry === undefined || !isLive(entry)) live.settle(key);
      // What a person asked for does not wait for what was due.
      else if (entry.state === "planned") held.add(entry.origin);
      else if (!held.has(entry.origin) && !joined.has(key)) {
        joined.add(key);
        join(key, entry);
      }
    }
  };
  return {
    ready(keys) {
      const subscriptions = new Set(keys.map((key) => live.subscriptionOf(key)));
      for (const subscription of subscriptions) if (subscription !== undefined) advance(subscription);
    },
    settled(key, subscription) {
      joined.delete(key);
      advance(subscription);
    },
  };
}
