import { type Arrived, type Call, OutboundError, type Trouble } from "../../support/outbound/call.ts";
import { coinsObserved } from "../coins.ts";
import { totalsObserved } from "../crypto-totals.ts";
import { moodsObserved } from "../fear-greed.ts";
import type { Ask, Observed, Source } from "../live/source.ts";
import { askFor, badPayload, type Reading, readAnswer, readRows } from "../rows.ts";
import { FearGreed, GlobalMetrics, Listing, Listings, Status } from "./schema.ts";

/** How it is asked: without a key below a path of its own. */
interface Way {
  readonly root: string;
  readonly headers: Readonly<Record<string, string>>;
}

const names = { en: "CoinMarketCap", zh: "CoinMarketCap" };
const reading = (topic: string): Reading => ({ service: names.en, topic });
const minuteMs = 60_000;
const times = { freshMs: 5 * minuteMs, staleMs: 360 * minuteMs };
const largest = { en: "the 200 largest crypto assets by market cap", zh: "市值前200名的加密资产" };

export const coinmarketcap: Source = {
  facts: {
    name: "coinmarketcap",
    names,
    base: "https://pro-api.coinmarketcap.com",
    terms: "personal",
    attribution: { en: "Source: CoinMarketCap", zh: "来源：CoinMarketCap" },
    budget: { perMinute: 10, perDay: 400, gapMs: 1000 },
    key: "optional",
    delay: "live",
  },
  topics({ key }) {
    const way: Way =
      key === undefined ? { root: "/public-api", headers: {} } : { root: "", headers: { "X-CMC_PRO_API_KEY": key } };
    return {
      coins: (ask, call) => coins(ask, call, way),
      "crypto-total": (ask, call) => total(ask, call, way),
      "fear-greed": (ask, call) => fearGreed(ask, call, way),
    };
  },
};

async function coins(ask: Ask, call: Call, { root, headers }: Way): Promise<Observed> {
  const about = reading("coins");
  // One credit buys 200 of them.
  const query = { start: 1, limit: 200, convert: "USD", sort: "market_cap" };
  const path = `${root}/v3/cryptocurrency/listings/latest`;
  const { value, isStale } = await askFor(call, { path, query, headers, check: refuse(about), ...times }, (json) =>
    readRows(about, readAnswer(about, json, Listings).data, Listing),
  );
  return coinsObserved(about, value, largest, ask, isStale);
}

async function total(ask: Ask, call: Call, { root, headers }: Way): Promise<Observed> {
  const about = reading("crypto-total");
  const question = { path: `${root}/v1/global-metrics/quotes/latest`, query: { convert: "USD" }, headers };
  const { value, isStale } = await askFor(call, { ...question, check: refuse(about), ...times }, (json) =>
    readAnswer(about, json, GlobalMetrics),
  );
  return totalsObserved(about, value, ask, isStale);
}

async function fearGreed(ask: Ask, call: Call, { root, headers }: Way): Promise<Observed> {
  const about = reading("fear-greed");
  const question = { path: `${root}/v3/fear-and-greed/latest`, headers, freshMs: 30 * minuteMs };
  const answer = await askFor(call, { ...question, staleMs: 36 * 60 * minuteMs, check: refuse(about) }, (json) => {
    const mood = readAnswer(about, json, FearGreed);
    if (mood.value === undefined) throw badPayload(about, "no reading");
    return { rows: [mood], faults: [] };
  });
  return moodsObserved(about, "cmc", answer, ask);
}

const troubles: Readonly<Record<number, Trouble>> = {
  1001: "auth",
  1002: "auth",
  1003: "plan",
  1004: "plan",
  1005: "auth",
  1006: "plan",
  1007: "auth",
  1008: "rate-limited",
  1009: "rate-limited",
  1010: "rate-limited",
  1011: "rate-limited",
};

/** Its own codes say more than the status beside them, and come with status 200 too. */
const refuse =
  ({ service, topic }: Reading) =>
  ({ json, headers }: Arrived): void => {
    const code = Number(Status.safeParse(json).data?.status.error_code ?? 0);
    if (code === 0) return;
    const seconds = Number(headers["retry-after"] ?? Number.NaN);
    const waitMs = seconds > 0 ? seconds * 1000 : undefined;
    throw new OutboundError(
      service,
      troubles[code] ?? "upstream",
      `${service} refused ${topic} (code ${code}).`,
      waitMs,
    );
  };
