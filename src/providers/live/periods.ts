import { type Close, moveOver } from "../../market/changes.ts";
import { changePercent } from "../../market/decimal.ts";
import { derived, type Figure, figure } from "../../market/figure.ts";
import type { Changes, Quote, Span } from "../../market/quote.ts";
import type { Reference } from "../../market/reference.ts";
import type { Window } from "../../market/snapshot.ts";
import { isSame, type KeptSeries, type ToldClose } from "./closes.ts";
import { calendarOf, readingDay } from "./sessions.ts";

const spans: readonly Span[] = ["day", "week", "month", "ytd"];

/** A quote with the changes its source leaves open, from closes of one source alone. */
export function withPeriods(quote: Quote, series: KeptSeries, window: Window, reference: Reference): Quote {
  const ends = closesUpTo(quote, series, reference);
  return { ...quote, changes: { ...changesOf(ends, series, window), ...quote.changes } };
}

/** What closes alone tell of an instrument at the end of a window; nothing where they do not reach that far. */
export function quoteOfCloses(series: KeptSeries, window: Window): Quote | undefined {
  const closes = closesOf(series).filter(({ on }) => on <= window.to);
  const last = closes.at(-1);
  const changes = changesOf(closes, series, window);
  if (last === undefined || Object.keys(changes).length === 0) return undefined;
  return { instrument: series.instrument, level: figureOf(last, series), changes };
}

/**
 * True where the quote's own previous close is the kept one: a split or a correction since then would make every change
 * over it wrong. Unknown counts as true.
 */
export function meets({ level, previous, instrument }: Quote, series: KeptSeries, reference: Reference): boolean {
  if (level === undefined || previous === undefined || level.origin.source !== series.source) return true;
  const day = readingDay(calendarOf(instrument.symbol, reference), level.origin.asOf);
  const before = series.points.findLast(([on]) => on < day);
  return before === undefined || isSame(before[1], previous.digits);
}

/** The close a quote tells, where its session is over. */
export function closeTold(
  { level, previous, instrument }: Quote,
  completed: string,
  reference: Reference,
): ToldClose[] {
  if (level === undefined || previous === undefined || level.origin.quality !== "final") return [];
  const on = readingDay(calendarOf(instrument.symbol, reference), level.origin.asOf);
  if (on !== completed) return [];
  const { source } = level.origin;
  return [{ symbol: instrument.symbol, source, on, digits: level.digits, previous: previous.digits }];
}

const closesOf = ({ points }: KeptSeries): Close[] => points.map(([on, digits]) => ({ on, digits }));

/** The closes, and where the same source tells a newer price, that as the end. */
function closesUpTo({ level, instrument }: Quote, series: KeptSeries, reference: Reference): Close[] {
  const closes = closesOf(series);
  if (level === undefined || level.origin.source !== series.source || level.unit !== series.unit) return closes;
  const on = readingDay(calendarOf(instrument.symbol, reference), level.origin.asOf);
  const before = closes.filter((close) => close.on < on);
  return before.length === closes.length || closes.at(-1)?.on === on
    ? [...before, { on, digits: level.digits }]
    : closes;
}

function changesOf(closes: readonly Close[], series: KeptSeries, window: Window): Changes {
  const origin = (asOf: string) => ({ source: series.source, asOf, quality: "final" as const });
  return Object.fromEntries(
    spans.flatMap((span): [Span, Figure][] => {
      const move = moveOver(closes, span, window);
      if (move === undefined || Number(move.from.digits) === 0) return [];
      return [[span, derived(changePercent(move.from.digits, move.to.digits, 2), "pct", origin(move.to.on))]];
    }),
  );
}

function figureOf({ on, digits }: Close, { source, unit }: KeptSeries): Figure {
  return figure(digits, unit, { source, asOf: on, quality: "final" });
}
