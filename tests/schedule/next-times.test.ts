import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type FindNext, rememberNext } from "../../src/schedule/next-times.ts";
import { next } from "../../src/schedule/occurrences.ts";
import { at, hour } from "./clock-oracle.ts";
import { almanac, daily, schedules } from "./samples.ts";

const find: FindNext = (schedule, after) => next(schedule, after, almanac);

function counting(): { find: FindNext; count: () => number } {
  let calls = 0;
  return {
    find: (schedule, after) => {
      calls++;
      return find(schedule, after);
    },
    count: () => calls,
  };
}

describe("remembered next times", () => {
  it("are those a fresh evaluation gives, in whatever order one asks", () => {
    const remembered = rememberNext(find, 3);
    const pool = fc.sample(schedules, { numRuns: 6, seed: 7 });
    const question = fc.tuple(fc.constantFrom(...pool), fc.nat({ max: 72 }));
    fc.assert(
      fc.property(fc.array(question, { maxLength: 20 }), (questions) => {
        for (const [schedule, hours] of questions) {
          const now = at("2026-10-31T00:00Z") + hours * hour;
          expect(remembered(schedule, now)).toEqual(find(schedule, now));
        }
      }),
      { numRuns: 100 },
    );
  });

  it("cost one evaluation for each rule in each zone, however many subscribe", () => {
    const { find: counted, count } = counting();
    const remembered = rememberNext(counted);
    const now = at("2026-11-21T13:00Z");
    for (let one = 0; one < 20_000; one++) {
      const minute = String(one % 50).padStart(2, "0");
      remembered(daily(one % 2 === 0 ? "Asia/Shanghai" : "Europe/London", `08:${minute}`), now + one);
    }
    expect(count()).toBe(50);
  });

  it("are looked up again once they have come", () => {
    const { find: counted, count } = counting();
    const remembered = rememberNext(counted);
    const schedule = daily("UTC", "08:00");
    const asked = ["07:00", "07:59", "08:00", "09:00", "07:30"].map(
      (time) => remembered(schedule, at(`2026-11-21T${time}Z`))?.wall,
    );
    expect(asked).toEqual([
      "2026-11-21T08:00",
      "2026-11-21T08:00",
      "2026-11-22T08:00",
      "2026-11-22T08:00",
      "2026-11-21T08:00",
    ]);
    expect(count()).toBe(3);
  });
});
