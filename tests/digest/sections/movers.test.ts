import { describe, expect, it } from "vitest";
import {
  built,
  chinese,
  fig,
  instrument,
  published,
  quote,
  rowsOf,
  said,
  tablesOf,
  text,
  universe,
  world,
} from "../../fixtures/snapshot.ts";
import { composeOne } from "../compose-one.ts";

const list = (changes: Readonly<Record<string, string | undefined>>, id = "ai", curated = true) =>
  universe(
    id,
    Object.entries(changes).map(([symbol, change]) => quote(symbol, change)),
    curated,
  );
const mixed = { "A.O": "5", "B.O": "-3", "C.O": "9", "D.O": "-7", "E.O": "1" };

describe("the movers section", () => {
  it("lists gainers and losers with the largest move first", async () => {
    const { statements, nodes } = await built("movers", world({ universes: [list(mixed)] }));
    const members = (kind: string) => statements.find((one) => one.kind === kind)?.members?.map((one) => one.symbol);
    expect(members("movers.gainers")).toEqual(["C.O", "A.O", "E.O"]);
    expect(members("movers.losers")).toEqual(["D.O", "B.O"]);
    expect(said(nodes, "lead")).toEqual(["Week: 3 up, 2 down; C.O (+9%) led, D.O (-7%) trailed."]);
    expect(said(nodes, "paragraph")).toEqual(["Universe: AI watch list, 5 names."]);
  });

  it("names those tied with the last place", async () => {
    const { nodes } = await built("movers", world({ universes: [list({ "A.O": "5", "B.O": "3", "C.O": "3" })] }), {
      options: { top: 2 },
    });
    expect(rowsOf(tablesOf(nodes)[0]).map((row) => row["name"])).toEqual(["A.O", "B.O"]);
    expect(said(nodes, "paragraph")[0]).toBe("Tied with the last place and not shown: C.O (+3%).");
  });

  it("says who alone rose when everybody has a reading", async () => {
    const { statements, nodes } = await built(
      "movers",
      world({ universes: [list({ "A.O": "1", "B.O": "-1", "C.O": "-1", "D.O": "-1", "E.O": "-1", "F.O": "-1" })] }),
    );
    expect(statements.find((one) => one.kind === "movers.only")).toMatchObject({
      metric: "up",
      members: [{ symbol: "A.O", value: "1" }],
      value: "1",
    });
    expect(said(nodes, "lead")[0]).toMatch(/^Only A\.O rose; the other 5 fell\. /);
  });

  it("claims nothing of a market from names that were chosen because they moved, and calls them as their source does", async () => {
    const names = { en: "US shares that moved over 3%", zh: "美股涨跌超3%的个股" };
    const moved = { "A.O": "9", "B.O": "-4", "C.O": "-4", "D.O": "-4", "E.O": "-5", "F.O": "-6" };
    const { statements, nodes } = await built(
      "movers",
      world({ universes: [{ ...list(moved, "us", false), names, screened: true }] }),
    );
    expect(statements.map((one) => one.kind)).toEqual(["movers.gainers", "movers.losers"]);
    expect(said(nodes, "lead")).toEqual(["Week: A.O (+9%) led, F.O (-6%) trailed."]);
    expect(said(nodes, "paragraph")).toEqual(["Universe: US shares that moved over 3%, 6 names."]);
    const fallers = await built(
      "movers",
      world({ universes: [{ ...list({ "B.O": "-4" }, "us", false), names, screened: true }] }),
    );
    expect(text(fallers.nodes)).not.toMatch(/rose|Only/);
  });

  it("names the change printed as 0 on which an exclusive claim hangs", async () => {
    const { statements, nodes } = await built(
      "movers",
      world({ universes: [list({ "A.O": "1", "B.O": "0", "C.O": "-1", "D.O": "-1", "E.O": "-1", "F.O": "-1" })] }),
    );
    expect(statements.find((one) => one.metric === "hangs-on-zero")?.members).toEqual([{ symbol: "B.O", value: "0" }]);
    expect(said(nodes, "lead")[0]).toMatch(
      /^Only A\.O rose \(B\.O unchanged at the printed precision\); the other 4 fell\. /,
    );
  });

  it("makes no exclusive claim while one member has no reading", async () => {
    const { statements, nodes } = await built(
      "movers",
      world({
        universes: [
          list({ "A.O": "1", "B.O": undefined, "C.O": "-1", "D.O": "-1", "E.O": "-1", "F.O": "-1", "G.O": "-1" }),
        ],
      }),
    );
    expect(statements.some((one) => one.kind === "movers.only")).toBe(false);
    expect(said(nodes, "paragraph").at(-1)).toBe("Universe: AI watch list, 7 names, 1 without a reading.");
  });

  it("makes no exclusive claim where the screens left a name out", async () => {
    const price = { level: fig("20", "usd"), marketCap: fig("5000000000", "usd") };
    const changes = ["1", "-1", "-1", "-1", "-1", "-1"];
    const quotes = [
      ...changes.map((change, at) => quote(`N${at}.O`, change, price)),
      quote("F.O", "7", { ...price, instrument: instrument("F.O", "fund") }),
    ];
    const screened = await built("movers", world({ universes: [universe("us", quotes, false)] }));
    expect(screened.statements.some((one) => one.kind === "movers.only")).toBe(false);
    expect(said(screened.nodes, "lead")).toEqual([
      "Week: 1 up, 5 down; N0.O (+1%) led, N1.O, N2.O and N3.O (-1%) trailed.",
    ]);
    expect(said(screened.nodes, "paragraph").at(-1)).toBe(
      "Universe: US shares (S&P 500, Nasdaq-100 and others), 6 names; left out: 1 warrants, rights, units, preferreds, notes and funds.",
    );
    const whole = await built("movers", world({ universes: [universe("us", quotes.slice(0, 6), false)] }));
    expect(whole.statements.find((one) => one.kind === "movers.only")?.members).toEqual([
      { symbol: "N0.O", value: "1" },
    ]);
  });

  it("makes an exclusive claim of the table alone where published lists add names", async () => {
    const universes = [list({ "A.O": "1", "B.O": "-1", "C.O": "-1", "D.O": "-1", "E.O": "-1", "F.O": "-1" })];
    const { nodes } = await built(
      "movers",
      world({ universes, published: [published("ai", "gainers", [["X.O", "8"]])] }),
    );
    expect(said(nodes, "lead")).toEqual([
      "In the table, only A.O rose; the other 5 fell. Week: 1 up, 5 down in the table; with the published lists X.O (+8%) led, B.O, C.O and D.O (-1%) trailed.",
    ]);
    expect(text(nodes, chinese)).toContain("表内仅A.O上涨，其余5只下跌。");
  });

  it("says that no name with a reading rose where one has none", async () => {
    const fallen = { "A.O": "-1", "B.O": "-2" };
    const whole = await built("movers", world({ universes: [list(fallen)] }));
    expect(said(whole.nodes, "paragraph")[0]).toBe("No name rose.");
    const { nodes } = await built("movers", world({ universes: [list({ ...fallen, "C.O": undefined })] }));
    expect(said(nodes, "paragraph")[0]).toBe("No name with a reading rose.");
    expect(text(nodes, chinese)).toContain("有读数的标的中没有标的上涨。");
  });

  it("flags the verdict on a chosen list that hangs on changes printed as 0", async () => {
    const { statements } = await built(
      "movers",
      world({ universes: [list({ "A.O": "-1", "B.O": "0", "C.O": "0.0" })] }),
    );
    expect(statements.filter((one) => one.kind === "quality.defect")).toEqual([
      {
        kind: "quality.defect",
        subject: "ai",
        value: "2",
        unit: "count",
        metric: "hangs-on-zero",
        window: "week",
        members: [
          { symbol: "B.O", value: "0" },
          { symbol: "C.O", value: "0" },
        ],
        basis: "group.verdict depends on changes printed as 0",
        source: "Test Wire",
        asOf: "2024-07-26",
      },
    ]);
  });

  it("gives a verdict on a chosen list and none on a whole market", async () => {
    const down = { "A.O": "-1", "B.O": "-2" };
    const chosen = await built("movers", world({ universes: [list(down)] }));
    const market = await built("movers", world({ universes: [list(down, "wide", false)] }));
    expect(chosen.statements.find((one) => one.kind === "group.verdict")).toMatchObject({
      subject: "ai",
      verdict: "all-down",
      value: "2",
    });
    expect(market.statements.some((one) => one.kind === "group.verdict")).toBe(false);
  });

  it("leaves warrants, cheap and small shares out of a market's lists and says how many", async () => {
    const price = { level: fig("20", "usd"), marketCap: fig("5000000000", "usd") };
    const quotes = [
      quote("A.O", "2", price),
      quote("W.O", "80", { ...price, instrument: instrument("W.O", "warrant") }),
      quote("P.O", "60", { ...price, level: fig("0.4", "usd") }),
      quote("S.O", "40", { ...price, marketCap: fig("90000000", "usd") }),
    ];
    const { nodes } = await built("movers", world({ universes: [universe("us", quotes, false)] }));
    expect(rowsOf(tablesOf(nodes)[0]).map((row) => row["name"])).toEqual(["A.O"]);
    expect(said(nodes, "paragraph").at(-1)).toBe(
      "Universe: US shares (S&P 500, Nasdaq-100 and others), 1 name; left out: 1 warrants, rights, units, preferreds, notes and funds, 1 under 1 dollar or without a price, 1 small or without a known market cap.",
    );
    const open = await built("movers", world({ universes: [universe("us", quotes, false)] }), {
      options: { unscreened: true },
    });
    expect(rowsOf(tablesOf(open.nodes)[0]).map((row) => row["name"])).toEqual(["W.O", "P.O", "S.O", "A.O"]);
  });

  it("shows one direction when asked", async () => {
    const { nodes } = await built("movers", world({ universes: [list(mixed)] }), { options: { direction: "losers" } });
    expect(tablesOf(nodes).map((table) => rowsOf(table).map((row) => row["name"]))).toEqual([["D.O", "B.O"]]);
  });

  it("puts names only a published list has into the top list and out of the breadth", async () => {
    const universes = [list({ "A.O": "5", "B.O": "-3" })];
    const { statements, nodes } = await built(
      "movers",
      world({
        universes,
        published: [
          published("ai", "gainers", [
            ["X.O", "8"],
            ["A.O", "5"],
          ]),
        ],
      }),
    );
    expect(statements.find((one) => one.kind === "movers.gainers")?.members?.map((one) => one.symbol)).toEqual([
      "X.O",
      "A.O",
    ]);
    expect(said(nodes, "lead")[0]).toBe(
      "Week: 1 up, 1 down in the table; with the published lists X.O (+8%) led, B.O (-3%) trailed.",
    );
    expect(said(nodes, "paragraph")).toEqual([
      "Universe: AI watch list, 2 names, and 1 more from the published lists.",
    ]);
  });

  it("reports a published list that leaves a larger move of its own table out", async () => {
    const { statements } = await built(
      "movers",
      world({ universes: [list({ "A.O": "5", "B.O": "9" })], published: [published("ai", "gainers", [["A.O", "5"]])] }),
    );
    expect(statements.find((one) => one.metric === "top-list-incomplete")).toMatchObject({
      source: "Test Broker",
      members: [{ symbol: "B.O", value: "9" }],
    });
  });

  it("accepts the rounding of a published list and reports another change", async () => {
    const table = list({ "A.O": "9.4", "B.O": "5.1" });
    const rounded = await built(
      "movers",
      world({
        universes: [table],
        published: [
          published("ai", "gainers", [
            ["A.O", "9"],
            ["B.O", "5"],
          ]),
        ],
      }),
    );
    expect(rounded.statements.filter((one) => one.kind === "quality.defect")).toEqual([]);
    const wrong = await built(
      "movers",
      world({
        universes: [table],
        published: [
          published("ai", "gainers", [
            ["A.O", "9"],
            ["B.O", "6"],
          ]),
        ],
      }),
    );
    expect(wrong.statements.filter((one) => one.kind === "quality.defect")).toMatchObject([
      { metric: "top-list-differs", members: [{ symbol: "B.O", value: "5.1" }] },
    ]);
  });

  it("reports a published list out of order", async () => {
    const { statements } = await built(
      "movers",
      world({
        universes: [list({ "A.O": "5", "B.O": "9" })],
        published: [
          published("ai", "gainers", [
            ["A.O", "5"],
            ["B.O", "9"],
          ]),
        ],
      }),
    );
    expect(statements.find((one) => one.metric === "top-list-order")?.members).toEqual([{ symbol: "B.O", value: "9" }]);
  });

  it("calls a published list wrong only beyond half of its last printed place", async () => {
    const defectsOf = async (table: Readonly<Record<string, string | undefined>>, members: [string, string?][]) => {
      const universes = [list(table)];
      const { statements } = await built(
        "movers",
        world({ universes, published: [published("ai", "gainers", members)] }),
      );
      return statements
        .filter((one) => one.kind === "quality.defect")
        .map((one) => [one.metric, one.members?.[0]?.symbol]);
    };
    expect(await defectsOf({ "A.O": "5.5" }, [["X.O", "5"]])).toEqual([]);
    expect(await defectsOf({ "A.O": "5.6" }, [["X.O", "5"]])).toEqual([["top-list-incomplete", "A.O"]]);
    expect(
      await defectsOf({ "A.O": "5.5" }, [
        ["X.O", "5"],
        ["A.O", "6"],
      ]),
    ).toEqual([]);
    expect(
      await defectsOf({ "A.O": "5.6" }, [
        ["X.O", "5"],
        ["A.O", "6"],
      ]),
    ).toEqual([["top-list-order", "A.O"]]);
  });

  it("never calls a name without a reading omitted, and measures by the table where both print a change", async () => {
    const universes = [list({ "A.O": "5", "B.O": undefined, "C.O": "9" })];
    const listed = published("ai", "gainers", [
      ["C.O", "9"],
      ["A.O", "5"],
    ]);
    const { statements } = await built("movers", world({ universes, published: [listed] }));
    expect(statements.filter((one) => one.kind === "quality.defect")).toEqual([]);
    const order = await built(
      "movers",
      world({
        universes,
        published: [
          published("ai", "gainers", [
            ["A.O", "9"],
            ["C.O", "8"],
          ]),
        ],
      }),
    );
    expect(
      order.statements.filter((one) => one.kind === "quality.defect").map((one) => [one.metric, one.members]),
    ).toEqual([
      ["top-list-differs", [{ symbol: "A.O", name: "A.O", value: "5" }]],
      ["top-list-order", [{ symbol: "C.O", value: "9" }]],
    ]);
  });

  it("shows breadth by segment, the best average first", async () => {
    const of = (symbol: string, segment: string, change: string) => ({
      ...quote(symbol, change),
      instrument: instrument(symbol, "stock", { segment }),
    });
    const quotes = [
      of("A.O", "互联网", "-2"),
      of("B.O", "互联网", "-4"),
      of("C.O", "交易所", "1"),
      of("D.O", "交易所", "4"),
    ];
    const { nodes } = await built("movers", world({ universes: [universe("ai", quotes)] }));
    expect(rowsOf(tablesOf(nodes).at(-1))).toEqual([
      { group: "Exchanges", average: "▲+2.5%", up: "2", down: "0", flat: "0" },
      { group: "Internet", average: "▼-3.0%", up: "0", down: "2", flat: "0" },
    ]);
  });

  it("ranks over a rolling week where a market has no session week", async () => {
    const { statements } = await built(
      "movers",
      world({
        universes: [universe("crypto", [quote("BTC.CC", { "7d": "2" }), quote("ETH.CC", { "7d": "-4" })], false)],
      }),
    );
    expect(statements.map((one) => [one.kind, one.window])).toEqual([
      ["movers.gainers", "2024-07-19..2024-07-26"],
      ["movers.losers", "2024-07-19..2024-07-26"],
    ]);
  });

  it("leaves a gap inside for a universe without changes, and keeps the other one", async () => {
    const { nodes, statements } = await built(
      "movers",
      world({ universes: [list({ "A.O": undefined }), list(mixed, "web3")] }),
    );
    expect(said(nodes, "gap")).toEqual(["AI watch list: no changes over “Week”."]);
    expect(statements.every((one) => one.subject === "web3")).toBe(true);
    expect(text(nodes, chinese)).toContain("没有“本周”涨跌幅");
  });

  it("leaves a named gap where there is no universe, and tells what is known when one was asked for", async () => {
    expect(await composeOne("movers", world())).toMatchObject({
      status: "gap",
      statements: [],
      said: "No universe of instruments with changes for this window.",
    });
    expect(await composeOne("movers", world({ universes: [list(mixed)] }), { universes: ["crypto"] })).toMatchObject({
      status: "gap",
      said: "This market has no figures for Crypto assets. It has: AI watch list.",
    });
  });

  it("leaves a named gap where no universe has a change", async () => {
    expect(await composeOne("movers", world({ universes: [list({ "A.O": undefined })] }))).toMatchObject({
      status: "gap",
      said: "No changes are known for AI watch list in this window.",
    });
  });
});
