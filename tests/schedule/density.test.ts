import { describe, expect, it } from "vitest";
import { catchUpWindowMs, refuseUnkeepable, shortestGapMinutes } from "../../src/schedule/density.ts";
import { ScheduleError } from "../../src/schedule/mistake.ts";
import { Schedule } from "../../src/schedule/schedule.ts";
import { hour, minute } from "./clock-oracle.ts";
import { calendars, cron, daily, every } from "./samples.ts";

const rule = (one: Schedule["rule"]): Schedule => ({ version: 1, rule: one, zone: "UTC" });
const friday = rule({ kind: "weekly", weekdays: [5], at: ["17:00"] });
const weekends = rule({ kind: "weekly", weekdays: [6, 7], at: ["10:00"] });
const afterClose = rule({ kind: "edge", market: "us", edge: "close", offsetMinutes: 30 });
const lastSession = rule({ kind: "last-session", market: "cn", at: ["09:00", "17:00"] });

function refusal(schedule: Schedule, minimum?: number): string | undefined {
  try {
    refuseUnkeepable(schedule, calendars, minimum);
    return undefined;
  } catch (error) {
    if (error instanceof ScheduleError) return error.id;
    throw error;
  }
}

describe("the shortest gap", () => {
  it.each<[string, Schedule, number]>([
    ["daily 08:00", daily("UTC", "08:00"), 24 * 60],
    ["daily 00:01,23:59", daily("UTC", "00:01", "23:59"), 2],
    ["daily 08:00,16:30", daily("UTC", "08:00", "16:30"), 8.5 * 60],
    ["fri 17:00", friday, 7 * 24 * 60],
    ["sat,sun 10:00", weekends, 24 * 60],
    ["every 4h", every("UTC", 240), 240],
    ["0 8 * * 1-5", cron("UTC", "0 8 * * 1-5"), 24 * 60],
    ["0 8 * * 1,4", cron("UTC", "0 8 * * 1,4"), 3 * 24 * 60],
    ["0 8 28 2 *", cron("UTC", "0 8 28 2 *"), 7 * 24 * 60],
    ["0 0 1,28 2,3 *, from 28 February to 1 March", cron("UTC", "0 0 1,28 2,3 *"), 24 * 60],
    ["30m after us close", afterClose, 24 * 60],
    ["last cn session of week 09:00,17:00", lastSession, 8 * 60],
  ])("of %s is found", (_text, schedule, minutes) => {
    expect(shortestGapMinutes(schedule, calendars)).toBe(minutes);
  });
});

describe("the catch-up window", () => {
  it.each<[string, Schedule, number]>([
    ["daily", daily("UTC", "08:00"), 6 * hour],
    ["hourly", every("UTC", 60), 15 * minute],
    ["every 5 minutes", every("UTC", 5), 5 * minute],
    ["weekly", friday, 24 * hour],
    ["twice a day", daily("UTC", "08:00", "16:30"), (8.5 * hour) / 4],
    ["after each close", afterClose, 6 * hour],
  ])("is a quarter of the gap, between five minutes and a day: %s", (_text, schedule, window) => {
    expect(catchUpWindowMs(schedule, calendars)).toBe(window);
  });
});

describe("saving", () => {
  it.each<[string, Schedule, string | undefined]>([
    ["every minute", cron("UTC", "* * * * *"), "too-dense"],
    ["every 4 minutes", every("UTC", 4), "too-dense"],
    ["every 5 minutes", every("UTC", 5), undefined],
    ["two minutes around midnight", daily("UTC", "00:01", "23:59"), "too-dense"],
    ["30 February", cron("UTC", "0 0 30 2 *"), "impossible"],
    ["29 February", cron("UTC", "0 0 29 2 *"), undefined],
  ])("%s: %s", (_text, schedule, id) => {
    expect(refusal(schedule)).toBe(id);
  });

  it("leaves the minimum to the operator", () => {
    expect([refusal(every("UTC", 1), 1), refusal(every("UTC", 30), 60)]).toEqual([undefined, "too-dense"]);
  });

  it.each([
    ["0 0 30 2 *"],
    ["0 0 31 2,4,6,9,11 *"],
    ["* * * * *"],
    ["*/5 * 29 2 1-7"],
    ["0 0 29 2 *"],
    ["1-59/2 0-23 1-31 1-12 0-7"],
  ])("decides about %s within 5 ms", (expression) => {
    const took = Array.from({ length: 5 }, () => {
      const start = performance.now();
      refusal(cron("America/New_York", expression));
      return performance.now() - start;
    });
    expect(Math.min(...took)).toBeLessThan(5);
  });
});

describe("the schema", () => {
  it("takes what it gives, and nothing that is no schedule", () => {
    const good = { ...friday, skipHolidays: "hk" };
    expect(Schedule.parse(JSON.parse(JSON.stringify(good)))).toEqual(good);
    const bad = [
      { ...friday, version: 2 },
      { ...friday, zone: "Mars/Base" },
      { ...friday, zone: "america/new_york" },
      { ...friday, skipHolidays: "moon" },
      rule({ kind: "weekly", weekdays: [5, 1], at: ["17:00"] }),
      rule({ kind: "weekly", weekdays: [], at: ["17:00"] }),
      rule({ kind: "weekly", weekdays: [8], at: ["17:00"] }),
      rule({ kind: "weekly", weekdays: [1], at: ["24:00"] }),
      rule({ kind: "monthly", date: 0, at: ["17:00"] }),
      rule({ kind: "every", minutes: 7 }),
      rule({ kind: "every", minutes: 1440 }),
      rule({ kind: "cron", expression: "0 8 * *" }),
      rule({ kind: "edge", market: "us", edge: "open", offsetMinutes: 721 }),
    ];
    expect(bad.filter((one) => Schedule.safeParse(one).success)).toEqual([]);
  });
});
