import { Cron } from "croner";
import { createDueIndex } from "../../src/schedule/due-index.ts";
import { rememberNext } from "../../src/schedule/next-times.ts";
import { createAlmanac } from "../../src/schedule/occurrence.ts";
import { next } from "../../src/schedule/occurrences.ts";
import { at, minute, zones } from "./clock-oracle.ts";
import { calendars, cron } from "./samples.ts";

/**
 * What next times and ticks cost with many subscriptions. Run by hand:
 *
 *     npx tsx tests/schedule/cost.ts
 */
const now = at("2026-11-21T13:00Z");
const [subscriptions, distinct, asked] = [100_000, 2000, 5000];

function timed(work: () => void): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

const median = (numbers: readonly number[]) => numbers.toSorted((a, b) => a - b)[numbers.length >> 1] as number;

const schedules = Array.from({ length: subscriptions }, (_, i) => {
  const rule = i % distinct;
  const days = rule % 3 === 0 ? "1-5" : "*";
  return cron(zones[rule % zones.length] as string, `${rule % 60} ${(rule * 7) % 24} * * ${days}`);
});
const expressionOf = ({ rule }: (typeof schedules)[number]) => (rule.kind === "cron" ? rule.expression : "");

const rounds = Array.from({ length: 5 }, () => {
  const ours = timed(() => {
    const almanac = createAlmanac(calendars);
    const find = rememberNext((schedule, after) => next(schedule, after, almanac));
    for (const schedule of schedules) find(schedule, now);
  });
  const theirs = timed(() => {
    for (const schedule of schedules.slice(0, asked)) {
      new Cron(expressionOf(schedule), { timezone: schedule.zone }).nextRun(new Date(now));
    }
  });
  return { ours, ratio: ours / ((theirs / asked) * subscriptions) };
});
const ratios = rounds.map(({ ratio }) => ratio);
const shown = [median(ratios), Math.min(...ratios), Math.max(...ratios)].map((ratio) => ratio.toFixed(3));
console.log(`next times of ${subscriptions} subscriptions: ${median(rounds.map(({ ours }) => ours)).toFixed(0)} ms`);
console.log(`to calling croner for each: ${shown[0]}, from ${shown[1]} to ${shown[2]}`);

for (const size of [100, 1000, 10_000, 100_000, 1_000_000]) {
  const index = createDueIndex<number>();
  for (let id = 0; id < size; id++) index.set(id, id < 100 ? now : now + (1 + (id % 1440)) * minute);
  const ticks = Array.from({ length: 50 }, () => {
    let due: number[] = [];
    const took = timed(() => {
      due = index.takeDue(now);
      for (const id of due) index.set(id, now + 1440 * minute);
    });
    for (const id of due) index.set(id, now);
    return took;
  });
  console.log(`tick with 100 due of ${size}: ${(median(ticks) * 1000).toFixed(0)} µs`);
}
