import { adjustedChange, type Close, closeAt, moveOver, spanOfWindow } from "../../market/changes.ts";
import { addDays } from "../../market/days.ts";
import { compare, type Digits, divide } from "../../market/decimal.ts";
import { type Day, derived, figure, type Origin } from "../../market/figure.ts";
import type { Instrument } from "../../market/instrument.ts";
import type { Rate, Series } from "../../market/observations.ts";
import type { Quote } from "../../market/quote.ts";
import type { Fault, Window } from "../../market/snapshot.ts";
import type { OutboundCall } from "../../support/outbound/call.ts";
import { maybe, moneyUnit, present } from "../files/context.ts";
import type { Split } from "../live/source.ts";
import { rateChange } from "../rates.ts";
import { fault, type Reading, readAnswer } from "../rows.ts";
import { inMajor, instrumentOf, service, unitOf } from "./quotes.ts";
import { ChartAnswer, CloseCell } from "./schema.ts";

/** What a chart tells of one instrument. */
export interface Chart {
  readonly instrument: Instrument;
  readonly quoteType: string;
  readonly currency: string;
  /** Oldest first, in shares of today. The day under way is not among them. */
  readonly closes: readonly Close[];
  /** The newest price, with its day at the exchange; a session may be under way. */
  readonly last:
    | { readonly digits: Digits; readonly at: string; readonly on: Day; readonly isOpen: boolean }
    | undefined;
  readonly splits: readonly Split[];
  /** Closes before that day were put into new shares here. */
  readonly rebasedBefore: Day | undefined;
  readonly faults: readonly Fault[];
}

/** Closes from the last ones of the year before, or from a little before the window. */
export function chartCall(theirs: string, { from, to }: Window): OutboundCall {
  const yearEnd = `${Number(to.slice(0, 4)) - 1}-12-20`;
  const early = addDays(from, -10);
  const seconds = (day: Day) => Date.parse(`${day}T00:00:00Z`) / 1000;
  return {
    path: `/v8/finance/chart/${encodeURIComponent(theirs)}`,
    query: {
      period1: seconds(early < yearEnd ? early : yearEnd),
      // East of Greenwich a day begins before its name does here, west of it ends after.
      period2: seconds(addDays(to, 2)),
      interval: "1d",
      events: "split",
    },
    expects: "json",
    freshMs: 60_000,
  };
}

export function readChart(reading: Reading, symbol: string, json: unknown, now: number): Chart {
  const { meta, timestamp, indicators, events } = readAnswer(reading, json, ChartAnswer);
  const dayOf = dayAt(meta.exchangeTimezoneName);
  const { start, end } = meta.currentTradingPeriod?.regular ?? { start: 0, end: 0 };
  const last = inMajor(meta.regularMarketPrice, meta.currency);
  const at = meta.regularMarketTime;
  const isOpen = now < end * 1000 && Date.parse(at) >= start * 1000;
  const faults: Fault[] = [];
  const closes = new Map<Day, Digits>();
  for (const [index, seconds] of timestamp.entries()) {
    const on = dayOf(seconds * 1000);
    const { data, error } = CloseCell.safeParse(indicators.quote[0].close[index]);
    if (error !== undefined) faults.push(fault(reading, "a close", { row: index + 1, value: `${symbol} ${on}` }));
    const digits = inMajor(data, meta.currency);
    // Of two bars of one day the later one is newer. A running session has a price and no close.
    if (digits !== undefined && !(isOpen && on === dayOf(Date.parse(at)))) closes.set(on, digits);
  }
  const splits = splitsOf(symbol, events, dayOf);
  const ordered = Array.from(closes, ([on, digits]) => ({ on, digits })).sort((a, b) => (a.on < b.on ? -1 : 1));
  const late = splits.filter((split) => isLate(ordered, split));
  return {
    instrument: instrumentOf(symbol, { ...meta, quoteType: meta.instrumentType }),
    quoteType: meta.instrumentType,
    currency: meta.currency,
    closes: late.reduce(inNewShares, ordered),
    last: last === undefined ? undefined : { digits: last, at, on: dayOf(Date.parse(at)), isOpen },
    splits,
    rebasedBefore: late.at(-1)?.on,
    faults,
  };
}

