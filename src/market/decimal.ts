import Big from "big.js";

/**
 * Exact decimal arithmetic on digit strings. Figures are relayed and summed as digits, never as binary floats;
 * halves round away from zero, as the published reports do.
 */
const DecimalBig = Big();
DecimalBig.RM = Big.roundHalfUp;
DecimalBig.DP = 20;
DecimalBig.NE = -30;
DecimalBig.PE = 30;

export type Digits = string;

const pattern = /^-?\d{1,18}(\.\d{1,18})?$/;

/** True for plain decimal notation of a size a market can have; exponents, NaN and infinities are not digits. */
export function isDigits(text: string): boolean {
  return pattern.test(text);
}

export function decimals(digits: Digits): number {
  const point = digits.indexOf(".");
  return point < 0 ? 0 : digits.length - point - 1;
}

export function round(digits: Digits, places: number): Digits {
  return unsigned(new DecimalBig(digits).toFixed(places));
}

/** The sum keeps as many decimals as its most precise part. */
export function sum(parts: readonly Digits[]): Digits {
  const places = parts.reduce((most, part) => Math.max(most, decimals(part)), 0);
  return unsigned(parts.reduce((total, part) => total.plus(part), new DecimalBig(0)).toFixed(places));
}

export function subtract(a: Digits, b: Digits): Digits {
  return unsigned(new DecimalBig(a).minus(b).toFixed(Math.max(decimals(a), decimals(b))));
}

/** Multiplies by a power of ten: a change of unit, never of digits. */
export function shift(digits: Digits, power: number): Digits {
  const value = new DecimalBig(digits).times(new DecimalBig(10).pow(power));
  return unsigned(value.toFixed(Math.max(0, decimals(digits) - power)));
}

export function multiply(a: Digits, b: Digits): Digits {
  return unsigned(new DecimalBig(a).times(b).toFixed());
}

export function divide(a: Digits, b: Digits, places: number): Digits {
  return unsigned(new DecimalBig(a).div(b).toFixed(places));
}

export function compare(a: Digits, b: Digits): -1 | 0 | 1 {
  return new DecimalBig(a).cmp(b) as -1 | 0 | 1;
}

export function sign(digits: Digits): -1 | 0 | 1 {
  return compare(digits, "0");
}

export function absolute(digits: Digits): Digits {
  return digits.replace(/^[+-]/, "");
}

/** Change from `from` to `to` in percent, to `places` decimals. `from` must not be zero. */
export function changePercent(from: Digits, to: Digits, places: number): Digits {
  const start = new DecimalBig(from);
  return unsigned(new DecimalBig(to).minus(start).div(start.abs()).times(100).toFixed(places));
}

/** Half a unit of the last printed place: how far the true value may lie from the print. */
export function halfUnit(digits: Digits): Digits {
  return shift("5", -decimals(digits) - 1);
}

/**
 * Lowest and highest percent change between two levels that may each lie off by a half unit of their last printed place;
 * undefined when the start may be zero. Tells whether a printed growth is attainable.
 */
export function changeRange(
  from: { digits: Digits; half: Digits },
  to: { digits: Digits; half: Digits },
): { low: Digits; high: Digits } | undefined {
  const start = new DecimalBig(from.digits);
  if (start.abs().lte(from.half)) return undefined;
  const ends = [start.minus(from.half), start.plus(from.half)].flatMap((f) =>
    [-1, 1].map((side) =>
      new DecimalBig(to.digits).plus(new DecimalBig(to.half).times(side)).minus(f).div(f.abs()).times(100),
    ),
  );
  const sorted = ends.sort((a, b) => a.cmp(b));
  return { low: (sorted[0] as Big).toFixed(8), high: (sorted.at(-1) as Big).toFixed(8) };
}

/** Whether a printed value can be the rounding of something inside the range. */
export function attainable(printed: Digits, range: { low: Digits; high: Digits }): boolean {
  const half = new DecimalBig(halfUnit(printed));
  const value = new DecimalBig(printed);
  return value.plus(half).gte(range.low) && value.minus(half).lte(range.high);
}

function unsigned(digits: string): Digits {
  return /^-0(\.0*)?$/.test(digits) ? digits.slice(1) : digits;
}
