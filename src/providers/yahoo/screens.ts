import type { Names } from "../../market/instrument.ts";
import type { Quote, Universe } from "../../market/quote.ts";
import type { OutboundCall } from "../../support/outbound/call.ts";
import { firstOf } from "../lay.ts";
import { fromYahoo } from "../live/symbols.ts";
import { observe, service } from "./quotes.ts";
import type { QuoteRow } from "./schema.ts";

/** One market's screen: what is asked, what is kept of the answers, and both in words. */
export interface MarketScreen {
  readonly id: "us" | "hk" | "cn" | "tw";
  readonly names: Names;
  /** Gainers and losers. */
  readonly calls: readonly OutboundCall[];
  readonly keeps: (quote: Quote) => boolean;
}

const size = 25;
const freshMs = 5 * 60_000;

function predefined(scrIds: string): OutboundCall {
  return {
    path: "/v1/finance/screener/predefined/saved",
    query: { scrIds, count: size, lang: "en-US", region: "US", formatted: "false" },
    expects: "json",
    freshMs,
  };
}

function custom(region: string, leastCap: number, sortType: "ASC" | "DESC"): OutboundCall {
  return {
    path: "query1:/v1/finance/screener",
    query: { formatted: "false", lang: "en-US", region: "US" },
    method: "POST",
    body: {
      offset: 0,
      size,
      sortField: "percentchange",
      sortType,
      quoteType: "EQUITY",
      userId: "",
      userIdType: "guid",
      query: {
        operator: "AND",
        operands: [
          { operator: "EQ", operands: ["region", region] },
          { operator: "GTE", operands: ["intradaymarketcap", leastCap] },
          { operator: "GT", operands: ["dayvolume", leastVolume] },
        ],
      },
    },
    expects: "json",
    freshMs,
  };
}

const leastVolume = 100_000;

/** Yahoo does not say in which currency it screens by size: the sizes it gives are looked at again here. */
function regional(id: "hk" | "cn" | "tw", leastCap: number, names: Names): MarketScreen {
  return {
    id,
    names,
    calls: [custom(id, leastCap, "DESC"), custom(id, leastCap, "ASC")],
    keeps: ({ instrument, marketCap }) =>
      (marketCap?.number ?? 0) >= leastCap &&
      // The yuan counter of a Hong Kong share is the same company, and shares under warning have limits of their own.
      !/^8\d{4}\.HK$/.test(instrument.symbol) &&
      !/^\*?ST /i.test(instrument.names.en),
  };
}

export const marketScreens = {
  us: {
    id: "us",
    names: {
      en: "US shares up over 3% or down over 2.5% on the day, from $2bn in market cap and $5 in price, the 25 largest moves each way",
      zh: "美股当日涨超3%或跌超2.5%的个股，涨跌各前25名（市值20亿美元以上，股价5美元以上）",
    },
    calls: [predefined("day_gainers"), predefined("day_losers")],
    keeps: ({ instrument }) => instrument.kind === "stock",
  },
  hk: regional("hk", 10_000_000_000, {
    en: "Hong Kong shares from HK$10bn in market cap, the day's largest moves",
    zh: "港股市值100亿港元以上个股当日涨跌幅居前者",
  }),
  cn: regional("cn", 10_000_000_000, {
    en: "A shares from CNY 10bn in market cap, the day's largest moves",
    zh: "A股市值100亿元以上个股当日涨跌幅居前者",
  }),
  tw: regional("tw", 30_000_000_000, {
    en: "Taiwan shares from NT$30bn in market cap, the day's largest moves",
    zh: "台股市值300亿新台币以上个股当日涨跌幅居前者",
  }),
} as const satisfies Record<string, MarketScreen>;

const regionOf: Readonly<Record<MarketScreen["id"], RegExp>> = {
  us: /\.(?:O|N|A|BAT)$/,
  hk: /\.HK$/,
  cn: /\.S[HZ]$/,
  tw: /\.TWO?$/,
};

/** The screen's answers as a universe, without listings of other exchanges and without what its names leave out. */
export function universeOf(screen: MarketScreen, rows: readonly QuoteRow[], now: number): Universe {
  const quotes = rows.flatMap((row) => {
    const symbol = fromYahoo(row.symbol, row.exchange);
    if (symbol === undefined || !regionOf[screen.id].test(symbol)) return [];
    return (observe(row, symbol, now).quotes ?? []).filter(screen.keeps);
  });
  return {
    id: screen.id,
    names: screen.names,
    quotes: firstOf(quotes, (quote) => quote.instrument.symbol),
    curated: false,
    screened: true,
    source: service,
  };
}
