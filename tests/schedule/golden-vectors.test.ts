import { describe, expect, it } from "vitest";
import { next, occurrences } from "../../src/schedule/occurrences.ts";
import type { Schedule } from "../../src/schedule/schedule.ts";
import { at, day, iso, wallClock } from "./clock-oracle.ts";
import { almanac, cron, daily, every } from "./samples.ts";

/** Nominal wall time, what the zone's clock shows then, and the instant. */
function seen(schedule: Schedule, from: string, to: string): string[] {
  const clock = wallClock(schedule.zone);
  return occurrences(schedule, at(from), at(to), almanac).map(
    ({ wall, fold, dueAt }) => `${wall}/${fold} at ${iso(clock(dueAt))}, ${iso(dueAt)}Z`,
  );
}

describe("fixed times in a gap", () => {
  it.each([
    ["America/New_York", "02:30", "2025-03-09", "2025-03-09T03:30", "2025-03-09T07:30"],
    ["Africa/Cairo", "00:00", "2025-04-25", "2025-04-25T01:00", "2025-04-24T22:00"],
    ["America/Havana", "00:30", "2025-03-09", "2025-03-09T01:30", "2025-03-09T05:30"],
    ["Australia/Lord_Howe", "02:15", "2025-10-05", "2025-10-05T02:45", "2025-10-04T15:45"],
    ["Antarctica/Troll", "02:30", "2025-03-30", "2025-03-30T04:30", "2025-03-30T02:30"],
    ["America/Nuuk", "23:30", "2025-03-29", "2025-03-30T00:30", "2025-03-30T01:30"],
    ["Europe/London", "01:30", "2027-03-28", "2027-03-28T02:30", "2027-03-28T01:30"],
  ])("in %s, daily %s of %s goes out when the clock shows %s", (zone, time, on, shown, instant) => {
    const noon = at(`${on}T12:00Z`);
    const around = seen(daily(zone, time), `${iso(noon - 2 * day)}Z`, `${iso(noon + 2 * day)}Z`);
    expect(around.filter((one) => one.startsWith(on))).toEqual([`${on}T${time}/0 at ${shown}, ${instant}Z`]);
    expect(around).toHaveLength(4);
  });

  it("give way to a time the clock really shows at the same instant", () => {
    expect(seen(daily("America/New_York", "02:30", "03:30"), "2025-03-09T05:00Z", "2025-03-09T12:00Z")).toEqual([
      "2025-03-09T03:30/0 at 2025-03-09T03:30, 2025-03-09T07:30Z",
    ]);
  });

  it("keep the order of instants when the shift carries one past another", () => {
    expect(seen(daily("America/New_York", "02:45", "03:15"), "2025-03-09T05:00Z", "2025-03-09T12:00Z")).toEqual([
      "2025-03-09T03:15/0 at 2025-03-09T03:15, 2025-03-09T07:15Z",
      "2025-03-09T02:45/0 at 2025-03-09T03:45, 2025-03-09T07:45Z",
    ]);
  });
});

describe("fixed times in a repeated hour", () => {
  it.each([
    ["America/New_York", "01:30", "2025-11-02", "2025-11-02T05:30"],
    ["Australia/Lord_Howe", "01:45", "2025-04-06", "2025-04-05T14:45"],
    ["Europe/London", "01:30", "2027-10-31", "2027-10-31T00:30"],
  ])("in %s, daily %s of %s goes out once, at %sZ", (zone, time, on, instant) => {
    const noon = at(`${on}T12:00Z`);
    const around = seen(daily(zone, time), `${iso(noon - 2 * day)}Z`, `${iso(noon + 2 * day)}Z`);
    expect(around.filter((one) => one.startsWith(on))).toEqual([`${on}T${time}/0 at ${on}T${time}, ${instant}Z`]);
  });

  it("do not come again to somebody who asks in the second pass", () => {
    const schedule = daily("America/New_York", "01:30");
    const secondPass = Array.from({ length: 3600 }, (_, second) => at("2025-11-02T06:00Z") + second * 1000);
    expect(new Set(secondPass.map((now) => next(schedule, now, almanac)?.wall))).toEqual(new Set(["2025-11-03T01:30"]));
  });
});

