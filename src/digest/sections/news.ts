import { list } from "../../document/build.ts";
import { day, literal, message, name, type Value } from "../../i18n/value.ts";
import type { NewsItem } from "../../market/observations.ts";
import { sourceNote } from "../say.ts";
import type { Section } from "../section.ts";
import { messages } from "./news.messages.ts";

/** Headlines with their date and, where known, a link; never the article (G1, G2). */
export const news: Section = {
  name: "news",
  needs: ["news"],
  messages,
  build(snapshot, context) {
    const items = snapshot.news
      .filter((item) => item.on === undefined || item.on >= context.window.from)
      .toSorted((a, b) => ((a.on ?? "") < (b.on ?? "") ? 1 : (a.on ?? "") > (b.on ?? "") ? -1 : 0))
      .slice(0, context.options.top ?? 12);
    if (items.length === 0) return { absent: message("news.absent") };
    return {
      statements: [],
      nodes: [
        list(items.map(headline)),
        sourceNote(
          snapshot,
          items.map((item) => ({ source: item.source, asOf: item.on ?? context.window.to, quality: "final" })),
          "published",
        ),
      ],
    };
  },
};

function headline(item: NewsItem): Value {
  return message("news.item", {
    dated: item.on === undefined ? "no" : "yes",
    day: item.on === undefined ? "" : day(item.on, "short"),
    company: item.company,
    named: item.company === "" ? "no" : "yes",
    title: name(item.title),
    linked: item.link === undefined ? "no" : "yes",
    link: item.link === undefined ? "" : literal(item.link),
  });
}
