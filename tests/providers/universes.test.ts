import { describe, expect, it } from "vitest";
import type { Snapshot } from "../../src/market/snapshot.ts";
import { snapshotOf } from "../fixtures/folder.ts";

const symbolsOf = ({ universes }: Snapshot) =>
  universes.map(({ id, quotes }) => [id, quotes.map(({ instrument }) => instrument.symbol)]);

describe("a table of closes", () => {
  it("without a table of instruments knows universe and currency from the symbol", async () => {
    const { universes } = await snapshotOf({
      "closes.csv":
        "symbol,2024-07-26\nAAPL.O,217.96\n0700.HK,361.4\n80700.HK,335\n688256.SH,200.01\n2330.TW,940\nBHP.AX,41.2\n",
    });
    const told = universes.map(({ id, quotes }) => [
      id,
      quotes.map(({ instrument, level }) => [instrument.symbol, instrument.currency, level?.unit]),
    ]);
    expect(told).toEqual([
      ["us", [["AAPL.O", "USD", "usd"]]],
      [
        "hk",
        [
          ["0700.HK", "HKD", "hkd"],
          ["80700.HK", "CNY", "cny"],
        ],
      ],
      ["cn", [["688256.SH", "CNY", "cny"]]],
      ["tw", [["2330.TW", "TWD", "twd"]]],
    ]);
  });

  it("lists an instrument once in a universe that is named twice", async () => {
    const snapshot = await snapshotOf({
      "instruments.csv": "symbol,universes\nAAPL.O,us;us\nMSFT.O,us;sp500;us\n",
      "closes.csv": "symbol,2024-07-26\nAAPL.O,217.96\nMSFT.O,425.27\n",
    });
    expect(symbolsOf(snapshot)).toEqual([
      ["us", ["AAPL.O", "MSFT.O"]],
      ["sp500", ["MSFT.O"]],
    ]);
  });

  it("counts a corporate action once that is printed twice, and reports the second", async () => {
    const { universes, faults } = await snapshotOf({
      "closes.csv": "symbol,2024-07-19,2024-07-26\nAAPL.O,400,110\n",
      "actions.csv": "ex_date,symbol,kind,value\n2024-07-24,AAPL.O,split,4\n2024-07-24,AAPL.O,split,4\n",
    });
    expect([universes[0]?.quotes[0]?.changes.week?.digits, faults]).toEqual([
      "10.00",
      [
        {
          file: "actions.csv",
          row: 3,
          value: "2024-07-24 AAPL.O split 4",
          expected: "each entry once; line 2 has this one already",
          severity: "dropped",
        },
      ],
    ]);
  });

  it("adds its spans to an index that is printed too, and the index stays one row", async () => {
    const { indices } = await snapshotOf({
      "indices.csv": "symbol,name_en,level,week_pct\nSPX.GI,S&P 500,5459.1,-0.8\n",
      "instruments.csv": "symbol,kind\nSPX.GI,index\n",
      "closes.csv": "symbol,2024-07-19,2024-07-25,2024-07-26\nSPX.GI,5505,5399.22,5459.10\n",
    });
    const told = indices.map(({ instrument, level, changes }) => [
      instrument.names.en,
      level?.digits,
      Object.fromEntries(Object.entries(changes).map(([span, change]) => [span, change?.digits])),
    ]);
    expect(told).toEqual([["S&P 500", "5459.1", { day: "1.11", week: "-0.8" }]]);
  });
});

it("a watch list and a universe of the same name are one universe", async () => {
  const snapshot = await snapshotOf({
    "watchlist.csv": "theme,symbol,currency,close\nus,AAPL.O,USD,217.96\n",
    "closes.csv": "symbol,2024-07-26\nAAPL.O,217.96\n",
  });
  expect(symbolsOf(snapshot)).toEqual([["us", ["AAPL.O"]]]);
});

it.each([
  ["ai_top0_gainers", 1],
  ["ai_top9999999999999999_gainers", 1],
  ["ai_top5_gainers", 5],
])("the published list %s has size %i", async (list, size) => {
  const { published, faults } = await snapshotOf({ "movers.csv": `list,rank,symbol,pct\n${list},1,CRM.N,6\n` });
  expect([published.map((one) => [one.universe, one.direction, one.size]), faults]).toEqual([
    [["ai", "gainers", size]],
    [],
  ]);
});

it("a row without names shows its symbol", async () => {
  const { indices, universes, published, events, rates } = await snapshotOf({
    "indices.csv": "symbol,level\nSPX.GI,5459.1\n",
    "watchlist.csv": "theme,symbol,currency,close\nai,NVDA.O,USD,113.06\n",
    "movers.csv": "list,rank,symbol\nai_top5_gainers,1,CRM.N\n",
    "closes.csv": "symbol,2024-07-26\nAAPL.O,217.96\n",
    "coins.csv": "symbol,price_usd\nBTC,67924.08\n",
    "calendar.csv": "kind,date_start,symbol,title_en\nearnings,2024-07-30,AMD.O,Earnings report\n",
    "rates_fx.csv": "date,instrument,level,level_unit\n2024-07-26,DE10Y,2.41,pct\n",
  });
  const named = [
    ...indices,
    ...universes.flatMap(({ quotes }) => quotes),
    ...(published[0]?.members ?? []),
    ...events,
    ...rates,
  ];
  expect(named.map(({ instrument }) => instrument?.names.en)).toEqual([
    "SPX.GI",
    "NVDA.O",
    "AAPL.O",
    "BTC",
    "CRM.N",
    "AMD.O",
    "DE10Y",
  ]);
});
