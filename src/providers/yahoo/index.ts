import { type Answered, type Call, type OutboundCall, OutboundError } from "../../support/outbound/call.ts";
import type { Ask, Observed, Source, Topic } from "../live/source.ts";
import { spelled, spellings } from "../live/symbols.ts";
import { badPayload, fault, type Reading, readAnswer, readRows } from "../rows.ts";
import { reportsUs } from "./calendar.ts";
import { type Chart, chartCall, quoteOfChart, rateOfChart, readChart, seriesOf } from "./charts.ts";
import { createCrumbs, NoCrumb, type WithCrumb } from "./crumb.ts";
import { reportOf } from "./dates.ts";
import { observe, service } from "./quotes.ts";
import { QuoteAnswer, rowsUntil, ScreenerAnswer } from "./schema.ts";
import { type MarketScreen, marketScreens, universeOf } from "./screens.ts";

const reading = (topic: Topic): Reading => ({ service, topic });
const mostInOneCall = 50;
const usualPairs = ["USDCNY.FX", "USDCNH.FX", "USDHKD.FX", "USDJPY.FX", "USDTWD.FX", "EURUSD.FX"];

/** The public pages' own endpoints. Its crumb is kept by what `topics` returns: ask for them once. */
export const yahoo: Source = {
  facts: {
    name: "yahoo",
    names: { en: service, zh: "雅虎财经" },
    base: "https://query2.finance.yahoo.com",
    hosts: { query1: "https://query1.finance.yahoo.com", cookie: "https://fc.yahoo.com" },
    terms: "undocumented",
    budget: { perMinute: 60, gapMs: 250, parallel: 2 },
    delay: "delayed",
  },
  topics() {
    const withCrumb = createCrumbs();
    const movers = (topic: Topic, screen: MarketScreen) => (ask: Ask, call: Call) =>
      moversOf(reading(topic), screen, ask, call, withCrumb);
    return {
      quotes: (ask, call) => quotes(ask, call, withCrumb),
      closes,
      "movers-us": movers("movers-us", marketScreens.us),
      "movers-hk": movers("movers-hk", marketScreens.hk),
      "movers-cn": movers("movers-cn", marketScreens.cn),
      "movers-tw": movers("movers-tw", marketScreens.tw),
      "earnings-us": (ask, call) => reportsUs(reading("earnings-us"), ask, call, withCrumb),
      "earnings-dates": (ask, call) => earningsDates(ask, call, withCrumb),
      "us-yields": (ask, call) => ratesOf(reading("us-yields"), ["US10Y"], ask, call),
      fx: (ask, call) => {
        const asked = ask.symbols.filter((symbol) => /^[A-Z]{6}\.FX$/.test(symbol));
        return ratesOf(reading("fx"), asked.length > 0 ? asked : usualPairs, ask, call);
      },
    };
  },
};

const nothing = { rows: [], faults: [] };

/** Rows by the symbols they were asked by. That Yahoo knows none of them is an answer too. */
async function rowsBySymbol(about: Reading, { symbols, now }: Ask, call: Call, withCrumb: WithCrumb) {
  const ours = spellings(symbols, "yahoo");
  const theirs = [...ours.keys()];
  const parts = Array.from({ length: Math.ceil(theirs.length / mostInOneCall) }, (_, index) =>
    theirs.slice(index * mostInOneCall, (index + 1) * mostInOneCall),
  );
  const answers: Answered[] = [];
  for (const part of parts) {
    const question: OutboundCall = {
      path: "/v7/finance/quote",
      query: { symbols: part.join(",") },
      expects: "json",
      freshMs: 60_000,
    };
    answers.push(await withCrumb(call, question, now));
  }
  const given = answers.flatMap(({ json }) => readAnswer(about, json, QuoteAnswer));
  const { rows, faults } = given.length === 0 ? nothing : readRows(about, given, rowsUntil(now));
  const known = new Set(rows.map((row) => row.symbol));
  const absent = theirs
    .filter((one) => !known.has(one))
    .map((one) => fault(about, "a quote; Yahoo left it out", { value: ours.get(one)?.join(" ") ?? one }));
  const found = rows.flatMap((row) => (ours.get(row.symbol) ?? []).map((symbol) => ({ row, symbol })));
  if (found.length === 0 && rows.length > 0) throw badPayload(about, "none of the symbols asked for");
  return { found, faults: [...faults, ...absent] };
}

async function quotes(ask: Ask, call: Call, withCrumb: WithCrumb): Promise<Observed> {
  const about = reading("quotes");
  const read = await rowsBySymbol(about, ask, call, withCrumb).catch((error: unknown) => {
    if (error instanceof NoCrumb) return undefined;
    throw error;
  });
  if (read === undefined) return quotesByChart(about, ask, call);
  const parts = read.found.map(({ row, symbol }) => observe(row, symbol, ask.now));
  return observed(ask.now, {
    indices: parts.flatMap((part) => part.indices ?? []),
    quotes: parts.flatMap((part) => part.quotes ?? []),
    rates: parts.flatMap((part) => part.rates ?? []),
    asOf: read.found.map(({ row }) => row.regularMarketTime),
    faults: read.faults,
  });
}