/** The calendar day at an exchange. Bars stand at the opening, or at midnight of the exchange. */
export function dayAt(timeZone: string): (ms: number) => Day {
  const format = new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" });
  return (ms) => format.format(ms);
}

function splitsOf(symbol: string, events: ChartAnswer["events"], dayOf: (ms: number) => Day): Split[] {
  return Object.values(events?.splits ?? {})
    .flatMap(({ date, numerator, denominator }) =>
      numerator === undefined || denominator === undefined
        ? []
        : [{ symbol, on: dayOf(date * 1000), ratio: divide(numerator, denominator, 12) }],
    )
    .filter(({ ratio }) => compare(ratio, "0") > 0)
    .sort((a, b) => (a.on < b.on ? -1 : 1));
}

/**
 * Yahoo counts older closes in new shares, but on the days after a split it sometimes has not done so yet (yfinance repairs
 * the same). A price that fell by the ratio itself tells. Small ratios cannot be told from a day's move and are trusted.
 */
function isLate(closes: readonly Close[], { on, ratio }: Split): boolean {
  const before = closes.findLast((close) => close.on < on);
  const after = closes.find((close) => close.on >= on);
  if (before === undefined || after === undefined) return false;
  const size = Math.log(Number(ratio));
  const fell = Math.log(Number(before.digits) / Number(after.digits));
  return Math.abs(size) >= Math.log(1.5) && Math.abs(fell - size) < Math.abs(fell);
}

function inNewShares(closes: readonly Close[], { on, ratio }: Split): readonly Close[] {
  return closes.map((close) => (close.on < on ? { on: close.on, digits: divide(close.digits, ratio, 8) } : close));
}

export function seriesOf(chart: Chart, { to }: Window): Series | undefined {
  const { instrument, quoteType, currency, closes, rebasedBefore = "" } = chart;
  const unit = instrument.kind === "rate" ? "pct" : unitOf(quoteType, currency);
  const kept = closes.filter((close) => close.on <= to);
  if (unit === undefined || kept.length === 0) return undefined;
  const points = kept.map(({ on, digits }) => ({
    on,
    close: (on < rebasedBefore ? derived : figure)(digits, unit, finalOn(on)),
  }));
  return { instrument, points };
}

const finalOn = (asOf: string): Origin => ({ source: service, asOf, quality: "final" });

/** The newest price with its change since the close before its day. */
export function quoteOfChart(chart: Chart): Quote | undefined {
  const { instrument, quoteType, currency, closes, last } = chart;
  if (last === undefined) return undefined;
  const origin: Origin = { source: service, asOf: last.at, quality: last.isOpen ? "provisional" : "final" };
  const unit = unitOf(quoteType, currency);
  const before = closeAt(closes, addDays(last.on, -1));
  const previous = instrument.kind === "coin" ? undefined : before;
  const change =
    previous === undefined
      ? undefined
      : adjustedChange({ from: previous, to: { on: last.on, digits: last.digits } }, []);
  return present<Quote>({
    instrument,
    level: maybe(last.digits, unit, origin),
    previous: maybe(previous?.digits, unit, origin),
    changes: change === undefined ? {} : { day: derived(change, "pct", origin) },
    marketCap: undefined,
    volume: undefined,
    relative: undefined,
    valuation: undefined,
  });
}

/** The level at the window's end and its change over the window, both from this chart. */
export function rateOfChart(chart: Chart, window: Window): Rate | undefined {
  const { instrument, currency, closes, last } = chart;
  const points = last?.isOpen === true ? [...closes, { on: last.on, digits: last.digits }] : closes;
  const point = closeAt(points, window.to);
  if (point === undefined) return undefined;
  const isLive = last?.isOpen === true && point.on === last.on;
  const origin: Origin = isLive ? { source: service, asOf: last.at, quality: "provisional" } : finalOn(point.on);
  const level = maybe(point.digits, instrument.kind === "rate" ? "pct" : moneyUnit(currency), origin);
  if (level === undefined) return undefined;
  const span = spanOfWindow(window);
  const move = moveOver(points, span, window);
  const change = move === undefined ? undefined : rateChange(instrument, move, origin);
  return present<Rate>({ instrument, level, change, span, impliedBy: undefined });
}
