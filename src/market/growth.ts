import {
  attainable,
  changePercent,
  changeRange,
  compare,
  type Digits,
  decimals,
  shift,
  subtract,
  sum,
} from "./decimal.ts";
import { derived, type Figure, halfPlace } from "./figure.ts";

/** A growth figure, and the printed ones that the levels rule out. */
export interface Growth {
  readonly value: Figure;
  readonly basis: "computed from the levels" | "printed, attainable from the levels" | "printed";
  readonly contradicted: readonly Figure[];
}

/**
 * Growth between two levels. Levels are rounded, so a printed growth may differ in its last digit and still be right: it
 * is used when the levels allow it, the most precise first, and reported when they do not.
 */
export function growthOf(
  from: Figure | undefined,
  to: Figure | undefined,
  printed: readonly Figure[],
): Growth | undefined {
  const exact = printed.toSorted((a, b) => decimals(b.digits) - decimals(a.digits));
  const range =
    from === undefined || to === undefined || from.unit !== to.unit ? undefined : changeRange(bounds(from), bounds(to));
  if (from === undefined || to === undefined || range === undefined) return asPrinted(exact);
  const fitting = exact.filter((one) => attainable(one.digits, range));
  const contradicted = exact.filter((one) => !attainable(one.digits, range));
  const [best] = fitting;
  if (best !== undefined) return { value: best, basis: "printed, attainable from the levels", contradicted };
  const value = derived(changePercent(from.digits, to.digits, placesFor(range)), "pct", to.origin);
  return { value, basis: "computed from the levels", contradicted };
}

/** Change of a margin in percentage points, by the same rule. */
export function marginChangeOf(
  from: Figure | undefined,
  to: Figure | undefined,
  printed: readonly Figure[],
): Growth | undefined {
  const exact = printed.toSorted((a, b) => decimals(b.digits) - decimals(a.digits));
  if (from === undefined || to === undefined) return asPrinted(exact);
  const gap = subtract(to.digits, from.digits);
  const leeway = sum([halfPlace(from), halfPlace(to)]);
  const range = { low: subtract(gap, leeway), high: sum([gap, leeway]) };
  const fitting = exact.filter((one) => attainable(one.digits, range));
  const contradicted = exact.filter((one) => !attainable(one.digits, range));
  const [best] = fitting;
  if (best !== undefined) return { value: best, basis: "printed, attainable from the levels", contradicted };
  return { value: derived(gap, "pct_pt", to.origin), basis: "computed from the levels", contradicted };
}

function bounds(figure: Figure): { digits: Digits; half: Digits } {
  return { digits: figure.digits, half: halfPlace(figure) };
}

function asPrinted(exact: readonly Figure[]): Growth | undefined {
  const [best] = exact;
  return best === undefined ? undefined : { value: best, basis: "printed", contradicted: [] };
}

/** Decimals the levels can carry: none that their own rounding would change, two at most. */
function placesFor(range: { low: Digits; high: Digits }): number {
  const width = subtract(range.high, range.low);
  return [2, 1].find((places) => compare(width, shift("1", -places)) <= 0) ?? 0;
}
