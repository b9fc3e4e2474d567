import { type Coin, coinsObserved } from "../coins.ts";
import type { Source } from "../live/source.ts";
import { askFor, type Reading, readAnswer, readRows } from "../rows.ts";
import { Pair, Ticker, Tickers } from "./schema.ts";

const names = { en: "Binance", zh: "币安" };
const about: Reading = { service: names.en, topic: "coins" };
const minuteMs = 60_000;
const quoteAsset = "USDT";
/** US dollars a day; prices of pairs that trade less are chance. */
const leastVolume = 5_000_000;
const traded = {
  en: "coins traded against USDT on Binance for at least USD 5 million in 24 hours",
  zh: "币安USDT交易对中24小时成交额不低于500万美元的币种",
};

/** Prices of one exchange against USDT, from its host for market data: no capitalisations, changes over 24 hours only. */
export const binance: Source = {
  facts: {
    name: "binance",
    names,
    base: "https://data-api.binance.vision/api/v3",
    terms: "personal",
    // Asking for all pairs counts as 80 of the 6000 a minute.
    budget: { perMinute: 2 },
    delay: "live",
  },
  topics: () => ({
    async coins(ask, call) {
      const question = { path: "/ticker/24hr", freshMs: 5 * minuteMs, staleMs: 360 * minuteMs };
      const { value, isStale } = await askFor(call, question, (json) => {
        const rows = readAnswer(about, json, Tickers).filter((row) => isAgainstDollar(row));
        return readRows(about, rows, Ticker);
      });
      return coinsObserved(about, { ...value, rows: coinsOf(value.rows) }, traded, ask, isStale);
    },
  }),
};

function isAgainstDollar(row: unknown): boolean {
  const symbol = Pair.safeParse(row).data?.symbol;
  // A row without a symbol is a broken one and is to be reported.
  return symbol === undefined || (symbol.endsWith(quoteAsset) && symbol !== quoteAsset);
}

/** Pairs that trade; a delisted one stays in the list with zeros. */
function coinsOf(rows: readonly Ticker[]): Coin[] {
  const bases = new Set(rows.map(baseOf));
  return rows
    .filter((row) => Number(row.count ?? 0) > 0 && Number(row.quoteVolume ?? 0) >= leastVolume)
    .map((row) => ({
      id: baseOf(row),
      symbol: baseOf(row),
      name: baseOf(row),
      ...(isLeveraged(baseOf(row), bases) ? { kind: "note" as const } : {}),
      at: row.closeTime,
      price: row.lastPrice,
      volume: row.quoteVolume,
      changes: { "24h": row.priceChangePercent },
    }));
}

const baseOf = ({ symbol }: Ticker) => symbol.slice(0, -quoteAsset.length);

/** BTCUP stands beside BTC; JUP does not stand beside J. */
function isLeveraged(base: string, bases: ReadonlySet<string>): boolean {
  const stem = /^(.{2,})(?:UP|DOWN|BULL|BEAR)$/.exec(base)?.[1];
  return stem !== undefined && bases.has(stem);
}
