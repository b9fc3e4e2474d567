import type { Schedule } from "../src/schedule/schedule.ts";
import type { Change, Store } from "../src/store/store.ts";
import { cursors, table } from "../src/subscription/book.ts";
import { Subscription } from "../src/subscription/subscription.ts";

const letters = "abcdefghijkmnpqrstuvwxyz23456789";

/** The id of the n-th subscription. */
export function idOf(number: number): string {
  return Array.from({ length: 5 }, (_, place) => letters.charAt((number >>> (5 * place)) & 31)).join("");
}

export interface Wish {
  readonly number: number;
  readonly schedule: Schedule;
  readonly createdAt: number;
  readonly platform?: string;
  /** Default: one of its own. */
  readonly channel?: string;
}

/** A subscription as the book keeps it. */
export function subscriber({ number, schedule, createdAt, platform = "bench", channel }: Wish): Subscription {
  return Subscription.parse({
    version: 1,
    id: idOf(number),
    place: { platform, account: "bench", channel: channel ?? `${100_000_000 + number}` },
    what: ["digest", "weekly"],
    schedule,
    owner: `${number}`,
    createdAt,
  });
}

const rowsPerCommit = 5000;

/** Writes subscriptions down at once; the book adds one at a time, and looks at its whole conversation for each. */
export async function subscribe(store: Store, subscriptions: readonly Subscription[]): Promise<void> {
  for (let from = 0; from < subscriptions.length; from += rowsPerCommit) {
    const some = subscriptions.slice(from, from + rowsPerCommit);
    await store.commit(() =>
      some.flatMap((one): Change[] => [
        { table, key: one.id, value: one },
        { table: cursors, key: one.id, value: one.createdAt },
      ]),
    );
  }
}

const everyDay = [1, 2, 3, 4, 5, 6, 7];

/** Every day at a minute of the day. */
export function dailyAt(minute: number, zone = "UTC"): Schedule {
  const two = (number: number) => String(number).padStart(2, "0");
  const at = [`${two(Math.floor(minute / 60) % 24)}:${two(minute % 60)}`];
  return { version: 1, rule: { kind: "weekly", weekdays: everyDay, at }, zone };
}

export function every(minutes: number, zone = "UTC"): Schedule {
  return { version: 1, rule: { kind: "every", minutes }, zone };
}
