import type { Store } from "../store/store.ts";
import { createChecked } from "../support/checked.ts";
import { Delivery, Entry, type Payload, tables } from "./ledger.ts";

/** Digests that are not settled yet, by subscription: what planning and alarms look at without reading the whole ledger. */
export interface Live {
  /** In the order they were planned. */
  of(subscription: string): readonly string[];
  subscriptionOf(key: string): string | undefined;
  keys(): Iterable<string>;
  has(key: string): boolean;
  add(key: string, entry: Pick<Entry, "subscription">): void;
  settle(key: string): void;
  readonly size: number;
}

export function createLive(settled: (key: string, subscription: string) => void = () => undefined): Live {
  const subscriptionOf = new Map<string, string>();
  const keysOf = new Map<string, Set<string>>();
  return {
    get size() {
      return subscriptionOf.size;
    },
    subscriptionOf: (key) => subscriptionOf.get(key),
    of: (subscription) => [...(keysOf.get(subscription) ?? [])],
    keys: () => subscriptionOf.keys(),
    has: (key) => subscriptionOf.has(key),
    add(key, { subscription }) {
      subscriptionOf.set(key, subscription);
      const keys = keysOf.get(subscription) ?? new Set();
      keysOf.set(subscription, keys.add(key));
    },
    settle(key) {
      const subscription = subscriptionOf.get(key);
      if (subscription === undefined) return;
      subscriptionOf.delete(key);
      const keys = keysOf.get(subscription);
      keys?.delete(key);
      if (keys?.size === 0) keysOf.delete(subscription);
      settled(key, subscription);
    },
  };
}

/** States in which something is still to happen, by itself or by a person. */
export function isLive({ state }: Pick<Entry, "state">): boolean {
  return state === "planned" || state === "rendered";
}

const checkedEntry = createChecked(Entry);
const checkedDelivery = createChecked(Delivery);

/** Rows of the ledger as they are read back; a row that cannot be read is as good as lost. */
export function entryIn(store: Pick<Store, "get">, key: string): Entry | undefined {
  return checkedEntry(store.get(tables.entries, key));
}

export function deliveryIn(store: Pick<Store, "get">, key: string): Delivery | undefined {
  return checkedDelivery(store.get(tables.deliveries, key));
}

export function payloadIn(store: Pick<Store, "get">, key: string | undefined): Payload | undefined {
  return key === undefined ? undefined : (store.get(tables.payloads, key) as Payload | undefined);
}
