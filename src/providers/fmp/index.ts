import type { Day, Origin } from "../../market/figure.ts";
import { type Arrived, type Call, OutboundError, type Trouble } from "../../support/outbound/call.ts";
import type { Ask, Observed, Source, SourceSettings, Topic } from "../live/source.ts";
import { createTickers, spellings } from "../live/symbols.ts";
import { reportDays, reportEvent } from "../reports.ts";
import { type Reading, readAnswer, readRows } from "../rows.ts";
import { isRunning, leastPrice, moverQuote, moversTold } from "../us-movers.ts";
import { MoverRow, Refusal, ReportRow, Rows } from "./schema.ts";

const service = "Financial Modeling Prep";
const reading = (topic: Topic): Reading => ({ service, topic });

/** US movers, and a calendar of reports all over the world, without saying before the open or after the close. */
export const fmp: Source = {
  facts: {
    name: "fmp",
    names: { en: service, zh: service },
    base: "https://financialmodelingprep.com/stable",
    terms: "personal",
    budget: { perDay: 200, parallel: 2 },
    key: "required",
    delay: "delayed",
  },
  topics: (settings) => ({
    "movers-us": (ask, call) => movers(ask, withKey(call, settings)),
    "earnings-us": (ask, call) => earningsUs(ask, withKey(call, settings)),
    "earnings-dates": (ask, call) => earningsDates(ask, withKey(call, settings)),
  }),
};

function withKey(call: Call, { key }: SourceSettings): Call {
  return (question) => call({ ...question, keys: { apikey: key }, check });
}

function check({ status, json }: Arrived): void {
  const { data: told } = Refusal.safeParse(json);
  if (told === undefined || status === 429) return;
  throw new OutboundError(service, troubleIn(told), `${service} refuses the question (status ${status}).`);
}

function troubleIn(told: string): Trouble {
  if (/limit reach/i.test(told)) return "rate-limited";
  return /invalid api key|apikey/i.test(told) ? "auth" : "plan";
}

const names = {
  en: `US shares from $${leastPrice} among Financial Modeling Prep's biggest gainers and losers of the day`,
  zh: `Financial Modeling Prep 当日涨跌幅榜所列美股（股价${leastPrice}美元以上）`,
};

async function movers({ now, symbols }: Ask, call: Call): Promise<Observed> {
  const about = reading("movers-us");
  const tickers = createTickers(symbols);
  const sides = await Promise.all(
    ["/biggest-gainers", "/biggest-losers"].map(async (path) => {
      const { json, receivedAt } = await call({ path, expects: "json", freshMs: 30 * 60_000 });
      const { rows, faults } = readRows(about, readAnswer(about, json, Rows), MoverRow);
      const asOf = new Date(receivedAt).toISOString();
      const day = new Date(receivedAt).toLocaleDateString("sv-SE", { timeZone: "America/New_York" });
      const origin: Origin = { source: service, asOf, quality: isRunning(day, now) ? "provisional" : "final" };
      return { quotes: rows.flatMap((row) => quoteOf(row, tickers, origin)), faults, asOf };
    }),
  );
  return moversTold(sides, { about, names, source: service });
}

function quoteOf(row: MoverRow, tickers: ReturnType<typeof createTickers>, origin: Origin) {
  const { symbol: ticker, name, price, changesPercentage: percent } = row;
  const symbol = tickers(ticker, row.exchange ?? "");
  if (symbol === undefined) return [];
  return moverQuote({ symbol, ticker, name: name ?? "", price, percent }, origin) ?? [];
}

async function earningsUs(ask: Ask, call: Call): Promise<Observed> {
  const tickers = createTickers(ask.symbols);
  return earnings(reading("earnings-us"), ask, call, (theirs) => {
    const symbol = /^[A-Z]{1,5}(?:-[A-Z])?$/.test(theirs) ? tickers(theirs) : undefined;
    return symbol === undefined ? [] : [symbol];
  });
}

/** Listings elsewhere are written as Yahoo writes them. The calendar takes no symbols: it is read whole. */
async function earningsDates(ask: Ask, call: Call): Promise<Observed> {
  const ours = spellings(ask.symbols, "yahoo");
  return earnings(reading("earnings-dates"), ask, call, (theirs) => ours.get(theirs) ?? []);
}

const hourMs = 3_600_000;

/** A day at a time, because longer answers are cut off. */
async function earnings(
  about: Reading,
  ask: Ask,
  call: Call,
  oursOf: (theirs: string) => readonly string[],
): Promise<Observed> {
  const days = await Promise.all(reportDays(ask).map((on) => reportsOn(about, on, call, oursOf)));
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

async function reportsOn(about: Reading, on: Day, call: Call, oursOf: (theirs: string) => readonly string[]) {
  const answer = await call({
    path: "/earnings-calendar",
    query: { from: on, to: on },
    expects: "json",
    freshMs: 6 * hourMs,
    staleMs: 24 * hourMs,
  });
  const { isStale } = answer;
  const given = readAnswer(about, answer.json, Rows);
  const { rows, faults } = given.length === 0 ? { rows: [], faults: [] } : readRows(about, given, ReportRow);
  const seenAt = new Date(answer.receivedAt).toISOString();
  const events = rows
    .filter(({ date }) => date === on)
    .flatMap((row) => oursOf(row.symbol).map((symbol) => reportEvent({ symbol, on }, service, seenAt, isStale)));
  return { events, faults, seenAt, isStale };
}
