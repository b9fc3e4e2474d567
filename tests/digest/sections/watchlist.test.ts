import { describe, expect, it } from "vitest";
import {
  built,
  chinese,
  english,
  fig,
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

const of = (symbol: string, segment: string, change?: string) => ({
  ...quote(symbol, change),
  instrument: instrument(symbol, "stock", { segment }),
});

describe("the watchlist section", () => {
  it("states every printed change and shows each name with its own currency", async () => {
    const quotes = [
      quote("NVDA.O", { week: "-4.1", ytd: "128.4" }, { level: fig("113.06", "usd") }),
      quote("0700.HK", "-2", { level: fig("370.2", "hkd") }),
    ];
    const { statements, nodes } = await built("watchlist", world({ universes: [universe("ai", quotes)] }));
    expect(statements.map(({ kind, subject, value, window }) => [kind, subject, value, window])).toEqual([
      ["quote.change", "NVDA.O", "-4.1", "week"],
      ["quote.change", "NVDA.O", "128.4", "ytd"],
      ["quote.change", "0700.HK", "-2", "week"],
    ]);
    expect(rowsOf(tablesOf(nodes)[0])).toEqual([
      { name: "NVDA.O", symbol: "NVDA.O", close: "$113.06", week: "▼-4.1%", ytd: "▲+128.4%" },
      { name: "0700.HK", symbol: "0700.HK", close: "HK$370.2", week: "▼-2%", ytd: "–" },
    ]);
  });

  it("folds each list under a line that says how many rose and fell", async () => {
    const { nodes } = await built(
      "watchlist",
      world({ universes: [universe("ai", [quote("A.O", "1"), quote("B.O", "-1"), quote("C.O", "0"), quote("D.O")])] }),
    );
    const [first] = nodes;
    expect(first?.node === "details" ? english.say(first.summary) : "").toBe(
      "ai: 4 names, 1 up and 1 down over “Week”",
    );
  });

  it("tells the segments that moved as one from those that diverged", async () => {
    const quotes = [
      of("A.O", "互联网", "3"),
      of("B.O", "互联网", "1"),
      of("C.O", "交易所", "4"),
      of("D.O", "交易所", "-2"),
      of("E.O", "挖矿及矿机", "-3"),
      of("F.O", "挖矿及矿机", "0"),
    ];
    const { nodes } = await built("watchlist", world({ universes: [universe("web3", quotes)] }));
    expect(said(nodes, "lead")).toEqual([
      "Internet all rose (+1% to +3%); Exchanges diverged (-2% to +4%); Mining and rigs between -3% and 0%",
    ]);
    expect(text(nodes, chinese)).toContain("互联网全部上涨（+1%至+3%）；交易所走势分化");
  });

  it("does not say that all of a segment rose while one of it has no reading", async () => {
    const quotes = [
      of("A.O", "互联网", "3"),
      of("B.O", "互联网", "1"),
      of("C.O", "互联网"),
      of("D.O", "交易所", "-4"),
      of("E.O", "交易所", "-2"),
    ];
    const { nodes } = await built("watchlist", world({ universes: [universe("web3", quotes)] }));
    expect(said(nodes, "lead")).toEqual(["Internet between +1% and +3%; Exchanges all fell (-4% to -2%)"]);
  });

  it("leaves wide markets and lists nobody asked for out", async () => {
    const universes = [
      universe("us", [quote("A.O", "1")], false),
      universe("ai", [quote("B.O", "1")]),
      universe("web3", [quote("C.O", "1")]),
    ];
    const { statements } = await built("watchlist", world({ universes }), { options: { universes: ["web3"] } });
    expect(statements.map((one) => one.subject)).toEqual(["C.O"]);
  });

  it("leaves a named gap without a list", async () => {
    expect(
      await composeOne("watchlist", world({ universes: [universe("us", [quote("A.O", "1")], false)] })),
    ).toMatchObject({ status: "gap", statements: [], said: "No watch list for this window." });
  });
});