describe("a local day that does not exist", () => {
  it("has no daily digest of its own", () => {
    expect(seen(daily("Pacific/Apia", "09:00"), "2011-12-29T00:00Z", "2011-12-31T12:00Z")).toEqual([
      "2011-12-29T09:00/0 at 2011-12-29T09:00, 2011-12-29T19:00Z",
      "2011-12-31T09:00/0 at 2011-12-31T09:00, 2011-12-30T19:00Z",
    ]);
  });

  it("has no weekly and no monthly one either", () => {
    const fridays: Schedule = {
      version: 1,
      rule: { kind: "weekly", weekdays: [5], at: ["09:00"] },
      zone: "Pacific/Apia",
    };
    const thirtieths: Schedule = {
      version: 1,
      rule: { kind: "monthly", date: 30, at: ["09:00"] },
      zone: "Pacific/Apia",
    };
    const walls = (schedule: Schedule) =>
      occurrences(schedule, at("2011-12-20T00:00Z"), at("2012-01-12T00:00Z"), almanac).map(({ wall }) => wall);
    expect(walls(fridays)).toEqual(["2011-12-23T09:00", "2012-01-06T09:00"]);
    expect(walls(thirtieths)).toEqual([]);
  });
});

describe("rules in real time", () => {
  const night = ["2025-11-02T04:29Z", "2025-11-02T07:30Z"] as const;
  const passes = [
    "2025-11-02T00:30/0 at 2025-11-02T00:30, 2025-11-02T04:30Z",
    "2025-11-02T01:00/0 at 2025-11-02T01:00, 2025-11-02T05:00Z",
    "2025-11-02T01:30/0 at 2025-11-02T01:30, 2025-11-02T05:30Z",
    "2025-11-02T01:00/1 at 2025-11-02T01:00, 2025-11-02T06:00Z",
    "2025-11-02T01:30/1 at 2025-11-02T01:30, 2025-11-02T06:30Z",
    "2025-11-02T02:00/0 at 2025-11-02T02:00, 2025-11-02T07:00Z",
    "2025-11-02T02:30/0 at 2025-11-02T02:30, 2025-11-02T07:30Z",
  ];

  it.each([
    ["every 30m", every("America/New_York", 30)],
    ["*/30 * * * *", cron("America/New_York", "*/30 * * * *")],
    ["0,30 * * * *", cron("America/New_York", "0,30 * * * *")],
  ])("%s runs through both passes of the repeated hour", (_name, schedule) => {
    expect(seen(schedule, ...night)).toEqual(passes);
  });

  it("pass over a gap", () => {
    expect(seen(every("America/New_York", 30), "2025-03-09T06:00Z", "2025-03-09T08:00Z")).toEqual([
      "2025-03-09T01:30/0 at 2025-03-09T01:30, 2025-03-09T06:30Z",
      "2025-03-09T03:00/0 at 2025-03-09T03:00, 2025-03-09T07:00Z",
      "2025-03-09T03:30/0 at 2025-03-09T03:30, 2025-03-09T07:30Z",
      "2025-03-09T04:00/0 at 2025-03-09T04:00, 2025-03-09T08:00Z",
    ]);
    expect(seen(cron("America/New_York", "*/20 2 * * *"), "2025-03-09T00:00Z", "2025-03-10T00:00Z")).toEqual([]);
  });

  it("send one more where the clock would stretch the pause of a long interval", () => {
    const walls = (from: string, to: string, minutes: number) =>
      occurrences(every("America/New_York", minutes), at(from), at(to), almanac).map(({ wall }) => wall.slice(11));
    expect(walls("2025-11-02T03:59Z", "2025-11-03T05:00Z", 240)).toEqual([
      "00:00",
      "03:00",
      "04:00",
      "08:00",
      "12:00",
      "16:00",
      "20:00",
      "00:00",
    ]);
    expect(walls("2025-03-09T04:59Z", "2025-03-09T10:00Z", 120)).toEqual(["00:00", "03:00", "04:00", "06:00"]);
  });
});
