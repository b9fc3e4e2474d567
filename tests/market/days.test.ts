import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, daysBetween, isDay, weekday, weekOf } from "../../src/market/days.ts";

const day = fc.integer({ min: 0, max: 40_000 }).map((count) => addDays("1970-01-01", count));

describe("calendar days", () => {
  it("cross month ends, leap days and year ends", () => {
    expect([
      addDays("2024-07-31", 1),
      addDays("2024-02-28", 1),
      addDays("2023-02-28", 1),
      addDays("2024-12-31", 1),
      addDays("2024-03-01", -1),
      addDays("2024-07-26", 0),
    ]).toEqual(["2024-08-01", "2024-02-29", "2023-03-01", "2025-01-01", "2024-02-29", "2024-07-26"]);
  });

  it("count back what was added, over clock changes too", () => {
    fc.assert(
      fc.property(day, fc.integer({ min: -5000, max: 5000 }), (start, count) => {
        expect(daysBetween(start, addDays(start, count))).toBe(count);
      }),
    );
  });

  it("exist or do not", () => {
    expect(["2024-02-29", "2024-07-26", "2000-02-29"].map(isDay)).toEqual([true, true, true]);
    expect(
      ["2024-02-30", "2023-02-29", "2024-13-01", "2024-00-10", "2024-7-26", "20240726", "", "2024-07-26T00:00"].map(
        isDay,
      ),
    ).toEqual([false, false, false, false, false, false, false, false]);
  });

  it("are numbered from Monday to Sunday", () => {
    const week = ["2024-07-22", "2024-07-23", "2024-07-24", "2024-07-25", "2024-07-26", "2024-07-27", "2024-07-28"];
    expect(week.map(weekday)).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });

  it("lie in a week from Monday to Sunday, a Sunday at its end", () => {
    expect(weekOf("2024-07-28")).toEqual({ from: "2024-07-22", to: "2024-07-28" });
    expect(weekOf("2024-07-29")).toEqual({ from: "2024-07-29", to: "2024-08-04" });
    expect(weekOf("2025-01-01")).toEqual({ from: "2024-12-30", to: "2025-01-05" });
  });

  it("always lie inside their own week", () => {
    fc.assert(
      fc.property(day, (one) => {
        const { from, to } = weekOf(one);
        expect([weekday(from), weekday(to), from <= one, one <= to]).toEqual([1, 7, true, true]);
      }),
    );
  });
});
