import { describe, expect, it } from "vitest";
import { derived, Figure, figure, halfPlace, type Origin, scaledFigure } from "../../src/market/figure.ts";

const filing: Origin = { source: "filing", asOf: "2024-07-26", quality: "final" };

describe("scaledFigure", () => {
  it("keeps 132 hundred millions as 13200 millions printed to the hundred", () => {
    const kept = scaledFigure("132", 2, "usd_m", filing);
    expect(kept).toEqual({ digits: "13200", number: 13200, unit: "usd_m", origin: filing, lastPlace: 2 });
    expect(halfPlace(kept)).toBe("50");
  });

  it("tells the last place by the digits alone where they reach it", () => {
    const kept = scaledFigure("847.42", 2, "usd_m", filing);
    expect(kept).toEqual({ digits: "84742", number: 84742, unit: "usd_m", origin: filing });
    expect(halfPlace(kept)).toBe("0.5");
  });

  it("keeps a printed trailing zero as precision", () => {
    const kept = scaledFigure("1.50", 1, "usd_m", filing);
    expect(kept).toEqual({ digits: "15.0", number: 15, unit: "usd_m", origin: filing });
    expect(halfPlace(kept)).toBe("0.05");
  });

  it("goes down to a smaller number as well", () => {
    const kept = scaledFigure("4500", -3, "usd_m", filing);
    expect(kept).toEqual({ digits: "4.500", number: 4.5, unit: "usd_m", origin: filing });
    expect(halfPlace(kept)).toBe("0.0005");
  });
});

describe("halfPlace", () => {
  it("is half a unit of the last printed digit", () => {
    expect([halfPlace({ digits: "355.00" }), halfPlace({ digits: "7" }), halfPlace({ digits: "-0.1" })]).toEqual([
      "0.005",
      "0.5",
      "0.05",
    ]);
  });
});

describe("derived", () => {
  it("marks a computed figure and keeps the source and date of its input", () => {
    expect(derived("5.22", "pct", filing)).toEqual({
      digits: "5.22",
      number: 5.22,
      unit: "pct",
      origin: { source: "filing", asOf: "2024-07-26", quality: "final", derived: true },
    });
  });

  it("shares the origin of an input that was computed already", () => {
    const once = derived("5.22", "pct", filing);
    expect(derived("5.2", "pct", once.origin).origin).toBe(once.origin);
  });
});

describe("the schema of a figure", () => {
  it("accepts what figure() makes", () => {
    const made = figure("-4.10", "pct", filing);
    expect(Figure.parse(made)).toEqual({ digits: "-4.10", number: -4.1, unit: "pct", origin: filing });
  });

  it.each([
    ["digits that are no number", { digits: "NaN", number: 1 }],
    ["an exponent", { digits: "1e308", number: 1e308 }],
    ["empty digits", { digits: "", number: 0 }],
    ["a number that is NaN", { digits: "1", number: Number.NaN }],
    ["an infinite number", { digits: "1", number: Number.POSITIVE_INFINITY }],
  ])("refuses %s", (_name, values) => {
    expect(Figure.safeParse({ unit: "pct", origin: filing, ...values }).success).toBe(false);
  });
});
