import { describe, expect, it } from "vitest";
import { digests } from "../../src/digest/digests.ts";
import { Snapshot } from "../../src/market/snapshot.ts";
import { composeDigest, folderEngine } from "../fixtures/editions.ts";
import { type Files, folderWith, metaJson, snapshotOf } from "../fixtures/folder.ts";

/** Words every object answers to, whether or not anybody put them there. */
const words = ["constructor", "__proto__", "prototype", "toString", "hasOwnProperty"];
const lines = (header: string, rows: (word: string, index: number) => readonly string[]) =>
  `${header}\n${words.flatMap(rows).join("\n")}\n`;

const files: Files = {
  "meta.json": metaJson({ themes: [...words, "us"] }),
  "watchlist.csv": lines("theme,segment,subsegment,symbol,name_en,currency,close,week_pct", (word, index) =>
    [-1, 0, 2].map((pct) => `${word},${word},${word},A${index}${pct + 1}.O,${word},USD,${10 + index},${pct}`),
  ),
  "instruments.csv": lines("symbol,universes,sector,name_en", (word, index) => [
    `B${index}.O,${word};us,${word},${word}`,
  ]),
  "closes.csv": lines("symbol,2024-07-19,2024-07-25,2024-07-26", (_, index) => [`B${index}.O,${10 + index},12,13`]),
  "movers.csv": lines("list,rank,name_en,pct", (word) => [
    `${word}_top5_gainers,1,${word},3`,
    `${word}_top5_losers,1,${word},-3`,
  ]),
  "etf_flows.csv": lines("date,fund,asset,net_flow_usd_m", (word) =>
    ["2024-07-22", "2024-07-26"].map((day) => `${day},${word},${word},5`),
  ),
  "etf_meta.csv": lines("fund,asset,issuer,fee_pct", (word) => [`${word},${word},${word},0.2`]),
  "calendar.csv": lines("kind,date_start,company_or_place,title_en,theme", (word) =>
    ["conference", "earnings"].map((kind) => `${kind},2024-07-30,${word},${word},${word}`),
  ),
  "fundamentals.csv": lines("company,metric,period,value,unit", (word) => [`${word},${word},2Q24,5,${word}`]),
  "key_figures.csv": lines("entity,metric,value,unit", (word) => [`${word},${word},5,${word}`]),
  "rates_fx.csv": lines("date,instrument,level,level_unit", (word) => [`2024-07-26,${word},5,pct`]),
  "news.csv": lines("date,company,title_en,category", (word) => [`2024-07-26,${word},${word},${word}`]),
  "funds.csv": lines("code,name_en,type,issuer,price", (word) => [`${word},${word},${word},${word},5`]),
};

describe("cells, units, themes and universes named like what every object has", () => {
  it("are names like the others, and nothing of them is reported", async () => {
    const snapshot = await snapshotOf(files);
    expect(Snapshot.safeParse(snapshot).error?.issues ?? []).toEqual([]);
    expect({
      faults: snapshot.faults,
      universes: snapshot.universes.map(({ id }) => id),
      sectors: snapshot.universes.at(-1)?.quotes.map(({ instrument }) => instrument.sector),
      rates: snapshot.rates.map(({ instrument }) => instrument.names.en),
      figures: snapshot.fundamentals.map(({ subject, metric, value }) => [subject, metric, value.unit]),
      funds: snapshot.funds.map(({ symbol }) => symbol),
      places: snapshot.events.filter(({ kind }) => kind === "conference").map(({ place }) => place.en),
    }).toEqual({
      faults: [],
      universes: [...words, "us"],
      sectors: words,
      rates: words,
      figures: [...words, ...words].map((word) => [word, word, "count"]),
      funds: [...words, ...words.map((word) => word.toUpperCase())],
      places: words,
    });
  });

  it.each(digests.map(({ name }) => name))("are told by the %s digest without a section failing", async (name) => {
    const { sections } = await composeDigest(folderEngine(await folderWith(files)), name);
    expect(sections.filter(({ status }) => status === "failed")).toEqual([]);
  });

  it("leave every object as it was", async () => {
    await snapshotOf(files);
    expect(Object.keys(Object.prototype)).toEqual([]);
  });
});
