import { describe, expect, it } from "vitest";
import { type Figure, figure, type Origin, scaledFigure, type Unit } from "../../src/market/figure.ts";
import { impliedRates } from "../../src/market/implied-rates.ts";
import type { Fundamental, Rate } from "../../src/market/observations.ts";
import type { Quote, Universe } from "../../src/market/quote.ts";
import { emptySnapshot } from "../../src/market/snapshot.ts";

const origin: Origin = { source: "monthly filings", asOf: "2024-07-05", quality: "final" };
const window = { from: "2024-06-28", to: "2024-07-05" };
/** Hundreds of millions as printed. */
const amount = (printed: string, unit: Unit): Figure => scaledFigure(printed, 8, unit, origin);

function revenue(subject: string, twd: string, cny: string): Fundamental[] {
  const common = { subject, names: { en: subject, zh: subject }, basis: "level", period: "2024-06" } as const;
  return [
    { ...common, metric: "revenue_month", value: amount(twd, "twd") },
    { ...common, metric: "revenue_month_cny_equiv", value: amount(cny, "cny") },
  ];
}

function counter(symbol: string, cap: string, unit: Unit): Quote {
  return {
    instrument: { symbol, names: { en: symbol, zh: symbol }, kind: "stock" },
    changes: {},
    marketCap: amount(cap, unit),
  };
}

const list = (quotes: Quote[]): Universe => ({
  id: "global_tech",
  names: { en: "list", zh: "列表" },
  quotes,
  curated: true,
  source: "report",
});

const rate = (symbol: string, en: string, zh: string, digits: string, impliedBy: string): Rate => ({
  instrument: { symbol, names: { en, zh }, kind: "fx" },
  level: { ...figure(digits, "cny", origin), origin: { ...origin, derived: true } },
  span: "week",
  impliedBy,
});
const taiwan = (digits: string) => rate("TWDCNY", "TWD/CNY", "新台币/人民币", digits, "revenue and its CNY equivalent");
const hongKong = (digits: string) =>
  rate("HKDCNY", "HKD/CNY", "港元/人民币", digits, "market caps of HKD and RMB counters");

const june = [
  ...revenue("3017.TW", "60.12", "13.43"),
  ...revenue("2317.TW", "4907.25", "1096.28"),
  ...revenue("3653.TW", "11.52", "2.57"),
  ...revenue("5274.TWO", "5.05", "1.13"),
];
const counters = [
  counter("9888.HK", "2423.71", "hkd"),
  counter("89888.HK", "2212.65", "cny"),
  counter("0700.HK", "35530.15", "hkd"),
  counter("80700.HK", "32436.18", "cny"),
  counter("1024.HK", "1953.14", "hkd"),
  counter("81024.HK", "1783.06", "cny"),
  counter("0020.HK", "474.42", "hkd"),
  counter("80020.HK", "433.11", "cny"),
];

describe("impliedRates", () => {
  it("finds 0.2234 yuan per Taiwan dollar in four revenues printed in both", () => {
    expect(impliedRates(emptySnapshot(window, { fundamentals: june }))).toEqual({
      rates: [taiwan("0.2234")],
      contradictions: [],
    });
  });

  it("finds 0.9129 yuan per Hong Kong dollar in four companies with two counters", () => {
    expect(impliedRates(emptySnapshot(window, { universes: [list(counters)] }))).toEqual({
      rates: [hongKong("0.9129")],
      contradictions: [],
    });
  });

  it("reports a contradiction when the rows cannot share one rate", () => {
    const misprinted = [...june.slice(0, 4), ...revenue("3653.TW", "11.52", "2.75")];
    expect(impliedRates(emptySnapshot(window, { fundamentals: misprinted, universes: [list(counters)] }))).toEqual({
      rates: [hongKong("0.9129")],
      contradictions: [taiwan("0.2234")],
    });
  });

  it("allows each amount the rounding of its print", () => {
    const coarse = [...revenue("2317.TW", "4907.25", "1096.28"), ...revenue("5274.TWO", "5.05", "1.12")];
    expect(impliedRates(emptySnapshot(window, { fundamentals: coarse })).contradictions).toEqual([taiwan("0.2234")]);
    const coarser = [...revenue("2317.TW", "4907.25", "1096.28"), ...revenue("5274.TWO", "5.0", "1.1")];
    expect(impliedRates(emptySnapshot(window, { fundamentals: coarser })).contradictions).toEqual([]);
  });

  it("draws no rate from one row alone, nor from none", () => {
    const nothing = { rates: [], contradictions: [] };
    expect(impliedRates(emptySnapshot(window))).toEqual(nothing);
    expect(impliedRates(emptySnapshot(window, { fundamentals: june.slice(0, 2) }))).toEqual(nothing);
    expect(impliedRates(emptySnapshot(window, { universes: [list(counters.slice(0, 2))] }))).toEqual(nothing);
  });

  it("pairs an equivalent only with its own company, metric and period", () => {
    const strangers = june.map((one, index) => (index % 2 === 0 ? one : { ...one, period: "2024-05" }));
    expect(impliedRates(emptySnapshot(window, { fundamentals: strangers }))).toEqual({ rates: [], contradictions: [] });
  });

  it("does not take an ordinary five-digit code or a cap in another currency for an RMB counter", () => {
    const others = counters.map((one) => ({
      ...one,
      ...(one.marketCap === undefined ? {} : { marketCap: { ...one.marketCap, unit: "hkd" as const } }),
    }));
    expect(impliedRates(emptySnapshot(window, { universes: [list(others)] }))).toEqual({
      rates: [],
      contradictions: [],
    });
  });
});
