import { describe, expect, it } from "vitest";
import type { Rate } from "../../../src/market/observations.ts";
import {
  built,
  chinese,
  fig,
  fundamental,
  instrument,
  quote,
  rowsOf,
  said,
  tablesOf,
  text,
  universe,
  world,
} from "../../fixtures/snapshot.ts";
import { composeOne } from "../compose-one.ts";

const yields = (symbol: string, level: string, change?: string): Rate => ({
  instrument: instrument(symbol, "rate"),
  level: fig(level),
  span: "week",
  ...(change === undefined ? {} : { change: fig(change, "bp") }),
});
const pair = (symbol: string, level: string, change: string): Rate => ({
  instrument: instrument(symbol, "fx"),
  level: fig(level, "cny"),
  span: "week",
  change: fig(change, "pips"),
});

describe("the rates-fx section", () => {
  it("states level and change of yields and pairs", async () => {
    const rates = [yields("US10Y", "4.20", "-5"), pair("USDCNY_mid", "7.1270", "44")];
    const { statements, nodes } = await built("rates-fx", world({ rates }));
    expect(statements.map(({ kind, subject, value, unit }) => [kind, subject, value, unit])).toEqual([
      ["rates.level", "US10Y", "4.20", "pct"],
      ["rates.change", "US10Y", "-5", "bp"],
      ["fx.level", "USDCNY_mid", "7.1270", "cny"],
      ["fx.change", "USDCNY_mid", "44", "pips"],
    ]);
    expect(said(nodes, "lead")[0]).toBe("US10Y fell 5 bps to 4.20%; USDCNY_mid rose 44 pips to 7.1270, a weaker yuan.");
    expect(rowsOf(tablesOf(nodes)[0])).toEqual([
      { name: "US10Y", level: "4.20%", change: "▼-5 bps" },
      { name: "USDCNY_mid", level: "7.1270", change: "▲+44 pips" },
    ]);
    expect(text(nodes, chinese)).toContain("调贬44个基点");
  });

  it("says that a yield held where its change is printed as 0", async () => {
    const { nodes } = await built("rates-fx", world({ rates: [yields("CN10Y", "2.19", "0")] }));
    expect(said(nodes, "lead")).toEqual(["CN10Y held at 2.19%."]);
  });

  it("keeps the level and a dash where the change is missing", async () => {
    const { statements, nodes } = await built(
      "rates-fx",
      world({ rates: [yields("US10Y", "4.20", "-5"), yields("CN10Y", "2.19")] }),
    );
    expect(statements.filter((one) => one.subject === "CN10Y").map((one) => one.kind)).toEqual(["rates.level"]);
    expect(rowsOf(tablesOf(nodes)[0])[1]).toEqual({ name: "CN10Y", level: "2.19%", change: "–" });
    expect(said(nodes, "lead")).toEqual(["US10Y fell 5 bps to 4.20%."]);
  });

  it("does not pass a week's change off as a day's", async () => {
    const { statements } = await built("rates-fx", world({ rates: [yields("US10Y", "4.20", "-5")] }), { span: "day" });
    expect(statements.map((one) => one.kind)).toEqual(["rates.level"]);
  });

  it("derives a rate that the rows of a table share, and reports rows that do not share one", async () => {
    const revenue = (subject: string, twd: string, cny: string) => [
      fundamental(subject, "revenue_month", "level", "2024-06", twd, "twd"),
      fundamental(subject, "revenue_month_cny_equiv", "level", "2024-06", cny, "cny"),
    ];
    const agreeing = await built(
      "rates-fx",
      world({ fundamentals: [...revenue("2317.TW", "400000", "88000"), ...revenue("3017.TW", "10000", "2200")] }),
    );
    expect(agreeing.statements).toMatchObject([{ kind: "fx.level", subject: "TWDCNY", value: "0.2200" }]);
    const clashing = await built(
      "rates-fx",
      world({
        rates: [yields("US10Y", "4.20")],
        fundamentals: [...revenue("2317.TW", "400000", "88000"), ...revenue("3017.TW", "10000", "2500")],
      }),
    );
    expect(clashing.statements.find((one) => one.kind === "quality.defect")).toMatchObject({
      subject: "TWDCNY",
      metric: "implied-rate-differs",
    });
    expect(clashing.statements.some((one) => one.kind === "fx.level")).toBe(false);
  });

  it("derives the rate of two share counters only from two companies that agree", async () => {
    const counter = (symbol: string, unit: "hkd" | "cny", cap: string) =>
      quote(symbol, undefined, { marketCap: fig(cap, unit) });
    const quotes = [
      counter("0700.HK", "hkd", "3500000"),
      counter("80700.HK", "cny", "3220000"),
      counter("9988.HK", "hkd", "1500000"),
      counter("89988.HK", "cny", "1380000"),
    ];
    const { statements } = await built("rates-fx", world({ universes: [universe("hk", quotes)] }));
    expect(statements).toMatchObject([{ kind: "fx.level", subject: "HKDCNY", value: "0.9200" }]);
    expect(await composeOne("rates-fx", world({ universes: [universe("hk", quotes.slice(0, 2))] }))).toMatchObject({
      status: "gap",
    });
  });

  it("leaves a named gap where no rate is known", async () => {
    expect(await composeOne("rates-fx", world())).toMatchObject({
      status: "gap",
      statements: [],
      said: "No yields or exchange rates for this window.",
    });
  });
});
