import * as z from "zod";
import { amount, instant, number, percent, price } from "../numbers.ts";

/** A pair of `/ticker/24hr`: numbers are text, and kept digit for digit; amounts count the quote asset. */
export const Ticker = z.object({
  symbol: z.string().min(1).max(40),
  lastPrice: price,
  priceChangePercent: percent,
  quoteVolume: amount,
  closeTime: instant("milliseconds"),
  count: number({ low: 0, high: 1e12, what: "a number of trades" }),
});
export type Ticker = z.infer<typeof Ticker>;

/** Enough to tell which pair a row is about: thousands of others are passed over unread. */
export const Pair = z.object({ symbol: z.string() });

export const Tickers = z.array(z.unknown());
