import { isDay } from "../../market/days.ts";
import type { Origin } from "../../market/figure.ts";
import type { CalendarEvent } from "../../market/observations.ts";
import { type Arrived, type Call, OutboundError, type Trouble } from "../../support/outbound/call.ts";
import { readCsv } from "../files/csv.ts";
import type { Ask, Observed, Source, SourceSettings, Topic } from "../live/source.ts";
import { createTickers } from "../live/symbols.ts";
import { reportDays, reportEvent } from "../reports.ts";
import { badPayload, type Reading, readAnswer, readRows } from "../rows.ts";
import { leastPrice, moverQuote, moversUniverse } from "../us-movers.ts";
import { MoverRow, Movers, Refusal, ReportRow } from "./schema.ts";

const service = "Alpha Vantage";
const reading = (topic: Topic): Reading => ({ service, topic });
const hourMs = 3_600_000;

/** US movers at the end of a day, and three months of US reports in one call; 25 calls a day in all. */
export const alphavantage: Source = {
  facts: {
    name: "alphavantage",
    names: { en: service, zh: service },
    base: "https://www.alphavantage.co",
    terms: "personal",
    budget: { perDay: 20, gapMs: 12_000 },
    key: "required",
    delay: "daily",
  },
  topics: (settings) => ({
    "movers-us": (ask, call) => movers(ask, withKey(call, settings)),
    "earnings-us": (ask, call) => earnings(ask, withKey(call, settings)),
  }),
};

function withKey(call: Call, { key }: SourceSettings): Call {
  return (question) => call({ ...question, keys: { apikey: key }, check });
}

/** Its words hold the key: none of them is passed on. */
function check({ json }: Arrived): void {
  const { data: told } = Refusal.safeParse(json);
  if (told === undefined) return;
  const trouble = troubleIn(told);
  const afterMs = /per day|daily/i.test(told) ? 6 * hourMs : undefined;
  throw new OutboundError(service, trouble, `${service} refuses the question (${trouble}).`, afterMs);
}

function troubleIn(told: string): Trouble {
  if (/rate limit|requests? per|call frequency/i.test(told)) return "rate-limited";
  if (/invalid api ?call/i.test(told)) return "bad-payload";
  return /premium/i.test(told) && !/api ?key is (?:invalid|missing)/i.test(told) ? "plan" : "auth";
}

/** Fewer and a few trades make the price. */
const leastVolume = 100_000;
const names = {
  en: `US shares from $${leastPrice} among Alpha Vantage's top gainers and losers at the close, from ${leastVolume} shares traded`,
  zh: `Alpha Vantage 收盘涨跌幅榜所列美股（股价${leastPrice}美元以上，成交${leastVolume / 10_000}万股以上）`,
};

async function movers({ symbols }: Ask, call: Call): Promise<Observed> {
  const about = reading("movers-us");
  const { json } = await call({
    path: "/query",
    query: { function: "TOP_GAINERS_LOSERS" },
    expects: "json",
    freshMs: 3 * hourMs,
  });
  const { on, sides } = readAnswer(about, json, Movers);
  if (!isDay(on)) throw badPayload(about, "no day");
  const origin: Origin = { source: service, asOf: on, quality: "final" };
  const tickers = createTickers(symbols);
  const read = sides.map((side) => readRows(about, side, MoverRow));
  const quotes = read
    .flatMap(({ rows }) => rows)
    .filter(({ volume }) => Number(volume ?? 0) >= leastVolume)
    .flatMap(({ ticker, price, change_percentage: percent, volume }) => {
      const symbol = tickers(ticker);
      return symbol === undefined ? [] : (moverQuote({ symbol, ticker, price, percent, volume }, origin) ?? []);
    });
  if (quotes.length === 0) throw badPayload(about, `no share from $${leastPrice}`);
  return {
    universes: [moversUniverse(quotes, names, service)],
    asOf: on,
    faults: read.flatMap(({ faults }) => faults),
  };
}

const sessions: Readonly<Record<string, CalendarEvent["session"]>> = {
  "pre-market": "before-open",
  "post-market": "after-close",
};

async function earnings(ask: Ask, call: Call): Promise<Observed> {
  const about = reading("earnings-us");
  const answer = await call({
    path: "/query",
    query: { function: "EARNINGS_CALENDAR", horizon: "3month" },
    expects: "csv",
    freshMs: 20 * hourMs,
    staleMs: 72 * hourMs,
  });
  const { isStale } = answer;
  const table = readCsv("earnings calendar", answer.text);
  if (!["symbol", "name", "reportDate"].every((column) => table.columns.includes(column)))
    throw badPayload(about, "other columns");
  const { rows, faults } = readRows(
    about,
    table.rows.map(({ cells }) => cells),
    ReportRow,
  );
  const seenAt = new Date(answer.receivedAt).toISOString();
  const [tickers, days] = [createTickers(ask.symbols), new Set(reportDays(ask))];
  const events = rows
    .filter((row) => days.has(row.reportDate) && /^[A-Z]{1,5}(?:[.-][A-Z])?$/.test(row.symbol))
    .flatMap(({ symbol: ticker, name, reportDate: on, timeOfTheDay }) => {
      const symbol = tickers(ticker);
      const report = { name, on, session: sessions[timeOfTheDay ?? ""] };
      return symbol === undefined ? [] : [reportEvent({ ...report, symbol }, service, seenAt, isStale)];
    });
  return { events, asOf: seenAt, faults, ...(isStale && { isStale }) };
}
