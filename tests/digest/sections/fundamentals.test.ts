import { describe, expect, it } from "vitest";
import type { Fundamental } from "../../../src/market/observations.ts";
import { built, chinese, fundamental, rowsOf, said, tablesOf, text, world } from "../../fixtures/snapshot.ts";
import { composeOne } from "../compose-one.ts";

const row = fundamental;
const state = async (fundamentals: readonly Fundamental[]) => {
  const { statements } = await built("fundamentals", world({ fundamentals }));
  return statements.map(({ kind, metric, period, basis, value, unit }) => [
    kind,
    metric,
    period,
    basis,
    `${value} ${unit}`,
  ]);
};

describe("the fundamentals section", () => {
  it("computes growth from the levels with the decimals they can carry", async () => {
    expect(
      await state([
        row("GOOGL.O", "revenue", "level", "2Q23", "74604"),
        row("GOOGL.O", "revenue", "level", "2Q24", "84742"),
      ]),
    ).toEqual([
      ["fundamentals.level", "revenue", "2Q24", "printed level", "84742 usd_m"],
      ["fundamentals.level", "revenue", "2Q23", "printed level", "74604 usd_m"],
      ["fundamentals.growth", "revenue", "2Q24", "yoy", "13.59 pct"],
    ]);
    expect(
      (await state([row("X.O", "revenue", "level", "2Q23", "7"), row("X.O", "revenue", "level", "2Q24", "9")]))
        .at(-1)
        ?.at(-1),
    ).toBe("29 pct");
  });

  it("uses a printed growth that the levels allow, the most exact one", async () => {
    const levels = [row("X.O", "revenue", "level", "2Q23", "100"), row("X.O", "revenue", "level", "2Q24", "114")];
    expect(
      (
        await state([
          ...levels,
          row("X.O", "revenue", "yoy", "2Q24", "14"),
          row("X.O", "revenue", "yoy", "2Q24", "13.6"),
        ])
      )
        .at(-1)
        ?.at(-1),
    ).toBe("13.6 pct");
  });

  it("reports a printed growth that the levels rule out, and uses theirs", async () => {
    const levels = [row("X.O", "revenue", "level", "2Q23", "1000"), row("X.O", "revenue", "level", "2Q24", "1140")];
    expect((await state([...levels, row("X.O", "revenue", "yoy", "2Q24", "41")])).slice(2)).toEqual([
      ["fundamentals.growth", "revenue", "2Q24", "yoy", "14 pct"],
      [
        "quality.defect",
        "revenue-yoy-not-attainable",
        "2Q24",
        "the printed levels do not allow the printed growth",
        "41 pct",
      ],
    ]);
  });

  it("measures a margin in percentage points", async () => {
    expect(
      (
        await state([
          row("X.O", "gross_margin", "level", "1Q24", "57.4", "pct"),
          row("X.O", "gross_margin", "level", "2Q24", "58.1", "pct"),
        ])
      ).at(-1),
    ).toEqual(["fundamentals.margin-change", "gross_margin", "2Q24", "qoq", "0.7 pct_pt"]);
  });

  it("never sets a fiscal quarter against a calendar one, nor two units against each other", async () => {
    const fiscal = await state([
      row("X.O", "revenue", "level", "FY2Q23", "100"),
      row("X.O", "revenue", "level", "2Q24", "114"),
    ]);
    const units = await state([
      row("X.O", "revenue", "level", "2Q23", "100", "twd"),
      row("X.O", "revenue", "level", "2Q24", "114"),
    ]);
    for (const statements of [fiscal, units])
      expect(statements.some(([kind]) => kind === "fundamentals.growth")).toBe(false);
  });

  it("gives growth a verdict where several companies report it", async () => {
    const { statements, nodes } = await built(
      "fundamentals",
      world({ fundamentals: [row("X.O", "revenue", "yoy", "2Q24", "5"), row("Y.O", "revenue", "yoy", "2Q24", "-3")] }),
    );
    expect(statements.find((one) => one.kind === "group.verdict")).toMatchObject({
      subject: "revenue",
      verdict: "mixed",
      members: [
        { symbol: "X.O", value: "5" },
        { symbol: "Y.O", value: "-3" },
      ],
    });
    expect(said(nodes, "lead").at(-1)).toBe("Revenue, yoy: up at 1 of 2 (X.O (+5%), Y.O (-3%)).");
  });

  it("gives one verdict by metric, basis and period", async () => {
    const { statements } = await built(
      "fundamentals",
      world({
        fundamentals: [
          row("X.O", "revenue", "yoy", "2Q24", "5"),
          row("Y.O", "revenue", "yoy", "2Q24", "3"),
          row("Z.O", "revenue", "yoy", "1Q24", "-3"),
          row("X.O", "revenue", "qoq", "2Q24", "-1"),
          row("Y.O", "revenue", "qoq", "2Q24", "-2"),
        ],
      }),
    );
    expect(
      statements
        .filter((one) => one.kind === "group.verdict")
        .map((one) => [one.metric, one.basis, one.period, one.verdict, one.members]),
    ).toEqual([
      [
        "revenue",
        "yoy",
        "2Q24",
        "all-up",
        [
          { symbol: "X.O", value: "5" },
          { symbol: "Y.O", value: "3" },
        ],
      ],
      [
        "revenue",
        "qoq",
        "2Q24",
        "all-down",
        [
          { symbol: "X.O", value: "-1" },
          { symbol: "Y.O", value: "-2" },
        ],
      ],
    ]);
  });

  it("names the period of a metric that is not the one the sentence opens with", async () => {
    const { nodes } = await built(
      "fundamentals",
      world({
        fundamentals: [row("X.O", "revenue", "level", "2Q24", "84742"), row("X.O", "capex", "level", "1Q24", "12012")],
      }),
    );
    expect(said(nodes, "lead")).toEqual(["X.O, 2Q24: Revenue $84.74B; Capex 1Q24 $12.01B."]);
  });

  it("measures growth from before to after as such", async () => {
    expect(
      (
        await state([
          row("Acme", "customers_before", "level", "2024-05", "100", "count"),
          row("Acme", "customers_after", "level", "2024-06", "250", "count"),
        ])
      ).at(-1),
    ).toEqual(["fundamentals.growth", "customers", "2024-06", "before", "150 pct"]);
  });

  it("holds a margin only against changes printed in points", async () => {
    const margin = (unit: "pct" | "pct_pt") =>
      state([
        row("X.O", "gross_margin", "level", "1Q24", "57.4", "pct"),
        row("X.O", "gross_margin", "level", "2Q24", "58.1", "pct"),
        row("X.O", "gross_margin", "qoq", "2Q24", "1.2", unit),
      ]);
    const change = ["fundamentals.margin-change", "gross_margin", "2Q24", "qoq", "0.7 pct_pt"];
    expect((await margin("pct")).slice(2)).toEqual([change]);
    expect((await margin("pct_pt")).slice(2)).toEqual([
      change,
      [
        "quality.defect",
        "gross_margin-qoq-not-attainable",
        "2Q24",
        "the printed levels do not allow the printed growth",
        "1.2 pct_pt",
      ],
    ]);
  });

  it("adds up the parts of a whole and reports parts that exceed it", async () => {
    const parts = (cloud: string) => [
      row("X.O", "revenue", "level", "2Q24", "100"),
      row("X.O", "revenue_google_services", "level", "2Q24", "70"),
      row("X.O", "revenue_google_cloud", "level", "2Q24", cloud),
    ];
    expect((await state(parts("20"))).at(-1)).toEqual([
      "fundamentals.level",
      "revenue",
      "2Q24",
      "sum of revenue_google_services + revenue_google_cloud, of a whole of 100",
      "90 usd_m",
    ]);
    expect((await state(parts("40"))).at(-1)?.slice(0, 2)).toEqual(["quality.defect", "parts-exceed-whole"]);
  });

  it("reports one figure printed with two values and accepts one printed once rounded", async () => {
    const twice = (digits: string) =>
      state([row("X.O", "revenue", "level", "2Q24", "84.74"), row("X.O", "revenue", "level", "2Q24", digits)]);
    expect((await twice("84.7")).filter(([kind]) => kind === "quality.defect")).toEqual([]);
    expect((await twice("86.1")).at(-1)?.slice(0, 2)).toEqual(["quality.defect", "revenue-printed-twice"]);
  });

  it("shows a company's metrics with a dash for what nobody printed", async () => {
    const { nodes } = await built(
      "fundamentals",
      world({
        fundamentals: [
          row("X.O", "revenue", "level", "2Q24", "84742"),
          row("X.O", "revenue", "yoy", "2Q24", "14"),
          row("X.O", "capex", "level", "2Q24", "13186"),
        ],
      }),
    );
    expect(rowsOf(tablesOf(nodes)[0])).toEqual([
      { metric: "Revenue", period: "2Q24", value: "$84.74B", yoy: "▲+14%" },
      { metric: "Capex", period: "2Q24", value: "$13.19B", yoy: "–" },
    ]);
    expect(said(nodes, "lead")[0]).toBe("X.O, 2Q24: Revenue $84.74B (+14% yoy); Capex $13.19B.");
    expect(text(nodes, chinese)).toContain("营收847.42亿美元（同比+14%）");
  });

  it("keeps figures of announcements apart, folded", async () => {
    const key = { ...row("Acme Cloud", "customers", "level", "2024-06", "300", "count"), announced: true };
    const { nodes } = await built("fundamentals", world({ fundamentals: [key] }));
    expect(nodes[0]).toMatchObject({ node: "details" });
    expect(said(nodes, "list")).toEqual([expect.stringMatching(/^Acme Cloud: \S+ 300 \(2024-06\)$/)]);
  });

  it("leaves a named gap where nothing was reported", async () => {
    expect(await composeOne("fundamentals", world())).toMatchObject({
      status: "gap",
      statements: [],
      said: "No company figures for this window.",
    });
  });
});
