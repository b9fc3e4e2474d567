import { describe, expect, it } from "vitest";
import { catalogs } from "../../src/compose.ts";
import { footOf } from "../../src/digest/edition.ts";
import { sourceNote } from "../../src/digest/say.ts";
import { renderPlain } from "../../src/document/plain.ts";
import { createMessageBook } from "../../src/i18n/catalog.ts";
import { createSpeaker } from "../../src/i18n/speaker.ts";
import type { Origin } from "../../src/market/figure.ts";
import { emptySnapshot, type Fault } from "../../src/market/snapshot.ts";

const book = createMessageBook(catalogs);
const snapshot = emptySnapshot(
  { from: "2026-11-20", to: "2026-11-20" },
  {
    sources: [
      { en: "Yahoo Finance", zh: "雅虎财经", delay: "delayed" },
      { en: "Tencent", zh: "腾讯财经", delay: "delayed" },
      {
        en: "CoinGecko",
        zh: "CoinGecko",
        delay: "live",
        attribution: { en: "Data provided by CoinGecko", zh: "数据由 CoinGecko 提供" },
      },
    ],
  },
);
const origin = (more: Partial<Origin> = {}): Origin => ({
  source: "Tencent",
  asOf: "2026-11-20T21:00:04Z",
  quality: "final",
  ...more,
});
const told = (origins: readonly Origin[], delay: "close" | "published" = "close") =>
  (["en", "zh"] as const).map((locale) =>
    renderPlain(
      { nodes: [sourceNote(snapshot, origins, delay)] },
      { speaker: createSpeaker(book, locale), width: 300 },
    ).trim(),
  );

describe("the line under a section of live figures", () => {
  it("names the source, the minute of the reading and how late the source is", () => {
    expect(told([origin()])).toEqual([
      "Source: Tencent, as of 20 Nov 2026 21:00 UTC (delayed by up to 20 minutes).",
      "资料来源：腾讯财经，截至2026/11/20 21:00 UTC（最多延迟20分钟）。",
    ]);
  });

  it("names the source a fallback stands for", () => {
    expect(told([origin({ insteadOf: "Yahoo Finance" })])).toEqual([
      "Source: Tencent, as of 20 Nov 2026 21:00 UTC (in place of Yahoo Finance, which did not answer) (delayed by up to 20 minutes).",
      "资料来源：腾讯财经，截至2026/11/20 21:00 UTC（因雅虎财经未响应而代用）（最多延迟20分钟）。",
    ]);
  });

  it("says whether all or some of the figures are old", () => {
    const stale = origin({ quality: "stale" });
    expect(
      [told([stale]), told([stale, origin()])]
        .flat()
        .map((line) => /[（(]([^（(]*(?:date|最新)[^）)]*)/.exec(line)?.[1]),
    ).toEqual(["not up to date", "非最新数据", "some figures not up to date", "部分数据非最新"]);
  });

  it("ends with what the source's terms demand", () => {
    expect(told([origin({ source: "CoinGecko" })])).toEqual([
      "Source: CoinGecko, as of 20 Nov 2026 21:00 UTC (live). Data provided by CoinGecko.",
      "资料来源：CoinGecko，截至2026/11/20 21:00 UTC（实时）。数据由 CoinGecko 提供。",
    ]);
  });

  it("calls a calendar as published, however fast its source is", () => {
    expect(told([origin({ asOf: "2026-11-20" })], "published")[0]).toBe(
      "Source: Tencent, as of 20 Nov 2026 (as published).",
    );
  });
});

describe("the foot of a digest", () => {
  const footWith = (faults: readonly Fault[]) =>
    renderPlain({ nodes: footOf("x", { ...snapshot, faults }) }, { speaker: createSpeaker(book, "en"), width: 300 });
  const fault = (file: string, severity: Fault["severity"] = "dropped"): Fault => ({
    file,
    expected: "something",
    severity,
  });

  it("counts what live sources did not tell apart from unreadable rows of files, and not what a fallback made good", () => {
    const foot = footWith([fault("news"), fault("yahoo quotes"), fault("yahoo quotes", "noted"), fault("coins.csv")]);
    expect(foot).toContain("1 row was left out as unreadable;");
    expect(foot).toContain("2 readings or sources were left out: not answered, not readable, or too old.");
  });
});
