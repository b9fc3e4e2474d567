import type { Day, Origin } from "../../market/figure.ts";
import type { CalendarEvent } from "../../market/observations.ts";
import type { Call, OutboundCall } from "../../support/outbound/call.ts";
import type { Ask, Observed, Source, Topic } from "../live/source.ts";
import { createTickers } from "../live/symbols.ts";
import { reportDays, reportEvent } from "../reports.ts";
import { badPayload, type Reading, readAnswer, readRows } from "../rows.ts";
import { isRunning, leastPrice, moverQuote, moversTold } from "../us-movers.ts";
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
const checked = (about: Reading, schema: typeof Calendar | typeof Movers): NonNullable<OutboundCall["check"]> => {
  return ({ status, json }) => {
    if (status === 200 && json !== undefined) readAnswer(about, json, schema);
  };
};

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

const sessions: Readonly<Record<string, CalendarEvent["session"]>> = {
  "time-pre-market": "before-open",
  "time-after-hours": "after-close",
};

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
  const { isStale } = answer;
  const told = readAnswer(about, answer.json, Calendar);
  if (told.on !== on) throw badPayload(about, `the reports of ${told.on} instead of ${on}`);
  const { rows, faults } = told.rows.length === 0 ? { rows: [], faults: [] } : readRows(about, told.rows, Report);
  const seenAt = new Date(answer.receivedAt).toISOString();
  const tickers = createTickers(symbols);
  const events = rows.flatMap(({ symbol: ticker, name, time, marketCap }) => {
    const symbol = tickers(ticker);
    const report = { name, on, session: sessions[time ?? ""], marketCap };
    return symbol === undefined ? [] : [reportEvent({ ...report, symbol }, service, seenAt, isStale)];
  });
  return { events, faults, seenAt, isStale };
}

const names = {
  en: `US shares from $${leastPrice} among Nasdaq's short lists of the day's most advanced and declined`,
  zh: `纳斯达克网站当日涨跌幅榜所列美股（股价${leastPrice}美元以上）`,
};

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
    const quality = isRunning(dataAsOf, now) ? "provisional" : "final";
    const origin: Origin = { source: service, asOf: dataAsOf, quality };
    const quotes = rows.flatMap(({ symbol: ticker, name, lastSalePrice: price, change: percent }) => {
      const symbol = tickers(ticker);
      return symbol === undefined ? [] : (moverQuote({ symbol, ticker, name, price, percent }, origin) ?? []);
    });
    return { quotes, faults, asOf: dataAsOf };
  });
  return moversTold(sides, { about, names, source: service });
}
