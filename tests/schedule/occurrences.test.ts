import { Cron } from "croner";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { next, occurrences } from "../../src/schedule/occurrences.ts";
import type { Schedule } from "../../src/schedule/schedule.ts";
import { at, day, hour, iso, liveThrough, minute, type WallClock, wallClock } from "./clock-oracle.ts";
import { almanac, cron, crons, daily, every, everyDay, intervals, schedules, times } from "./samples.ts";

/** Zones that move their clocks in every way there is: by 30 minutes, by two hours, at midnight, before it, in Ramadan. */
const movers = [
  "America/New_York",
  "Europe/London",
  "Australia/Lord_Howe",
  "Antarctica/Troll",
  "America/Nuuk",
  "Africa/Cairo",
  "America/Havana",
  "Africa/Casablanca",
  "Pacific/Chatham",
  "Asia/Gaza",
  "Asia/Shanghai",
];
const clocks = new Map<string, WallClock>(movers.map((zone) => [zone, wallClock(zone)]));
const clockOf = (zone: string) => clocks.get(zone) as WallClock;

const zone = fc.constantFrom(...movers);
/** Hours around which something happens somewhere: the nights of spring and autumn, and any other. */
const moment = fc
  .tuple(
    fc.integer({ min: 2000, max: 2037 }),
    fc.oneof(fc.integer({ min: 80, max: 92 }), fc.integer({ min: 270, max: 310 }), fc.integer({ min: 0, max: 365 })),
    fc.integer({ min: 0, max: day / 1000 }),
  )
  .map(([year, days, seconds]) => Date.UTC(year, 0, 1 + days) + seconds * 1000);

function due(schedule: Schedule, from: number, to: number) {
  return occurrences(schedule, from, to, almanac).map(({ wall, fold, dueAt }) => ({ wall, fold, dueAt }));
}

describe("what is due", () => {
  it("is what somebody finds who watches the clock every minute: fixed times", () => {
    fc.assert(
      fc.property(zone, moment, times, fc.subarray(everyDay, { minLength: 1 }), (where, from, at, weekdays) => {
        const schedule: Schedule = { version: 1, rule: { kind: "weekly", weekdays, at }, zone: where };
        const matches = (wall: number) =>
          weekdays.includes(new Date(wall).getUTCDay() || 7) && at.includes(iso(wall).slice(11));
        const to = from + 4 * day;
        expect(due(schedule, from, to)).toEqual(liveThrough(clockOf(where), matches, "fixed", from, to));
      }),
      { numRuns: 150 },
    );
  });

  it.each(["fixed", "interval"] as const)(
    "is what somebody finds who watches the clock every minute: %s cron",
    (kind) => {
      fc.assert(
        fc.property(zone, moment, crons(kind), (where, from, { expression, matches }) => {
          const to = from + 4 * day;
          expect({ expression, due: due(cron(where, expression), from, to) }).toEqual({
            expression,
            due: liveThrough(clockOf(where), matches, kind, from, to),
          });
        }),
        { numRuns: 150 },
      );
    },
  );

  it("is what somebody finds who watches the clock every minute: dates of the month", () => {
    const date = fc.oneof(fc.integer({ min: 1, max: 31 }), fc.constant("last" as const));
    fc.assert(
      fc.property(zone, moment, times, date, (where, from, at, wanted) => {
        const schedule: Schedule = { version: 1, rule: { kind: "monthly", date: wanted, at }, zone: where };
        const matches = (wall: number) => {
          const shown = new Date(wall);
          const length = new Date(Date.UTC(shown.getUTCFullYear(), shown.getUTCMonth() + 1, 0)).getUTCDate();
          const isDate = shown.getUTCDate() === (wanted === "last" ? length : Math.min(wanted, length));
          return isDate && at.includes(iso(wall).slice(11));
        };
        const to = from + 33 * day;
        expect(due(schedule, from, to)).toEqual(liveThrough(clockOf(where), matches, "fixed", from, to));
      }),
      { numRuns: 30 },
    );
  });

  it("holds every multiple of an interval the clock shows, both times, and never pauses for longer", () => {
    fc.assert(
      fc.property(zone, moment, fc.constantFrom(...intervals.filter((one) => one >= 5)), (where, from, minutes) => {
        const to = from + 3 * day;
        const found = due(every(where, minutes), from, to);
        const shown = liveThrough(clockOf(where), (wall) => (wall / minute) % minutes === 0, "interval", from, to);
        const keys = new Set(found.map((one) => JSON.stringify(one)));
        expect(shown.filter((one) => !keys.has(JSON.stringify(one)))).toEqual([]);
        const instants = [from, ...found.map(({ dueAt }) => dueAt), to];
        const pauses = instants.slice(1).map((instant, i) => instant - (instants[i] as number));
        expect(Math.max(...pauses)).toBeLessThanOrEqual(minutes * minute);
        for (const one of found) expect(iso(clockOf(where)(one.dueAt))).toBe(one.wall);
      }),
      { numRuns: 100 },
    );
  });
});

