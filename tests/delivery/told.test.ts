import { expect, it } from "vitest";
import { type Entry, tables } from "../../src/delivery/ledger.ts";
import { createTold } from "../../src/delivery/told.ts";
import type { Trouble } from "../../src/delivery/trouble.ts";
import { createMemoryStore } from "../../src/store/memory/index.ts";
import { createSubscriptionBook } from "../../src/subscription/book.ts";
import { realClock } from "../../src/support/clock.ts";

const noon = Date.UTC(2026, 10, 21, 12);
const place = { platform: "telegram", account: "1", channel: "2" };
const settled: Entry = {
  subscription: "abcde",
  origin: "schedule",
  wall: "2026-11-21T11:00",
  zone: "UTC",
  dueAt: noon - 3_600_000,
  plannedAt: noon - 3_600_000,
  freshUntil: noon,
  place,
  state: "held",
  reason: "in-doubt",
  settledAt: noon - 60_000,
};

/** A ledger, and runs of the program over it, each telling what it finds. */
async function world(entries: Readonly<Record<string, Entry>>) {
  const store = createMemoryStore();
  const book = createSubscriptionBook({ store, random: () => 0 });
  const schedule = { version: 1, rule: { kind: "every", minutes: 60 }, zone: "UTC" } as const;
  const subscription = await book.add({ place, what: ["movers"], schedule, owner: "9" }, noon - 7_200_000);
  const own = { subscription: subscription?.id ?? "" };
  await store.commit(() =>
    Object.entries(entries).map(([key, entry]) => ({ table: tables.entries, key, value: { ...entry, ...own } })),
  );
  const failures: unknown[] = [];
  const run = (bring: (trouble: Trouble) => Promise<boolean>) =>
    createTold({
      store,
      book,
      clock: { ...realClock, now: () => noon },
      bring,
      failed: (_what, error) => void failures.push(error),
    });
  /** What a start tells, as `is key`. */
  const start = async (bring: (trouble: Trouble) => Promise<boolean> = async () => true) => {
    const told: string[] = [];
    run((trouble) => {
      told.push(`${trouble.is} ${trouble.key}`);
      return bring(trouble);
    }).takeUp();
    await new Promise(setImmediate);
    return told.toSorted();
  };
  return { store, book, id: own.subscription, start, failures };
}

it("tells at a start what the run before did not get to tell, once", async () => {
  const { start, failures } = await world({ a: settled });
  expect([await start(), await start(), failures]).toEqual([["held a"], [], []]);
});

it("tells it again where the program was killed meanwhile, or the owner could not be reached", async () => {
  const { start } = await world({ a: settled });
  const killed = await start(() => new Promise<boolean>(() => undefined));
  const unreached = await start(async () => false);
  expect([killed, unreached, await start(async () => true), await start()]).toEqual([
    ["held a"],
    ["held a"],
    ["held a"],
    [],
  ]);
});

it("tells what is of use: no old news, nothing that went well, nothing of subscriptions that are gone", async () => {
  const { start, book, id } = await world({
    old: { ...settled, settledAt: noon - 2 * 86_400_000 },
    sent: { ...settled, state: "sent" },
    skipped: { ...settled, state: "skipped", reason: "superseded" },
    late: { ...settled, state: "expired", reason: "too-late" },
    refused: { ...settled, state: "dead", reason: "too-large" },
    right: { ...settled, state: "dead", reason: "not-permitted" },
    lost: { ...settled, state: "dead", reason: "record-lost" },
  });
  const all = ["dead refused", "expired late", "not-permitted right", "silent lost"];
  expect(await start(async () => false)).toEqual(all);
  await book.remove(id);
  expect(await start()).toEqual([]);
});

it("tells of a place that is gone only once the subscription stands still", async () => {
  const { start, book, id } = await world({ a: { ...settled, state: "dead", reason: "gone", detail: "is_archived" } });
  expect(await start(async () => false)).toEqual(["dead a"]);
  await book.change(id, (now) => ({ ...now, paused: { at: noon, why: "archived" } }));
  expect(await start()).toEqual(["gone a"]);
});

it("tells anew what was sent again and is in doubt once more", async () => {
  const { start, store } = await world({ a: settled });
  await start();
  const again: Entry = { ...(store.get(tables.entries, "a") as Entry), settledAt: noon + 1 };
  await store.commit(() => [{ table: tables.entries, key: "a", value: again }]);
  expect(await start(async () => false)).toEqual(["held a"]);
});

it("does not keep as told what was sent again while it was told", async () => {
  const { start, store } = await world({ a: settled });
  await start(async () => {
    const again: Entry = { ...settled, state: "rendered", settledAt: undefined } as unknown as Entry;
    await store.commit(() => [{ table: tables.entries, key: "a", value: again }]);
    return true;
  });
  expect(store.get(tables.entries, "a")).not.toHaveProperty("toldAt");
});
