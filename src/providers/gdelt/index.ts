import type { Call } from "../../support/outbound/call.ts";
import { newsObserved } from "../headlines.ts";
import type { Ask, Observed, Source } from "../live/source.ts";
import { askFor, type Reading, readAnswer, readRows } from "../rows.ts";
import { Article, Articles } from "./schema.ts";

const about: Reading = { service: "GDELT", topic: "news" };

/** What the world's press wrote with these words: much of it is noise, so it is asked only where somebody wants it. */
export const gdelt: Source = {
  facts: {
    name: "gdelt",
    names: { en: about.service, zh: "GDELT" },
    base: "https://api.gdeltproject.org",
    terms: "attribution",
    attribution: {
      en: "GDELT Project (https://www.gdeltproject.org)",
      zh: "GDELT 项目（https://www.gdeltproject.org）",
    },
    // It asks for five seconds between calls.
    budget: { perMinute: 10, gapMs: 6000, parallel: 1 },
    isOff: true,
    delay: "live",
  },
  topics: () => ({ news }),
};

async function news({ now }: Ask, call: Call): Promise<Observed> {
  const query = {
    query: '"stock market" sourcelang:english',
    mode: "artlist",
    format: "json",
    maxrecords: 50,
    timespan: "1d",
    sort: "datedesc",
  };
  const question = { path: "/api/v2/doc/doc", query, freshMs: 10 * 60_000 };
  const { value } = await askFor(call, question, (json) => {
    const articles = readAnswer(about, json, Articles);
    return articles.length === 0 ? { rows: [], faults: [] } : readRows(about, articles, Article);
  });
  const headlines = value.rows.map((article) => ({ ...article, source: about.service, category: "markets" }));
  return { ...newsObserved(headlines, now), faults: value.faults };
}
