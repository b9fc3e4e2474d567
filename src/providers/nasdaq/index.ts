import { addDays, daysBetween, weekday } from "../../market/days.ts";
import type { Day, Origin } from "../../market/figure.ts";
import { kindOfListing } from "../../market/instrument.ts";
import type { CalendarEvent } from "../../market/observations.ts";
import type { Quote } from "../../market/quote.ts";
import type { Call, OutboundCall } from "../../support/outbound/call.ts";
import { cleanText } from "../../support/text.ts";
import { maybe, present } from "../files/context.ts";
import { firstOf } from "../lay.ts";
import type { Ask, Observed, Source, Topic } from "../live/source.ts";
import { createTickers } from "../live/symbols.ts";
import { badPayload, type Reading, readAnswer, readRows } from "../rows.ts";
import { Calendar, Mover, Movers, Report } from "./schema.ts";

const service = "Nasdaq";
const reading = (topic: Topic): Reading => ({ service, topic });
const hourMs = 3_600_000;

/** Without what a browser sends, it hangs or turns machines away. */
const headers = {
  "accept-language": "en-US,en;q=0.9",
  origin: "https://www.nasdaq.com",
  referer: "https://www.nasdaq.com/",
};

export const nasdaq: Source = {
  facts: {
    name: "nasdaq",
    names: { en: service, zh: "纳斯达克" },
    base: "https://api.nasdaq.com/api",
    terms: "undocumented",
    budget: { perMinute: 20, gapMs: 1000 },
    delay: "delayed",
  },
  topics: () => ({ "earnings-us": earnings, "movers-us": movers }),
};

/** A refusal with status 200 is not kept. */
const checked = (about: Reading, schema: typeof Calendar | typeof Movers): OutboundCall["check"] => {
  return ({ status, json }) => {
    if (status === 200 && json !== undefined) readAnswer(about, json, schema);
  };
};

/** Days looked ahead after a day, and after a longer stretch. */
const aheadOfDay = 7;
const aheadOfMore = 14;
const mostDays = 15;

/** Working days from the window's end on; of a window that ends in the days to come, its own. */
export function reportDays({ window: { from, to }, now }: Ask): Day[] {
  const today = new Date(now).toISOString().slice(0, 10);
  const [first, last] =
    to > today ? [from > today ? from : today, to] : [to, addDays(to, from === to ? aheadOfDay : aheadOfMore)];
  return Array.from({ length: daysBetween(first, last) + 1 }, (_, index) => addDays(first, index))
    .filter((day) => weekday(day) <= 5)
    .slice(0, mostDays);
}

/** A call a day. Single companies are known to be missing from it. */
async function earnings(ask: Ask, call: Call): Promise<Observed> {
  const about = reading("earnings-us");
  const days = await Promise.all(reportDays(ask).map((on) => reportsOn(about, on, ask, call)));
  return {
    events: days.flatMap(({ events }) => events),
    asOf:
      days
        .map(({ seenAt }) => seenAt)
        .sort()
        .at(-1) ?? new Date(ask.now).toISOString(),
    faults: days.flatMap(({ faults }) => faults),
    ...(days.some(({ isStale }) => isStale) && { isStale: true }),
  };
}

async function reportsOn(about: Reading, on: Day, { now, symbols }: Ask, call: Call) {
  const isToday = on <= new Date(now).toISOString().slice(0, 10);
  const answer = await call({
    path: "/calendar/earnings",
    query: { date: on },
    headers,
    expects: "json",
    freshMs: isToday ? hourMs : 6 * hourMs,
    staleMs: 24 * hourMs,
    check: checked(about, Calendar),
  });
  const told = readAnswer(about, answer.json, Calendar);
  if (told.on !== on) throw badPayload(about, `the reports of ${told.on} instead of ${on}`);
  const { rows, faults } = told.rows.length === 0 ? { rows: [], faults: [] } : readRows(about, told.rows, Report);
  const seenAt = new Date(answer.receivedAt).toISOString();
  const tickers = createTickers(symbols);
  const events = rows.flatMap((row) => eventOf(row, tickers(row.symbol), on, seenAt, answer.isStale) ?? []);
  return { events, faults, seenAt, isStale: answer.isStale };
}

