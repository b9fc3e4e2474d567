import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { compare, decimals, halfUnit, subtract } from "../../src/market/decimal.ts";
import type { Quote } from "../../src/market/quote.ts";
import { exclusion, screens } from "../../src/market/screen.ts";
import { createFilesProvider } from "../../src/providers/files/index.ts";
import { dataFolder, reference } from "../fixtures/editions.ts";
import { snapshotOf } from "../fixtures/folder.ts";

const read = (folder: string) => createFilesProvider({ folder: join(dataFolder, folder), reference }).fetch({});
const demo = await read("demo");
const report = await read("reports/huayuan-2024-07-26");
const bySymbol = new Map(
  demo.universes.flatMap((universe) => universe.quotes.map((quote) => [quote.instrument.symbol, quote] as const)),
);
const changesOf = (symbol: string) =>
  Object.fromEntries(
    Object.entries(bySymbol.get(symbol)?.changes ?? {}).map(([span, change]) => [span, change?.digits]),
  );

describe("splits and dividends", () => {
  it("a ten-for-one split is no fall of ninety percent: AVGO", () => {
    expect(changesOf("AVGO.O")).toEqual({ day: "1.59", week: "-3.64", month: "-5.56", ytd: "36.78" });
  });

  it("a three-for-two split is no fall of a third: WRB", () => {
    expect(changesOf("WRB.N")).toEqual({ day: "3.05", week: "4.91", month: "3.21", ytd: "15.72" });
  });

  it("a split in June counts in the year and not in the month: NVDA", () => {
    expect(changesOf("NVDA.O")).toEqual({ day: "0.69", week: "-4.13", month: "-8.48", ytd: "128.33" });
  });

  it("changes computed here are marked as derived, closes are not", () => {
    const avgo = bySymbol.get("AVGO.O");
    expect([avgo?.level?.origin.derived, avgo?.changes.week?.origin.derived]).toEqual([undefined, true]);
  });
});

describe("the printed changes of the Huayuan watch list", () => {
  const spans = ["week", "month", "ytd"] as const;
  const printed = report.universes.flatMap((universe) =>
    universe.quotes.flatMap((quote) =>
      spans.flatMap((span) => {
        const { symbol } = quote.instrument;
        const ours = bySymbol.get(symbol)?.changes[span];
        const theirs = quote.changes[span];
        return ours === undefined || theirs === undefined
          ? []
          : [{ symbol, span, printed: theirs.digits, computed: ours.digits }];
      }),
    ),
  );

  it("are 150 that the closes can check", () => {
    expect(printed.length).toBe(150);
  });

  it("agree with the closes at printed precision, but for two", () => {
    const off = printed.filter(
      (one) => compare(subtract(one.computed, one.printed).replace("-", ""), halfUnit(one.printed)) > 0,
    );
    expect(off).toEqual([
      { symbol: "MSFT.O", span: "ytd", printed: "14", computed: "13.49" },
      { symbol: "AAPL.O", span: "ytd", printed: "14", computed: "13.46" },
    ]);
  });

  it("are whole percents", () => {
    expect(printed.filter((one) => decimals(one.printed) > 0)).toEqual([]);
  });
});

describe("listings that are no common stock", () => {
  const us = demo.universes.find((universe) => universe.id === "us")?.quotes ?? [];
  const count = (test: (quote: Quote) => boolean) => us.filter(test).length;

  it("are told apart by name and ticker", () => {
    const kinds = Object.fromEntries(
      ["stock", "preferred", "warrant", "right", "unit", "fund", "note"].map((kind) => [
        kind,
        count((quote) => quote.instrument.kind === kind),
      ]),
    );
    expect(kinds).toEqual({ stock: 620, preferred: 30, warrant: 37, right: 12, unit: 22, fund: 1, note: 1 });
  });

  it.each([
    ["SLAMW.O", "warrant"],
    ["PBI^B.N", "preferred"],
    ["TWOU.O", "stock"],
    ["ETHA.O", "fund"],
    ["USOI.O", "note"],
    ["AKO_B.N", "stock"],
    ["BRK_B.N", "stock"],
  ])("%s is a %s", (symbol, kind) => {
    expect(bySymbol.get(symbol)?.instrument.kind).toBe(kind);
  });

  it("and names below a dollar have no place in the usual top list", () => {
    const screen = screens["us"];
    if (screen === undefined) throw new Error("There is no screen for US names.");
    const admitted = us.filter((quote) => exclusion(quote, screen) === undefined);
    const odd = admitted.filter(
      (quote) => quote.instrument.kind !== "stock" || quote.level === undefined || quote.level.number < 1,
    );
    expect([count((quote) => (quote.level?.number ?? 1) < 1), odd]).toEqual([68, []]);
  });
});

describe("closes that are not there", () => {
  it("leave VZ, FDS and CBOE without any reading", () => {
    const none = demo.universes
      .find((universe) => universe.id === "us")
      ?.quotes.filter((quote) => quote.level === undefined);
    expect(none?.map((quote) => [quote.instrument.symbol, quote.changes])).toEqual([
      ["CBOE.BAT", {}],
      ["FDS.N", {}],
      ["VZ.N", {}],
    ]);
  });

  it("leave a newcomer without the spans that reach back before its listing: SW", () => {
    expect(Object.keys(changesOf("SW.N"))).toEqual(["day", "week"]);
  });

  it("are not bridged by an older close than a week", async () => {
    const { universes } = await snapshotOf({
      "closes.csv": "symbol,2024-06-28,2024-07-05,2024-07-26\nAAPL.O,200,,210\nMSFT.O,,400,420\n",
      "instruments.csv": "symbol,universes,currency\nAAPL.O,us,USD\nMSFT.O,us,USD\n",
    });
    expect(universes[0]?.quotes.map(({ changes }) => Object.keys(changes))).toEqual([["month"], []]);
  });
});
