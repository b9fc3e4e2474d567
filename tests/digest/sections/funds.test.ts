import { describe, expect, it } from "vitest";
import type { Fund } from "../../../src/market/observations.ts";
import { built, chinese, fig, origin, rowsOf, said, tablesOf, text, world } from "../../fixtures/snapshot.ts";
import { composeOne } from "../compose-one.ts";

const fund = (symbol: string, more: Partial<Fund>): Fund => ({
  symbol,
  names: { en: symbol, zh: symbol },
  returns: {},
  source: origin.source,
  asOf: origin.asOf,
  ...more,
});
const returns = (digits: Record<string, string>) =>
  Object.fromEntries(Object.entries(digits).map(([span, one]) => [span, fig(one)]));

describe("the funds section", () => {
  it("ranks theme funds by their newest return and shows a dash where one is missing", async () => {
    const funds = [
      fund("SLOW", { returns: returns({ "1m": "-3.1", "1y": "8" }) }),
      fund("FAST", { returns: returns({ "1m": "2.4" }), size: fig("1200000000", "cny") }),
    ];
    const { statements, nodes } = await built("funds", world({ funds }));
    expect(statements).toEqual([]);
    expect(said(nodes, "lead")).toEqual([
      "2 funds with returns; over one month FAST (+2.4%) did best and SLOW (-3.1%) worst.",
    ]);
    expect(rowsOf(tablesOf(nodes)[0])).toEqual([
      { name: "FAST", code: "FAST", size: "CN¥1.2B", "1m": "▲+2.4%", "1y": "–" },
      { name: "SLOW", code: "SLOW", size: "–", "1m": "▼-3.1%", "1y": "▲+8%" },
    ]);
    expect(text(nodes, chinese)).toContain("2只基金有收益率；近1个月FAST（+2.4%）居首");
  });

  it("compares over the span that most funds have, and only where two have it", async () => {
    const lead = async (funds: readonly Fund[]) => said((await built("funds", world({ funds }))).nodes, "lead");
    const one = fund("A", { returns: returns({ "1m": "9", "1y": "1" }) });
    const two = [fund("B", { returns: returns({ "1y": "7" }) }), fund("C", { returns: returns({ "1y": "-2" }) })];
    expect(await lead([one, ...two])).toEqual([
      "3 funds with returns; over one year B (+7%) did best and C (-2%) worst.",
    ]);
    expect(await lead([one])).toEqual(["1 fund with returns."]);
  });

  it("says what was taken in only of funds that took money in", async () => {
    const funds = [
      fund("GBTC", { asset: "BTC", netFlow: fig("-18000.0", "usd_m") }),
      fund("DEFI", { asset: "BTC", netFlow: fig("0.0", "usd_m") }),
    ];
    expect(said((await built("funds", world({ funds }))).nodes, "lead")).toEqual(["2 spot funds."]);
  });

  it("shows spot funds by what they took in, with the lowest fee", async () => {
    const funds = [
      fund("GBTC", { asset: "BTC", fee: fig("1.50"), netFlow: fig("-18000.0", "usd_m") }),
      fund("IBIT", { asset: "BTC", fee: fig("0.25"), netFlow: fig("19000.0", "usd_m") }),
      fund("DEFI", { asset: "BTC", netFlow: fig("2.0", "usd_m") }),
    ];
    const { nodes } = await built("funds", world({ funds }));
    expect(said(nodes, "lead")).toEqual([
      "3 spot funds; most taken in since launch: IBIT $19B and DEFI $2.0M; lowest fee IBIT at 0.25%.",
    ]);
    expect(rowsOf(tablesOf(nodes)[0]).map((row) => [row["fund"], row["fee"], row["flow"]])).toEqual([
      ["IBIT", "0.25%", "19,000.0"],
      ["DEFI", "–", "2.0"],
      ["GBTC", "1.50%", "(18,000.0)"],
    ]);
  });

  it("leaves a named gap without funds", async () => {
    expect(await composeOne("funds", world())).toMatchObject({
      status: "gap",
      statements: [],
      said: "No fund figures for this window.",
    });
  });
});