const sessions: Readonly<Record<string, CalendarEvent["session"]>> = {
  "time-pre-market": "before-open",
  "time-after-hours": "after-close",
};

function eventOf(
  { name, time, marketCap }: Report,
  symbol: string | undefined,
  on: Day,
  seenAt: string,
  isStale: boolean,
): CalendarEvent | undefined {
  if (symbol === undefined) return undefined;
  const names = { en: cleanText(name).slice(0, 80), zh: "" };
  return present<CalendarEvent>({
    kind: "earnings",
    from: on,
    to: on,
    instrument: { symbol, names, kind: "stock", currency: "USD" },
    place: names,
    title: { en: "Earnings report", zh: "披露业绩报告" },
    theme: "all",
    session: sessions[time ?? ""],
    seenOn: seenAt.slice(0, 10),
    source: service,
    marketCap: maybe(marketCap, "usd", { source: service, asOf: seenAt, quality: isStale ? "stale" : "final" }),
    period: undefined,
  });
}

const leastPrice = 5;

async function movers({ now, symbols }: Ask, call: Call): Promise<Observed> {
  const about = reading("movers-us");
  const { json } = await call({
    path: "/marketmovers",
    query: { assetclass: "stocks", exchangestatus: "currentMarket", limit: 25 },
    headers,
    expects: "json",
    freshMs: 5 * 60_000,
    check: checked(about, Movers),
  });
  const tickers = createTickers(symbols);
  const sides = readAnswer(about, json, Movers).map(({ dataAsOf, table }) => {
    const { rows, faults } = readRows(about, table.rows, Mover);
    const origin: Origin = {
      source: service,
      asOf: dataAsOf,
      quality: isRunning(dataAsOf, now) ? "provisional" : "final",
    };
    return { quotes: rows.flatMap((row) => quoteOf(row, tickers(row.symbol), origin) ?? []), faults, on: dataAsOf };
  });
  const quotes = firstOf(
    sides.flatMap((side) => side.quotes),
    (quote) => quote.instrument.symbol,
  );
  if (quotes.length === 0) throw badPayload(about, `no share from $${leastPrice}`);
  const names = {
    en: `US shares from $${leastPrice} among Nasdaq's short lists of the day's most advanced and declined`,
    zh: `纳斯达克网站当日涨跌幅榜所列美股（股价${leastPrice}美元以上）`,
  };
  return {
    universes: [{ id: "us", names, quotes, curated: false, screened: true, source: service }],
    asOf:
      sides
        .map(({ on }) => on)
        .sort()
        .at(-1) ?? "",
    faults: sides.flatMap(({ faults }) => faults),
  };
}

/** The lists are full of warrants and of shares for cents, whose moves mean nothing. */
function quoteOf(row: Mover, symbol: string | undefined, origin: Origin): Quote | undefined {
  const { lastSalePrice: price, change } = row;
  if (symbol === undefined || price === undefined || change === undefined || Number(price) < leastPrice)
    return undefined;
  if (!/^[A-Z]{1,5}$/.test(row.symbol) || /^[A-Z]{4}[WRU]$/.test(row.symbol)) return undefined;
  const name = cleanText(row.name).slice(0, 80);
  if (kindOfListing(symbol, name) !== "stock") return undefined;
  const en = name.replace(/ (?:Class [A-Z] )?(?:Common (?:Stock|Shares?)|Ordinary Shares?)$/i, "");
  return present<Quote>({
    instrument: { symbol, names: { en: en || symbol, zh: "" }, kind: "stock", currency: "USD" },
    level: maybe(price, "usd", origin),
    changes: { day: { digits: change, number: Number(change), unit: "pct", origin } },
    previous: undefined,
    marketCap: undefined,
    volume: undefined,
    relative: undefined,
    valuation: undefined,
  });
}

/** Whether that day's session in New York may still be under way. */
function isRunning(on: Day, now: number): boolean {
  const local = new Date(now).toLocaleString("sv-SE", { timeZone: "America/New_York" });
  return local.slice(0, 10) === on && local.slice(11, 16) < "16:00";
}
