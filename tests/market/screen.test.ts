import { describe, expect, it } from "vitest";
import { figure, type Origin, type Unit } from "../../src/market/figure.ts";
import { Kind } from "../../src/market/instrument.ts";
import type { Quote } from "../../src/market/quote.ts";
import { exclusion, openScreen, type Screen, screens } from "../../src/market/screen.ts";

const origin: Origin = { source: "exchange", asOf: "2024-07-26", quality: "final" };
const strict: Screen = { minPrice: 1, minCap: 3, minVolume: 50_000 };

interface Sketch {
  readonly kind?: Kind;
  readonly price?: string;
  readonly cap?: string;
  readonly volume?: string;
}

function listing({ kind = "stock", price, cap, volume }: Sketch): Quote {
  const money = (digits: string, unit: Unit = "usd") => figure(digits, unit, origin);
  return {
    instrument: { symbol: "TEST.O", names: { en: "Test", zh: "测试" }, kind },
    changes: {},
    ...(price === undefined ? {} : { level: money(price) }),
    ...(cap === undefined ? {} : { marketCap: money(cap) }),
    ...(volume === undefined ? {} : { volume: money(volume) }),
  };
}

describe("exclusion", () => {
  it("lets a liquid common stock of size pass", () => {
    expect(exclusion(listing({ price: "4.20", cap: "2000000000", volume: "900000" }), strict)).toBeUndefined();
  });

  it("admits exactly the minimum, and nothing below it", () => {
    expect(exclusion(listing({ price: "1.00", cap: "300000000", volume: "50000" }), strict)).toBeUndefined();
    expect(exclusion(listing({ price: "0.9999", cap: "300000000", volume: "50000" }), strict)).toBe("low-price");
    expect(exclusion(listing({ price: "1.00", cap: "299999999", volume: "50000" }), strict)).toBe("small");
    expect(exclusion(listing({ price: "1.00", cap: "300000000", volume: "49999" }), strict)).toBe("illiquid");
  });

  it("names the first reason of several: kind, price, size, volume", () => {
    const poor = { price: "0.01", cap: "1", volume: "1" };
    expect([
      exclusion(listing({ kind: "warrant", ...poor }), strict),
      exclusion(listing({ kind: "stablecoin", ...poor }), strict),
      exclusion(listing(poor), strict),
      exclusion(listing({ ...poor, price: "10" }), strict),
      exclusion(listing({ ...poor, price: "10", cap: "1000000000" }), strict),
    ]).toEqual(["not-common", "stable-or-wrapped", "low-price", "small", "illiquid"]);
  });

  it("fails an unknown price or size, and lets an unknown volume pass", () => {
    expect(exclusion(listing({ cap: "1000000000", volume: "900000" }), strict)).toBe("low-price");
    expect(exclusion(listing({ price: "10", volume: "900000" }), strict)).toBe("small");
    expect(exclusion(listing({ price: "10", cap: "1000000000" }), strict)).toBeUndefined();
  });

  it("judges nothing but the kind when the screens are open", () => {
    const verdicts = Kind.options.map((kind) => [kind, exclusion(listing({ kind }), openScreen)]);
    expect(Object.fromEntries(verdicts)).toEqual({
      stock: undefined,
      index: undefined,
      coin: undefined,
      stablecoin: "stable-or-wrapped",
      wrapped: "stable-or-wrapped",
      warrant: "not-common",
      right: "not-common",
      unit: "not-common",
      preferred: "not-common",
      note: "not-common",
      fund: "not-common",
      rate: undefined,
      fx: undefined,
    });
  });

  it("drops dollar pennies in New York and thinly traded coins, but no cheap coin", () => {
    const { us, crypto } = screens as { us: Screen; crypto: Screen };
    expect(exclusion(listing({ price: "0.50", cap: "1000000000" }), us)).toBe("low-price");
    expect(exclusion(listing({ price: "50", cap: "299000000" }), us)).toBe("small");
    expect(exclusion(listing({ kind: "coin", price: "0.000017", volume: "800000" }), crypto)).toBeUndefined();
    expect(exclusion(listing({ kind: "coin", price: "0.000017", volume: "49000" }), crypto)).toBe("illiquid");
  });
});
