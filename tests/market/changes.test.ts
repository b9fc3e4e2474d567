import { describe, expect, it } from "vitest";
import {
  adjustedChange,
  basisPoints,
  type Close,
  type CorporateAction,
  closeAt,
  moveOver,
  spanOfWindow,
} from "../../src/market/changes.ts";
import { addDays } from "../../src/market/days.ts";

const close = (on: string, digits: string): Close => ({ on, digits });
const split = (on: string, value: string): CorporateAction => ({ on, kind: "split", value });
const dividend = (on: string, value: string): CorporateAction => ({ on, kind: "dividend", value });

describe("adjustedChange", () => {
  it("sees a rise, not a fall of nine tenths, across the 10:1 split of Broadcom", () => {
    const move = { from: close("2024-07-12", "1700.67"), to: close("2024-07-15", "171.42") };
    expect(adjustedChange(move, [split("2024-07-15", "10")])).toBe("0.80");
    expect(adjustedChange(move, [])).toBe("-89.92");
  });

  it("adjusts for the 3:2 split of W. R. Berkley", () => {
    const move = { from: close("2024-07-05", "78.64"), to: close("2024-07-12", "53.45") };
    expect(adjustedChange(move, [split("2024-07-11", "1.5")])).toBe("1.95");
  });

  it("adjusts for a reverse split", () => {
    const move = { from: close("2024-07-25", "0.40"), to: close("2024-07-26", "7.60") };
    expect(adjustedChange(move, [split("2024-07-26", "0.05")])).toBe("-5.00");
  });

  it("multiplies splits that follow one another", () => {
    const move = { from: close("2024-07-01", "600"), to: close("2024-07-31", "110") };
    expect(adjustedChange(move, [split("2024-07-10", "2"), split("2024-07-20", "3")])).toBe("10.00");
  });

  it("adds cash paid on the way back to the end price", () => {
    const move = { from: close("2024-07-25", "100.00"), to: close("2024-07-26", "98.50") };
    expect(adjustedChange(move, [dividend("2024-07-26", "1.50")])).toBe("0.00");
  });

  it("puts a dividend of today's shares on the old shares of the start price", () => {
    const move = { from: close("2023-12-29", "1116.25"), to: close("2024-07-26", "151.63") };
    const actions = [dividend("2024-03-20", "0.525"), dividend("2024-06-24", "0.525"), split("2024-07-15", "10")];
    // (151.63 + 0.525 + 0.525) · 10 / 1116.25
    expect(adjustedChange(move, actions)).toBe("36.78");
  });

  it("leaves out what took effect on the first day or after the last", () => {
    const move = { from: close("2024-07-15", "171.42"), to: close("2024-07-19", "157.35") };
    const bystanders = [split("2024-07-15", "10"), dividend("2024-07-22", "3")];
    expect(adjustedChange(move, bystanders)).toBe(adjustedChange(move, []));
  });

  it("counts what took effect on the last day", () => {
    const move = { from: close("2024-07-18", "10"), to: close("2024-07-19", "5") };
    expect(adjustedChange(move, [split("2024-07-19", "2")])).toBe("0.00");
  });
});

describe("closeAt", () => {
  const closes = [close("2024-07-03", "1"), close("2024-07-05", "2")];

  it("takes the close of the day, or the last one before it", () => {
    expect(closeAt(closes, "2024-07-05")).toEqual(close("2024-07-05", "2"));
    expect(closeAt(closes, "2024-07-04")).toEqual(close("2024-07-03", "1"));
  });

  it("lets a close stand for seven days and no longer", () => {
    expect(closeAt(closes, "2024-07-12")).toEqual(close("2024-07-05", "2"));
    expect(closeAt(closes, "2024-07-13")).toBeUndefined();
  });

  it("knows no close before the first", () => {
    expect(closeAt(closes, "2024-07-02")).toBeUndefined();
    expect(closeAt([], "2024-07-02")).toBeUndefined();
  });
});

