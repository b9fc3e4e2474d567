import { addDays } from "../../market/days.ts";
import type { CalendarEvent } from "../../market/observations.ts";
import type { Call, OutboundCall } from "../../support/outbound/call.ts";
import { firstOf } from "../lay.ts";
import type { Ask, Observed } from "../live/source.ts";
import { createTickers } from "../live/symbols.ts";
import { reportDays, reportEvent } from "../reports.ts";
import { type Reading, readAnswer, readRows } from "../rows.ts";
import { dayAt } from "./charts.ts";
import type { WithCrumb } from "./crumb.ts";
import { service } from "./quotes.ts";
import { CalendarAnswer, CalendarRow } from "./schema.ts";

const hourMs = 3_600_000;
const pageSize = 100;
/** Sorted by size: what comes after the three hundred largest is left out. */
const mostPages = 3;
const sessions: Readonly<Record<string, CalendarEvent["session"]>> = { BMO: "before-open", AMC: "after-close" };

function calendarCall(from: string, to: string, offset: number): OutboundCall {
  const equal = (field: string, value: string) => ({ operator: "EQ", operands: [field, value] });
  return {
    path: "query1:/v1/finance/visualization",
    query: { lang: "en-US", region: "US" },
    method: "POST",
    body: {
      sortType: "DESC",
      entityIdType: "sp_earnings",
      sortField: "intradaymarketcap",
      includeFields: ["ticker", "companyshortname", "intradaymarketcap", "startdatetime", "startdatetimetype"],
      size: pageSize,
      offset,
      query: {
        operator: "AND",
        operands: [
          equal("region", "us"),
          { operator: "OR", operands: [equal("eventtype", "EAD"), equal("eventtype", "ERA")] },
          { operator: "GTE", operands: ["startdatetime", from] },
          { operator: "LTE", operands: ["startdatetime", to] },
        ],
      },
    },
    expects: "json",
    freshMs: 6 * hourMs,
    staleMs: 24 * hourMs,
  };
}

/** The calendar of US reports, the largest companies first. */
export async function reportsUs(about: Reading, ask: Ask, call: Call, withCrumb: WithCrumb): Promise<Observed> {
  const days = reportDays(ask);
  const [from = ask.window.to, to = from] = [days[0], days.at(-1)];
  const [dayOf, tickers] = [dayAt("America/New_York"), createTickers(ask.symbols)];
  const pages: Observed[] = [];
  for (let page = 0; page < mostPages; page++) {
    const answer = await withCrumb(call, calendarCall(from, addDays(to, 1), page * pageSize), ask.now);
    const told = readAnswer(about, answer.json, CalendarAnswer);
    const { rows, faults } =
      told.rows.length === 0 ? { rows: [], faults: [] } : readRows(about, told.rows, CalendarRow);
    const [asOf, { isStale }] = [new Date(answer.receivedAt).toISOString(), answer];
    const events = rows.flatMap((row) => {
      const [symbol, on] = [tickers(row.ticker), dayOf(Date.parse(row.startdatetime))];
      if (symbol === undefined || on < from || on > to) return [];
      const session = sessions[row.startdatetimetype.toUpperCase()];
      const report = { symbol, on, session, name: row.companyshortname, marketCap: row.intradaymarketcap };
      return [reportEvent(report, service, asOf, isStale)];
    });
    pages.push({ events, faults, asOf, ...(isStale && { isStale }) });
    if (told.rows.length < pageSize || (page + 1) * pageSize >= told.total) break;
  }
  const keyOf = ({ instrument, from: on }: CalendarEvent) => `${instrument?.symbol} ${on}`;
  return {
    // Announced and confirmed are events of their own there.
    events: firstOf(
      pages.flatMap(({ events = [] }) => events),
      keyOf,
    ),
    faults: pages.flatMap(({ faults }) => faults),
    asOf:
      pages
        .map(({ asOf }) => asOf)
        .sort()
        .at(-1) ?? new Date(ask.now).toISOString(),
    ...(pages.some(({ isStale }) => isStale === true) && { isStale: true }),
  };
}
