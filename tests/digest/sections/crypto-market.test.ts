import { describe, expect, it } from "vitest";
import {
  built,
  chinese,
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

const usd = (digits: string) => fig(digits, "usd");
const totals = (cap: string, previousCap: string) => ({
  on: "2024-07-26",
  cap: usd(cap),
  previousCap: usd(previousCap),
  previousOn: "2024-07-19",
});

describe("the crypto-market section", () => {
  it("states total, trend, volume and its share", async () => {
    const crypto = [
      { ...totals("2400000000000", "2430000000000"), volume: usd("60000000000"), ytdVolume: usd("9000000000000") },
    ];
    const { statements, nodes } = await built("crypto-market", world({ crypto }));
    expect(statements.map(({ kind, value, verdict }) => [kind, value, verdict])).toEqual([
      ["crypto.total-cap", "2400000000000", undefined],
      ["crypto.total-cap-trend", "-1.23", "down"],
      ["crypto.volume", "60000000000", undefined],
      ["crypto.volume-share", "2.50", undefined],
      ["crypto.ytd-volume", "9000000000000", undefined],
    ]);
    expect(rowsOf(tablesOf(nodes)[0])).toEqual([
      { item: "Total market cap", value: "$2.4T" },
      { item: "A week before", value: "$2.43T" },
      { item: "Change", value: "▼-1.23%" },
      { item: "24-hour volume", value: "$60B" },
      { item: "Volume / market cap", value: "2.50%" },
      { item: "Volume, year to date", value: "$9T" },
    ]);
    expect(text(nodes, chinese)).toContain("总市值2.4万亿美元，较前一周的2.43万亿美元下降1.23%");
  });

  it.each([
    ["990.1", "stable"],
    ["990.0", "down"],
    ["1009.9", "stable"],
    ["1010.0", "up"],
  ])("calls a total of %s after 1000 %s", async (cap, verdict) => {
    const { statements } = await built("crypto-market", world({ crypto: [totals(cap, "1000")] }));
    expect(statements.find((one) => one.kind === "crypto.total-cap-trend")?.verdict).toBe(verdict);
  });

  it("refuses a printed share that volume and market cap do not give", async () => {
    const crypto = [{ on: "2024-07-26", cap: usd("1000"), volume: usd("50"), volumeShare: fig("7.00") }];
    const { statements, nodes } = await built("crypto-market", world({ crypto }));
    expect(statements.find((one) => one.kind === "quality.defect")).toMatchObject({
      metric: "volume-share-differs",
      value: "7.00",
      members: [{ value: "5.00" }],
    });
    expect(said(nodes, "lead")[0]).toContain(
      "The printed share of 7.00% does not follow from these two figures and is not used.",
    );
  });

  it("accepts a printed share within the rounding of both amounts", async () => {
    const defects = async (volumeShare: string) => {
      const crypto = [{ on: "2024-07-26", cap: usd("1000"), volume: usd("50"), volumeShare: fig(volumeShare) }];
      return (await built("crypto-market", world({ crypto }))).statements.filter(
        (one) => one.kind === "quality.defect",
      );
    };
    expect(await defects("5.05")).toEqual([]);
    expect(await defects("5")).toEqual([]);
    expect(await defects("5.06")).toMatchObject([{ value: "5.06" }]);
  });

  it("states no share of a total of 0 and no trend after one", async () => {
    const share = await built(
      "crypto-market",
      world({ crypto: [{ on: "2024-07-26", cap: usd("0"), volume: usd("50"), volumeShare: fig("5") }] }),
    );
    expect(share.statements.map((one) => one.kind)).toEqual(["crypto.total-cap", "crypto.volume"]);
    const trend = await built("crypto-market", world({ crypto: [totals("1000", "0")] }));
    expect(trend.statements.map((one) => one.kind)).toEqual(["crypto.total-cap"]);
    expect(said(trend.nodes, "lead")).toEqual(["Total crypto market cap stood at $1,000 on 26 Jul 2024."]);
  });

  it.each([
    ["2024-07-19", "the week before", "A week before"],
    ["2024-07-18", "the week before", "A week before"],
    ["2024-07-20", "the week before", "A week before"],
    ["2024-07-21", "on 21 Jul", "Before"],
    ["2024-06-28", "on 28 Jun", "Before"],
  ])("names a total of %s as it was %s", async (previousOn, words, row) => {
    const { nodes } = await built("crypto-market", world({ crypto: [{ ...totals("1100", "1000"), previousOn }] }));
    expect(said(nodes, "lead")).toEqual([
      `Total crypto market cap stood at $1,100 on 26 Jul 2024, up 10.00% from $1,000 ${words}.`,
    ]);
    expect(rowsOf(tablesOf(nodes)[0])[1]).toEqual({ item: row, value: "$1,000" });
  });

  it("says nothing of a trend or a share without both figures", async () => {
    const { statements, nodes } = await built(
      "crypto-market",
      world({ crypto: [{ on: "2024-07-26", volume: usd("50") }] }),
    );
    expect(statements.map((one) => one.kind)).toEqual(["crypto.volume"]);
    expect(said(nodes, "lead")).toEqual(["On 26 Jul 2024; 24-hour volume was $50."]);
  });

  it("reads the newest totals only", async () => {
    const crypto = [
      { on: "2024-07-19", cap: usd("900") },
      { on: "2024-07-26", cap: usd("1000") },
    ];
    const { statements } = await built("crypto-market", world({ crypto }));
    expect(statements.map((one) => one.value)).toEqual(["1000"]);
  });

  it("shows the largest coins, pegged ones aside, and a dash for a change nobody gave", async () => {
    const coin = (
      symbol: string,
      cap: string,
      changes: Parameters<typeof quote>[1],
      kind: "coin" | "stablecoin" = "coin",
    ) => quote(symbol, changes, { instrument: instrument(symbol, kind), marketCap: usd(cap) });
    const coins = [
      coin("ETH.CC", "400", { "24h": "1.5" }),
      coin("BTC.CC", "1300", { "24h": "-0.5", "7d": "2.0" }),
      coin("USDT.CC", "900", { "24h": "0.0" }, "stablecoin"),
    ];
    const { nodes, statements } = await built(
      "crypto-market",
      world({ universes: [universe("crypto", coins, false)] }),
    );
    expect(statements).toEqual([]);
    expect(rowsOf(tablesOf(nodes)[0])).toEqual([
      { name: "BTC.CC", symbol: "BTC", "24h": "▼-0.5%", "7d": "▲+2.0%", cap: "$1,300" },
      { name: "ETH.CC", symbol: "ETH", "24h": "▲+1.5%", "7d": "–", cap: "$400" },
    ]);
  });

  it("leaves a named gap where neither totals nor coins are known", async () => {
    expect(await composeOne("crypto-market", world())).toMatchObject({
      status: "gap",
      statements: [],
      said: "No crypto totals or coin prices for this window.",
    });
  });
});