describe("moveOver", () => {
  // Every weekday from the last session of 2023 to Friday 26 July 2024, closed on Independence Day.
  const daily: Close[] = [];
  for (let on = "2023-12-29"; on <= "2024-07-26"; on = addDays(on, 1)) {
    const weekend = [0, 6].includes(new Date(`${on}T00:00:00Z`).getUTCDay());
    if (!weekend && on !== "2024-07-04") daily.push(close(on, "1"));
  }
  const ends = (span: Parameters<typeof moveOver>[1], from: string, to: string) => {
    const move = moveOver(daily, span, { from, to });
    return move === undefined ? undefined : [move.from.on, move.to.on];
  };

  it("compares a day with the session before it, across a weekend", () => {
    expect(ends("day", "2024-07-22", "2024-07-22")).toEqual(["2024-07-19", "2024-07-22"]);
  });

  it("compares a day with the session before it, across a holiday", () => {
    expect(ends("day", "2024-07-05", "2024-07-05")).toEqual(["2024-07-03", "2024-07-05"]);
  });

  it("compares a week with the close before its Monday", () => {
    expect(ends("week", "2024-07-22", "2024-07-26")).toEqual(["2024-07-19", "2024-07-26"]);
  });

  it("keeps the week's base when the digest is about one day or about a month", () => {
    expect(ends("week", "2024-07-24", "2024-07-24")).toEqual(["2024-07-19", "2024-07-24"]);
    expect(ends("week", "2024-07-01", "2024-07-24")).toEqual(["2024-07-19", "2024-07-24"]);
  });

  it("keeps the week's base when the window runs on into the weekend", () => {
    expect(ends("week", "2024-07-22", "2024-07-28")).toEqual(["2024-07-19", "2024-07-26"]);
  });

  it("compares a month with the last close of the month before", () => {
    expect(ends("month", "2024-07-22", "2024-07-26")).toEqual(["2024-06-28", "2024-07-26"]);
  });

  it("compares a year with the last close of the year before", () => {
    expect(ends("ytd", "2024-07-22", "2024-07-26")).toEqual(["2023-12-29", "2024-07-26"]);
  });

  it("rolls seven and thirty days back from the last day", () => {
    expect(ends("7d", "2024-07-26", "2024-07-26")).toEqual(["2024-07-19", "2024-07-26"]);
    expect(ends("30d", "2024-07-26", "2024-07-26")).toEqual(["2024-06-26", "2024-07-26"]);
  });

  it("cannot tell hours or another year from daily closes", () => {
    expect([ends("1h", "2024-07-26", "2024-07-26"), ends("24h", "2024-07-26", "2024-07-26")]).toEqual([
      undefined,
      undefined,
    ]);
    expect(ends("prev-year", "2024-07-26", "2024-07-26")).toBeUndefined();
  });

  it("has no move when the base is another period's", () => {
    const gap = [close("2024-07-01", "10"), close("2024-07-12", "11")];
    const window = { from: "2024-07-12", to: "2024-07-12" };
    expect(moveOver(gap, "day", window)).toBeUndefined();
    expect(moveOver(gap, "ytd", window)).toBeUndefined();
    expect(moveOver(gap, "month", window)).toBeUndefined();
  });

  it("has no move when there is no close since the base", () => {
    const window = { from: "2024-07-22", to: "2024-07-22" };
    expect(moveOver([close("2024-07-19", "10")], "week", window)).toBeUndefined();
    expect(moveOver([], "week", window)).toBeUndefined();
  });
});

describe("spanOfWindow", () => {
  it.each([
    ["one day", "2024-07-26", "2024-07-26", "day"],
    ["two days", "2024-07-25", "2024-07-26", "week"],
    ["a trading week", "2024-07-22", "2024-07-26", "week"],
    ["seventeen days", "2024-07-10", "2024-07-26", "week"],
    ["eighteen days", "2024-07-09", "2024-07-26", "month"],
    ["a calendar month", "2024-07-01", "2024-07-31", "month"],
  ])("takes %s (%s to %s) for a %s", (_name, from, to, span) => {
    expect(spanOfWindow({ from, to })).toBe(span);
  });
});

describe("basisPoints", () => {
  it.each([
    ["4.36", "4.28", "-8"],
    ["4.20", "4.20", "0"],
    ["-0.10", "0.05", "15"],
    ["4.285", "4.28", "-0.5"],
  ])("finds from %s to %s percent a change of %s", (from, to, expected) => {
    expect(basisPoints({ from: close("2024-06-28", from), to: close("2024-07-05", to) })).toBe(expected);
  });
});
