import type { Catalog } from "../../i18n/catalog.ts";

export const messages: Catalog = {
  en: {
    "news.title": "Headlines",
    "news.absent": "No headlines for this window.",
    "news.item":
      "{dated, select, yes {{day} · } other {}}{named, select, yes {{company}: } other {}}{title}{linked, select, yes { {link}} other {}}",
  },
  zh: {
    "news.title": "要闻",
    "news.absent": "本期没有要闻。",
    "news.item":
      "{dated, select, yes {{day} · } other {}}{named, select, yes {{company}：} other {}}{title}{linked, select, yes { {link}} other {}}",
  },
};
