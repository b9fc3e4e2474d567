import { createLive } from "../src/delivery/live.ts";
import { createPlanner, type Planner } from "../src/delivery/planner.ts";
import { type Almanac, createAlmanac } from "../src/schedule/occurrence.ts";
import { createMemoryStore } from "../src/store/memory/index.ts";
import { createSubscriptionBook } from "../src/subscription/book.ts";
import type { Subscription } from "../src/subscription/subscription.ts";
import { realClock } from "../src/support/clock.ts";
import { type Benchmark, collectGarbage, exponents, processorMilliseconds, spread } from "./measure.ts";
import { readReference } from "./reference.ts";
import { dailyAt, every, subscribe, subscriber } from "./subscribers.ts";

const sizes = [1e2, 1e3, 1e4, 1e5, 1e6] as const;
const dueNumbers = [1e2, 1e3, 1e4, 1e5] as const;
const [dueAtATick, rounds, warmUps] = [100, 9, 3];
const minuteMs = 60_000;
const start = Date.UTC(2026, 10, 21);

/** B5: what a tick of the planner asks of the processor, from looking at the clock to the rows it keeps, over a store in memory. */
export const tick: Benchmark = {
  name: "tick",
  async run() {
    const almanac = createAlmanac((await readReference()).exchanges);
    const bySize = new Map<number, number[]>();
    let idle: readonly number[] = [];
    for (const size of sizes) {
      const { full, empty } = await ticksOf(almanac, size, dueAtATick);
      bySize.set(size, full);
      idle = empty;
    }
    const byDue = new Map<number, number[]>();
    for (const due of dueNumbers) byDue.set(due, (await ticksOf(almanac, 1e5, due)).full);
    const at = (times: Map<number, number[]>, number: number) => times.get(number) as number[];
    return [
      {
        name: "growth exponent over subscriptions, 1e2 to 1e6, 100 due",
        spread: exponents(at(bySize, 1e2), at(bySize, 1e6), 1e4),
        target: 0.15,
      },
      {
        name: "growth exponent over the number due, 1e2 to 1e5 of 1e5",
        spread: exponents(at(byDue, 1e2), at(byDue, 1e5), 1e3),
        target: 1.05,
      },
      ...sizes.map((size) => ({ name: `100 due of ${size}`, spread: spread(at(bySize, size)), unit: "ms" })),
      ...dueNumbers.map((due) => ({ name: `${due} due of 100000`, spread: spread(at(byDue, due)), unit: "ms" })),
      { name: "nothing due of 1000000", spread: spread(idle), unit: "ms" },
    ];
  },
};

interface Planning {
  readonly planner: Planner;
  readonly time: { now: number };
}

/** `due` of the subscriptions are due every five minutes, the others later in the day. */
async function planning(almanac: Almanac, size: number, due: number): Promise<Planning> {
  const store = createMemoryStore();
  const scheduleOf = (number: number) => (number < due ? every(5) : dailyAt(12 * 60 + (number % 700)));
  const subscriptions: Subscription[] = [];
  for (let number = 0; number < size; number++)
    subscriptions.push(subscriber({ number, schedule: scheduleOf(number), createdAt: start }));
  await subscribe(store, subscriptions);
  const live = createLive();
  const time = { now: start };
  const planner = createPlanner({
    store,
    book: createSubscriptionBook({ store, random: () => 0 }),
    almanac,
    clock: { ...realClock, now: () => time.now },
    live,
    // Sent at once, so that every tick finds the same.
    planned: (keys) => keys.forEach(live.settle),
    failed: (what, error) => {
      throw new Error(what, { cause: error });
    },
  });
  await planner.load();
  return { planner, time };
}

interface Ticks {
  readonly full: number[];
  /** When nothing is due. */
  readonly empty: number[];
}

async function ticksOf(almanac: Almanac, size: number, due: number): Promise<Ticks> {
  const { planner, time } = await planning(almanac, size, due);
  const ticks: Ticks = { full: [], empty: [] };
  for (let round = -warmUps; round < rounds; round++) {
    time.now = start + (round + warmUps + 1) * 5 * minuteMs;
    collectGarbage();
    const full = await processorMilliseconds(() => planner.tick());
    const empty = await processorMilliseconds(() => planner.tick());
    if (round < 0) continue;
    ticks.full.push(full);
    ticks.empty.push(empty);
  }
  return ticks;
}
