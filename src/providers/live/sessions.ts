import { addDays, daysBetween } from "../../market/days.ts";
import type { Day } from "../../market/figure.ts";
import { indexFacts, type Reference } from "../../market/reference.ts";
import { type ExchangeCalendar, isSession } from "../../market/sessions.ts";
import { marketOf } from "../../market/symbol.ts";
import { own } from "../../support/own.ts";

/** Exchanges whose sessions a digest follows, by region. */
export const exchangeOfRegion: Readonly<Record<string, string>> = { us: "XNYS", hk: "XHKG", cn: "XSHG", tw: "XTAI" };

/** Day and wall time of a zone. */
export interface Wall {
  readonly day: Day;
  /** `16:30`. */
  readonly time: string;
}

const formats = new Map<string, Intl.DateTimeFormat>();

export function wallOf(zone: string, at: number): Wall {
  const format =
    formats.get(zone) ??
    new Intl.DateTimeFormat("en-CA", { timeZone: zone, dateStyle: "short", timeStyle: "short", hourCycle: "h23" });
  formats.set(zone, format);
  const [day = "", time = ""] = format.format(at).split(", ");
  return { day, time };
}

/** The longest closure known, the Lunar New Year's, is nine days. */
const longestClosure = 14;

/** A weekday the exchange's notices do not reach is taken for a session. */
const mayTrade = (calendar: ExchangeCalendar, day: Day) => isSession(calendar, day) !== false;

const opensAt = (calendar: ExchangeCalendar) => calendar.sessions[0]?.[0] ?? "00:00";

function closesAt(calendar: ExchangeCalendar, day: Day): string {
  const early = own(own(calendar.earlyClose, day.slice(0, 4)) ?? {}, day.slice(5));
  return early ?? calendar.sessions.at(-1)?.[1] ?? "24:00";
}

/** The last session at or before a day. */
export function sessionAtOrBefore(calendar: ExchangeCalendar, day: Day): Day | undefined {
  for (let back = 0; back <= longestClosure; back++) {
    const one = addDays(day, -back);
    if (mayTrade(calendar, one)) return one;
  }
  return undefined;
}

export interface MarketState {
  /** The running session's day, or the last one's. */
  readonly last: Day;
  /** The last session that has ended. */
  readonly completed: Day;
  /** True from the open to the close; a pause at noon counts as open. */
  readonly isOpen: boolean;
}

/** Where an exchange stands at an instant; undefined in a calendar of closures only. */
export function marketState(calendar: ExchangeCalendar, at: number): MarketState | undefined {
  const { day, time } = wallOf(calendar.timezone, at);
  const isDay = mayTrade(calendar, day);
  const begun = isDay && time >= opensAt(calendar);
  const ended = isDay && time >= closesAt(calendar, day);
  const before = sessionAtOrBefore(calendar, addDays(day, -1));
  const last = begun ? day : before;
  const completed = ended ? day : before;
  return last === undefined || completed === undefined ? undefined : { last, completed, isOpen: begun && !ended };
}

/** How many sessions lie after one day up to another. */
export function sessionsAfter(calendar: ExchangeCalendar, from: Day, to: Day): number {
  if (daysBetween(from, to) > 370) return Number.POSITIVE_INFINITY;
  let count = 0;
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) if (mayTrade(calendar, day)) count++;
  return count;
}

/** The calendar an instrument's readings follow; none for coins, pairs and regions without a calendar here. */
export function calendarOf(symbol: string, reference: Reference): ExchangeCalendar | undefined {
  const region = own(reference.indices, symbol) === undefined ? marketOf(symbol) : regionOf(symbol, reference);
  const exchange = region === undefined ? undefined : own(exchangeOfRegion, region);
  return exchange === undefined ? undefined : own(reference.exchanges, exchange);
}

const regionOf = (symbol: string, reference: Reference) => indexFacts(reference, symbol, { en: "", zh: "" }).region;

/** The day a reading belongs to by its exchange's clock: a day stays the day, an instant is looked up there. */
export function readingDay(calendar: ExchangeCalendar | undefined, asOf: string): Day {
  if (calendar === undefined || asOf.length <= 10) return asOf.slice(0, 10);
  const at = Date.parse(asOf);
  return Number.isNaN(at) ? asOf.slice(0, 10) : wallOf(calendar.timezone, at).day;
}
