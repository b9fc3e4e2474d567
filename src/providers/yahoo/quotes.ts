import { type Digits, shift } from "../../market/decimal.ts";
import { figure, type Origin, type Unit } from "../../market/figure.ts";
import { type Instrument, type Kind, kindOfListing } from "../../market/instrument.ts";
import type { Rate } from "../../market/observations.ts";
import type { Changes, Quote } from "../../market/quote.ts";
import { marketOf } from "../../market/symbol.ts";
import { own } from "../../support/own.ts";
import { cleanText } from "../../support/text.ts";
import { maybe, moneyUnit, present } from "../files/context.ts";
import type { Observed } from "../live/source.ts";
import { rateChange } from "../rates.ts";
import type { QuoteRow } from "./schema.ts";

export const service = "Yahoo Finance";

const kinds: Readonly<Record<string, Kind>> = {
  INDEX: "index",
  FUTURE: "index",
  ETF: "fund",
  MUTUALFUND: "fund",
  CURRENCY: "fx",
  CRYPTOCURRENCY: "coin",
};

/** Prices in hundredths of the currency; capitalisations beside them are in whole ones. */
const minor: Readonly<Record<string, string>> = { GBp: "GBP", GBX: "GBP", ZAc: "ZAR", ILA: "ILS" };

export function instrumentOf(
  symbol: string,
  { quoteType, currency, ...row }: Pick<QuoteRow, "quoteType" | "currency" | "longName" | "shortName">,
): Instrument {
  const name = cleanText(row.longName || row.shortName).slice(0, 80);
  const major = own(minor, currency) ?? currency;
  const kind = symbol === "US10Y" ? "rate" : (own(kinds, quoteType) ?? stockKind(symbol, name));
  return {
    symbol,
    names: { en: name || symbol, zh: "" },
    kind,
    ...(/^[A-Z]{3}$/.test(major) && kind !== "rate" && kind !== "index" ? { currency: major } : {}),
  };
}

function stockKind(symbol: string, name: string): Kind {
  return marketOf(symbol) === "us" ? kindOfListing(symbol, name) : "stock";
}

/** A price in whole units of its currency. */
export function inMajor(digits: Digits | undefined, currency: string): Digits | undefined {
  return digits === undefined || own(minor, currency) === undefined ? digits : shift(digits, -2);
}

export function unitOf(quoteType: string, currency: string): Unit | undefined {
  return quoteType === "INDEX" ? "points" : moneyUnit(own(minor, currency) ?? currency);
}

const minuteMs = 60_000;
const lateMs = 20 * minuteMs;

function originOf(row: QuoteRow, now: number): Origin {
  const asOf = row.regularMarketTime;
  if (row.marketState !== "REGULAR") return { source: service, asOf, quality: "final" };
  const limit = lateMs + Number(row.exchangeDataDelayedBy ?? 0) * minuteMs;
  return { source: service, asOf, quality: now - Date.parse(asOf) > limit ? "stale" : "provisional" };
}

/** A row under the symbol it was asked by, in the list its kind belongs to. */
export function observe(row: QuoteRow, symbol: string, now: number): Pick<Observed, "indices" | "quotes" | "rates"> {
  const instrument = instrumentOf(symbol, row);
  const origin = originOf(row, now);
  if (instrument.kind === "rate" || instrument.kind === "fx") {
    const rate = rateOf(instrument, row, origin);
    return rate === undefined ? {} : { rates: [rate] };
  }
  const quote = quoteOf(instrument, row, origin);
  return instrument.kind === "index" && row.quoteType === "INDEX" ? { indices: [quote] } : { quotes: [quote] };
}

export function quoteOf(instrument: Instrument, row: QuoteRow, origin: Origin): Quote {
  const unit = unitOf(row.quoteType, row.currency);
  const isCoin = instrument.kind === "coin";
  const volume =
    row.quoteType === "EQUITY" || Number(row.regularMarketVolume) > 0 ? row.regularMarketVolume : undefined;
  return present<Quote>({
    instrument,
    level: maybe(inMajor(row.regularMarketPrice, row.currency), unit, origin),
    // A coin's change is over a rolling day, not since the close that stands beside it.
    previous: isCoin ? undefined : maybe(inMajor(row.regularMarketPreviousClose, row.currency), unit, origin),
    marketCap: maybe(row.marketCap, moneyUnit(own(minor, row.currency) ?? row.currency), origin),
    volume: maybe(volume, isCoin ? "usd" : "count", origin),
    changes: changesOf(row, isCoin, origin),
    relative: undefined,
    valuation: undefined,
  });
}

/** A new listing has no close before and a change of zero that means nothing. */
function changesOf(row: QuoteRow, isCoin: boolean, origin: Origin): Changes {
  const { regularMarketChangePercent: percent, regularMarketPreviousClose: previous } = row;
  if (percent === undefined || (previous === undefined && !isCoin)) return {};
  return { [isCoin ? "24h" : "day"]: figure(percent, "pct", origin) };
}

/** A yield in percent with its change in basis points, or a pair. */
function rateOf(instrument: Instrument, row: QuoteRow, origin: Origin): Rate | undefined {
  const { regularMarketPrice: now, regularMarketPreviousClose: before } = row;
  const level = maybe(now, instrument.kind === "rate" ? "pct" : moneyUnit(row.currency), origin);
  if (level === undefined || now === undefined) return undefined;
  const on = origin.asOf.slice(0, 10);
  const move = before === undefined ? undefined : { from: { on, digits: before }, to: { on, digits: now } };
  const change = move === undefined ? undefined : rateChange(instrument, move, origin);
  return present<Rate>({ instrument, level, change, span: "day", impliedBy: undefined });
}
