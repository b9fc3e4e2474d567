import { describe, expect, it } from "vitest";
import type { NewsItem } from "../../../src/market/observations.ts";
import { built, chinese, origin, said, text, world } from "../../fixtures/snapshot.ts";
import { composeOne } from "../compose-one.ts";

const item = (title: string, on?: string, more: Partial<NewsItem> = {}): NewsItem => ({
  title: { en: title, zh: title },
  company: "",
  category: "industry",
  source: origin.source,
  ...(on === undefined ? {} : { on }),
  ...more,
});

describe("the news section", () => {
  it("lists headlines of the window, the newest first, with company and link where known", async () => {
    const news = [
      item("Chips up", "2024-07-23"),
      item("New model", "2024-07-25", { company: "Acme", link: "https://example.com/a" }),
      item("Old", "2024-07-12"),
    ];
    const { statements, nodes } = await built("news", world({ news }));
    expect(statements).toEqual([]);
    expect(said(nodes, "list")).toEqual(["25 Jul · Acme: New model https://example.com/a", "23 Jul · Chips up"]);
    expect(text(nodes, chinese)).toContain("7月25日 · Acme：New model");
  });

  it("keeps a headline without a date, after the dated ones", async () => {
    const { nodes } = await built("news", world({ news: [item("Undated"), item("Dated", "2024-07-22")] }));
    expect(said(nodes, "list")).toEqual(["22 Jul · Dated", "Undated"]);
  });

  it("shows as many as asked for", async () => {
    const { nodes } = await built("news", world({ news: [item("A", "2024-07-23"), item("B", "2024-07-24")] }), {
      options: { top: 1 },
    });
    expect(said(nodes, "list")).toEqual(["24 Jul · B"]);
  });

  it("leaves a named gap without headlines", async () => {
    expect(await composeOne("news", world())).toMatchObject({
      status: "gap",
      statements: [],
      said: "No headlines for this window.",
    });
  });
});
