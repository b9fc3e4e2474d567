import { describe, expect, it } from "vitest";
import { dayNumber, dayText } from "../../src/schedule/civil.ts";
import { occurrenceKey } from "../../src/schedule/occurrence.ts";
import { next, occurrences, skippedForHoliday } from "../../src/schedule/occurrences.ts";
import type { Market, Schedule } from "../../src/schedule/schedule.ts";
import { horizonOf, lastSessionOfWeek, sessionOn } from "../../src/schedule/sessions.ts";
import { at, day, iso } from "./clock-oracle.ts";
import { almanac, calendars, cron, daily, every } from "./samples.ts";

function edge(market: Market, side: "open" | "close", offsetMinutes: number): Schedule {
  return { version: 1, rule: { kind: "edge", market, edge: side, offsetMinutes }, zone: "Asia/Shanghai" };
}

function lastSession(market: Market, zone: string): Schedule {
  return { version: 1, rule: { kind: "last-session", market, at: ["17:00"] }, zone };
}

const weekdaysAt = (zone: string, time: string, skipHolidays?: Market): Schedule => ({
  version: 1,
  rule: { kind: "weekly", weekdays: [1, 2, 3, 4, 5], at: [time] },
  zone,
  ...(skipHolidays && { skipHolidays }),
});

/** Wall times by the exchange's clock, a question mark behind those nobody vouches for. */
function walls(schedule: Schedule, from: string, to: string): string[] {
  return occurrences(schedule, at(`${from}T00:00Z`), at(`${to}T00:00Z`), almanac).map(
    ({ wall, isUnverified }) => wall + (isUnverified ? "?" : ""),
  );
}

describe("after the close", () => {
  it("follows Thanksgiving and the half day after it", () => {
    expect(walls(edge("us", "close", 30), "2026-11-24", "2026-12-01")).toEqual([
      "2026-11-24T16:30",
      "2026-11-25T16:30",
      "2026-11-27T13:30",
      "2026-11-30T16:30",
    ]);
  });

  it("stays with the exchange's clock when only that one is moved", () => {
    const instants = occurrences(edge("us", "close", 30), at("2026-10-29T00:00Z"), at("2026-11-04T00:00Z"), almanac);
    expect(instants.map(({ dueAt }) => iso(dueAt))).toEqual([
      "2026-10-29T20:30",
      "2026-10-30T20:30",
      "2026-11-02T21:30",
      "2026-11-03T21:30",
    ]);
  });

  it("knows the half days of Hong Kong, and the typhoon day", () => {
    expect(walls(edge("hk", "close", 0), "2024-12-23", "2024-12-28")).toEqual([
      "2024-12-23T16:00",
      "2024-12-24T12:00",
      "2024-12-27T16:00",
    ]);
    expect(walls(edge("hk", "close", 15), "2024-09-05", "2024-09-08")).toEqual(["2024-09-05T16:15"]);
  });

  it("counts from the last close where there is a lunch break", () => {
    expect(walls(edge("cn", "close", 30), "2026-09-30", "2026-10-10")).toEqual([
      "2026-09-30T15:30",
      "2026-10-08T15:30",
      "2026-10-09T15:30",
    ]);
  });

  it("may run into the next day, which does not change the session it belongs to", () => {
    expect(walls(edge("us", "close", 600), "2026-11-27", "2026-12-01")).toEqual(["2026-11-27T23:00"]);
    const due = next(edge("us", "close", 600), at("2026-11-30T00:00Z"), almanac);
    expect(due && occurrenceKey("s", due)).toBe("s|2026-12-01T02:00|America/New_York|0");
  });
});

describe("before the open", () => {
  it("follows the closures of the market", () => {
    expect(walls(edge("hk", "open", -15), "2026-02-13", "2026-02-24")).toEqual([
      "2026-02-13T09:15",
      "2026-02-16T09:15",
      "2026-02-20T09:15",
      "2026-02-23T09:15",
    ]);
    expect(walls(edge("tw", "open", -15), "2024-07-23", "2024-07-27")).toEqual([
      "2024-07-23T08:45",
      "2024-07-26T08:45",
    ]);
  });
});

describe("past the horizon of a calendar", () => {
  it("runs on every weekday, marked", () => {
    expect(walls(edge("cn", "close", 0), "2026-12-30", "2027-01-06")).toEqual([
      "2026-12-30T15:00",
      "2026-12-31T15:00",
      "2027-01-01T15:00?",
      "2027-01-04T15:00?",
      "2027-01-05T15:00?",
    ]);
  });

  it("takes Friday for the last session of a week", () => {
    expect(walls(lastSession("cn", "Asia/Shanghai"), "2026-12-21", "2027-01-10")).toEqual([
      "2026-12-25T17:00",
      "2027-01-01T17:00?",
      "2027-01-08T17:00?",
    ]);
  });

  it("sends what it cannot tell to be a holiday", () => {
    expect(walls(weekdaysAt("Asia/Shanghai", "08:00", "cn"), "2026-12-31", "2027-01-05")).toEqual([
      "2027-01-01T08:00?",
      "2027-01-04T08:00?",
      // 08:00 on the fifth is 00:00Z, and the end is included.
      "2027-01-05T08:00?",
    ]);
  });

  it("can be asked about ahead of time", () => {
    expect((["us", "hk", "cn", "tw"] as const).map((market) => dayText(horizonOf(calendars, market)))).toEqual([
      "2027-12-31",
      "2027-12-31",
      "2026-12-31",
      "2027-12-31",
    ]);
  });
});

