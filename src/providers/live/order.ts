import type { Call } from "../../support/outbound/call.ts";
import type { Source, SourceFacts, SourceSettings, Topic } from "./source.ts";

interface Order {
  /** Asked before all others where the operator gave a key for them. */
  readonly keyed?: readonly string[];
  readonly usual: readonly string[];
}

/**
 * Which sources are asked for a topic, the best first. Names that no source carries, or that are turned off, are passed over.
 * Finnhub, FMP and Alpha Vantage stand after Yahoo for quotes and movers: their lists are full of penny stocks.
 */
export const orders: Readonly<Record<Topic, Order>> = {
  quotes: { usual: ["yahoo", "finnhub", "tencent", "twse"] },
  closes: { usual: ["yahoo"] },
  "movers-us": { usual: ["yahoo", "fmp", "alphavantage", "nasdaq"] },
  "movers-hk": { usual: ["yahoo", "eastmoney"] },
  "movers-cn": { usual: ["yahoo", "eastmoney"] },
  "movers-tw": { usual: ["yahoo", "twse"] },
  coins: {
    keyed: ["coingecko-pro", "coingecko", "coinmarketcap"],
    usual: ["coingecko", "coinmarketcap", "binance", "coinpaprika"],
  },
  "crypto-total": {
    keyed: ["coingecko-pro", "coingecko", "coinmarketcap"],
    usual: ["coingecko", "coinmarketcap", "coinpaprika"],
  },
  "fear-greed": { keyed: ["coinmarketcap"], usual: ["alternative-me", "coinmarketcap"] },
  "etf-btc": { keyed: ["sosovalue", "coinglass"], usual: ["sosovalue-web", "tftc", "theblock", "farside"] },
  "etf-eth": { keyed: ["sosovalue", "coinglass"], usual: ["sosovalue-web", "theblock", "farside"] },
  "earnings-us": { keyed: ["finnhub", "fmp", "alphavantage"], usual: ["nasdaq", "yahoo"] },
  "earnings-dates": { usual: ["yahoo", "fmp"] },
  "us-yields": { keyed: ["fred"], usual: ["treasury", "fred", "yahoo"] },
  "cn-yields": { usual: ["eastmoney"] },
  fx: { usual: ["frankfurter", "yahoo"] },
  "rmb-parity": { usual: ["chinamoney"] },
  news: { keyed: ["finnhub"], usual: ["feeds", "sec", "gdelt"] },
};

/** A source with what the operator set for it, and the way to it. */
export interface Reachable {
  readonly facts: SourceFacts;
  readonly settings: SourceSettings;
  readonly isOn: boolean;
  readonly topics: ReturnType<Source["topics"]>;
  readonly call: Call;
}

/** The sources of a topic that may be asked, in order. */
export function chainOf(topic: Topic, sources: readonly Reachable[]): Reachable[] {
  const { keyed = [], usual } = orders[topic];
  const byName = new Map(sources.map((one) => [one.facts.name, one]));
  const withKey = keyed.filter((name) => byName.get(name)?.settings.key !== undefined);
  return [...new Set([...withKey, ...usual])].flatMap((name) => {
    const found = byName.get(name);
    if (found === undefined || !found.isOn || found.topics[topic] === undefined) return [];
    return found.facts.key === "required" && found.settings.key === undefined ? [] : [found];
  });
}
