import type { Call } from "../../support/outbound/call.ts";
import { coinsObserved } from "../coins.ts";
import { totalsObserved } from "../crypto-totals.ts";
import type { Ask, Source, SourceFacts } from "../live/source.ts";
import { askFor, type Reading, readAnswer, readRows } from "../rows.ts";
import { Global, MarketRow, MarketRows } from "./schema.ts";

const shared = {
  names: { en: "CoinGecko", zh: "CoinGecko" },
  terms: "attribution",
  attribution: {
    en: "Data provided by CoinGecko (https://www.coingecko.com)",
    zh: "数据由 CoinGecko 提供（https://www.coingecko.com）",
  },
  delay: "live",
} as const;

const reading = (topic: string): Reading => ({ service: shared.names.en, topic });
const minuteMs = 60_000;
const times = { freshMs: 5 * minuteMs, staleMs: 360 * minuteMs };

const largest = {
  en: "the 250 largest crypto assets by market cap",
  zh: "市值前250名的加密资产",
};

function coinGecko(facts: SourceFacts, keyHeader: string): Source {
  return {
    facts,
    topics({ key }) {
      const headers = key === undefined ? {} : { [keyHeader]: key };
      return {
        coins: (ask, call) => coins(ask, call, headers),
        "crypto-total": (ask, call) => total(ask, call, headers),
      };
    },
  };
}

async function coins(ask: Ask, call: Call, headers: Readonly<Record<string, string>>) {
  const query = {
    vs_currency: "usd",
    order: "market_cap_desc",
    per_page: 250,
    page: 1,
    price_change_percentage: "1h,24h,7d,30d",
  };
  const about = reading("coins");
  const read = (json: unknown) => readRows(about, readAnswer(about, json, MarketRows), MarketRow);
  const { value, isStale } = await askFor(call, { path: "/coins/markets", query, headers, ...times }, read);
  return coinsObserved(about, value, largest, ask, isStale);
}

async function total(ask: Ask, call: Call, headers: Readonly<Record<string, string>>) {
  const about = reading("crypto-total");
  const read = (json: unknown) => readAnswer(about, json, Global);
  const { value, isStale } = await askFor(call, { path: "/global", headers, ...times }, read);
  return totalsObserved(about, value, ask, isStale);
}

/** Without a key, or with one of the free Demo plan. Its quota without a key is shared by address and not published. */
export const coingecko = coinGecko(
  {
    ...shared,
    name: "coingecko",
    base: "https://api.coingecko.com/api/v3",
    budget: { perMinute: 5, perDay: 300 },
    key: "optional",
  },
  "x-cg-demo-api-key",
);

/** With a key of a paid plan, which has a host of its own and is refused at the other. */
export const coingeckoPro = coinGecko(
  {
    ...shared,
    name: "coingecko-pro",
    base: "https://pro-api.coingecko.com/api/v3",
    budget: { perMinute: 60 },
    key: "required",
  },
  "x-cg-pro-api-key",
);
