import { alphavantage } from "./alphavantage/index.ts";
import { alternativeMe } from "./alternative-me/index.ts";
import { binance } from "./binance/index.ts";
import { chinamoney } from "./chinamoney/index.ts";
import { coingecko, coingeckoPro } from "./coingecko/index.ts";
import { coinglass } from "./coinglass/index.ts";
import { coinmarketcap } from "./coinmarketcap/index.ts";
import { coinpaprika } from "./coinpaprika/index.ts";
import { eastmoney } from "./eastmoney/index.ts";
import { farside } from "./farside/index.ts";
import { feeds } from "./feeds/index.ts";
import { finnhub } from "./finnhub/index.ts";
import { fmp } from "./fmp/index.ts";
import { frankfurter } from "./frankfurter/index.ts";
import { fred } from "./fred/index.ts";
import { gdelt } from "./gdelt/index.ts";
import type { Source } from "./live/source.ts";
import { nasdaq } from "./nasdaq/index.ts";
import { sosovalue, sosovalueWeb } from "./sosovalue/index.ts";
import { tencent } from "./tencent/index.ts";
import { tftc } from "./tftc/index.ts";
import { theblock } from "./theblock/index.ts";
import { treasury } from "./treasury/index.ts";
import { twse } from "./twse/index.ts";
import { yahoo } from "./yahoo/index.ts";

/** Every live source. Which one is asked first for what stands in live/order.ts. */
export const sources: readonly Source[] = [
  yahoo,
  nasdaq,
  finnhub,
  fmp,
  alphavantage,
  tencent,
  eastmoney,
  twse,
  coingecko,
  coingeckoPro,
  coinmarketcap,
  binance,
  coinpaprika,
  alternativeMe,
  sosovalue,
  sosovalueWeb,
  coinglass,
  tftc,
  theblock,
  farside,
  treasury,
  fred,
  frankfurter,
  chinamoney,
  feeds,
  gdelt,
];
