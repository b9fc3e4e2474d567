import { moodsObserved } from "../fear-greed.ts";
import type { Source } from "../live/source.ts";
import { askFor, type Reading, readAnswer, readRows } from "../rows.ts";
import { DayRow, Days } from "./schema.ts";

const names = { en: "alternative.me", zh: "alternative.me" };
const about: Reading = { service: names.en, topic: "fear-greed" };
const hourMs = 60 * 60_000;
/** As many days as it takes to tell the reading of a week before. */
const days = 10;

/** The fear-and-greed index of alternative.me, once a day. Not the scale of CoinMarketCap. */
export const alternativeMe: Source = {
  facts: {
    name: "alternative-me",
    names,
    base: "https://api.alternative.me",
    terms: "attribution",
    attribution: {
      en: "Crypto Fear & Greed Index: alternative.me",
      zh: "加密货币恐惧与贪婪指数：alternative.me",
    },
    budget: { perHour: 2 },
    delay: "daily",
  },
  topics: () => ({
    async "fear-greed"(ask, call) {
      const query = { limit: days, format: "json" };
      const question = { path: "/fng/", query, freshMs: hourMs / 2, staleMs: 72 * hourMs };
      const answer = await askFor(call, question, (json) =>
        readRows(about, readAnswer(about, json, Days).data, DayRow),
      );
      return moodsObserved(about, "alternative.me", answer, ask);
    },
  }),
};
