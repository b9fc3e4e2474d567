import { alphavantage } from "./alphavantage/index.ts";
import { alternativeMe } from "./alternative-me/index.ts";
import { binance } from "./binance/index.ts";
import { coingecko, coingeckoPro } from "./coingecko/index.ts";
import { coinmarketcap } from "./coinmarketcap/index.ts";
import { coinpaprika } from "./coinpaprika/index.ts";
import { finnhub } from "./finnhub/index.ts";
import { fmp } from "./fmp/index.ts";
import type { Source } from "./live/source.ts";
import { nasdaq } from "./nasdaq/index.ts";
import { sosovalue, sosovalueWeb } from "./sosovalue/index.ts";
import { tencent } from "./tencent/index.ts";
import { twse } from "./twse/index.ts";
import { yahoo } from "./yahoo/index.ts";

/** Every live source. Which one is asked first for what stands in live/order.ts. */
export const sources: readonly Source[] = [
  yahoo,
  nasdaq,
  tencent,
  twse,
  finnhub,
  fmp,
  alphavantage,
  coingecko,
  coingeckoPro,
  coinmarketcap,
  binance,
  coinpaprika,
  alternativeMe,
  sosovalue,
  sosovalueWeb,
];
