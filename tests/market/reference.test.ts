import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { kindOfListing } from "../../src/market/instrument.ts";
import {
  assetOfFund,
  indexFacts,
  metricNames,
  Reference,
  sectorNames,
  universeNames,
} from "../../src/market/reference.ts";
import { isSymbol } from "../../src/market/symbol.ts";

const readJson = (path: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../data/${path}`, import.meta.url), "utf8"));

const known = Reference.parse({
  indices: {
    "SOX.GI": { region: "us", theme: "tech", against: ["NDX.GI"] },
    "SPX.GI": { region: "us", theme: "broad" },
  },
  groups: [],
  names: {},
  universes: { global_tech: { en: "Global technology list", zh: "全球科技标的" } },
  exchanges: {},
  sectors: { Energy: { en: "Energy", zh: "能源" } },
  metrics: { gross_margin: { en: "Gross margin", zh: "毛利率" } },
  assets: {
    BTC: { en: "Bitcoin", zh: "比特币", funds: ["IBIT"] },
    ETH: { en: "Ether", zh: "以太坊", funds: ["ETHA"] },
  },
});

describe("indexFacts", () => {
  it("knows an index of the table, with or without benchmarks", () => {
    expect(indexFacts(known, "SOX.GI", { en: "", zh: "" })).toEqual({
      region: "us",
      theme: "tech",
      against: ["NDX.GI"],
    });
    expect(indexFacts(known, "SPX.GI", { en: "", zh: "" })).toEqual({ region: "us", theme: "broad", against: [] });
  });

  it.each([
    ["931087.CSI", "CSI Sci-Tech Leaders", "科技龙头", "cn", "tech"],
    ["H30184.CSI", "", "中证全指半导体", "cn", "tech"],
    ["930713.CSI", "CSI AI", "", "cn", "tech"],
    ["000016.SH", "SSE 50", "上证50", "cn", "broad"],
    ["HSCI.HI", "Hang Seng Composite", "恒生综合指数", "hk", "broad"],
    ["TWOI.TWO", "TPEx Index", "", "tw", "broad"],
    ["MXWO.MI", "World", "", "other", "broad"],
    ["UK100.GI", "Mainland Retail", "", "other", "broad"],
  ])("guesses the family of %s, %s %s: %s, %s", (symbol, en, zh, region, theme) => {
    expect(indexFacts(known, symbol, { en, zh })).toEqual({ region, theme, against: [] });
  });
});

describe("names", () => {
  it("come from the table", () => {
    expect([
      sectorNames(known, "Energy"),
      universeNames(known, "global_tech"),
      metricNames(known, "gross_margin"),
    ]).toEqual([
      { en: "Energy", zh: "能源" },
      { en: "Global technology list", zh: "全球科技标的" },
      { en: "Gross margin", zh: "毛利率" },
    ]);
  });

  it("that nobody gave read as printed", () => {
    expect([
      sectorNames(known, "Consumer Discretionary"),
      universeNames(known, "quantum_names"),
      metricNames(known, "cloud_revenue"),
    ]).toEqual([
      { en: "Consumer Discretionary", zh: "Consumer Discretionary" },
      { en: "quantum names", zh: "quantum names" },
      { en: "Cloud revenue", zh: "cloud revenue" },
    ]);
  });
});

describe("words that every object knows", () => {
  it("name nothing of the table", () => {
    expect([
      sectorNames(known, "constructor"),
      sectorNames(known, "__proto__"),
      metricNames(known, "toString"),
      universeNames(known, "valueOf"),
      indexFacts(known, "constructor", { en: "", zh: "" }),
    ]).toEqual([
      { en: "constructor", zh: "constructor" },
      { en: "__proto__", zh: "__proto__" },
      { en: "ToString", zh: "toString" },
      { en: "valueOf", zh: "valueOf" },
      { region: "other", theme: "broad", against: [] },
    ]);
  });
});

describe("assetOfFund", () => {
  it("finds the coin a fund holds, and none for a stranger", () => {
    expect([assetOfFund(known, "IBIT"), assetOfFund(known, "ETHA"), assetOfFund(known, "SPY")]).toEqual([
      "BTC",
      "ETH",
      undefined,
    ]);
  });
});

describe("the reference shipped", () => {
  const shipped = Reference.parse({
    ...(readJson("reference.json") as object),
    exchanges: readJson("calendars/exchanges.json"),
  });

  it("measures every index against indices of its own table", () => {
    const dangling = Object.values(shipped.indices).flatMap((facts) =>
      facts.against.filter((symbol) => shipped.indices[symbol] === undefined),
    );
    expect(dangling).toEqual([]);
  });

  it("measures no index against itself", () => {
    expect(Object.entries(shipped.indices).filter(([symbol, facts]) => facts.against.includes(symbol))).toEqual([]);
  });

  it("writes every symbol the way the program reads it", () => {
    const symbols = [...Object.keys(shipped.indices), ...shipped.groups.flatMap((group) => group.members)];
    expect(symbols.filter((symbol) => !isSymbol(symbol))).toEqual([]);
  });

  it("names everything in both languages", () => {
    const names = [
      ...Object.values(shipped.names),
      ...Object.values(shipped.universes),
      ...Object.values(shipped.sectors),
      ...Object.values(shipped.metrics),
      ...Object.values(shipped.assets),
      ...shipped.groups.map((group) => group.names),
    ];
    expect(names.filter(({ en, zh }) => en.trim() === "" || zh.trim() === "")).toEqual([]);
  });

  it("gives each fund to one asset", () => {
    const funds = Object.values(shipped.assets).flatMap((asset) => asset.funds);
    expect(funds).toEqual([...new Set(funds)]);
  });

  it("takes no member of its peer groups for anything but a stock", () => {
    const members = [...new Set(shipped.groups.flatMap((group) => group.members))];
    expect(members.filter((symbol) => kindOfListing(symbol, "") !== "stock")).toEqual([]);
  });
});
