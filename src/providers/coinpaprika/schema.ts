import * as z from "zod";
import type { Coin } from "../coins.ts";
import type { Totals } from "../crypto-totals.ts";
import { amount, capital, instant, percent, price } from "../numbers.ts";

const Quote = z.object({
  price,
  market_cap: capital,
  volume_24h: amount,
  percent_change_1h: percent,
  percent_change_24h: percent,
  percent_change_7d: percent,
  percent_change_30d: percent,
});

/** A row of `/tickers`; its ids begin with the symbol, such as `wbtc-wrapped-bitcoin`. */
export const TickerRow = z
  .object({
    id: z.string().min(1).max(100),
    symbol: z.string().min(1).max(40),
    name: z.string().max(200),
    last_updated: instant("iso"),
    quotes: z.object({ USD: Quote }),
  })
  .transform(
    ({ id, symbol, name, last_updated, quotes: { USD: quote } }): Coin => ({
      id,
      symbol,
      name,
      at: last_updated,
      price: quote.price,
      cap: quote.market_cap,
      volume: quote.volume_24h,
      changes: {
        "1h": quote.percent_change_1h,
        "24h": quote.percent_change_24h,
        "7d": quote.percent_change_7d,
        "30d": quote.percent_change_30d,
      },
    }),
  );

export const TickerRows = z.array(z.unknown());

/** `/global`: `last_updated` in seconds, changes in percent. */
export const Global = z
  .object({
    market_cap_usd: capital,
    volume_24h_usd: amount,
    market_cap_change_24h: percent,
    last_updated: instant("seconds"),
  })
  .transform(
    (global): Totals => ({
      at: global.last_updated,
      cap: global.market_cap_usd,
      volume: global.volume_24h_usd,
      dayChange: global.market_cap_change_24h,
    }),
  );
