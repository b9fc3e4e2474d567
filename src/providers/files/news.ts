import type { NewsItem } from "../../market/observations.ts";
import { type FolderContext, namesOf, present } from "./context.ts";
import type { RowOf } from "./tables.ts";

export function newsItems(rows: readonly RowOf<"news.csv">[], context: FolderContext): NewsItem[] {
  const source = context.origin("news", undefined).source;
  return rows
    .filter(
      (row) => (row.title_en !== "" || row.title_zh !== "") && (row.date ?? context.meta.window_end) <= context.limit,
    )
    .map((row) =>
      present<NewsItem>({
        on: row.date,
        title: namesOf({ en: row.title_en, zh: row.title_zh }, undefined),
        company: row.company,
        symbol: row.symbol || undefined,
        category: row.category || "other",
        link: isLink(row.link) ? row.link : undefined,
        source,
      }),
    );
}

function isLink(text: string): boolean {
  return /^https?:\/\/[^\s"'<>]+$/.test(text) && URL.canParse(text);
}
