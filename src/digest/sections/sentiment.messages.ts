import type { Catalog } from "../../i18n/catalog.ts";

export const messages: Catalog = {
  en: {
    "sentiment.title": "Fear and greed",
    "sentiment.absent": "No fear-and-greed reading for this window.",
    "sentiment.lead":
      "The {scale, select, cmc {CoinMarketCap} other {alternative.me}} fear and greed index read {value} on {day}{zone, select, extreme_fear {, in extreme fear} fear {, in fear} neutral {, neutral} greed {, in greed} extreme_greed {, in extreme greed} other {}}{hasBefore, select, yes { (a week before: {before})} other {}}.",
  },
  zh: {
    "sentiment.title": "恐惧与贪婪",
    "sentiment.absent": "本期没有恐惧与贪婪指数。",
    "sentiment.lead":
      "{scale, select, cmc {CoinMarketCap} other {alternative.me}}恐惧与贪婪指数{day}为{value}{zone, select, extreme_fear {，处于“极度恐惧”} fear {，处于“恐惧”} neutral {，处于“中性”} greed {，处于“贪婪”} extreme_greed {，处于“极度贪婪”} other {}}{hasBefore, select, yes {（一周前{before}）} other {}}。",
  },
};