/** Charts want no crumb, but a call each. */
async function quotesByChart(about: Reading, ask: Ask, call: Call): Promise<Observed> {
  const today = new Date(ask.now).toISOString().slice(0, 10);
  const window = { from: today, to: today };
  const { charts, faults } = await chartsOf(about, ask.symbols, { ...ask, window }, call);
  const isRate = ({ instrument: { kind } }: Chart) => kind === "rate" || kind === "fx";
  const quoted = charts.filter((chart) => !isRate(chart));
  const isIndex = ({ quoteType }: Chart) => quoteType === "INDEX";
  return observed(ask.now, {
    indices: quoted.filter(isIndex).flatMap((chart) => quoteOfChart(chart) ?? []),
    quotes: quoted.filter((chart) => !isIndex(chart)).flatMap((chart) => quoteOfChart(chart) ?? []),
    rates: charts.filter(isRate).flatMap((chart) => rateOfChart(chart, window) ?? []),
    asOf: charts.flatMap(({ last }) => last?.at ?? []),
    faults,
  });
}

async function closes(ask: Ask, call: Call): Promise<Observed> {
  const about = reading("closes");
  const { charts, faults } = await chartsOf(about, ask.symbols, ask, call);
  const series = charts.flatMap((chart) => seriesOf(chart, ask.window) ?? []);
  return observed(ask.now, {
    series,
    splits: charts.flatMap((chart) => chart.splits),
    asOf: series.flatMap(({ points }) => points.at(-1)?.on ?? []),
    faults,
  });
}

async function ratesOf(about: Reading, symbols: readonly string[], ask: Ask, call: Call): Promise<Observed> {
  const { charts, faults } = await chartsOf(about, symbols, ask, call);
  const rates = charts.flatMap((chart) => rateOfChart(chart, ask.window) ?? []).map(asIntraday);
  return observed(ask.now, { rates, asOf: rates.map((rate) => rate.level.origin.asOf), faults });
}

/** The yield Yahoo has is the market's, not the Treasury's of the day. */
function asIntraday(rate: NonNullable<Observed["rates"]>[number]): typeof rate {
  if (rate.instrument.symbol !== "US10Y") return rate;
  const names = { en: "US 10-year Treasury yield (market, intraday)", zh: "美国10年期国债收益率（市场盘中）" };
  return { ...rate, instrument: { ...rate.instrument, names } };
}

/** A chart for each symbol; one that fails is reported. If all do, so does the question, unless Yahoo just knows none. */
async function chartsOf(about: Reading, symbols: readonly string[], { window, now }: Ask, call: Call) {
  const asked = symbols.flatMap((symbol) => {
    const theirs = spelled(symbol, "yahoo");
    return theirs === undefined ? [] : [{ symbol, theirs }];
  });
  const results = await Promise.allSettled(
    asked.map(async ({ symbol, theirs }) =>
      readChart(about, symbol, (await call(chartCall(theirs, window))).json, now),
    ),
  );
  const charts = results.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
  const failures = results.flatMap((result, index) =>
    result.status === "rejected" ? [{ error: result.reason as unknown, symbol: asked[index]?.symbol ?? "" }] : [],
  );
  const odd = failures.find(({ error }) => !(error instanceof OutboundError));
  if (odd !== undefined) throw odd.error;
  const worst = failures.find(({ error }) => (error as OutboundError).trouble !== "not-found");
  if (charts.length === 0 && worst !== undefined) throw worst.error;
  const faults = failures.map(({ error, symbol }) =>
    fault(about, `a chart (${(error as OutboundError).trouble})`, { value: symbol }),
  );
  return { charts, faults: [...charts.flatMap((chart) => chart.faults), ...faults] };
}

async function moversOf(
  about: Reading,
  screen: MarketScreen,
  { now }: Ask,
  call: Call,
  withCrumb: WithCrumb,
): Promise<Observed> {
  const sides = [];
  // One after the other: a list of gainers alone is no list of movers.
  for (const question of screen.calls) {
    const answer = await withCrumb(call, question, now);
    sides.push(readRows(about, readAnswer(about, answer.json, ScreenerAnswer), rowsUntil(now)));
  }
  const universe = universeOf(
    screen,
    sides.flatMap(({ rows }) => rows),
    now,
  );
  if (universe.quotes.length === 0) throw badPayload(about, "no share of that market");
  return observed(now, {
    universes: [universe],
    asOf: universe.quotes.flatMap(({ level }) => level?.origin.asOf ?? []),
    faults: sides.flatMap(({ faults }) => faults),
  });
}

async function earningsDates(ask: Ask, call: Call, withCrumb: WithCrumb): Promise<Observed> {
  const about = reading("earnings-dates");
  const read = await rowsBySymbol(about, ask, call, withCrumb);
  const events = read.found.flatMap(({ row, symbol }) => reportOf(row, symbol, ask.window.from, ask.now) ?? []);
  return { events, asOf: new Date(ask.now).toISOString(), faults: read.faults };
}

/** Under the newest of its instants, or of now where there is nothing. */
function observed(
  now: number,
  { asOf, ...lists }: Omit<Observed, "asOf"> & { readonly asOf: readonly string[] },
): Observed {
  return { ...lists, asOf: asOf.toSorted().at(-1) ?? new Date(now).toISOString() };
}
