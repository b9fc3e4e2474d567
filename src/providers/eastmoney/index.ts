import { addDays, daysBetween } from "../../market/days.ts";
import type { Origin } from "../../market/figure.ts";
import type { Names } from "../../market/instrument.ts";
import type { Quote } from "../../market/quote.ts";
import { currencyOf } from "../../market/symbol.ts";
import { type Call, OutboundError } from "../../support/outbound/call.ts";
import { cleanText } from "../../support/text.ts";
import { maybe, moneyUnit, present } from "../files/context.ts";
import { firstOf } from "../lay.ts";
import type { Ask, Observed, Source, Topic } from "../live/source.ts";
import { column, firstReading, ratesObserved, yieldInstrument } from "../rates.ts";
import { askFor, badPayload, type Reading, readAnswer, readRows } from "../rows.ts";
import { List, type Share, ShareRow, YieldRow, Yields } from "./schema.ts";

const service = "Eastmoney";
const reading = (topic: Topic): Reading => ({ service, topic });
const hourMs = 3_600_000;

/** Stands in the site's own pages for everybody; the site may change it, and then the setting of a key replaces it. */
const publicToken = "894050c76af8597a853f5b408b759f5d";

/** The endpoints behind its website. It drops connections that come in bursts. */
export const eastmoney: Source = {
  facts: {
    name: "eastmoney",
    names: { en: service, zh: "东方财富" },
    base: "https://push2.eastmoney.com",
    hosts: { datacenter: "https://datacenter.eastmoney.com" },
    terms: "undocumented",
    budget: { perMinute: 10, gapMs: 500, parallel: 1 },
    key: "optional",
    delay: "delayed",
  },
  topics: ({ key }) => ({
    "movers-cn": (ask, call) => movers("movers-cn", markets.cn, ask, call),
    "movers-hk": (ask, call) => movers("movers-hk", markets.hk, ask, call),
    "cn-yields": (ask, call) => cnYields(ask, call, key ?? publicToken),
  }),
};

interface Market {
  readonly id: "cn" | "hk";
  readonly names: Names;
  /** Its lists by the site's own numbers. */
  readonly lists: string;
  readonly symbols: RegExp;
  /** Its time at which trading is over. */
  readonly closes: string;
}

const leastCap = 10_000_000_000;

const markets = {
  cn: {
    id: "cn",
    names: {
      en: "A shares from CNY 10bn in market cap without ST and newly listed ones, the day's largest moves",
      zh: "A股市值100亿元以上个股（不含ST及新股）当日涨跌幅居前者",
    },
    lists: "m:0 t:6,m:0 t:80,m:1 t:2,m:1 t:23",
    symbols: /\.S[HZ]$/,
    closes: "15:00",
  },
  hk: {
    id: "hk",
    names: {
      en: "Hong Kong shares from HK$10bn in market cap, the day's largest moves",
      zh: "港股市值100亿港元以上个股当日涨跌幅居前者",
    },
    lists: "m:128 t:3,m:128 t:4,m:128 t:1,m:128 t:2",
    // The yuan counter of a share, with a code of five digits, is the same company.
    symbols: /^\d{4}\.HK$/,
    closes: "16:00",
  },
} as const satisfies Record<string, Market>;

const pageSize = 100;
const mostPages = 3;
const enough = 10;
const aheadMs = 10 * 60_000;

async function movers(topic: Topic, market: Market, { now }: Ask, call: Call): Promise<Observed> {
  const about = reading(topic);
  // One after the other: a list of gainers alone is no list of movers.
  const gainers = await sideOf(about, market, 1, now, call);
  const losers = await sideOf(about, market, 0, now, call);
  const quotes = firstOf([...gainers.quotes, ...losers.quotes], ({ instrument }) => instrument.symbol);
  if (quotes.length === 0) throw badPayload(about, "no share of that market");
  const instants = quotes.flatMap(({ level }) => level?.origin.asOf ?? []).sort();
  return {
    universes: [{ id: market.id, names: market.names, quotes, curated: false, screened: true, source: service }],
    asOf: instants.at(-1) ?? new Date(now).toISOString(),
    faults: [...gainers.faults, ...losers.faults],
  };
}

