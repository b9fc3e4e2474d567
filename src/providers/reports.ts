import { addDays, daysBetween, weekday } from "../market/days.ts";
import type { Digits } from "../market/decimal.ts";
import type { Day } from "../market/figure.ts";
import type { CalendarEvent } from "../market/observations.ts";
import { currencyOf } from "../market/symbol.ts";
import { cleanText } from "../support/text.ts";
import { maybe, moneyUnit, present } from "./files/context.ts";
import type { Ask } from "./live/source.ts";

/** Days looked ahead after a day, and after a longer stretch. */
const aheadOfDay = 7;
const aheadOfMore = 14;
const mostDays = 15;

/** Days to ask a calendar about: working days from the window's end on; of a window that ends in the days to come, its own. */
export function reportDays({ window: { from, to }, now }: Ask): Day[] {
  const today = new Date(now).toISOString().slice(0, 10);
  const [first, last] =
    to > today ? [from > today ? from : today, to] : [to, addDays(to, from === to ? aheadOfDay : aheadOfMore)];
  return Array.from({ length: daysBetween(first, last) + 1 }, (_, index) => addDays(first, index))
    .filter((day) => weekday(day) <= 5)
    .slice(0, mostDays);
}

/** A company's report as a calendar gave it. */
export interface Report {
  readonly symbol: string;
  readonly name?: string | undefined;
  readonly on: Day;
  readonly session?: CalendarEvent["session"];
  readonly period?: string | undefined;
  readonly marketCap?: Digits | undefined;
}

/** Calendars move: `seenAt` is when this date was read. */
export function reportEvent(
  { symbol, name = "", on, session, period, marketCap }: Report,
  source: string,
  seenAt: string,
  isStale: boolean,
): CalendarEvent {
  const names = { en: cleanText(name).slice(0, 80) || symbol, zh: "" };
  const currency = currencyOf(symbol);
  const origin = { source, asOf: seenAt, quality: isStale ? "stale" : "final" } as const;
  return present<CalendarEvent>({
    kind: "earnings",
    from: on,
    to: on,
    instrument: { symbol, names, kind: "stock", ...(currency !== undefined && { currency }) },
    place: names,
    title: { en: "Earnings report", zh: "披露业绩报告" },
    theme: "all",
    session,
    seenOn: seenAt.slice(0, 10),
    source,
    marketCap: maybe(marketCap, moneyUnit(currency), origin),
    period,
  });
}