describe("the last session of the week", () => {
  it("is Thursday before a Friday holiday", () => {
    expect(walls(lastSession("us", "America/New_York"), "2026-03-29", "2026-04-12")).toEqual([
      "2026-04-02T17:00",
      "2026-04-10T17:00",
    ]);
  });

  it("does not come in a week without sessions", () => {
    expect(walls(lastSession("cn", "Asia/Shanghai"), "2024-09-22", "2024-10-13")).toEqual([
      "2024-09-27T17:00",
      "2024-09-30T17:00",
      "2024-10-11T17:00",
    ]);
    const calendar = { ...calendars["XNYS"], closed: { "2026": ["03-30", "03-31", "04-01", "04-02", "04-03"] } };
    const world = { ...almanac, calendars: { XNYS: calendar as (typeof calendars)[string] } };
    expect(next(lastSession("us", "America/New_York"), at("2026-03-28T00:00Z"), world)?.wall).toBe("2026-04-10T17:00");
  });
});

describe("skipping holidays", () => {
  it("leaves out the weekday closures of the market, and tells which", () => {
    const schedule = weekdaysAt("America/New_York", "08:00", "us");
    expect(walls(schedule, "2026-11-25", "2026-11-28")).toEqual(["2026-11-25T08:00", "2026-11-27T08:00"]);
    const skipped = skippedForHoliday(schedule, at("2026-11-25T00:00Z"), at("2026-11-28T00:00Z"), almanac);
    expect(skipped.map(({ wall }) => wall)).toEqual(["2026-11-26T08:00"]);
  });

  it("goes by the exchange's date: Friday morning in Shanghai follows Thanksgiving", () => {
    expect(walls(weekdaysAt("Asia/Shanghai", "08:00", "us"), "2026-11-25", "2026-11-30")).toEqual([
      "2026-11-26T08:00",
      "2026-11-30T08:00",
    ]);
  });

  it("never counts a weekend as a holiday", () => {
    expect(walls({ ...daily("America/New_York", "08:00"), skipHolidays: "us" }, "2026-11-26", "2026-11-30")).toEqual([
      "2026-11-27T08:00",
      "2026-11-28T08:00",
      "2026-11-29T08:00",
    ]);
  });

  it("splits every candidate into due or skipped", () => {
    const bare = cron("Asia/Hong_Kong", "0 9,21 * * *");
    const schedule: Schedule = { ...bare, skipHolidays: "hk" };
    const span = [at("2025-12-20T00:00Z"), at("2026-05-30T00:00Z"), almanac] as const;
    const parts = [...occurrences(schedule, ...span), ...skippedForHoliday(schedule, ...span)];
    expect(parts.toSorted((a, b) => a.dueAt - b.dueAt)).toEqual(occurrences(bare, ...span));
    expect(skippedForHoliday(schedule, ...span).length).toBe(22);
  });

  it("finds the end of a long closure at once", () => {
    const schedule: Schedule = { ...every("Asia/Shanghai", 5), skipHolidays: "cn" };
    expect(next(schedule, at("2026-02-15T16:00Z"), almanac)?.wall).toBe("2026-02-21T00:00");
  });
});

describe("sessions", () => {
  it("agree with the calendars shipped on every day they cover", () => {
    const wrong = Object.entries(calendars).flatMap(([id, calendar]) => {
      const first = dayNumber("2024-01-01");
      const last = dayNumber(calendar.complete_through);
      return Array.from({ length: last - first + 1 }, (_, i) => first + i)
        .filter((one) => {
          const [year = "", monthDay = ""] = [dayText(one).slice(0, 4), dayText(one).slice(5)];
          const isWeekend = [0, 6].includes(new Date(one * day).getUTCDay());
          const isOpen = !isWeekend && !calendar.closed[year]?.includes(monthDay);
          const session = sessionOn(calendar, one);
          const close = calendar.earlyClose[year]?.[monthDay] ?? calendar.sessions.at(-1)?.[1];
          return (
            (session !== undefined) !== isOpen ||
            (session !== undefined && (iso(session.close).slice(11) !== close || !session.isVerified))
          );
        })
        .map((one) => `${id} ${dayText(one)}`);
    });
    expect(wrong).toEqual([]);
  });

  it("of a week end with the last one", () => {
    const calendar = calendars["XNYS"];
    const days = ["2026-11-23", "2026-11-29", "2026-04-01", "2028-01-05"].map(
      (on) => calendar && lastSessionOfWeek(calendar, dayNumber(on)),
    );
    expect(days.map((one) => one && [dayText(one.day), one.isVerified])).toEqual([
      ["2026-11-27", true],
      ["2026-11-27", true],
      ["2026-04-02", true],
      ["2028-01-07", false],
    ]);
  });
});
