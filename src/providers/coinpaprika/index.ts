import { coinsObserved } from "../coins.ts";
import { totalsObserved } from "../crypto-totals.ts";
import type { Source } from "../live/source.ts";
import { askFor, type Reading, readAnswer, readRows } from "../rows.ts";
import { Global, TickerRow, TickerRows } from "./schema.ts";

const names = { en: "CoinPaprika", zh: "CoinPaprika" };
const reading = (topic: string): Reading => ({ service: names.en, topic });
const minuteMs = 60_000;
const times = { freshMs: 5 * minuteMs, staleMs: 360 * minuteMs };
const largest = { en: "the 250 largest crypto assets by market cap", zh: "市值前250名的加密资产" };

/** Free without a key: 20 000 calls a month from one pool. */
export const coinpaprika: Source = {
  facts: {
    name: "coinpaprika",
    names,
    base: "https://api.coinpaprika.com/v1",
    terms: "personal",
    budget: { perDay: 500 },
    delay: "live",
  },
  topics: () => ({
    async coins(ask, call) {
      const about = reading("coins");
      const question = { path: "/tickers", query: { limit: 250, quotes: "USD" }, ...times };
      const { value, isStale } = await askFor(call, question, (json) =>
        readRows(about, readAnswer(about, json, TickerRows), TickerRow),
      );
      return coinsObserved(about, value, largest, ask, isStale);
    },
    async "crypto-total"(ask, call) {
      const about = reading("crypto-total");
      const { value, isStale } = await askFor(call, { path: "/global", ...times }, (json) =>
        readAnswer(about, json, Global),
      );
      return totalsObserved(about, value, ask, isStale);
    },
  }),
};
