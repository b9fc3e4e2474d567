import { monitorEventLoopDelay } from "node:perf_hooks";
import type { SectionContext } from "../src/digest/section.ts";
import { movers } from "../src/digest/sections/movers.ts";
import type { Quote } from "../src/market/quote.ts";
import { rank } from "../src/market/ranking.ts";
import { createBreather } from "../src/support/breather.ts";
import { bareTop } from "./bare-top.ts";
import { type Benchmark, collectGarbage, exponents, milliseconds, type Row, ratios, spread } from "./measure.ts";
import { readReference } from "./reference.ts";
import { createQuotes, snapshotOf, week } from "./universe.ts";

const sizes = [1e2, 1e3, 1e4, 1e5, 1e6] as const;
const most = 1e6;
const rounds = 5;
const top = 20;

const reference = await readReference();

function contextOf(): SectionContext {
  return { window: week, span: "week", reference, options: { top }, breathe: createBreather() };
}

const works = {
  bare: (quotes: readonly Quote[]) => bareTop(quotes, "week", top),
  rank: (quotes: readonly Quote[]) => rank(quotes, { span: "week", size: top, breathe: createBreather() }),
  build: (quotes: readonly Quote[]) => movers.build(snapshotOf(quotes), contextOf()),
} as const;
type Work = keyof typeof works;
const names = ["bare", "rank", "build"] as const satisfies readonly Work[];

/** B8: ranking and the movers section over a hundred to a million quotes. */
export const compose: Benchmark = {
  name: "compose",
  async run() {
    const quotes = createQuotes(most);
    await check(quotes);
    // Nobody without a change: the claim "only these rose" may then hold and is looked into.
    const other = quotes.find((quote) => quote.changes.week !== undefined) as Quote;
    const complete = quotes.map((quote) => (quote.changes.week === undefined ? other : quote));
    const times = await timesOf(quotes);
    const at = (work: Work, size: number) => times.get(`${work} ${size}`) as number[];
    const growth = (work: Work) => exponents(at(work, 1e4), at(work, 1e6), 100);
    const again = await sameAgain(quotes);
    const whole = await repeated(() => works.build(complete));
    return [
      ...sizes.flatMap((size): Row[] => [
        { name: `rank ÷ bare heap, ${size}`, spread: ratios(at("rank", size), at("bare", size)), ...limit(size) },
        {
          name: `movers section ÷ bare heap, ${size}`,
          spread: ratios(at("build", size), at("bare", size)),
          ...limit(size),
        },
      ]),
      { name: "movers section, every change known ÷ bare heap, 1000000", spread: ratios(whole, at("bare", most)) },
      { name: "bare heap, 1000000", spread: spread(at("bare", most)), unit: "ms" },
      { name: "growth exponent 1e4 to 1e6: bare heap", spread: growth("bare") },
      { name: "growth exponent 1e4 to 1e6: rank", spread: growth("rank"), target: 1.05 },
      { name: "growth exponent 1e4 to 1e6: movers section", spread: growth("build"), target: 1.05 },
      ...names.map((work) => ({
        name: `the same with the 1e4 quotes still in the processor's cache: ${work}`,
        spread: exponents(again[work], at(work, most), 100),
      })),
      ...(await blocking("rank", () => works.rank(quotes), 20)),
      ...(await blocking("movers section", () => works.build(quotes), 20)),
      ...(await blocking("movers section, every change known", () => works.build(complete), 20)),
      ...(await memory("rank", () => works.rank(quotes))),
      ...(await memory("movers section", () => works.build(quotes))),
    ];
  },
};

function limit(size: number): { target?: number } {
  return size === most ? { target: 4 } : {};
}

/** The bare heap must find the same leaders, or it would be no measure. */
async function check(quotes: readonly Quote[]): Promise<void> {
  const some = quotes.slice(0, 1e4);
  const ours = (await works.rank(some)).gainers.map((quote) => quote.changes.week?.number);
  const bare = works.bare(some).map((quote) => quote.changes.week?.number);
  if (ours.join() !== bare.join()) throw new Error(`rank and the bare heap disagree: ${ours} and ${bare}.`);
}

/**
 * Time for one universe of each size. Smaller universes are cut from the same million, each used once a round, so that
 * every size reads quotes from memory and none from a warm cache.
 */
