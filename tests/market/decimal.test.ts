import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  absolute,
  attainable,
  changePercent,
  changeRange,
  compare,
  decimals,
  divide,
  halfUnit,
  isDigits,
  multiply,
  round,
  shift,
  sign,
  subtract,
  sum,
} from "../../src/market/decimal.ts";

/** A decimal as a whole number of its last places: the model the digit strings are held against. */
interface Scaled {
  readonly units: bigint;
  readonly places: number;
}

const scaled = fc.record({
  units: fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }),
  places: fc.integer({ min: 0, max: 6 }),
});

function text({ units, places }: Scaled): string {
  const magnitude = String(units < 0n ? -units : units).padStart(places + 1, "0");
  const whole = magnitude.slice(0, magnitude.length - places);
  const fraction = magnitude.slice(magnitude.length - places);
  return `${units < 0n ? "-" : ""}${whole}${places > 0 ? `.${fraction}` : ""}`;
}

function unitsAt(value: Scaled, places: number): bigint {
  return value.units * 10n ** BigInt(places - value.places);
}

/** A quotient of whole numbers to so many places, halves away from zero. */
function quotient(numerator: bigint, denominator: bigint, places: number): string {
  const negative = numerator < 0n !== denominator < 0n;
  const top = (numerator < 0n ? -numerator : numerator) * 10n ** BigInt(places);
  const bottom = denominator < 0n ? -denominator : denominator;
  const units = (2n * top + bottom) / (2n * bottom);
  return text({ units: negative ? -units : units, places });
}

const minusZero = /^-0(\.0*)?$/;

describe("exactness", () => {
  it("sums any decimals as whole numbers of the finest place would add up", () => {
    fc.assert(
      fc.property(fc.array(scaled, { maxLength: 30 }), (parts) => {
        const places = Math.max(0, ...parts.map((part) => part.places));
        const units = parts.reduce((total, part) => total + unitsAt(part, places), 0n);
        expect(sum(parts.map(text))).toBe(text({ units, places }));
      }),
    );
  });

  it("subtracts at the finer place of the two", () => {
    fc.assert(
      fc.property(scaled, scaled, (a, b) => {
        const places = Math.max(a.places, b.places);
        expect(subtract(text(a), text(b))).toBe(text({ units: unitsAt(a, places) - unitsAt(b, places), places }));
      }),
    );
  });

  it("changes the unit by a power of ten without changing a digit", () => {
    fc.assert(
      fc.property(scaled, fc.integer({ min: -12, max: 12 }), (value, power) => {
        const places = value.places - power;
        const expected =
          places >= 0 ? { units: value.units, places } : { units: value.units * 10n ** BigInt(-places), places: 0 };
        expect(shift(text(value), power)).toBe(text(expected));
      }),
    );
  });

  it("comes back to the same value when a unit is changed there and back", () => {
    fc.assert(
      fc.property(scaled, fc.integer({ min: -12, max: 12 }), (value, power) => {
        expect(compare(shift(shift(text(value), power), -power), text(value))).toBe(0);
      }),
    );
  });

  it("orders decimals as the whole numbers of a common place are ordered", () => {
    fc.assert(
      fc.property(scaled, scaled, (a, b) => {
        const [left, right] = [unitsAt(a, 6), unitsAt(b, 6)];
        expect(compare(text(a), text(b))).toBe(left < right ? -1 : left > right ? 1 : 0);
      }),
    );
  });

  it("takes 1.50 and 1.5 for equal", () => {
    expect(compare("1.50", "1.5")).toBe(0);
  });

  it("multiplies without losing a digit", () => {
    fc.assert(
      fc.property(scaled, scaled, (a, b) => {
        const exact = text({ units: a.units * b.units, places: a.places + b.places });
        const product = multiply(text(a), text(b));
        expect(sum([product, shift("0", -(a.places + b.places))])).toBe(exact);
      }),
    );
  });

  it("rounds halves away from zero at every place", () => {
    fc.assert(
      fc.property(scaled, fc.integer({ min: 0, max: 6 }), (value, places) => {
        expect(round(text(value), places)).toBe(quotient(value.units, 10n ** BigInt(value.places), places));
      }),
    );
  });

  it.each([
    ["2.5", 0, "3"],
    ["-2.5", 0, "-3"],
    ["1.005", 2, "1.01"],
    ["-1.005", 2, "-1.01"],
    ["0.125", 2, "0.13"],
    ["-0.04", 1, "0.0"],
    ["7", 2, "7.00"],
  ])("rounds %s to %i decimals as %s", (digits, places, expected) => {
    expect(round(digits, places)).toBe(expected);
  });

  it("divides as a fraction of whole numbers would round", () => {
    const small = fc.bigInt({ min: -(10n ** 9n), max: 10n ** 9n });
    fc.assert(
      fc.property(
        small,
        small.filter((value) => value !== 0n),
        fc.integer({ min: 0, max: 6 }),
        (a, b, places) => {
          expect(divide(String(a), String(b), places)).toBe(quotient(a, b, places));
        },
      ),
    );
  });

  it("gives the percent change over the size of the start, whatever its sign", () => {
    const small = fc.bigInt({ min: -(10n ** 9n), max: 10n ** 9n });
    fc.assert(
      fc.property(
        small.filter((value) => value !== 0n),
        small,
        fc.integer({ min: 0, max: 4 }),
        (from, to, places) => {
          const start = from < 0n ? -from : from;
          expect(changePercent(String(from), String(to), places)).toBe(quotient((to - from) * 100n, start, places));
        },
      ),
    );
  });

  it("keeps the classic binary traps exact", () => {
    expect(sum(["0.1", "0.2"])).toBe("0.3");
    expect(subtract("0.3", "0.1")).toBe("0.2");
    expect(multiply("1.1", "1.1")).toBe("1.21");
    expect(sum(Array.from({ length: 1000 }, () => "0.1"))).toBe("100.0");
  });

  it("adds nothing up to zero", () => {
    expect(sum([])).toBe("0");
  });
});

