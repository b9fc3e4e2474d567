import { changePercent, subtract } from "../../market/decimal.ts";
import { derived, type Origin } from "../../market/figure.ts";
import type { Kind } from "../../market/instrument.ts";
import type { Quote } from "../../market/quote.ts";
import type { Call } from "../../support/outbound/call.ts";
import { cleanText } from "../../support/text.ts";
import { maybe, present } from "../files/context.ts";
import type { Ask, Observed, Source, Topic } from "../live/source.ts";
import { badPayload, fault, type Reading, readAnswer, readRows } from "../rows.ts";
import { DayRow, DayRows } from "./schema.ts";

const service = "TWSE";
const reading = (topic: Topic): Reading => ({ service, topic });

/** The exchange's own prices, once a day after the close. Only its main board: `6488.TWO` and the like are not in it. */
export const twse: Source = {
  facts: {
    name: "twse",
    names: { en: service, zh: "台湾证券交易所" },
    base: "https://openapi.twse.com.tw/v1",
    terms: "open",
    budget: { perHour: 6 },
    delay: "daily",
  },
  topics: () => ({ quotes, "movers-tw": movers }),
};

async function rowsOf(about: Reading, call: Call, now: number) {
  const { json } = await call({
    path: "/exchangeReport/STOCK_DAY_ALL",
    expects: "json",
    freshMs: 30 * 60_000,
    timeoutMs: 20_000,
  });
  const { rows, faults } = readRows(about, readAnswer(about, json, DayRows), DayRow);
  // At its close a day in Taipei has begun everywhere that matters; one later than that has not been traded.
  const today = new Date(now + 8 * 3_600_000).toISOString().slice(0, 10);
  const traded = rows.filter((row) => row.Date <= today);
  if (traded.length === 0) throw badPayload(about, "days that have not come");
  const on =
    traded
      .map((row) => row.Date)
      .sort()
      .at(-1) ?? "";
  return { rows: traded, faults, on };
}

async function quotes({ symbols, now }: Ask, call: Call): Promise<Observed> {
  const about = reading("quotes");
  const asked = new Set(symbols.filter((symbol) => symbol.endsWith(".TW")));
  if (asked.size === 0) return { quotes: [], asOf: new Date(now).toISOString(), faults: [] };
  const { rows, on, faults } = await rowsOf(about, call, now);
  const found = rows.flatMap((row) => (asked.has(symbolOf(row)) ? (quoteOf(row) ?? []) : []));
  const known = new Set(found.map((quote) => quote.instrument.symbol));
  const absent = [...asked].filter((symbol) => !known.has(symbol)).map((value) => fault(about, "a close", { value }));
  return { quotes: found, asOf: on, faults: [...faults, ...absent] };
}

/** Less than that and a few trades make the price. */
const leastTraded = 100_000_000;

async function movers({ now }: Ask, call: Call): Promise<Observed> {
  const about = reading("movers-tw");
  const { rows, on, faults } = await rowsOf(about, call, now);
  const found = rows
    .filter((row) => row.Date === on && /^[1-9]\d{3}$/.test(row.Code) && Number(row.TradeValue ?? 0) >= leastTraded)
    .flatMap((row) => quoteOf(row) ?? []);
  if (found.length === 0) throw badPayload(about, "no share that was traded");
  const names = {
    en: "Taiwan main board shares with NT$100m traded on the day, at the close",
    zh: "台湾证交所上市个股（当日成交额1亿新台币以上，收盘价）",
  };
  return {
    universes: [{ id: "tw", names, quotes: found, curated: false, screened: true, source: service }],
    asOf: on,
    faults,
  };
}

const symbolOf = ({ Code }: DayRow) => `${Code}.TW`;

function quoteOf(row: DayRow): Quote | undefined {
  const { ClosingPrice: close, Change: change } = row;
  if (close === undefined) return undefined;
  const origin: Origin = { source: service, asOf: row.Date, quality: "final" };
  const symbol = symbolOf(row);
  const previous = change === undefined ? undefined : subtract(close, change);
  const isCompared = previous !== undefined && Number(previous) > 0;
  return present<Quote>({
    instrument: {
      symbol,
      names: { en: symbol, zh: cleanText(row.Name).slice(0, 40) },
      kind: kindOf(row.Code),
      currency: "TWD",
    },
    level: maybe(close, "twd", origin),
    previous: isCompared ? derived(previous, "twd", origin) : undefined,
    changes: isCompared ? { day: derived(changePercent(previous, close, 2), "pct", origin) } : {},
    volume: maybe(row.TradeVolume, "count", origin),
    marketCap: undefined,
    relative: undefined,
    valuation: undefined,
  });
}

/** Ranges of codes: funds, warrants, and preferred shares by a letter after the company's code. */
function kindOf(code: string): Kind {
  if (code.startsWith("00")) return "fund";
  if (code.startsWith("0")) return "warrant";
  return /^\d{4}[A-Z]$/.test(code) ? "preferred" : "stock";
}
