import { describe, expect, it } from "vitest";
import { endOf, readPeriod, yearBefore } from "../../src/market/period.ts";

const read = (text: string) => {
  const period = readPeriod(text);
  if (period === undefined) throw new Error(`${text} is no period`);
  return period;
};

describe("readPeriod", () => {
  it.each([
    ["2Q24", { kind: "quarter", fiscal: false, index: 2024 * 4 + 1 }],
    ["2024Q2", { kind: "quarter", fiscal: false, index: 2024 * 4 + 1 }],
    ["2Q2024", { kind: "quarter", fiscal: false, index: 2024 * 4 + 1 }],
    ["Q2 24", { kind: "quarter", fiscal: false, index: 2024 * 4 + 1 }],
    ["Q2-2024", { kind: "quarter", fiscal: false, index: 2024 * 4 + 1 }],
    ["2q24", { kind: "quarter", fiscal: false, index: 2024 * 4 + 1 }],
    ["FY1Q25", { kind: "quarter", fiscal: true, index: 2025 * 4 }],
    ["1Q25FY", { kind: "quarter", fiscal: true, index: 2025 * 4 }],
    ["1H24", { kind: "half", fiscal: false, index: 2024 * 2 }],
    ["2024H2", { kind: "half", fiscal: false, index: 2024 * 2 + 1 }],
    ["2024-06", { kind: "month", fiscal: false, index: 2024 * 12 + 5 }],
    ["2024", { kind: "year", fiscal: false, index: 2024 }],
    ["2024E", { kind: "year", fiscal: false, index: 2024 }],
    ["FY2024", { kind: "year", fiscal: true, index: 2024 }],
    ["fy 2024", { kind: "year", fiscal: true, index: 2024 }],
  ])("reads %s", (text, expected) => {
    expect(readPeriod(text)).toEqual(expected);
  });

  it.each(["", "24", "5Q24", "0Q24", "3H24", "2Q024", "202406", "2024-6", "June 2024", "TTM", "2Q24 2Q25", "FYFY2024"])(
    "does not read %j",
    (text) => {
      expect(readPeriod(text)).toBeUndefined();
    },
  );

  it("counts on from the last period of a year to the first of the next", () => {
    expect(read("1Q25").index - read("4Q24").index).toBe(1);
    expect(read("1H25").index - read("2H24").index).toBe(1);
    expect(read("2025-01").index - read("2024-12").index).toBe(1);
    expect(read("2025").index - read("2024").index).toBe(1);
  });
});

describe("yearBefore", () => {
  it.each([
    ["2Q24", "2Q23"],
    ["FY1Q25", "FY1Q24"],
    ["1H24", "1H23"],
    ["2024-06", "2023-06"],
    ["2024", "2023"],
  ])("sets %s against %s", (text, before) => {
    expect(yearBefore(read(text))).toBe(read(before).index);
  });
});

describe("endOf", () => {
  it("puts periods of every kind in the order they end", () => {
    const texts = ["2023", "2024-01", "1Q24", "2024-04", "1H24", "2024-11", "2024"];
    const shuffled = [...texts].reverse();
    expect(shuffled.toSorted((a, b) => endOf(read(a)) - endOf(read(b)))).toEqual(texts);
  });

  it("ends a half with its second quarter and a year with its last month", () => {
    expect(endOf(read("1H24"))).toBe(endOf(read("2Q24")));
    expect(endOf(read("2024"))).toBe(endOf(read("2024-12")));
  });
});
