import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createOffice } from "../src/delivery/office.ts";
import { startTicking } from "../src/delivery/ticker.ts";
import type { ExchangeCalendars } from "../src/market/sessions.ts";
import type { Adapter } from "../src/platform/adapter.ts";
import { createAlmanac } from "../src/schedule/occurrence.ts";
import { openLowdbStore } from "../src/store/lowdb/index.ts";
import { createSubscriptionBook } from "../src/subscription/book.ts";
import { type Clock, realClock } from "../src/support/clock.ts";
import { type Benchmark, collectGarbage, type Spread, spread } from "./measure.ts";
import { readReference } from "./reference.ts";
import { dailyAt, every, subscribe, subscriber } from "./subscribers.ts";

const [subscriptions, dueAtOnce, rounds] = [100_000, 1000, 7];
const [minuteMs, dueMinutes] = [60_000, 5];
/** From setting the clock forward until the next due time: the ticker comes to rest. */
const beforeMs = 8000;
const longestMs = 60_000;

/** B4: the real ticker over 100,000 subscriptions on disk, of which 1,000 are due at one instant. */
export const lateness: Benchmark = {
  name: "lateness",
  async run() {
    const folder = await mkdtemp(join(tmpdir(), "closing-bell-lateness-"));
    try {
      const { late: rounds, worked } = await punctuality(folder, (await readReference()).exchanges);
      const of = (pick: (lateMs: readonly number[]) => number): Spread => spread(rounds.slice(1).map(pick));
      return [
        { name: "due to first call, p50 of 1000", spread: of((late) => at(late, 0.5)), unit: "ms", target: 100 },
        { name: "due to first call, p99 of 1000", spread: of((late) => at(late, 0.99)), unit: "ms", target: 1000 },
        { name: "the first of 1000", spread: of((late) => at(late, 0)), unit: "ms" },
        { name: "work of the processor until the last call", spread: spread(worked.slice(1)), unit: "ms" },
        { name: "early", spread: of((late) => late.filter((ms) => ms < 0).length), target: 0 },
        { name: "not sent", spread: of((late) => dueAtOnce - late.length), target: 0 },
      ];
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};

function at(sorted: readonly number[], part: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? Number.NaN;
}

/** By due time, the first of which only warms up. */
interface Punctuality {
  /** How late each call began, in order. */
  readonly late: number[][];
  /** Milliseconds of the processor from eight seconds before the due time to the last call. */
  readonly worked: number[];
}

async function punctuality(folder: string, calendars: ExchangeCalendars): Promise<Punctuality> {
  // A wall clock that can be set forward, so that nobody has to sit through the minutes between two due times.
  let ahead = 0;
  const clock: Clock = { ...realClock, now: () => Date.now() + ahead };
  const store = await openLowdbStore({ folder });
  const createdAt = clock.now();
  await subscribe(
    store,
    Array.from({ length: subscriptions }, (_, number) =>
      subscriber({ number, schedule: scheduleOf(number, createdAt), createdAt }),
    ),
  );
  let calls: number[] = [];
  let last: (() => void) | undefined;
  const adapter: Adapter = {
    name: "bench",
    render: () => [],
    // As good as none: what is measured comes before the pacing.
    pace: { perSecond: 1e6, burst: 1e6, channelMs: 0, inFlight: 1e6 },
    async send() {
      calls.push(clock.now());
      if (calls.length === dueAtOnce) last?.();
      return { messageId: "1" };
    },
  };
  const office = createOffice({
    store,
    book: createSubscriptionBook({ store, random: Math.random }),
    almanac: createAlmanac(calendars),
    clock,
    random: Math.random,
    adapters: [adapter],
    workshop: {
      order: ({ place, dueAt }, { what }) => ({ platform: place.platform, what, language: "en", dueAt }),
      make: async () => ({ parts: [{ method: "send", payload: { text: "digest" } }] }),
      makeGap: async () => ({ parts: [] }),
    },
    isQuiet: () => false,
    moved: async () => undefined,
    tell: async () => true,
    revoked: () => undefined,
    failed: (what, error) => void process.stderr.write(`${what}: ${error}\n`),
  });
  await office.open();
  const stop = startTicking(office, clock, office.look);
  const found: Punctuality = { late: [], worked: [] };
  try {
    for (let round = 0; round <= rounds; round++) {
      collectGarbage();
      calls = [];
      const before = process.cpuUsage();
      const dueAt = Math.ceil((clock.now() + 1) / (dueMinutes * minuteMs)) * dueMinutes * minuteMs;
      ahead += dueAt - beforeMs - clock.now();
      await new Promise<void>((resolve) => {
        last = resolve;
        setTimeout(resolve, longestMs);
      });
      const { user, system } = process.cpuUsage(before);
      found.worked.push((user + system) / 1000);
      found.late.push(calls.map((called) => called - dueAt).sort((a, b) => a - b));
      while (office.live > 0) await new Promise((resolve) => setTimeout(resolve, 20));
    }
  } finally {
    await stop();
    await office.close();
    await store.close();
  }
  return found;
}

/** The first thousand every five minutes, the others once a day, not in the hours that are measured. */
function scheduleOf(number: number, createdAt: number) {
  if (number < dueAtOnce) return every(dueMinutes);
  const minuteNow = Math.floor(createdAt / minuteMs) % 1440;
  return dailyAt((minuteNow + 180 + (number % 1000)) % 1440);
}
