import { describe, expect, it } from "vitest";
import { completedDay } from "../../../src/providers/live/closes.ts";
import { marketState, readingDay, sessionsAfter } from "../../../src/providers/live/sessions.ts";
import { newestSession } from "../../../src/providers/live/window.ts";
import { reference } from "../../fixtures/editions.ts";
import { about, clockwork, market, only } from "./world.ts";

const windowAt = async (at: string, wanted: object = {}) => {
  const live = market([], { clock: clockwork(Date.parse(at)) });
  const { window } = await live.gather(only("indices"), wanted);
  return `${window.from}..${window.to}`;
};

describe("the days a live digest speaks about", () => {
  it.each<[string, object, string, string]>([
    ["2026-11-20T22:00:00Z", {}, "2026-11-16..2026-11-20", "on a Friday evening, its week"],
    ["2026-11-21T12:00:00Z", {}, "2026-11-16..2026-11-20", "on a Saturday, the week that ended"],
    ["2026-11-23T00:30:00Z", {}, "2026-11-16..2026-11-20", "on a Monday before Asia opens, the week before"],
    ["2026-11-23T01:10:00Z", {}, "2026-11-23..2026-11-23", "on a Monday once Taipei trades, that Monday"],
    ["2026-11-24T22:00:00Z", {}, "2026-11-23..2026-11-24", "on a Tuesday, Monday to now"],
    ["2026-11-24T22:00:00Z", { span: "day" }, "2026-11-24..2026-11-24", "of a day, the newest session"],
    ["2026-11-24T22:00:00Z", { span: "month" }, "2026-11-01..2026-11-24", "of a month, the month so far"],
    ["2026-01-01T18:00:00Z", { span: "day" }, "2025-12-31..2025-12-31", "on New Year's Day, the session before"],
  ])("at %s %o: %s (%s)", async (at, wanted, expected) => {
    expect(await windowAt(at, wanted)).toBe(expected);
  });

  it("of a stock market's top list are its session, because no screener tells weeks", async () => {
    const live = market([], { clock: clockwork() });
    const { window } = await live.gather(only("universes"), about(["us"]));
    expect(window).toEqual({ from: "2026-11-20", to: "2026-11-20" });
  });
});

describe("where an exchange stands", () => {
  const calendar = (name: string) => {
    const found = reference.exchanges[name];
    if (found === undefined) throw new Error(`no calendar of ${name}`);
    return found;
  };
  const at = (name: string, when: string) => marketState(calendar(name), Date.parse(when));

  it.each<[string, string, object, string]>([
    ["XNYS", "2026-11-20T14:29:00Z", { last: "2026-11-19", completed: "2026-11-19", isOpen: false }, "before the open"],
    ["XNYS", "2026-11-20T14:30:00Z", { last: "2026-11-20", completed: "2026-11-19", isOpen: true }, "at the open"],
    ["XNYS", "2026-11-20T21:00:00Z", { last: "2026-11-20", completed: "2026-11-20", isOpen: false }, "at the close"],
    ["XNYS", "2026-11-26T18:00:00Z", { last: "2026-11-25", completed: "2026-11-25", isOpen: false }, "on Thanksgiving"],
    [
      "XNYS",
      "2026-11-27T18:30:00Z",
      { last: "2026-11-27", completed: "2026-11-27", isOpen: false },
      "after an early close",
    ],
    [
      "XNYS",
      "2026-07-01T13:30:00Z",
      { last: "2026-07-01", completed: "2026-06-30", isOpen: true },
      "at the open in summer time",
    ],
    [
      "XHKG",
      "2026-11-20T04:30:00Z",
      { last: "2026-11-20", completed: "2026-11-19", isOpen: true },
      "in the pause at noon",
    ],
    [
      "XSHG",
      "2026-10-05T03:00:00Z",
      { last: "2026-09-30", completed: "2026-09-30", isOpen: false },
      "in the golden week",
    ],
    [
      "XSHG",
      "2027-01-04T03:00:00Z",
      { last: "2027-01-04", completed: "2027-01-01", isOpen: true },
      "past its notices, a weekday",
    ],
  ])("%s at %s: %o (%s)", (name, when, expected) => {
    expect(at(name, when)).toEqual(expected);
  });

  it("a reading belongs to the day of its exchange's clock, and a close is final half an hour after the bell", () => {
    expect([
      readingDay(calendar("XTAI"), "2026-11-19T23:30:00Z"),
      readingDay(calendar("XNYS"), "2026-11-20T01:00:00Z"),
      readingDay(undefined, "2026-11-20"),
      completedDay("AAPL.O", reference, Date.parse("2026-11-20T21:20:00Z")),
      completedDay("AAPL.O", reference, Date.parse("2026-11-20T21:40:00Z")),
    ]).toEqual(["2026-11-20", "2026-11-19", "2026-11-20", "2026-11-19", "2026-11-20"]);
  });

  it("sessions are counted over weekends and holidays", () => {
    expect([
      sessionsAfter(calendar("XNYS"), "2026-11-20", "2026-11-23"),
      sessionsAfter(calendar("XNYS"), "2026-11-24", "2026-11-30"),
    ]).toEqual([1, 3]);
  });

  it("the newest session is the one that began last, wherever", () => {
    expect(newestSession(reference, Date.parse("2026-11-26T18:00:00Z"))).toBe("2026-11-26");
  });
});