describe("next", () => {
  it("is strictly later, and the same from every instant before it", () => {
    fc.assert(
      fc.property(schedules, moment, fc.nat({ max: 999_999 }), (schedule, after, fraction) => {
        const found = next(schedule, after, almanac);
        expect(found?.dueAt).toBeGreaterThan(after);
        const between = after + Math.floor((((found?.dueAt ?? 0) - after) * fraction) / 1_000_000);
        expect(next(schedule, between, almanac)).toEqual(found);
        expect(next(schedule, (found?.dueAt ?? 0) - 1, almanac)).toEqual(found);
      }),
      { numRuns: 500 },
    );
  });

  it("called again and again lists what is due", () => {
    fc.assert(
      fc.property(schedules, moment, (schedule, from) => {
        const chained = [];
        for (let one = next(schedule, from, almanac); one !== undefined && chained.length < 20; ) {
          chained.push(one);
          one = next(schedule, one.dueAt, almanac);
        }
        const last = chained.at(-1)?.dueAt ?? from;
        expect(occurrences(schedule, from, last, almanac)).toEqual(chained);
      }),
      { numRuns: 300 },
    );
  });

  it("goes on through a hundred thousand steps", () => {
    const schedule = every("America/New_York", 15);
    let now = at("2024-01-01T00:00Z");
    for (let step = 0; step < 100_000; step++) {
      const { dueAt = 0 } = next(schedule, now, almanac) ?? {};
      if (dueAt <= now || dueAt > now + 15 * minute) expect.fail(`${iso(now)}Z is followed by ${iso(dueAt)}Z`);
      now = dueAt;
    }
    expect(iso(now)).toBe("2026-11-07T16:00");
  });

  it("finds 29 February across 2100", () => {
    const leap = cron("UTC", "0 12 29 2 *");
    expect(next(leap, at("2096-03-01T00:00Z"), almanac)?.wall).toBe("2104-02-29T12:00");
    expect(next(cron("America/New_York", "0 12 29 2 *"), at("2026-01-01T00:00Z"), almanac)?.wall).toBe(
      "2028-02-29T12:00",
    );
  });
});

describe("a mature cron library", () => {
  it("agrees wherever its policy is ours: away from gaps, and in every interval", () => {
    fc.assert(
      fc.property(zone, moment, fc.oneof(crons("fixed"), crons("interval")), (where, after, { expression }) => {
        const theirs = new Cron(expression, { timezone: where }).nextRun(new Date(after));
        fc.pre(theirs !== null && Math.abs(theirs.getTime() - after) < 400 * day);
        const ours = next(cron(where, expression), after, almanac);
        // A gap within the last day and a half may have moved either answer.
        const isQuiet = (instant: number) => {
          const clock = clockOf(where);
          return clock(instant) - instant === clock(instant - 36 * hour) - (instant - 36 * hour);
        };
        fc.pre(isQuiet(theirs?.getTime() ?? 0) && isQuiet(ours?.dueAt ?? 0));
        expect({ expression, dueAt: ours?.dueAt }).toEqual({ expression, dueAt: theirs?.getTime() });
      }),
      { numRuns: 300 },
    );
  });
});

describe("a change of law", () => {
  it("moves an occurrence without giving it another name", () => {
    const schedule = daily("America/New_York", "08:00");
    const summerForEver = {
      ...almanac,
      clocks: () => ({
        startAt: Number.NEGATIVE_INFINITY,
        endAt: Number.POSITIVE_INFINITY,
        offsetMs: -4 * hour,
        offsetBeforeMs: -4 * hour,
      }),
    };
    const [before, after] = [almanac, summerForEver].map((world) => next(schedule, at("2027-01-11T06:00Z"), world));
    expect([before, after].map((one) => iso(one?.dueAt ?? 0))).toEqual(["2027-01-11T13:00", "2027-01-11T12:00"]);
    expect({ ...after, dueAt: before?.dueAt }).toEqual(before);
  });
});
