import type { Store } from "../store/store.ts";
import type { SubscriptionBook } from "../subscription/book.ts";
import type { Subscription } from "../subscription/subscription.ts";
import type { Clock } from "../support/clock.ts";
import { type Entry, tables } from "./ledger.ts";
import { entryIn } from "./live.ts";
import type { Trouble } from "./trouble.ts";

export interface ToldOptions {
  readonly store: Store;
  readonly book: SubscriptionBook;
  readonly clock: Clock;
  /** Brings a trouble to whoever is to know; false where that could not be done. */
  readonly bring: (trouble: Trouble) => Promise<boolean>;
  readonly failed: (what: string, error: unknown) => void;
}

/** Keeps that something was told with what it was about: what a run did not get to tell, the next one does. */
export interface Told {
  tell(trouble: Trouble): void;
  /** Tells what an earlier run did not get to tell. */
  takeUp(): void;
}

/** Older news is nobody's any more; it stands in the history. */
const newsMs = 86_400_000;
const tellable: ReadonlySet<Entry["state"]> = new Set(["held", "expired", "dead"]);

export function createTold({ store, book, clock, bring, failed }: ToldOptions): Told {
  const keep = (key: string, settledAt: number | undefined) =>
    store.commit((newest) => {
      const entry = entryIn(newest, key);
      // Sent again meanwhile: what becomes of that is news of its own.
      if (entry === undefined || entry.settledAt !== settledAt) return undefined;
      return [{ table: tables.entries, key, value: { ...entry, toldAt: clock.now() } }];
    });
  const tellAndKeep = async (trouble: Trouble): Promise<void> => {
    const settledAt = trouble.key === undefined ? undefined : entryIn(store, trouble.key)?.settledAt;
    const done = await bring(trouble);
    if (done && trouble.key !== undefined && settledAt !== undefined) await keep(trouble.key, settledAt);
  };
  const tell = (trouble: Trouble) => {
    const { id } = trouble.subscription;
    tellAndKeep(trouble).catch((error) => failed(`keeping that the owner of subscription ${id} was told`, error));
  };
  return {
    tell,
    takeUp() {
      const since = clock.now() - newsMs;
      for (const [key, row] of store.entries(tables.entries)) {
        if (!isNews(row as Entry, since)) continue;
        const entry = entryIn(store, key);
        const subscription = entry && book.get(entry.subscription);
        if (entry !== undefined && subscription !== undefined) tell(troubleOf(key, entry, subscription));
      }
    },
  };
}

function isNews({ state, settledAt = 0, toldAt = 0 }: Entry, since: number): boolean {
  return tellable.has(state) && settledAt > since && toldAt < settledAt;
}

function troubleOf(key: string, entry: Entry, subscription: Subscription): Trouble {
  const { state, reason, detail = "", dueAt } = entry;
  if (state === "held" || state === "expired") return { is: state, subscription, key, entry };
  const paused = subscription.paused !== undefined;
  if (reason === "record-lost") return { is: "silent", subscription, key, dueAt };
  if (reason === "not-permitted") return { is: "not-permitted", subscription, key, paused, detail };
  if (reason === "gone" && paused) return { is: "gone", subscription, key, detail };
  return { is: "dead", subscription, key, entry };
}
