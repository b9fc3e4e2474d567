import { mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Entry, tables } from "../src/delivery/ledger.ts";
import { createOffice, type Office } from "../src/delivery/office.ts";
import type { Adapter } from "../src/platform/adapter.ts";
import { createAlmanac } from "../src/schedule/occurrence.ts";
import { openLowdbStore } from "../src/store/lowdb/index.ts";
import type { Store } from "../src/store/store.ts";
import { createSubscriptionBook, cursors, table as subscriptions } from "../src/subscription/book.ts";
import { OutcomeUnknown, Unavailable } from "../src/support/errors.ts";
import { createChance } from "../tests/simulator/chance.ts";
import { type Benchmark, collectGarbage, type Row, spread } from "./measure.ts";
import { readReference } from "./reference.ts";
import { dailyAt, every, subscribe, subscriber } from "./subscribers.ts";
import { countDisk, createVirtualClock, type VirtualClock } from "./virtual-clock.ts";

const [days, settledDay, readEveryDays] = [90, 35, 5] as const;
const [daily, hourly] = [4800, 200] as const;
const dueADay = daily + 24 * hourly;
const [minuteMs, dayMs] = [60_000, 86_400_000] as const;
const startAt = Date.UTC(2026, 0, 1);
/** Half of the calls that fail certainly sent nothing. */
const failing = 0.003;
const tripMs = 100;

