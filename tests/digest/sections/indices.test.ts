import { describe, expect, it } from "vitest";
import { built, chinese, english, fig, quote, rowsOf, said, tablesOf, text, world } from "../../fixtures/snapshot.ts";
import { composeOne } from "../compose-one.ts";

const index = (symbol: string, change?: string, level?: string) =>
  quote(symbol, change, level === undefined ? {} : { level: fig(level, "points") });

describe("the indices section", () => {
  it("states level, change, the gap to each benchmark and the verdict on each family", async () => {
    const { statements, nodes } = await built(
      "indices",
      world({
        indices: [index("SPX.GI", "-0.83", "5459.10"), index("NDX.GI", "-2.56", "19023.66")],
      }),
    );

    expect(
      statements.map(({ kind, subject, value, against, verdict }) => [kind, subject, value, against ?? verdict]),
    ).toEqual([
      ["index.level", "SPX.GI", "5459.10", undefined],
      ["index.change", "SPX.GI", "-0.83", undefined],
      ["index.level", "NDX.GI", "19023.66", undefined],
      ["index.change", "NDX.GI", "-2.56", undefined],
      ["index.relative", "NDX.GI", "1.73", "SPX.GI"],
      ["group.verdict", "us-indices", "2", "all-down"],
      ["group.verdict", "indices", "2", "all-down"],
    ]);
    expect(statements.find((one) => one.kind === "index.relative")).toMatchObject({
      verdict: "lag",
      unit: "pct_pt",
      window: "week",
    });
    expect(rowsOf(tablesOf(nodes)[0])).toEqual([
      { name: "SPX.GI", level: "5,459.10", week: "▼-0.83%" },
      { name: "NDX.GI", level: "19,023.66", week: "▼-2.56%" },
    ]);
  });

  it("opens with overseas technology where two of its indices have a reading", async () => {
    const { nodes } = await built("indices", world({ indices: [index("NDX.GI", "-2.6"), index("HSTECH.HI", "-2.1")] }));
    expect(said(nodes, "lead")[0]).toMatch(/^Overseas technology indices fell across the board: /);
  });

  it("does not say that a family fell as one when a member is printed as 0, and names that member", async () => {
    const { nodes } = await built("indices", world({ indices: [index("NDX.GI", "-2.6"), index("HSTECH.HI", "0.0")] }));
    expect(said(nodes, "lead")[0]).toContain("none rose, with HSTECH.HI unchanged at the printed precision");
  });

  it("flags a verdict that hangs on a member printed as 0, and calls a family of zeros unchanged", async () => {
    const hanging = await built("indices", world({ indices: [index("SPX.GI", "1"), index("RUT.GI", "0.00")] }));
    expect(
      hanging.statements
        .filter((one) => one.metric === "hangs-on-zero")
        .map((one) => [one.subject, one.window, one.members]),
    ).toEqual([
      ["us-indices", "week", [{ symbol: "RUT.GI", value: "0" }]],
      ["indices", "week", [{ symbol: "RUT.GI", value: "0" }]],
    ]);
    expect(said(hanging.nodes, "lead")).toEqual([
      "Equity indices: none fell, with RUT.GI unchanged at the printed precision: SPX.GI rose 1%; RUT.GI was unchanged.",
    ]);
    const still = await built("indices", world({ indices: [index("SPX.GI", "0"), index("RUT.GI", "0.00")] }));
    expect(still.statements.filter((one) => one.kind === "quality.defect")).toEqual([]);
    expect(said(still.nodes, "lead")[0]).toMatch(/^Equity indices were unchanged: /);
    expect(text(still.nodes, chinese)).toContain("股票指数持平：");
  });

  it("calls two equal changes level, not ahead", async () => {
    const { statements } = await built(
      "indices",
      world({ indices: [index("HSI.HI", "-2.10"), index("HSTECH.HI", "-2.1")] }),
    );
    expect(statements.find((one) => one.kind === "index.relative")).toMatchObject({ value: "0.00", verdict: "level" });
  });

  it("takes no difference between figures of two sources", async () => {
    const other = { ...fig("-2.1"), origin: { source: "Other Wire", asOf: "2024-07-26", quality: "final" as const } };
    const hsi = { ...index("HSI.HI"), changes: { week: other } };
    const { statements } = await built("indices", world({ indices: [hsi, index("HSTECH.HI", "-2.6")] }));
    expect(statements.filter((one) => one.kind === "index.relative")).toEqual([]);
  });

  it("leaves the volatility index out of every family", async () => {
    const { statements } = await built(
      "indices",
      world({ indices: [index("SPX.GI", "-1"), index("RUT.GI", "-2"), index("VIX.GI", "9")] }),
    );
    const verdicts = statements.filter((one) => one.kind === "group.verdict");
    expect(verdicts.map((one) => [one.subject, one.verdict])).toEqual([
      ["us-indices", "all-down"],
      ["indices", "all-down"],
    ]);
  });

  it("shows the wanted span's readings and nothing for an index without one", async () => {
    const { statements, nodes } = await built(
      "indices",
      world({
        indices: [index("SPX.GI", "-0.83", "5459.10"), index("RUT.GI", "3.47"), index("DJI.GI", undefined, "40589.34")],
      }),
    );
    expect(rowsOf(tablesOf(nodes)[0])).toEqual([
      { name: "SPX.GI", level: "5,459.10", week: "▼-0.83%" },
      { name: "RUT.GI", level: "–", week: "▲+3.47%" },
    ]);
    expect(statements.some((one) => one.subject === "DJI.GI")).toBe(false);
    expect(said(nodes, "note")[0]).toBe("No reading over “Week”: DJI.GI.");
  });

  it("falls back to a span that has readings", async () => {
    const { statements } = await built(
      "indices",
      world({ indices: [quote("SPX.GI", { ytd: "14.5" }), quote("RUT.GI", { ytd: "11.5" })] }),
    );
    expect(statements.filter((one) => one.kind === "group.verdict").map((one) => one.window)).toEqual(["ytd", "ytd"]);
  });

  it("keeps a single day's change out of a weekly table and shows it in a day's", async () => {
    const indices = [quote("SPX.GI", { day: "1.1", week: "-0.8" })];
    const weekly = await built("indices", world({ indices }));
    const daily = await built("indices", world({ indices }), { span: "day" });
    expect(tablesOf(weekly.nodes)[0]?.columns.map((column) => column.key)).toEqual(["name", "week"]);
    expect(tablesOf(daily.nodes)[0]?.columns.map((column) => column.key)).toEqual(["name", "day", "week"]);
  });

  it("leaves a named gap and no statement where no index is known", async () => {
    expect(await composeOne("indices", world())).toMatchObject({
      status: "gap",
      statements: [],
      said: "No index figures for this window.",
    });
  });

  it("leaves a gap where levels are known but no change of any span", async () => {
    expect(await composeOne("indices", world({ indices: [index("SPX.GI", undefined, "5459.10")] }))).toMatchObject({
      status: "gap",
      statements: [],
    });
  });

  it("reads in both languages", async () => {
    const { nodes } = await built(
      "indices",
      world({ indices: [index("SPX.GI", "-0.83", "5459.10"), index("NDX.GI", "-2.56")] }),
    );
    expect(text(nodes, english)).toContain("NDX.GI fell 2.56%, 1.73 pct behind SPX.GI");
    expect(text(nodes, chinese)).toContain("NDX.GI下跌2.56%，跑输SPX.GI 1.73pct");
  });
});
