import { describe, expect, it } from "vitest";
import { built, chinese, flows, rowsOf, said, tablesOf, text, total, world } from "../../fixtures/snapshot.ts";
import { composeOne } from "../compose-one.ts";

const days = ["2024-07-22", "2024-07-23", "2024-07-24", "2024-07-25", "2024-07-26"] as const;
/** One fund's week, Monday first. */
const column = (cells: readonly (string | undefined)[]) =>
  flows(["IBIT"], Object.fromEntries(cells.map((cell, index) => [days[index] as string, [cell]])));
const leadOf = async (cells: readonly (string | undefined)[]) =>
  said((await built("etf-flows", world({ etfFlows: column(cells) }))).nodes, "lead")[0];

describe("the etf-flows section", () => {
  it("sums days, funds and the window exactly", async () => {
    const etfFlows = flows(["IBIT", "GBTC"], { "2024-07-22": ["0.1", "0.2"], "2024-07-23": ["100.5", "-200.7"] });
    const { statements, nodes } = await built("etf-flows", world({ etfFlows }));
    expect(statements.map(({ kind, subject, value, on }) => [kind, subject, value, on])).toEqual([
      ["etf.day", "BTC", "0.3", "2024-07-22"],
      ["etf.day", "BTC", "-100.2", "2024-07-23"],
      ["etf.week-total", "BTC", "-99.9", undefined],
      ["etf.inflow-days", "BTC", "1", undefined],
      ["etf.outflow-days", "BTC", "1", undefined],
      ["etf.largest-inflow", "BTC", "0.3", "2024-07-22"],
      ["etf.largest-outflow", "BTC", "-100.2", "2024-07-23"],
      ["etf.leader", "IBIT", "100.6", undefined],
      ["etf.fund-total", "IBIT", "100.6", undefined],
      ["etf.fund-total", "GBTC", "-200.5", undefined],
    ]);
    expect(rowsOf(tablesOf(nodes)[0])).toEqual([
      { day: "22 Jul", total: "0.3", GBTC: "0.2", IBIT: "0.1" },
      { day: "23 Jul", total: "(100.2)", GBTC: "(200.7)", IBIT: "100.5" },
      { day: "Total", total: "(99.9)", GBTC: "(200.5)", IBIT: "100.6" },
    ]);
  });

  it("says so when every session was positive, or negative", async () => {
    expect(await leadOf(["1", "2", "3", "1", "1"])).toBe(
      "Bitcoin spot ETFs saw net inflows of $8M over 5 sessions, every session positive; the largest inflow was $3M on Wednesday; IBIT led with $8M.",
    );
    expect(await leadOf(["-1", "-2", "-3", "-1", "-1"])).toBe(
      "Bitcoin spot ETFs saw net outflows of $8M over 5 sessions, every session negative; the largest outflow was $3M on Wednesday.",
    );
  });

  it("counts inflows and outflows instead while a session of the window has no row", async () => {
    expect(await leadOf(["1", "2", "3", "1"])).toBe(
      "Bitcoin spot ETFs saw net inflows of $7M over 4 sessions, 4 with inflows and 0 with outflows; the largest inflow was $3M on Wednesday; IBIT led with $7M.",
    );
    expect(await leadOf(["-1", "2", undefined, "3", "4"])).toBe(
      "Bitcoin spot ETFs saw net inflows of $8M over 4 sessions, 3 with inflows and 1 with outflows; the largest inflow was $4M on Friday; IBIT led with $8M.",
    );
  });

  it("tells totals alone where the source prints no funds, and no leader of a day for the week", async () => {
    const etfTotals = [
      { ...total("day_total", "Total", "12.5", "2024-07-22"), isAlone: true },
      total("day_total", "Total", "-2.5", "2024-07-23"),
    ];
    const etfFlows = flows(["IBIT", "GBTC"], { "2024-07-23": ["1.0", "-3.5"] });
    const { statements, nodes } = await built("etf-flows", world({ etfFlows, etfTotals }));
    expect(statements.map(({ kind, value, on }) => [kind, value, on])).toEqual([
      ["etf.day", "12.5", "2024-07-22"],
      ["etf.day", "-2.5", "2024-07-23"],
      ["etf.week-total", "10.0", undefined],
      ["etf.inflow-days", "1", undefined],
      ["etf.outflow-days", "1", undefined],
      ["etf.largest-inflow", "12.5", "2024-07-22"],
      ["etf.largest-outflow", "-2.5", "2024-07-23"],
    ]);
    expect(statements[0]?.basis).toBe("printed day total, without its cells");
    expect(rowsOf(tablesOf(nodes)[0])).toEqual([
      { day: "22 Jul", total: "12.5", GBTC: "–", IBIT: "–" },
      { day: "23 Jul", total: "(2.5)", GBTC: "(3.5)", IBIT: "1.0" },
      { day: "Total", total: "10.0", GBTC: "–", IBIT: "–" },
    ]);
    const alone = await built("etf-flows", world({ etfTotals }));
    expect(said(alone.nodes, "lead")[0]).toBe("Bitcoin spot ETFs saw net inflows of $12.5M on 22 Jul 2024.");
  });

  it("leaves the extremes out where no session had a flow", async () => {
    expect(await leadOf(["0", "0.0", "0", "0", "0"])).toBe(
      "Bitcoin spot ETFs saw no net flow over 5 sessions, 0 with inflows and 0 with outflows.",
    );
  });

  it("names a day by its date where the window shows its weekday twice", async () => {
    const etfFlows = flows(["IBIT"], {
      ...Object.fromEntries(["15", "16", "17", "18", "19"].map((date) => [`2024-07-${date}`, ["1"]])),
      ...Object.fromEntries(days.map((on) => [on, [on.endsWith("23") ? "-2" : "3"]])),
    });
    const { nodes } = await built("etf-flows", world({ etfFlows }), { options: { lastDays: 10 } });
    expect(said(nodes, "lead")).toEqual([
      "Bitcoin spot ETFs saw net inflows of $15M over 10 sessions; only 23 Jul saw a net outflow ($2M); the largest inflow was $3M on 22 Jul; IBIT led with $15M.",
    ]);
  });

  it("names the only day with an outflow, or with an inflow", async () => {
    expect(await leadOf(["1", "-2", "3", "1", "1"])).toContain(
      "; only Tuesday saw a net outflow ($2M); the largest inflow was $3M on Wednesday;",
    );
    expect(await leadOf(["-1", "2", "-3", "-1", "-1"])).toContain(
      "; only Tuesday saw a net inflow ($2M); the largest outflow was $3M on Wednesday.",
    );
  });

  it("does not call a session of zero flow positive", async () => {
    expect(await leadOf(["1", "0", "3", "2", "2"])).toContain(", 4 with inflows and 0 with outflows");
  });

  it("speaks of the one day it has", async () => {
    expect(await leadOf(["1.5"])).toBe(
      "Bitcoin spot ETFs saw net inflows of $1.5M on 22 Jul 2024; IBIT led with $1.5M.",
    );
  });

  it("names no leader when no fund took money in", async () => {
    const { statements } = await built("etf-flows", world({ etfFlows: column(["-1", "-2"]) }));
    expect(statements.some((one) => one.kind === "etf.leader" || one.kind === "etf.largest-inflow")).toBe(false);
  });

  it("does not count a dash as zero: the day may still change, and says which fund is awaited", async () => {
    const etfFlows = flows(["IBIT", "GBTC"], { "2024-07-22": ["1.0", "2.0"], "2024-07-23": ["3.0", undefined] });
    const { statements, nodes } = await built("etf-flows", world({ etfFlows }));
    expect(statements.find((one) => one.kind === "etf.fund-total" && one.subject === "GBTC")).toMatchObject({
      value: "2.0",
      basis: "sum of 1 readings",
    });
    expect(said(nodes, "note")).toContain(
      "GBTC: no reading for 23 Jul; not counted as zero, and the day may still change.",
    );
    expect(rowsOf(tablesOf(nodes)[0])[1]).toEqual({ day: "23 Jul", total: "3.0*", GBTC: "–", IBIT: "3.0" });
  });

  it("leaves a day without a single reading out and says that its row is missing", async () => {
    const { statements, nodes } = await built("etf-flows", world({ etfFlows: column(["1", undefined, "3"]) }));
    expect(statements.filter((one) => one.kind === "etf.day").map((one) => one.on)).toEqual([days[0], days[2]]);
    expect(said(nodes, "note")).toContain("No row for the session of 23 Jul: the totals do not include it.");
  });

  it("names a fund that was silent all week", async () => {
    const { nodes } = await built(
      "etf-flows",
      world({ etfFlows: flows(["IBIT", "DEFI"], { "2024-07-22": ["1", undefined], "2024-07-23": ["2", undefined] }) }),
    );
    expect(said(nodes, "note").join("\n")).toContain("DEFI: no reading on any day of the window.");
  });

  it("uses a printed day total that foots and refuses one that does not", async () => {
    const etfFlows = flows(["IBIT", "GBTC"], { "2024-07-22": ["1.0", "2.0"], "2024-07-23": ["3.0", "4.0"] });
    const etfTotals = [
      total("day_total", "Total", "3.1", "2024-07-22"),
      total("day_total", "Total", "8.0", "2024-07-23"),
    ];
    const { statements } = await built("etf-flows", world({ etfFlows, etfTotals }));
    expect(statements.filter((one) => one.kind === "etf.day").map((one) => one.value)).toEqual(["3.1", "7.0"]);
    expect(statements.filter((one) => one.kind === "quality.defect")).toMatchObject([
      { metric: "total-does-not-foot", value: "8.0", members: [{ date: "2024-07-23", value: "7.0" }] },
    ]);
  });

  it("refuses a printed minimum above a cell and a printed maximum below one", async () => {
    const etfTotals = [total("minimum", "IBIT", "2.0"), total("maximum", "IBIT", "2.5")];
    const { statements } = await built("etf-flows", world({ etfFlows: column(["1.0", "3.0"]), etfTotals }));
    expect(statements.filter((one) => one.kind === "quality.defect").map((one) => [one.metric, one.members])).toEqual([
      ["minimum-above-cells", [{ date: "2024-07-22", value: "1.0" }]],
      ["maximum-below-cells", [{ date: "2024-07-23", value: "3.0" }]],
    ]);
  });

  it("keeps assets apart and shows the one asked for", async () => {
    const etfFlows = [...column(["1", "2"]), ...flows(["ETHA"], { "2024-07-23": ["5"] }, "ETH")];
    const both = await built("etf-flows", world({ etfFlows }));
    expect(
      both.statements.filter((one) => one.kind === "etf.week-total").map((one) => [one.subject, one.value]),
    ).toEqual([
      ["BTC", "3"],
      ["ETH", "5"],
    ]);
    const one = await built("etf-flows", world({ etfFlows }), { options: { assets: ["ETH"] } });
    expect(one.statements.every((statement) => statement.subject === "ETH" || statement.against === "ETH")).toBe(true);
  });

  it("shows the week around the day of a day's digest", async () => {
    const window = { from: "2024-07-24", to: "2024-07-24" };
    const { statements } = await built(
      "etf-flows",
      { ...world({ etfFlows: column(["1", "2", "3", "4"]) }), window },
      { span: "day" },
    );
    expect(statements.find((one) => one.kind === "etf.week-total")).toMatchObject({
      value: "6",
      window: "2024-07-22..2024-07-24",
    });
  });

  it("takes the last sessions when asked for a number of them", async () => {
    const { statements } = await built("etf-flows", world({ etfFlows: column(["1", "2", "3"]) }), {
      options: { lastDays: 2 },
    });
    expect(statements.find((one) => one.kind === "etf.week-total")).toMatchObject({
      value: "5",
      window: "2024-07-23..2024-07-26",
    });
  });

  it("leaves a named gap where no flow is known, or none in the window", async () => {
    expect(await composeOne("etf-flows", world())).toMatchObject({
      status: "gap",
      statements: [],
      said: "No fund flows for this window.",
    });
    expect(await composeOne("etf-flows", world({ etfFlows: flows(["IBIT"], { "2024-07-01": ["5"] }) }))).toMatchObject({
      status: "gap",
      statements: [],
    });
  });

  it("reads in Chinese", async () => {
    const { nodes } = await built("etf-flows", world({ etfFlows: column(["100", "-200", "300", "1", "1"]) }));
    expect(text(nodes, chinese)).toContain("仅周二净流出2亿美元");
  });
});
