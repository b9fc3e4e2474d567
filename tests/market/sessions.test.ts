import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { isDay, weekday } from "../../src/market/days.ts";
import { type ExchangeCalendar, ExchangeCalendars, isSession, sessionsBetween } from "../../src/market/sessions.ts";

const calendars = ExchangeCalendars.parse(
  JSON.parse(readFileSync(new URL("../../data/calendars/exchanges.json", import.meta.url), "utf8")),
);
const exchange = (id: string): ExchangeCalendar => {
  const calendar = calendars[id];
  if (calendar === undefined) throw new Error(`no calendar of ${id}`);
  return calendar;
};

describe("isSession", () => {
  it.each([
    ["XNYS", "2024-07-26", true],
    ["XNYS", "2024-07-04", false],
    ["XNYS", "2024-07-03", true],
    ["XNYS", "2025-01-09", false],
    ["XHKG", "2024-07-01", false],
    ["XHKG", "2024-07-04", true],
    ["XSHG", "2024-10-07", false],
    ["XSHG", "2024-07-01", true],
    ["XTAI", "2024-07-24", false],
    ["XTAI", "2024-07-25", false],
    ["XTAI", "2024-07-26", true],
  ])("knows whether %s trades on %s: %s", (id, day, expected) => {
    expect(isSession(exchange(id), day)).toBe(expected);
  });

  it("holds no session on a weekend, wherever the notices end", () => {
    expect([isSession(exchange("XNYS"), "2024-07-27"), isSession(exchange("XNYS"), "2024-07-28")]).toEqual([
      false,
      false,
    ]);
    expect(isSession(exchange("XNYS"), "2040-01-01")).toBe(false);
  });

  it("does not guess about weekdays past the last notice or before the first", () => {
    expect([isSession(exchange("XSHG"), "2026-12-31"), isSession(exchange("XSHG"), "2027-01-04")]).toEqual([
      true,
      undefined,
    ]);
    expect(isSession(exchange("XNYS"), "2028-01-03")).toBeUndefined();
    expect(isSession(exchange("XNYS"), "2023-12-29")).toBeUndefined();
  });

  it("does not guess past the day its notices cover, inside a listed year either", () => {
    const calendar = { ...exchange("XNYS"), complete_through: "2024-06-30" };
    expect([isSession(calendar, "2024-06-28"), isSession(calendar, "2024-07-01")]).toEqual([true, undefined]);
  });
});

describe("sessionsBetween", () => {
  it("lists the five sessions of a plain week", () => {
    expect(sessionsBetween(exchange("XNYS"), "2024-07-22", "2024-07-28")).toEqual([
      "2024-07-22",
      "2024-07-23",
      "2024-07-24",
      "2024-07-25",
      "2024-07-26",
    ]);
  });

  it("leaves out a holiday and two days of typhoon", () => {
    expect(sessionsBetween(exchange("XNYS"), "2024-07-01", "2024-07-05")).toEqual([
      "2024-07-01",
      "2024-07-02",
      "2024-07-03",
      "2024-07-05",
    ]);
    expect(sessionsBetween(exchange("XTAI"), "2024-07-22", "2024-07-26")).toEqual([
      "2024-07-22",
      "2024-07-23",
      "2024-07-26",
    ]);
  });

  it("finds none in a week of closure", () => {
    expect(sessionsBetween(exchange("XSHG"), "2024-10-01", "2024-10-07")).toEqual([]);
  });

  it("vouches for nothing when one day lies outside the notices", () => {
    expect(sessionsBetween(exchange("XSHG"), "2026-12-28", "2027-01-04")).toBeUndefined();
    expect(sessionsBetween(exchange("XSHG"), "2026-12-28", "2027-01-03")).toBeUndefined();
    expect(sessionsBetween(exchange("XSHG"), "2026-12-28", "2026-12-31")).toHaveLength(4);
  });

  it("is empty when the end comes before the start", () => {
    expect(sessionsBetween(exchange("XNYS"), "2024-07-26", "2024-07-22")).toEqual([]);
  });
});

describe("the calendars shipped", () => {
  it("cover New York, Hong Kong, Shanghai and Taipei", () => {
    expect(Object.keys(calendars).sort()).toEqual(["XHKG", "XNYS", "XSHG", "XTAI"]);
  });

  it.each(Object.entries(calendars))(
    "name only real weekdays as closures of %s, each once and in order",
    (_id, one) => {
      const closed = Object.entries(one.closed).flatMap(([year, days]) => days.map((day) => `${year}-${day}`));
      expect(closed.filter((day) => !isDay(day) || weekday(day) > 5)).toEqual([]);
      expect(closed).toEqual([...new Set(closed)].sort());
    },
  );

  it.each(Object.entries(calendars))("close early in %s only on days that trade", (_id, one) => {
    const early = Object.entries(one.earlyClose).flatMap(([year, days]) =>
      Object.keys(days).map((day) => `${year}-${day}`),
    );
    expect(early.filter((day) => isSession(one, day) !== true)).toEqual([]);
  });

  it.each(Object.entries(calendars))("list the closures of %s for every year they vouch for", (_id, one) => {
    expect(Object.keys(one.closed).at(-1)).toBe(one.complete_through.slice(0, 4));
  });
});
