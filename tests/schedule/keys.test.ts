import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createAlmanac, occurrenceKey } from "../../src/schedule/occurrence.ts";
import { next, occurrences } from "../../src/schedule/occurrences.ts";
import { at, day } from "./clock-oracle.ts";
import { almanac, calendars, daily, every, schedules } from "./samples.ts";

describe("an occurrence key", () => {
  it("names subscription, wall time, zone and pass", () => {
    const [first, second] = occurrences(
      every("America/New_York", 60),
      at("2025-11-02T04:30Z"),
      at("2025-11-02T06:00Z"),
      almanac,
    );
    expect([first, second].map((one) => one && occurrenceKey("team", one))).toEqual([
      "team|2025-11-02T01:00|America/New_York|0",
      "team|2025-11-02T01:00|America/New_York|1",
    ]);
  });

  it("keeps the time that was asked for where the clock skipped it", () => {
    const due = next(daily("America/Nuuk", "23:30"), at("2025-03-29T12:00Z"), almanac);
    expect(due && occurrenceKey("team", due)).toBe("team|2025-03-29T23:30|America/Nuuk|0");
  });

  it("names one occurrence only, over five years", () => {
    const start = at("2024-01-01T00:00Z");
    fc.assert(
      fc.property(schedules, (schedule) => {
        const due = occurrences(schedule, start, start + 5 * 365 * day, almanac);
        expect(new Set(due.map((one) => occurrenceKey("s", one))).size).toBe(due.length);
        expect(new Set(due.map(({ dueAt }) => dueAt)).size).toBe(due.length);
      }),
      { numRuns: 15 },
    );
  });

  it("does not depend on what was asked before", () => {
    const moment = fc.integer({ min: at("2005-01-01T00:00Z"), max: at("2035-01-01T00:00Z") });
    fc.assert(
      fc.property(schedules, fc.array(moment, { minLength: 1, maxLength: 12 }), (schedule, moments) => {
        const fresh = moments.map((now) => next(schedule, now, createAlmanac(calendars)));
        expect(moments.map((now) => next(schedule, now, almanac))).toEqual(fresh);
      }),
      { numRuns: 30 },
    );
  });

  it("is the same on machines in three zones and two languages", async () => {
    const script = fileURLToPath(new URL("print-keys.ts", import.meta.url));
    const machines = [
      { TZ: "UTC", LANG: "C" },
      { TZ: "America/New_York", LANG: "en_US.UTF-8" },
      { TZ: "Pacific/Apia", LANG: "zh_CN.UTF-8" },
    ];
    const printed = await Promise.all(
      machines.map(async (env) => {
        const { stdout } = await promisify(execFile)(process.execPath, ["--import", "tsx", script], {
          env: { PATH: process.env["PATH"], ...env },
        });
        return stdout;
      }),
    );
    expect(printed[0]?.split("\n").length).toBeGreaterThan(2000);
    expect(printed[1]).toBe(printed[0]);
    expect(printed[2]).toBe(printed[0]);
  });
});
