import { divide, subtract, sum } from "./decimal.ts";
import { derived, type Figure, halfPlace } from "./figure.ts";
import type { Rate } from "./observations.ts";
import type { Quote } from "./quote.ts";
import type { Snapshot } from "./snapshot.ts";

interface Pair {
  readonly amount: Figure;
  readonly equivalent: Figure;
}

/** Decimals an exchange rate is usually quoted with. */
const places = 4;

/**
 * Exchange rates that the tables themselves imply: amounts printed in two currencies, and companies whose shares trade
 * on two counters. All rows must share one rate; where they cannot, that is a contradiction.
 */
export function impliedRates(snapshot: Snapshot): { rates: Rate[]; contradictions: Rate[] } {
  const found = [
    implied("TWDCNY", { en: "TWD/CNY", zh: "新台币/人民币" }, equivalents(snapshot), "revenue and its CNY equivalent"),
    implied("HKDCNY", { en: "HKD/CNY", zh: "港元/人民币" }, counters(snapshot), "market caps of HKD and RMB counters"),
  ].filter((one) => one !== undefined);
  return {
    rates: found.filter((one) => one.consistent).map((one) => one.rate),
    contradictions: found.filter((one) => !one.consistent).map((one) => one.rate),
  };
}

function implied(symbol: string, names: { en: string; zh: string }, pairs: readonly Pair[], impliedBy: string) {
  // The largest amount has the most digits, so its quotient is the most exact.
  const [best, ...others] = pairs.toSorted((a, b) => b.amount.number - a.amount.number);
  if (best === undefined || others.length === 0) return undefined;
  const level = derived(divide(best.equivalent.digits, best.amount.digits, places), "cny", best.amount.origin);
  const ranges = pairs.map(rangeOf);
  const low = Math.max(...ranges.map((range) => range.low));
  const high = Math.min(...ranges.map((range) => range.high));
  const rate: Rate = { instrument: { symbol, names, kind: "fx" }, level, span: "week", impliedBy };
  return { rate, consistent: low <= high };
}

/** Lowest and highest quotient that rounding of both amounts allows. */
function rangeOf({ amount, equivalent }: Pair): { low: number; high: number } {
  const [a, b] = [halfPlace(amount), halfPlace(equivalent)];
  return {
    low: Number(subtract(equivalent.digits, b)) / Number(sum([amount.digits, a])),
    high: Number(sum([equivalent.digits, b])) / Number(subtract(amount.digits, a)),
  };
}

function equivalents(snapshot: Snapshot): Pair[] {
  return snapshot.fundamentals.flatMap((one) => {
    if (!one.metric.endsWith("_cny_equiv")) return [];
    const base = snapshot.fundamentals.find(
      (other) =>
        other.subject === one.subject &&
        other.period === one.period &&
        `${other.metric}_cny_equiv` === one.metric &&
        other.basis === "level",
    );
    return base?.value.unit === "twd" ? [{ amount: base.value, equivalent: one.value }] : [];
  });
}

/** `8xxxx.HK` is the RMB counter of `xxxx.HK`. */
function counters(snapshot: Snapshot): Pair[] {
  return snapshot.universes.flatMap((universe) => {
    const bySymbol = new Map<string, Quote>(universe.quotes.map((quote) => [quote.instrument.symbol, quote]));
    return universe.quotes.flatMap((quote) => {
      const code = /^8(\d{4})\.HK$/.exec(quote.instrument.symbol)?.[1];
      const main = code === undefined ? undefined : bySymbol.get(`${code}.HK`);
      return quote.marketCap?.unit === "cny" && main?.marketCap?.unit === "hkd"
        ? [{ amount: main.marketCap, equivalent: quote.marketCap }]
        : [];
    });
  });
}