describe("signs", () => {
  it("never writes a minus before zero", () => {
    const nearZero = fc.constantFrom("-0", "-0.00", "0", "0.000", "-0.0000001", "0.0000001", "-0.4", "-5");
    fc.assert(
      fc.property(nearZero, nearZero, fc.integer({ min: 0, max: 3 }), (a, b, places) => {
        for (const result of [
          sum([a, b]),
          subtract(a, b),
          shift(a, places),
          multiply(a, b),
          divide(a, "3", places),
          round(a, places),
          changePercent("100", "99.9999", places),
        ])
          expect(result).not.toMatch(minusZero);
      }),
    );
  });

  it("tells a fall, a rise and a standstill apart", () => {
    expect([sign("-0.01"), sign("0.00"), sign("-0.0"), sign("0.01")]).toEqual([-1, 0, 0, 1]);
  });

  it("drops the sign and nothing else from an absolute value", () => {
    expect([absolute("-12.30"), absolute("12.30"), absolute("-0.0")]).toEqual(["12.30", "12.30", "0.0"]);
  });
});

describe("what counts as digits", () => {
  it.each(["0", "-0", "12", "-12.50", "0007", "1234567890.123456"])("accepts %s", (digits) => {
    expect(isDigits(digits)).toBe(true);
  });

  it.each([
    "",
    " ",
    "NaN",
    "Infinity",
    "-Infinity",
    "1e308",
    "1E5",
    "1.",
    ".5",
    "1,000",
    "1_000",
    "0x10",
    "--1",
    "１２",
    " 1",
    "1\n",
    "12%",
    "1".repeat(19),
    `0.${"1".repeat(19)}`,
  ])("refuses %j", (digits) => {
    expect(isDigits(digits)).toBe(false);
  });

  it("computes with everything it accepts from the decimals a market prints", () => {
    fc.assert(
      fc.property(scaled, (value) => {
        expect(isDigits(text(value))).toBe(true);
        expect(isDigits(sum([text(value)]))).toBe(true);
      }),
    );
  });

  it("counts the printed decimals, trailing zeros included", () => {
    expect([decimals("12"), decimals("12.0"), decimals("-0.120")]).toEqual([0, 1, 3]);
  });
});

describe("growth of printed levels", () => {
  it.each([
    ["revenue against the year before", "746.04", "847.42", "13.59"],
    ["revenue against the quarter before", "805.39", "847.42", "5.22"],
    ["profit against the quarter before", "236.62", "236.19", "-0.18"],
  ])("finds %s from %s to %s as %s percent", (_name, from, to, expected) => {
    expect(changePercent(from, to, 2)).toBe(expected);
  });

  it.each([
    ["746.04", "847.42", "13.59"],
    ["805.39", "847.42", "5.22"],
    ["236.62", "236.19", "-0.18"],
  ])("holds the growth printed for %s to %s attainable, and a point more or less not", (from, to, printed) => {
    const range = changeRange({ digits: from, half: halfUnit(from) }, { digits: to, half: halfUnit(to) });
    const verdicts = [printed, sum([printed, "1"]), subtract(printed, "1")].map(
      (value) => range !== undefined && attainable(value, range),
    );
    expect(verdicts).toEqual([true, false, false]);
  });

  it("holds 91 percent attainable between 69 and 132, and 95 not", () => {
    const range = changeRange({ digits: "69", half: "0.5" }, { digits: "132", half: "0.5" });
    expect(range).toEqual({ low: "89.20863309", high: "93.43065693" });
    expect(["89", "91", "93", "95"].map((value) => range !== undefined && attainable(value, range))).toEqual([
      true,
      true,
      true,
      false,
    ]);
  });

  it("bounds every growth that levels inside their rounding can have", () => {
    const inside = fc.integer({ min: -50, max: 50 });
    fc.assert(
      fc.property(
        fc.integer({ min: 100, max: 1_000_000 }),
        fc.integer({ min: -1_000_000, max: 1_000_000 }),
        inside,
        inside,
        (from, to, offFrom, offTo) => {
          const half = { half: "0.5" };
          const range = changeRange({ digits: String(from), ...half }, { digits: String(to), ...half });
          const truth = changePercent(shift(String(from * 100 + offFrom), -2), shift(String(to * 100 + offTo), -2), 4);
          // The range itself is kept to eight decimals and the truth to four.
          expect(range !== undefined && attainable(truth, range)).toBe(true);
        },
      ),
    );
  });

  it("knows no range when the start may be zero", () => {
    expect(changeRange({ digits: "0.4", half: "0.5" }, { digits: "3", half: "0.5" })).toBeUndefined();
    expect(changeRange({ digits: "-0.5", half: "0.5" }, { digits: "3", half: "0.5" })).toBeUndefined();
  });

  it("measures growth from a loss by the size of the loss", () => {
    expect(changePercent("-50", "25", 2)).toBe("150.00");
    expect(changeRange({ digits: "-50", half: "0" }, { digits: "25", half: "0" })).toEqual({
      low: "150.00000000",
      high: "150.00000000",
    });
  });

  it("takes half of the last printed place for the doubt of a print", () => {
    expect([halfUnit("13.59"), halfUnit("13.5"), halfUnit("13")]).toEqual(["0.005", "0.05", "0.5"]);
  });
});
