import type { Section } from "../section.ts";
import { calendar } from "./calendar.ts";
import { cryptoMarket } from "./crypto-market.ts";
import { earnings } from "./earnings.ts";
import { etfFlows } from "./etf-flows.ts";
import { fundamentals } from "./fundamentals.ts";
import { funds } from "./funds.ts";
import { indices } from "./indices.ts";
import { megaCaps } from "./mega-caps.ts";
import { movers } from "./movers.ts";
import { news } from "./news.ts";
import { ratesFx } from "./rates-fx.ts";
import { sentiment } from "./sentiment.ts";
import { watchlist } from "./watchlist.ts";

/** Every section there is; a new one is a line here and its file beside. */
export const sections: readonly Section[] = [
  indices,
  megaCaps,
  movers,
  etfFlows,
  cryptoMarket,
  sentiment,
  ratesFx,
  fundamentals,
  earnings,
  calendar,
  watchlist,
  funds,
  news,
];
