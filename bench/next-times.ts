import { Cron } from "croner";
import { rememberNext } from "../src/schedule/next-times.ts";
import { createAlmanac } from "../src/schedule/occurrence.ts";
import { next } from "../src/schedule/occurrences.ts";
import type { Schedule } from "../src/schedule/schedule.ts";
import { type Benchmark, milliseconds, ratios, spread } from "./measure.ts";
import { readReference } from "./reference.ts";

const [subscriptions, distinct, asked, rounds] = [100_000, 2000, 5000, 7];
const now = Date.UTC(2026, 10, 21, 13);
const zones = [
  "America/New_York",
  "Africa/Cairo",
  "America/Havana",
  "Australia/Lord_Howe",
  "Antarctica/Troll",
  "America/Nuuk",
  "Asia/Shanghai",
  "Europe/London",
  "Asia/Kolkata",
  "America/Sao_Paulo",
];

/** B6: the next times of 100,000 subscriptions that share 2,000 rules in zones, against croner asked for each. */
export const nextTimes: Benchmark = {
  name: "next-times",
  async run() {
    const { exchanges } = await readReference();
    const schedules = Array.from({ length: subscriptions }, (_, index) => scheduleOf(index % distinct));
    const ours: number[] = [];
    const theirs: number[] = [];
    for (let round = -1; round < rounds; round++) {
      const own = await milliseconds(() => {
        const almanac = createAlmanac(exchanges);
        const find = rememberNext((schedule, after) => next(schedule, after, almanac));
        for (const schedule of schedules) find(schedule, now);
      });
      const croner = await milliseconds(() => {
        for (const schedule of schedules.slice(0, asked))
          new Cron(expressionOf(schedule), { timezone: schedule.zone }).nextRun(new Date(now));
      });
      // The first round only warms up.
      if (round < 0) continue;
      ours.push(own);
      theirs.push((croner / asked) * subscriptions);
    }
    return [
      { name: "next times of 100000 ÷ croner called for each", spread: ratios(ours, theirs), target: 0.1 },
      { name: "next times of 100000", spread: spread(ours), unit: "ms" },
      { name: "croner, from 5000 of them", spread: spread(theirs), unit: "ms" },
    ];
  },
};

function scheduleOf(rule: number): Schedule {
  const days = rule % 3 === 0 ? "1-5" : "*";
  return {
    version: 1,
    rule: { kind: "cron", expression: `${rule % 60} ${(rule * 7) % 24} * * ${days}` },
    zone: zones[rule % zones.length] as string,
  };
}

function expressionOf({ rule }: Schedule): string {
  return rule.kind === "cron" ? rule.expression : "";
}