async function timesOf(quotes: readonly Quote[]): Promise<Map<string, number[]>> {
  const universes = new Map(sizes.map((size) => [size, cut(quotes, size)]));
  const times = new Map<string, number[]>();
  for (let round = -1; round < rounds; round++) {
    for (const [size, parts] of universes) {
      for (const work of turned(round)) {
        collectGarbage();
        const time = await milliseconds(async () => {
          for (const part of parts) await works[work](part);
        });
        // The first round only warms up.
        if (round < 0) continue;
        const key = `${work} ${size}`;
        times.set(key, [...(times.get(key) ?? []), time / parts.length]);
      }
    }
  }
  return times;
}

/** Each round begins with another work: none always follows the same one. */
function turned(round: number): Work[] {
  return names.map((_, index) => names[(index + round + names.length) % names.length] as Work);
}

function cut(quotes: readonly Quote[], size: number): (readonly Quote[])[] {
  const count = Math.min(100, quotes.length / size);
  const apart = quotes.length / count;
  return Array.from({ length: count }, (_, index) => quotes.slice(index * apart, index * apart + size));
}

async function sameAgain(quotes: readonly Quote[]): Promise<Record<Work, number[]>> {
  const part = quotes.slice(0, 1e4);
  const times: Record<Work, number[]> = { bare: [], rank: [], build: [] };
  for (let round = 0; round < rounds; round++) {
    for (const work of names) {
      collectGarbage();
      await works[work](part);
      const time = await milliseconds(async () => {
        for (let time = 0; time < 100; time++) await works[work](part);
      });
      times[work].push(time / 100);
    }
  }
  return times;
}

async function repeated(work: () => unknown): Promise<number[]> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    collectGarbage();
    times.push(await milliseconds(work));
  }
  return times;
}

/** The longest the event loop waited: between two turns of a chain of immediates, and as Node's own monitor saw it. */
async function blocking(name: string, work: () => unknown, target: number): Promise<Row[]> {
  const turns: number[] = [];
  const seen: number[] = [];
  for (let round = 0; round < rounds; round++) {
    collectGarbage();
    await rest();
    const monitor = monitorEventLoopDelay({ resolution: 1 });
    monitor.enable();
    // The monitor counts from its first tick; a reset would lose the block that begins at once.
    await rest();
    const watch = watchTurns();
    await work();
    turns.push(await watch.stop());
    await rest();
    monitor.disable();
    // An idle loop is seen as one resolution late.
    seen.push(monitor.max / 1e6 - 1);
  }
  return [
    { name: `longest block, 1000000: ${name}`, spread: spread(turns), unit: "ms", target },
    { name: `  as the event loop monitor saw it`, spread: spread(seen), unit: "ms", target },
  ];
}

function rest(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 10));
}

function watchTurns(onTurn: () => void = () => {}) {
  let last = performance.now();
  let longest = 0;
  let stopped: (() => void) | undefined;
  const turn = () => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
    onTurn();
    if (stopped === undefined) setImmediate(turn);
    else stopped();
  };
  setImmediate(turn);
  return {
    async stop(): Promise<number> {
      await new Promise<void>((resolve) => {
        stopped = resolve;
      });
      return longest;
    },
  };
}

/**
 * What the result holds after collection, what was alive when the work first gave the event loop back, and how far the
 * heap rose on the way with its garbage.
 */
async function memory(name: string, work: () => unknown): Promise<Row[]> {
  const held: number[] = [];
  const alive: number[] = [];
  const risen: number[] = [];
  for (let round = 0; round < rounds; round++) {
    await rest();
    collectGarbage();
    const before = heapUsed();
    let highest = before;
    const look = () => {
      highest = Math.max(highest, heapUsed());
    };
    const garbage = watchTurns(look);
    await work();
    look();
    await garbage.stop();
    risen.push((highest - before) / most);

    collectGarbage();
    let turns = 0;
    const living = watchTurns(() => {
      if (turns++ > 0) return;
      collectGarbage();
      alive.push((heapUsed() - before) / most);
    });
    const result = await work();
    await living.stop();
    collectGarbage();
    held.push((heapUsed() - before) / 1024);
    if (result === undefined) throw new Error("The result must outlive the collection.");
  }
  return [
    { name: `held by the result, 1000000: ${name}`, spread: spread(held), unit: "KiB", target: 256 },
    { name: `alive at the first breath, 1000000: ${name}`, spread: spread(alive), unit: "bytes a quote", target: 1 },
    { name: `heap risen with garbage, 1000000: ${name}`, spread: spread(risen), unit: "bytes a quote" },
  ];
}

function heapUsed(): number {
  return process.memoryUsage().heapUsed;
}
