import type { Digits } from "../market/decimal.ts";
import { figure, type Origin } from "../market/figure.ts";
import { kindOfListing, type Names } from "../market/instrument.ts";
import type { Quote, Universe } from "../market/quote.ts";
import type { Fault } from "../market/snapshot.ts";
import { cleanText } from "../support/text.ts";
import { maybe, present } from "./files/context.ts";
import { firstOf } from "./lay.ts";
import type { Observed } from "./live/source.ts";
import { badPayload, type Reading } from "./rows.ts";

/** A row of a list of risers or fallers. */
export interface Mover {
  readonly symbol: string;
  readonly ticker: string;
  readonly name?: string;
  readonly price: Digits | undefined;
  readonly percent: Digits | undefined;
  readonly volume?: Digits | undefined;
}

export const leastPrice = 5;

/**
 * A share whose move means something. Such lists are full of warrants and rights (by the fifth letter of their ticker or by
 * name) and of shares for cents.
 */
export function moverQuote(
  { symbol, ticker, name = "", price, percent, volume }: Mover,
  origin: Origin,
): Quote | undefined {
  if (price === undefined || percent === undefined || Number(price) < leastPrice) return undefined;
  if (!/^[A-Z]{1,5}$/.test(ticker) || /^[A-Z]{4}[WRU]$/.test(ticker)) return undefined;
  const told = cleanText(name).slice(0, 80);
  if (kindOfListing(symbol, told) !== "stock") return undefined;
  const en = told.replace(/ (?:Class [A-Z] )?(?:Common (?:Stock|Shares?)|Ordinary Shares?)$/i, "");
  return present<Quote>({
    instrument: { symbol, names: { en: en || symbol, zh: "" }, kind: "stock", currency: "USD" },
    level: maybe(price, "usd", origin),
    volume: maybe(volume, "count", origin),
    changes: { day: figure(percent, "pct", origin) },
    previous: undefined,
    marketCap: undefined,
    relative: undefined,
    valuation: undefined,
  });
}

/** One list, of risers or of fallers. */
interface Side {
  readonly quotes: readonly Quote[];
  readonly faults: readonly Fault[];
  readonly asOf: string;
}

export function moversUniverse(quotes: readonly Quote[], names: Names, source: string): Universe {
  const unique = firstOf(quotes, (quote) => quote.instrument.symbol);
  return { id: "us", names, quotes: unique, curated: false, screened: true, source };
}

/** Both lists of a source as its answer; without a share worth telling it is none. */
export function moversTold(
  sides: readonly Side[],
  { about, names, source }: { readonly about: Reading; readonly names: Names; readonly source: string },
): Observed {
  const universe = moversUniverse(
    sides.flatMap(({ quotes }) => quotes),
    names,
    source,
  );
  if (universe.quotes.length === 0) throw badPayload(about, `no share from $${leastPrice}`);
  const [asOf = ""] = sides.map((side) => side.asOf).toSorted((a, b) => (a < b ? 1 : -1));
  return { universes: [universe], asOf, faults: sides.flatMap(({ faults }) => faults) };
}

/** Whether the session in New York may be under way at that time of that day. */
export function isRunning(on: string, now: number): boolean {
  const local = new Date(now).toLocaleString("sv-SE", { timeZone: "America/New_York" });
  return local.slice(0, 10) === on && local.slice(11, 16) < "16:00";
}
