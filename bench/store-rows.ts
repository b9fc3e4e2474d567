import { type Delivery, deliveryKey, type Entry } from "../src/delivery/ledger.ts";
import type { Change } from "../src/store/store.ts";
import { Subscription } from "../src/subscription/subscription.ts";

const letters = "abcdefghijkmnpqrstuvwxyz23456789";
const zones = ["Asia/Shanghai", "America/New_York", "Europe/London", "Asia/Tokyo", "Asia/Hong_Kong"] as const;
const platforms = ["slack", "discord", "telegram"] as const;
const at = <T>(list: readonly T[], index: number) => list[index % list.length] as T;

/** Different ones in every field that differs in earnest, and always the same for the same number. */
export function subscriptionOf(index: number): Subscription {
  return {
    version: 1,
    id: Array.from({ length: 5 }, (_, digit) => letters.charAt((index >>> (digit * 5)) & 31)).join(""),
    place: {
      platform: at(platforms, index),
      account: `T${1_000_000 + (index % 500)}`,
      channel: `C0${index + 10_000_000}`,
    },
    what: ["digest", at(["daily", "weekly"], index)],
    schedule: {
      version: 1,
      rule: { kind: "weekly", weekdays: [1, 2, 3, 4, 5], at: [`${10 + (index % 12)}:${10 + (index % 50)}`] },
      zone: at(zones, index),
      ...(index % 2 === 0 && { skipHolidays: "us" }),
    },
    ...(index % 3 === 0 && { language: "en" }),
    missed: "latest",
    overlap: "supersede",
    doubt: "hold",
    owner: `U0${20_000_000 + (index % 5000)}`,
    createdAt: 1_760_000_000_000 + index,
  };
}

const wall = "2026-11-20T08:00";

export function entryOf(index: number): readonly [key: string, entry: Entry] {
  const { id, place, schedule } = subscriptionOf(index % 100_000);
  const dueAt = 1_763_600_000_000 + index;
  const entry: Entry = {
    subscription: id,
    origin: "schedule",
    wall,
    zone: schedule.zone,
    dueAt,
    plannedAt: dueAt + 20,
    freshUntil: dueAt + 21_600_000,
    place,
    state: "sent",
    payload: `weekly-${index % 100}-0123456789abcdef`,
    parts: 1,
    edition: "weekly-2026-11-20",
    startedAt: dueAt + 200,
    settledAt: dueAt + 900,
    messageId: `${dueAt}.${index}`,
    attempts: 1,
  };
  return [`${id}|${wall}|${schedule.zone}|${index}`, entry];
}

/** What is kept before and after each message. */
export function deliveryChange(index: number): Change {
  const [entry, { place, dueAt }] = entryOf(index);
  const value: Delivery = {
    entry,
    part: 1,
    of: 1,
    state: "sent",
    attempt: 1,
    messageId: `${dueAt}.${index}`,
    log: [{ at: dueAt, verdict: "sent" }],
  };
  return { table: "deliveries", key: deliveryKey(entry, { place }, 1, 1), value };
}

/** A subscription with its cursor. */
export function subscriptionChanges(index: number): readonly Change[] {
  const subscription = subscriptionOf(index);
  return [
    { table: "subscriptions", key: subscription.id, value: subscription },
    { table: "cursors", key: subscription.id, value: subscription.createdAt + 1 },
  ];
}

/** What is measured are rows the program would read. */
export function checkRows(): void {
  for (let index = 0; index < 100; index++) Subscription.parse(subscriptionOf(index));
}
