import { describe, expect, it } from "vitest";
import {
  built,
  chinese,
  event,
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

const report = (symbol: string, on: string, cap?: string, more: Parameters<typeof event>[3] = {}) =>
  event("earnings", on, symbol, {
    instrument: instrument(symbol),
    ...(cap === undefined ? {} : { marketCap: fig(cap, "usd") }),
    ...more,
  });
const names = (nodes: Parameters<typeof tablesOf>[0]) =>
  tablesOf(nodes).map((table) => rowsOf(table).map((row) => row["name"]));

describe("the earnings section", () => {
  it("lists reports by day, the largest company of a day first", async () => {
    const events = [
      report("SMALL.O", "2024-07-30", "5000000000"),
      report("AMD.O", "2024-07-30", "220000000000"),
      report("BA.N", "2024-07-29", "110000000000"),
    ];
    const { statements, nodes } = await built("earnings", world({ events }));
    expect(statements).toMatchObject([
      { kind: "calendar.events", metric: "earnings", value: "3", window: "2024-07-29..2024-07-30" },
    ]);
    expect(names(nodes)).toEqual([["BA.N", "AMD.O", "SMALL.O"]]);
    expect(said(nodes, "lead")[0]).toBe(
      "3 reports are expected from 27 Jul to 30 Jul, most of them on 30 Jul (2); the largest: BA.N (29 Jul), AMD.O (30 Jul), SMALL.O (30 Jul).",
    );
    expect(text(nodes, chinese)).toContain("预计有3家公司披露业绩");
  });

  it("orders companies of two currencies by what their size is worth", async () => {
    const events = [
      report("HKD.HK", "2024-07-30", undefined, { marketCap: fig("100000000000", "hkd") }),
      report("USD.O", "2024-07-30", "50000000000"),
    ];
    const { nodes } = await built("earnings", world({ events }));
    expect(names(nodes)).toEqual([["USD.O", "HKD.HK"]]);
  });

  it("shows the first names of a day, and says how many more report", async () => {
    const events = [
      report("A.O", "2024-07-30", "3000000000"),
      report("B.O", "2024-07-30", "2000000000"),
      report("C.O", "2024-07-30", "1000000000"),
    ];
    const { statements, nodes } = await built("earnings", world({ events }), { options: { top: 2 } });
    expect(names(nodes)).toEqual([["A.O", "B.O"]]);
    expect(said(nodes, "paragraph")).toEqual(["1 more company reports on these days."]);
    expect(statements[0]?.value).toBe("3");
  });

  it.each([
    [["2024-07-29", "2024-07-30", "2024-07-30"], ", most of them on 30 Jul (2): "],
    [["2024-07-29", "2024-07-30", "2024-07-30", "2024-07-31"], ", 30 Jul being the busiest day (2): "],
    [["2024-07-29", "2024-07-29", "2024-07-30", "2024-07-30"], " to 30 Jul: "],
    [["2024-07-30", "2024-07-30"], " to 30 Jul: "],
  ])("names the day of %j on which most report, or the only one with more than any other", async (days, words) => {
    const events = days.map((on, at) => report(`N${at}.O`, on));
    const { nodes } = await built("earnings", world({ events }));
    expect(said(nodes, "lead")[0]).toContain(words);
  });

  it("speaks of the largest of known size where one size is unknown", async () => {
    const events = [report("A.O", "2024-07-30", "3000000000"), report("B.O", "2024-07-30")];
    const { nodes } = await built("earnings", world({ events }));
    expect(said(nodes, "lead")).toEqual([
      "2 reports are expected from 27 Jul to 30 Jul; the largest of known size: A.O (30 Jul).",
    ]);
    expect(text(nodes, chinese)).toContain("已知市值居前：A.O（7月30日）");
  });

  it("folds what lies further ahead", async () => {
    const { nodes } = await built(
      "earnings",
      world({ events: [report("NEAR.O", "2024-07-30"), report("FAR.O", "2024-08-20")] }),
    );
    expect(names(nodes)).toEqual([["NEAR.O"], ["FAR.O"]]);
    expect(nodes.find((node) => node.node === "details")).toMatchObject({ children: [{ node: "table" }] });
  });

  it("shows session, period and size where known and a dash where not", async () => {
    const events = [
      report("A.O", "2024-07-30", "3000000000", { session: "after-close", period: "2Q24" }),
      report("B.O", "2024-07-30"),
    ];
    const { nodes } = await built("earnings", world({ events }));
    expect(rowsOf(tablesOf(nodes)[0])).toEqual([
      { day: "Tuesday, 30 Jul", name: "A.O", symbol: "A.O", session: "after close", period: "2Q24", cap: "$3B" },
      { day: "Tuesday, 30 Jul", name: "B.O", symbol: "B.O", session: "–", period: "–", cap: "–" },
    ]);
  });

  it("takes one market, or the names on a list, when asked", async () => {
    const events = [report("A.O", "2024-07-30"), report("0700.HK", "2024-07-30"), report("B.N", "2024-07-31")];
    const universes = [universe("ai", [quote("B.N", "1")])];
    const hk = await built("earnings", world({ events, universes }), { options: { market: "hk" } });
    const list = await built("earnings", world({ events, universes }), { options: { market: "watchlist" } });
    expect(names(hk.nodes)).toEqual([["0700.HK"]]);
    expect(names(list.nodes)).toEqual([["B.N"]]);
  });

  it.each([
    ["today", ["FRI.O"]],
    ["tomorrow", ["SAT.O"]],
    ["week", ["MON.O", "FRI.O", "SAT.O"]],
    ["next", ["NEXT.O"]],
  ] as const)("counts %s from the market's last day", async (when, expected) => {
    const events = [
      report("MON.O", "2024-07-22"),
      report("FRI.O", "2024-07-26"),
      report("SAT.O", "2024-07-27"),
      report("NEXT.O", "2024-07-31"),
    ];
    const { nodes } = await built("earnings", world({ events }), { options: { when } });
    expect(names(nodes)).toEqual([expected]);
  });

  it("leaves a named gap, with the days it looked at", async () => {
    expect(await composeOne("earnings", world())).toMatchObject({
      status: "gap",
      statements: [],
      said: "No earnings dates known from 27 Jul 2024 to 31 Aug 2024.",
    });
  });
});
