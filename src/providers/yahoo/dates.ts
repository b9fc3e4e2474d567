import { weekday } from "../../market/days.ts";
import type { CalendarEvent } from "../../market/observations.ts";
import { marketOf } from "../../market/symbol.ts";
import { maybe, moneyUnit, present } from "../files/context.ts";
import { dayAt } from "./charts.ts";
import { instrumentOf, service } from "./quotes.ts";
import { isZone, type QuoteRow } from "./schema.ts";

const certain = { en: "Earnings report", zh: "披露业绩报告" };
const expected = { en: "Earnings report (date expected)", zh: "披露业绩报告（预计日期）" };

/**
 * The report a quote announces. `earningsTimestamp` is of the last or the next report; the days it is expected between stand
 * beside it. Where both are one instant and nothing is estimated, the company has confirmed it.
 */
export function reportOf(row: QuoteRow, symbol: string, from: string, now: number): CalendarEvent | undefined {
  const startAt = row.earningsTimestampStart ?? row.earningsTimestamp;
  const endAt = row.earningsTimestampEnd ?? startAt;
  // An instant is a day only where one knows whose.
  if (startAt === undefined || endAt === undefined || !isZone(row.exchangeTimezoneName)) return undefined;
  const dayOf = dayAt(row.exchangeTimezoneName);
  const [first, last] = [dayOf(Date.parse(startAt)), dayOf(Date.parse(endAt))];
  if (last < from || last < first) return undefined;
  const isCertain = startAt === endAt && row.isEarningsDateEstimate === false;
  const instrument = instrumentOf(symbol, row);
  const seenOn = new Date(now).toISOString().slice(0, 10);
  return present<CalendarEvent>({
    kind: "earnings",
    from: first,
    to: last,
    instrument,
    place: instrument.names,
    title: isCertain ? certain : expected,
    theme: "all",
    session: isCertain && marketOf(symbol) === "us" ? sessionOf(startAt, first) : undefined,
    seenOn,
    source: service,
    marketCap: maybe(row.marketCap, moneyUnit(row.currency), {
      source: service,
      asOf: row.regularMarketTime,
      quality: "final",
    }),
    period: undefined,
  });
}

/** Before the open or after the close in New York; a time within the session says neither. */
function sessionOf(at: string, on: string): CalendarEvent["session"] {
  if (weekday(on) > 5) return undefined;
  const time = new Date(at).toLocaleTimeString("en-GB", { timeZone: "America/New_York" }).slice(0, 5);
  return time < "09:30" ? "before-open" : time >= "16:00" ? "after-close" : undefined;
}