/** The list comes in the order of its changes, so its first pages hold the largest moves of large companies too. */
async function sideOf(about: Reading, market: Market, order: 0 | 1, now: number, call: Call) {
  const quotes: Quote[] = [];
  const faults = [];
  for (let page = 1; page <= mostPages && quotes.length < enough; page++) {
    const { value } = await askFor(call, pageOf(market, order, page), (json) => sharesIn(about, json, page));
    if (value === undefined) break;
    faults.push(...value.faults);
    const shares = value.rows.flatMap((share) => share ?? []).filter(({ at }) => Date.parse(at) <= now + aheadMs);
    quotes.push(...shares.flatMap((share) => quoteOf(share, market) ?? []));
    if (value.rows.length + value.faults.length < pageSize) break;
  }
  return { quotes, faults };
}

function pageOf({ lists }: Market, order: 0 | 1, page: number) {
  return {
    path: "/api/qt/clist/get",
    query: {
      pn: page,
      pz: pageSize,
      po: order,
      np: 1,
      fltt: 2,
      invt: 2,
      fid: "f3",
      fs: lists,
      fields: "f2,f3,f12,f13,f14,f18,f20,f124",
    },
    freshMs: 5 * 60_000,
  };
}

/** Status 200 is no success. A page beyond the last is empty; the first one never is. */
function sharesIn(about: Reading, json: unknown, page: number) {
  const { rc, rows } = readAnswer(about, json, List);
  if (rc !== 0) throw refusal(about, rc);
  if (rows === undefined && page > 1) return undefined;
  return readRows(about, rows ?? [], ShareRow);
}

function refusal({ service, topic }: Reading, code: number): OutboundError {
  return new OutboundError(service, "upstream", `${service} refused ${topic} (code ${code}).`);
}

/** Shares under warning have limits of their own; N and C stand before names in their first days, without limits. */
const leftOut = /^\*?ST|^[NC](?=\p{Script=Han})/u;

function quoteOf(share: Share, market: Market): Quote | undefined {
  const { symbol, at } = share;
  if (!market.symbols.test(symbol) || Number(share.marketCap ?? 0) < leastCap) return undefined;
  if (market.id === "cn" && leftOut.test(share.name)) return undefined;
  const origin: Origin = { source: service, asOf: at, quality: isOver(at, market) ? "final" : "provisional" };
  const currency = currencyOf(symbol);
  const unit = moneyUnit(currency);
  const day = maybe(share.percent, "pct", origin);
  return present<Quote>({
    instrument: {
      symbol,
      names: { en: symbol, zh: cleanText(share.name).slice(0, 40) },
      kind: "stock",
      ...(currency !== undefined && { currency }),
    },
    level: maybe(share.price, unit, origin),
    previous: maybe(share.previous, unit, origin),
    marketCap: maybe(share.marketCap, unit, origin),
    changes: day === undefined ? {} : { day },
    volume: undefined,
    relative: undefined,
    valuation: undefined,
  });
}

/** Both exchanges keep the same time all year, eight hours ahead. */
function isOver(at: string, { closes }: Market): boolean {
  return new Date(Date.parse(at) + 8 * hourMs).toISOString().slice(11, 16) >= closes;
}

/** Sizes a page may have, so that windows of one length ask the same. */
const sizes = [60, 500];

async function cnYields(ask: Ask, call: Call, token: string): Promise<Observed> {
  const about = reading("cn-yields");
  const days = daysBetween(firstReading(ask.window), addDays(new Date(ask.now).toISOString().slice(0, 10), 1));
  const ps = sizes.find((size) => size >= days) ?? sizes.at(-1);
  const question = {
    path: "datacenter:/api/data/get",
    query: { type: "RPTA_WEB_TREASURYYIELD", sty: "ALL", st: "SOLAR_DATE", sr: -1, p: 1, ps, pageNo: 1, pageNum: 1 },
    keys: { token },
    freshMs: hourMs,
    staleMs: 96 * hourMs,
  };
  const answer = await askFor(call, question, (json) => {
    const { success = true, code, result } = readAnswer(about, json, Yields);
    if (!success || code !== 0) throw refusal(about, code);
    return readRows(about, result?.data ?? [], YieldRow);
  });
  const { rows, faults } = answer.value;
  const readings = [{ instrument: yieldInstrument("CN10Y"), unit: "pct" as const, closes: column(rows, "CN10Y") }];
  return ratesObserved(about, readings, [answer], faults, ask);
}
