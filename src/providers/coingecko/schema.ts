import * as z from "zod";
import type { Coin } from "../coins.ts";
import type { Totals } from "../crypto-totals.ts";
import { amount, capital, instant, percent, price } from "../numbers.ts";

/** A row of `/coins/markets`. Every number may be null; the symbol is lower case and not unique. */
export const MarketRow = z
  .object({
    id: z.string().min(1).max(100),
    symbol: z.string().min(1).max(40),
    name: z.string().max(200),
    last_updated: instant("iso"),
    current_price: price,
    market_cap: capital,
    market_cap_rank: z.unknown(),
    total_volume: amount,
    price_change_percentage_24h: percent,
    price_change_percentage_1h_in_currency: percent,
    price_change_percentage_24h_in_currency: percent,
    price_change_percentage_7d_in_currency: percent,
    price_change_percentage_30d_in_currency: percent,
  })
  .transform(
    (row): Coin => ({
      id: row.id,
      symbol: row.symbol,
      name: row.name,
      // Since 2026 the rank passes over what is lent again under another name: staked and wrapped assets have none.
      tags: row.market_cap_rank === null && row.market_cap !== undefined ? ["wrapped-tokens"] : [],
      at: row.last_updated,
      price: row.current_price,
      cap: row.market_cap,
      volume: row.total_volume,
      changes: {
        "1h": row.price_change_percentage_1h_in_currency,
        "24h": row.price_change_percentage_24h_in_currency ?? row.price_change_percentage_24h,
        "7d": row.price_change_percentage_7d_in_currency,
        "30d": row.price_change_percentage_30d_in_currency,
      },
    }),
  );

export const MarketRows = z.array(z.unknown());

/** `/global`: amounts by currency; `updated_at` in seconds. */
export const Global = z
  .object({
    data: z.object({
      total_market_cap: z.object({ usd: capital }),
      total_volume: z.object({ usd: amount }),
      market_cap_change_percentage_24h_usd: percent,
      updated_at: instant("seconds"),
    }),
  })
  .transform(
    ({ data }): Totals => ({
      at: data.updated_at,
      cap: data.total_market_cap.usd,
      volume: data.total_volume.usd,
      dayChange: data.market_cap_change_percentage_24h_usd,
    }),
  );
