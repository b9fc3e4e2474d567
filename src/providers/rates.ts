import { basisPoints, type Close, closeAt, type Move, moveOver, spanOfWindow } from "../market/changes.ts";
import { addDays } from "../market/days.ts";
import { changePercent, type Digits, round, shift, subtract } from "../market/decimal.ts";
import { type Day, derived, type Figure, figure, type Origin, type Unit } from "../market/figure.ts";
import type { Instrument } from "../market/instrument.ts";
import type { Rate } from "../market/observations.ts";
import type { Fault, Window } from "../market/snapshot.ts";
import { present } from "./files/context.ts";
import type { Ask, Observed } from "./live/source.ts";
import { number } from "./numbers.ts";
import type { Answer, Reading } from "./rows.ts";

/**
 * A yield of US or Chinese government bonds in percent; none of those told here was ever below zero. Zero stands for a day
 * without one: tables have been published with nothing but zeros on a holiday.
 */
export const yieldPercent = number({
  low: 0,
  high: 50,
  what: "a yield from 0 to 50 percent",
  isZeroMissing: true,
});

const yields = {
  US2Y: { en: "US 2-year Treasury yield", zh: "美国2年期国债收益率" },
  US10Y: { en: "US 10-year Treasury yield", zh: "美国10年期国债收益率" },
  CN10Y: { en: "China 10-year government bond yield", zh: "中国10年期国债收益率" },
} as const;

export function yieldInstrument(symbol: keyof typeof yields): Instrument {
  return { symbol, names: yields[symbol], kind: "rate" };
}

/** One instrument's readings by day, in any order. */
export interface Readings {
  readonly instrument: Instrument;
  readonly unit: Unit;
  readonly closes: readonly Close[];
}

/** A day's readings of several instruments, each with nothing where there is none. */
export interface DayRow<K extends string> {
  readonly on: Day;
  readonly digits: Readonly<Record<K, Digits | undefined>>;
}

/** The readings of one column. */
export function column<K extends string>(rows: readonly DayRow<K>[], key: K): Close[] {
  return rows.flatMap(({ on, digits }) => {
    const reading = digits[key];
    return reading === undefined ? [] : [{ on, digits: reading }];
  });
}

/**
 * The first day to ask for, so that a day's, a week's and a month's change have the reading before them: the same for all
 * windows of usual length that end in one month, so that one answer serves them.
 */
export function firstReading({ from, to }: Window): Day {
  const early = addDays(from, -10);
  const beforeMonth = addDays(`${to.slice(0, 7)}-01`, -17);
  return early < beforeMonth ? early : beforeMonth;
}

/** Levels at the window's end with their changes over the window, each from one source's own readings. */
export function ratesObserved(
  { service }: Reading,
  readings: readonly Readings[],
  answers: readonly Pick<Answer<unknown>, "isStale">[],
  faults: readonly Fault[],
  { window, now }: Ask,
): Observed {
  const rates = readings.flatMap((one) => rateOver(one, service, window) ?? []);
  const days = rates.map(({ level }) => level.origin.asOf).sort();
  return {
    rates,
    asOf: days.at(-1) ?? new Date(now).toISOString(),
    faults,
    ...(answers.some(({ isStale }) => isStale) && { isStale: true }),
  };
}

function rateOver({ instrument, unit, closes }: Readings, source: string, window: Window): Rate | undefined {
  const ordered = closes.toSorted((a, b) => (a.on < b.on ? -1 : 1));
  const point = closeAt(ordered, window.to);
  if (point === undefined) return undefined;
  const origin: Origin = { source, asOf: point.on, quality: "final" };
  const span = spanOfWindow(window);
  const move = moveOver(ordered, span, window);
  const change = move === undefined ? undefined : rateChange(instrument, move, origin);
  const level = figure(point.digits, unit, origin);
  return present<Rate>({ instrument, level, change, span, impliedBy: undefined });
}

const pipPairs = /^USD(?:CNY|CNH|HKD)/;

/** In basis points for a yield, in pips for the yuan and the Hong Kong dollar, in percent for other pairs. */
export function rateChange({ kind, symbol }: Instrument, move: Move, origin: Origin): Figure {
  if (kind === "rate") return derived(basisPoints(move), "bp", origin);
  if (!pipPairs.test(symbol)) return derived(changePercent(move.from.digits, move.to.digits, 2), "pct", origin);
  return derived(round(shift(subtract(move.to.digits, move.from.digits), 4), 0), "pips", origin);
}
