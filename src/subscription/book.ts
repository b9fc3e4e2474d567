import type { Place } from "../platform/destination.ts";
import type { Reader, Store } from "../store/store.ts";
import { createChecked } from "../support/checked.ts";
import { type Draft, Subscription } from "./subscription.ts";

/** Where subscriptions are kept, and beside each how far its due times have been planned. */
export const table = "subscriptions";
export const cursors = "cursors";

/** More in one conversation is a mistake, or mischief. */
export const mostPerChannel = 20;

type Channel = Pick<Place, "platform" | "account" | "channel">;

/** A thread, a channel with its threads, or everything in an account. */
export type Where = Pick<Place, "platform" | "account" | "thread"> & { readonly channel?: string };

/** All subscriptions, over a store. Whoever listens is told of every change that is kept. */
export interface SubscriptionBook {
  get(id: string): Subscription | undefined;
  /** Those that can be read; `unreadable` is told of the others. */
  all(unreadable?: (id: string, error: unknown) => void): Iterable<Subscription>;
  /** Those of a conversation with its threads, oldest first. */
  of(channel: Channel): readonly Subscription[];
  at(where: Where): readonly Subscription[];
  /** Undefined where the conversation has as many as it may. What was due before `now` is not sent. */
  add(draft: Draft, now: number): Promise<Subscription | undefined>;
  /** Changes one as it stands at this moment; `from` forgets what was due until then. */
  change(id: string, change: (now: Subscription) => Subscription, from?: number): Promise<Subscription | undefined>;
  remove(id: string): Promise<boolean>;
  /** A conversation goes on under another id. */
  move(from: Channel, to: string): Promise<void>;
  /** Told the id of every subscription added, changed or removed. */
  listen(changed: (id: string) => void): void;
}

export interface BookOptions {
  readonly store: Store;
  /** A number from 0 to 1, for ids. */
  readonly random: () => number;
}

export function createSubscriptionBook({ store, random }: BookOptions): SubscriptionBook {
  const listeners: ((id: string) => void)[] = [];
  const tell = (id: string) => {
    for (const listener of listeners) listener(id);
  };
  const at: SubscriptionBook["at"] = (where) => {
    const found: Subscription[] = [];
    for (const [, row] of store.entries(table)) if (isAt(row, where)) found.push(...readable(row));
    return found;
  };
  const of: SubscriptionBook["of"] = ({ platform, account, channel }) =>
    at({ platform, account, channel }).toSorted((a, b) => a.createdAt - b.createdAt);
  const change: SubscriptionBook["change"] = async (id, decide, from) => {
    let changed: Subscription | undefined;
    await store.commit((newest) => {
      const [now] = readable(newest.get(table, id));
      if (now === undefined) return undefined;
      changed = decide(now);
      return [
        ...(changed === now ? [] : [{ table, key: id, value: changed }]),
        ...(from === undefined ? [] : [{ table: cursors, key: id, value: from }]),
      ];
    });
    if (changed !== undefined) tell(id);
    return changed;
  };
  return {
    get: (id) => readable(store.get(table, id))[0],
    *all(unreadable = () => undefined) {
      for (const [id, row] of store.entries(table)) {
        const { data, error } = Subscription.safeParse(row);
        if (data === undefined) unreadable(id, error);
        else yield data;
      }
    },
    of,
    at,
    async add(draft, now) {
      let added: Subscription | undefined;
      await store.commit((newest) => {
        if (of(draft.place).length >= mostPerChannel) return undefined;
        const id = freeId(newest, random);
        added = Subscription.parse({ version: 1, id, ...draft, createdAt: now });
        return [
          { table, key: id, value: added },
          { table: cursors, key: id, value: now },
        ];
      });
      if (added !== undefined) tell(added.id);
      return added;
    },
    change,
    async remove(id) {
      const removed = await store.commit((newest) =>
        newest.get(table, id) === undefined
          ? undefined
          : [
              { table, key: id },
              { table: cursors, key: id },
            ],
      );
      if (removed) tell(id);
      return removed;
    },
    async move(from, to) {
      for (const { id } of of(from)) await change(id, (now) => ({ ...now, place: { ...now.place, channel: to } }));
    },
    listen: (changed) => void listeners.push(changed),
  };
}

const checked = createChecked(Subscription);

function readable(row: unknown): readonly Subscription[] {
  const subscription = checked(row);
  return subscription === undefined ? [] : [subscription];
}

/** Looked at before it is read: only few of many rows belong to one place. */
function isAt(row: unknown, { platform, account, channel, thread }: Where): boolean {
  const { place } = row as { readonly place?: Partial<Place> };
  if (place?.account !== account || place.platform !== platform) return false;
  if (thread !== undefined) return place.thread === thread && place.channel === channel;
  return channel === undefined || place.channel === channel;
}

const letters = "abcdefghijkmnpqrstuvwxyz23456789";

function freeId(rows: Reader, random: () => number): string {
  for (;;) {
    const id = Array.from({ length: 5 }, () => letters.charAt(Math.floor(random() * letters.length))).join("");
    if (rows.get(table, id) === undefined) return id;
  }
}
