import { describe, expect, it } from "vitest";
import { type Figure, figure, type Origin, scaledFigure } from "../../src/market/figure.ts";
import { growthOf, marginChangeOf } from "../../src/market/growth.ts";

const filing: Origin = { source: "filing", asOf: "2024-07-24", quality: "final" };
const report: Origin = { source: "report", asOf: "2024-07-26", quality: "final" };

/** Hundreds of millions of dollars as printed, kept in millions. */
const level = (printed: string): Figure => scaledFigure(printed, 2, "usd_m", filing);
const percent = (digits: string): Figure => figure(digits, "pct", report);
const points = (digits: string): Figure => figure(digits, "pct_pt", report);
const computed = (digits: string, unit: "pct" | "pct_pt" = "pct"): Figure => ({
  digits,
  number: Number(digits),
  unit,
  origin: { ...filing, derived: true },
});

describe("growthOf", () => {
  it.each([
    ["746.04", "847.42", "13.59"],
    ["805.39", "847.42", "5.22"],
    ["236.62", "236.19", "-0.18"],
  ])("uses the growth printed for %s to %s: %s", (from, to, printed) => {
    expect(growthOf(level(from), level(to), [percent(printed)])).toEqual({
      value: percent(printed),
      basis: "printed, attainable from the levels",
      contradicted: [],
    });
  });

  it("computes what nobody printed, to the decimals the levels carry", () => {
    expect(growthOf(level("746.04"), level("847.42"), [])).toEqual({
      value: computed("13.59"),
      basis: "computed from the levels",
      contradicted: [],
    });
    expect(growthOf(level("74.6"), level("84.7"), [])?.value.digits).toBe("14");
    expect(growthOf(level("746.0"), level("847.4"), [])?.value.digits).toBe("13.6");
  });

  it("believes 91 percent on levels of 69 and 132, not the 95 beside it", () => {
    expect(growthOf(level("69"), level("132"), [percent("95"), percent("91")])).toEqual({
      value: percent("91"),
      basis: "printed, attainable from the levels",
      contradicted: [percent("95")],
    });
  });

  it("falls back on the levels when they rule every print out", () => {
    expect(growthOf(level("69"), level("132"), [percent("95")])).toEqual({
      value: computed("91"),
      basis: "computed from the levels",
      contradicted: [percent("95")],
    });
  });

  it("prefers the most precise of the prints the levels allow", () => {
    const growth = growthOf(level("746.04"), level("847.42"), [percent("14"), percent("13.59"), percent("13.6")]);
    expect(growth).toEqual({
      value: percent("13.59"),
      basis: "printed, attainable from the levels",
      contradicted: [],
    });
  });

  it("relays a print that no level can be held against", () => {
    const printed = [percent("13.6"), percent("13.59")];
    const asPrinted = { value: percent("13.59"), basis: "printed", contradicted: [] };
    expect(growthOf(undefined, level("847.42"), printed)).toEqual(asPrinted);
    expect(growthOf(level("746.04"), undefined, printed)).toEqual(asPrinted);
  });

  it("does not compare levels of different units", () => {
    const yuan = figure("74604", "cny", filing);
    expect(growthOf(yuan, level("847.42"), [percent("40")])).toEqual({
      value: percent("40"),
      basis: "printed",
      contradicted: [],
    });
    expect(growthOf(yuan, level("847.42"), [])).toBeUndefined();
  });

  it("knows no growth from a start that may be zero", () => {
    expect(growthOf(level("0"), level("847.42"), [])).toBeUndefined();
    expect(growthOf(figure("0.4", "usd_m", filing), undefined, [])).toBeUndefined();
  });

  it("leaves the prints in the order they were given", () => {
    const printed = [percent("14"), percent("13.59")];
    growthOf(level("746.04"), level("847.42"), printed);
    expect(printed).toEqual([percent("14"), percent("13.59")]);
  });
});

describe("marginChangeOf", () => {
  const margin = (digits: string) => figure(digits, "pct", filing);

  it("is the difference of the margins in percentage points", () => {
    expect(marginChangeOf(margin("29.3"), margin("32.4"), [])).toEqual({
      value: computed("3.1", "pct_pt"),
      basis: "computed from the levels",
      contradicted: [],
    });
  });

  it("takes the print when rounding of both margins allows it", () => {
    expect(marginChangeOf(margin("29.3"), margin("32.4"), [points("3.08")])).toEqual({
      value: points("3.08"),
      basis: "printed, attainable from the levels",
      contradicted: [],
    });
  });

  it("names a print the margins rule out", () => {
    expect(marginChangeOf(margin("29.3"), margin("32.4"), [points("3.4")])).toEqual({
      value: computed("3.1", "pct_pt"),
      basis: "computed from the levels",
      contradicted: [points("3.4")],
    });
  });

  it("relays a print without margins, and nothing without either", () => {
    expect(marginChangeOf(undefined, margin("32.4"), [points("3.1")])).toEqual({
      value: points("3.1"),
      basis: "printed",
      contradicted: [],
    });
    expect(marginChangeOf(undefined, margin("32.4"), [])).toBeUndefined();
  });
});
