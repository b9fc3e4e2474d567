import * as z from "zod";
import type { Coin } from "../coins.ts";
import type { Totals } from "../crypto-totals.ts";
import type { Mood } from "../fear-greed.ts";
import { amount, capital, index, instant, percent, price } from "../numbers.ts";

/** Outcome of an answer. The code is 0, or the text "0", which is no error although it is truthy. */
export const Status = z.object({ status: z.object({ error_code: z.union([z.number(), z.string()]) }) });

/** Versions 1 and 2 key the quote by currency; version 3 lists it. */
function inDollars<T extends z.ZodType>(quote: T) {
  const listed = z.array(z.unknown()).transform((quotes) => quotes.find((one) => isDollars(one)));
  const keyed = z.object({ USD: z.unknown() }).transform(({ USD }) => USD);
  return z.union([listed, keyed]).pipe(quote);
}
const isDollars = (one: unknown) => z.object({ symbol: z.literal("USD") }).safeParse(one).success;

const CoinQuote = z.object({
  price,
  market_cap: capital,
  volume_24h: amount,
  percent_change_1h: percent,
  percent_change_24h: percent,
  percent_change_7d: percent,
  percent_change_30d: percent,
  last_updated: instant("iso"),
});

/** A row of `listings/latest`. */
export const Listing = z
  .object({
    slug: z.string().min(1).max(100),
    symbol: z.string().min(1).max(40),
    name: z.string().max(200),
    tags: z.array(z.string()).catch([]),
    quote: inDollars(CoinQuote),
  })
  .transform(
    ({ slug, symbol, name, tags, quote }): Coin => ({
      id: slug,
      symbol,
      name,
      tags,
      at: quote.last_updated,
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

export const Listings = z.object({ data: z.array(z.unknown()) });

const GlobalQuote = z.object({
  total_market_cap: capital,
  // What exchanges report stands beside it as `…_reported`, several times as much.
  total_volume_24h: amount,
  total_market_cap_yesterday_percentage_change: percent,
  last_updated: instant("iso"),
});

export const GlobalMetrics = z.object({ data: z.object({ quote: inDollars(GlobalQuote) }) }).transform(
  ({ data: { quote } }): Totals => ({
    at: quote.last_updated,
    cap: quote.total_market_cap,
    volume: quote.total_volume_24h,
    dayChange: quote.total_market_cap_yesterday_percentage_change,
  }),
);

export const FearGreed = z
  .object({ data: z.object({ value: index, value_classification: z.string(), update_time: instant("iso") }) })
  .transform(({ data }): Mood => ({ at: data.update_time, value: data.value, label: data.value_classification }));
