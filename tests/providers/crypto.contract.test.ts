import { alternativeMe } from "../../src/providers/alternative-me/index.ts";
import { binance } from "../../src/providers/binance/index.ts";
import { coingecko, coingeckoPro } from "../../src/providers/coingecko/index.ts";
import { coinglass } from "../../src/providers/coinglass/index.ts";
import { coinmarketcap } from "../../src/providers/coinmarketcap/index.ts";
import { coinpaprika } from "../../src/providers/coinpaprika/index.ts";
import { farside } from "../../src/providers/farside/index.ts";
import { sosovalue, sosovalueWeb } from "../../src/providers/sosovalue/index.ts";
import { tftc } from "../../src/providers/tftc/index.ts";
import { theblock } from "../../src/providers/theblock/index.ts";
import { liveSourceContract, type TopicCase } from "../contracts/live-source.ts";
import { recorded } from "./asked.ts";

const coinsAsk = { now: "2026-11-20T12:05:00Z" };
const flowsAsk = { now: "2026-11-20T15:00:00Z", window: { from: "2026-11-16", to: "2026-11-20" } };

const markets: TopicCase = {
  topic: "coins",
  ask: coinsAsk,
  good: { "/coins/markets": recorded("coingecko-markets-2026-11-20.json") },
};
const global: TopicCase = {
  topic: "crypto-total",
  ask: { now: "2026-05-27T10:40:00Z" },
  good: { "/global": recorded("coingecko-global-2026-05-27.json") },
};
liveSourceContract({ source: coingecko, topics: [markets, global] });
liveSourceContract({ source: coingeckoPro, topics: [markets] });

const listings = recorded("coinmarketcap-listings-2026-06-19.json");
const mood = recorded("coinmarketcap-fear-greed-2026-11-20.json");
// Calls of the suite end after 400 ms, before a second one would be let through a second later.
const hurried = { ...coinmarketcap.facts, budget: { ...coinmarketcap.facts.budget, gapMs: 100 } };
liveSourceContract({
  source: { ...coinmarketcap, facts: hurried },
  topics: [
    {
      topic: "coins",
      ask: { now: "2026-06-19T14:04:00Z" },
      good: { "/v3/cryptocurrency/listings/latest": listings },
      alike: { "the code of success as text": { "*": listings.replace('"error_code": 0', '"error_code": "0"') } },
      refusals: {
        "a code with status 200": {
          routes: { "*": listings.replace('"error_code": 0', '"error_code": 1008') },
          trouble: "rate-limited",
        },
      },
    },
    {
      topic: "crypto-total",
      ask: { now: "2026-09-20T20:53:00Z" },
      good: { "/v1/global-metrics/quotes/latest": recorded("coinmarketcap-global-2026-09-20.json") },
    },
    { topic: "fear-greed", ask: coinsAsk, good: { "/v3/fear-and-greed/latest": mood } },
  ],
});

liveSourceContract({
  source: binance,
  topics: [{ topic: "coins", ask: coinsAsk, good: { "/ticker/24hr": recorded("binance-tickers-2026-11-20.json") } }],
});
liveSourceContract({
  source: coinpaprika,
  topics: [
    { topic: "coins", ask: coinsAsk, good: { "/tickers": recorded("coinpaprika-tickers-2026-11-20.json") } },
    { topic: "crypto-total", ask: coinsAsk, good: { "/global": recorded("coinpaprika-global-2026-11-20.json") } },
  ],
});
liveSourceContract({
  source: alternativeMe,
  topics: [{ topic: "fear-greed", ask: coinsAsk, good: { "/fng/": recorded("alternative-me-fng-2026-11-20.json") } }],
});

const history = recorded("sosovalue-history-btc-2026-06-02.json");
liveSourceContract({
  source: sosovalueWeb,
  topics: [
    {
      topic: "etf-btc",
      ask: { now: "2026-06-03T15:00:00Z", window: { from: "2026-06-01", to: "2026-06-05" } },
      good: {
        "/historicalInflowChart": history,
        "/currentEtfDataMetrics": recorded("sosovalue-current-btc-2026-06-02.json"),
      },
      refusals: {
        "a code with status 200": {
          routes: { "*": recorded("sosovalue-refusal-2026-11-20.json") },
          trouble: "upstream",
        },
      },
    },
  ],
});
liveSourceContract({
  source: sosovalue,
  topics: [
    {
      topic: "etf-btc",
      ask: { now: "2024-04-13T15:00:00Z", window: { from: "2024-04-08", to: "2024-04-12" } },
      good: { "/etfs/summary-history": recorded("sosovalue-official-btc-2024-04-12.json") },
    },
  ],
});
liveSourceContract({
  source: tftc,
  topics: [
    {
      topic: "etf-btc",
      ask: flowsAsk,
      good: { "/bitcoin-etf-flows/data.json": recorded("tftc-btc-2026-11-19.json") },
    },
  ],
});
liveSourceContract({
  source: theblock,
  topics: [{ topic: "etf-eth", ask: flowsAsk, good: { "*": recorded("theblock-eth-2026-11-18.json") } }],
});
liveSourceContract({
  source: coinglass,
  topics: [
    {
      topic: "etf-btc",
      ask: flowsAsk,
      good: { "/etf/bitcoin/flow-history": recorded("coinglass-btc-2026-11-18.json") },
      refusals: {
        "a missing key with status 200": {
          routes: { "*": recorded("coinglass-missing-key-2026-06-01.json") },
          trouble: "auth",
        },
      },
    },
  ],
});
liveSourceContract({
  source: farside,
  topics: [
    {
      topic: "etf-btc",
      ask: flowsAsk,
      good: { "/bitcoin-etf-flow-all-data/": recorded("farside-btc-2026-11-20.html") },
    },
  ],
});
