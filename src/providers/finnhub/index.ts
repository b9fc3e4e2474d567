import { addDays, daysBetween } from "../../market/days.ts";
import type { Day, Origin } from "../../market/figure.ts";
import type { CalendarEvent } from "../../market/observations.ts";
import type { Quote } from "../../market/quote.ts";
import { marketOf } from "../../market/symbol.ts";
import { type Arrived, type Call, OutboundError } from "../../support/outbound/call.ts";
import { maybe, present } from "../files/context.ts";
import type { Ask, Observed, Source, SourceSettings, Topic } from "../live/source.ts";
import { createTickers, spellings } from "../live/symbols.ts";
import { reportDays, reportEvent } from "../reports.ts";
import { fault, type Reading, readAnswer, readRows } from "../rows.ts";
import { isRunning } from "../us-movers.ts";
import { CalendarAnswer, QuoteAnswer, Refusal, ReportRow, Unknown } from "./schema.ts";

const service = "Finnhub";
const reading = (topic: Topic): Reading => ({ service, topic });

/** Quotes of US shares, a call each, and the calendar of US reports; other markets want a plan that is paid for. */
export const finnhub: Source = {
  facts: {
    name: "finnhub",
    names: { en: service, zh: "Finnhub" },
    base: "https://finnhub.io/api/v1",
    terms: "personal",
    budget: { perMinute: 30 },
    key: "required",
    delay: "live",
  },
  topics: (settings) => ({
    quotes: (ask, call) => quotes(ask, withKey(call, settings)),
    "earnings-us": (ask, call) => earnings(ask, withKey(call, settings)),
  }),
};

function withKey(call: Call, { key = "" }: SourceSettings): Call {
  return (question) => call({ ...question, headers: { "x-finnhub-token": key }, check });
}

/** It says 403 of what the key's plan does not cover; a machine it refuses gets a page. */
function check({ status, json }: Arrived): void {
  if (status === 403 && Refusal.safeParse(json).success)
    throw new OutboundError(
      service,
      "plan",
      `${service} does not cover this question with this key's plan (status 403).`,
    );
}

/** More would not fit into a minute's calls. */
const mostQuotes = 25;

async function quotes({ symbols, now }: Ask, call: Call): Promise<Observed> {
  const about = reading("quotes");
  const ours = spellings(
    symbols.filter((symbol) => marketOf(symbol) === "us"),
    "finnhub",
  );
  const theirs = [...ours.keys()];
  const results = await Promise.allSettled(
    theirs.slice(0, mostQuotes).map((symbol) => oneQuote(about, symbol, ours.get(symbol) ?? [], call, now)),
  );
  const found = results.flatMap((result) => (result.status === "fulfilled" ? result.value : []));
  const failures = results.flatMap((result) => (result.status === "rejected" ? [result.reason as unknown] : []));
  const worst = failures.find((error) => !(error instanceof OutboundError)) ?? failures[0];
  if (worst !== undefined && (found.length === 0 || !(worst instanceof OutboundError))) throw worst;
  const known = new Set(found.map((quote) => quote.instrument.symbol));
  const absent = [...ours.values()].flat().filter((symbol) => !known.has(symbol));
  return {
    quotes: found,
    asOf:
      found
        .flatMap(({ level }) => level?.origin.asOf ?? [])
        .sort()
        .at(-1) ?? new Date(now).toISOString(),
    faults: absent.map((value) => fault(about, "a quote", { value })),
  };
}

async function oneQuote(
  about: Reading,
  theirs: string,
  ours: readonly string[],
  call: Call,
  now: number,
): Promise<Quote[]> {
  const { json } = await call({ path: "/quote", query: { symbol: theirs }, expects: "json", freshMs: 60_000 });
  if (Unknown.safeParse(json).success) return [];
  const answer = readAnswer(about, json, QuoteAnswer);
  if (Date.parse(answer.t) > now + 10 * 60_000) return [];
  return ours.map((symbol) => quoteOf(answer, symbol, now));
}

function quoteOf({ c, dp, pc, t }: QuoteAnswer, symbol: string, now: number): Quote {
  const day = new Date(t).toLocaleDateString("sv-SE", { timeZone: "America/New_York" });
  const origin: Origin = { source: service, asOf: t, quality: isRunning(day, now) ? "provisional" : "final" };
  const change = pc === undefined ? undefined : maybe(dp, "pct", origin);
  return present<Quote>({
    instrument: { symbol, names: { en: symbol, zh: "" }, kind: "stock", currency: "USD" },
    level: maybe(c, "usd", origin),
    previous: maybe(pc, "usd", origin),
    changes: change === undefined ? {} : { day: change },
    marketCap: undefined,
    volume: undefined,
    relative: undefined,
    valuation: undefined,
  });
}

const hourMs = 3_600_000;
/** Wide ranges are cut off near 1500 rows, and lose the near days. */
const daysInOneCall = 3;

async function earnings(ask: Ask, call: Call): Promise<Observed> {
  const about = reading("earnings-us");
  const parts = await Promise.all(slices(reportDays(ask)).map((part) => reportsIn(about, part, ask, call)));
  return {
    events: parts.flatMap(({ events }) => events),
    asOf:
      parts
        .map(({ seenAt }) => seenAt)
        .sort()
        .at(-1) ?? new Date(ask.now).toISOString(),
    faults: parts.flatMap(({ faults }) => faults),
    ...(parts.some(({ isStale }) => isStale) && { isStale: true }),
  };
}

function slices(days: readonly Day[]): { from: Day; to: Day }[] {
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) return [];
  return Array.from({ length: Math.ceil((daysBetween(first, last) + 1) / daysInOneCall) }, (_, index) => {
    const from = addDays(first, index * daysInOneCall);
    const to = addDays(from, daysInOneCall - 1);
    return { from, to: to < last ? to : last };
  });
}

const sessions: Readonly<Record<string, CalendarEvent["session"]>> = { bmo: "before-open", amc: "after-close" };

async function reportsIn(about: Reading, part: { from: Day; to: Day }, { symbols }: Ask, call: Call) {
  const answer = await call({
    path: "/calendar/earnings",
    query: part,
    expects: "json",
    freshMs: 6 * hourMs,
    staleMs: 24 * hourMs,
  });
  const { isStale } = answer;
  const given = readAnswer(about, answer.json, CalendarAnswer);
  const { rows, faults } = given.length === 0 ? { rows: [], faults: [] } : readRows(about, given, ReportRow);
  const seenAt = new Date(answer.receivedAt).toISOString();
  const tickers = createTickers(symbols);
  const events = rows.flatMap((row) => {
    const symbol = tickerOf(row.symbol) && tickers(row.symbol);
    if (symbol === undefined || row.date < part.from || row.date > part.to) return [];
    const period = row.quarter === undefined || row.year === undefined ? undefined : `FY${row.year}Q${row.quarter}`;
    return [reportEvent({ symbol, on: row.date, session: sessions[row.hour ?? ""], period }, service, seenAt, isStale)];
  });
  return { events, faults, seenAt, isStale };
}

/** Listings of other markets carry a suffix of two letters. */
const tickerOf = (text: string): string | undefined => (/^[A-Z]{1,5}(?:[.-][A-Z])?$/.test(text) ? text : undefined);