/** B18: ninety days of 4,800 daily and 200 hourly subscriptions on a clock that runs ahead, and the real store on disk. */
export const soak: Benchmark = {
  name: "soak",
  isLong: true,
  async run() {
    const folder = await mkdtemp(join(tmpdir(), "closing-bell-soak-"));
    try {
      return await ninetyDays(folder);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};

/** What stood at the end of a day. */
interface Reading {
  readonly day: number;
  readonly heap: number;
  readonly resident: number;
  /** Bytes of the folder to bytes of the rows that are in it. */
  readonly size: number;
}

async function ninetyDays(folder: string): Promise<Row[]> {
  const { disk, lock, quiet } = countDisk();
  const time = createVirtualClock(startAt, quiet);
  const store = await openLowdbStore({ folder, disk, lock });
  await subscribe(store, [
    ...Array.from({ length: daily }, (_, number) =>
      subscriber({ number, schedule: dailyAt((number % 96) * 15), createdAt: startAt }),
    ),
    ...Array.from({ length: hourly }, (_, index) =>
      subscriber({ number: daily + index, schedule: every(60), createdAt: startAt }),
    ),
  ]);
  const taken = new Map<string, number>();
  const office = await officeOver(store, time, taken);
  const readings: Reading[] = [];
  const wrong: number[] = [];
  const began = performance.now();
  for (let day = 1; day <= days; day++) {
    await oneDay(office, time, startAt + (day - 1) * dayMs);
    wrong.push(wrongOn(store, office, taken, startAt + (day - 1) * dayMs));
    taken.clear();
    if (day >= settledDay && (day - settledDay) % readEveryDays === 0) readings.push(await read(store, folder, day));
  }
  const seconds = (performance.now() - began) / 1000;
  const closing = office.close();
  await time.until(startAt + days * dayMs + minuteMs);
  await closing;
  await store.close();
  const [first, ...later] = readings;
  const drift = (pick: (reading: Reading) => number) =>
    spread(later.slice(-5).map((one) => pick(one) / pick(first as Reading) - 1));
  return [
    { name: "heap of days 70 to 90 ÷ that of day 35, less 1", spread: drift(({ heap }) => heap), target: 0.05 },
    { name: "resident memory likewise", spread: drift(({ resident }) => resident) },
    { name: "heap from day 35 on", spread: spread(readings.map(({ heap }) => heap / 2 ** 20)), unit: "MiB" },
    { name: "folder ÷ live data", spread: spread(readings.map(({ size }) => size)), target: 3 },
    { name: "posts a day without a record, sent twice or out of balance", spread: spread(wrong), target: 0 },
    { name: "simulated ÷ real time", spread: spread([(days * 86_400) / seconds]), least: 1000 },
  ];
}

async function officeOver(store: Store, { clock, after }: VirtualClock, taken: Map<string, number>): Promise<Office> {
  const chance = createChance(18);
  const adapter: Adapter = {
    name: "bench",
    render: () => [],
    pace: { perSecond: 1000, burst: 1000, channelMs: 0, inFlight: 1000 },
    send: (_destination, _part, { mark = "" } = {}) =>
      new Promise((resolve, reject) =>
        after(tripMs, () => {
          if (chance.hit(failing / 2)) return reject(new Unavailable("Not reached."));
          taken.set(mark, (taken.get(mark) ?? 0) + 1);
          if (chance.hit(failing / 2)) return reject(new OutcomeUnknown("No answer."));
          resolve({ messageId: mark.slice(0, 18) });
        }),
      ),
  };
  const parts = [{ method: "send", payload: { text: "A digest of three thousand characters. ".repeat(77) } }];
  const office = createOffice({
    store,
    book: createSubscriptionBook({ store, random: chance }),
    almanac: createAlmanac((await readReference()).exchanges),
    clock,
    random: chance,
    adapters: [adapter],
    workshop: {
      order: ({ place, dueAt }, { what }) => ({ platform: place.platform, what, language: "en", dueAt }),
      make: async () => ({ parts }),
      makeGap: async () => ({ parts }),
    },
    isQuiet: () => false,
    moved: async () => undefined,
    tell: async () => true,
    revoked: () => undefined,
    failed: (what, error) => {
      throw new Error(what, { cause: error });
    },
  });
  await office.open();
  return office;
}

/** Ticks when something is due, and looks around every minute. */
async function oneDay(office: Office, time: VirtualClock, from: number): Promise<void> {
  for (let minute = 0; minute < 1440; minute++) {
    const at = from + minute * minuteMs;
    await time.until(at);
    if ((office.nextAt() ?? Number.POSITIVE_INFINITY) <= at) await office.tick();
    await office.look();
  }
  // What midnight brings belongs to the next day.
  await time.until(from + dayMs - 1);
}

/** Every post that was due on a day has one record, every message was taken once, and nothing is out of balance. */
function wrongOn(store: Store, office: Office, taken: ReadonlyMap<string, number>, from: number): number {
  const states = new Map<string, number>();
  for (const [, row] of store.entries(tables.entries)) {
    const { dueAt, state } = row as Entry;
    if (dueAt >= from && dueAt < from + dayMs) states.set(state, (states.get(state) ?? 0) + 1);
  }
  const count = (...names: Entry["state"][]) => names.reduce((sum, name) => sum + (states.get(name) ?? 0), 0);
  const twice = [...taken.values()].filter((times) => times > 1).length;
  // The first midnight is when they were made: due later than that.
  const due = from === startAt ? dueADay - daily / 96 - hourly : dueADay;
  return (
    Math.abs(due - count("sent", "held", "planned", "rendered")) +
    Math.abs(taken.size - count("sent", "held")) +
    Math.abs(office.live - count("planned", "rendered")) +
    twice
  );
}

async function read(store: Store, folder: string, day: number): Promise<Reading> {
  collectGarbage();
  const { heapUsed, rss } = process.memoryUsage();
  let live = 0;
  for (const table of [subscriptions, cursors, ...Object.values(tables)])
    for (const [key, value] of store.entries(table)) live += Buffer.byteLength(JSON.stringify([table, key, value])) + 1;
  const files = await readdir(folder);
  const sizes = await Promise.all(
    files.map(async (name) => (await stat(join(folder, name)).catch(() => undefined))?.size ?? 0),
  );
  return { day, heap: heapUsed, resident: rss, size: sizes.reduce((sum, size) => sum + size, 0) / live };
}
