import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createFilesProvider } from "../../src/providers/files/index.ts";
import { figuresOf } from "../contracts/provider.ts";
import { dataFolder, reference } from "../fixtures/editions.ts";
import { snapshotOf } from "../fixtures/folder.ts";

const wednesday = { from: "2024-07-24", to: "2024-07-24" };

describe.each(["demo", "reports/huayuan-2024-07-26"])("asked about the Wednesday, %s", (folder) => {
  const asked = () => createFilesProvider({ folder: join(dataFolder, folder), reference }).fetch({ window: wednesday });

  it("gives no figure of a later day", async () => {
    expect(figuresOf(await asked()).filter(({ figure }) => figure.origin.asOf > "2024-07-24")).toEqual([]);
  });

  it("gives no later flow, sentiment, crypto total, news item or point of a series", async () => {
    const { etfFlows, etfTotals, sentiment, crypto, news, series } = await asked();
    const days = [
      ...etfFlows.map((flow) => flow.on),
      ...etfTotals.map((total) => total.on ?? ""),
      ...sentiment.map((reading) => reading.on),
      ...crypto.map((total) => total.on),
      ...news.map((item) => item.on ?? ""),
      ...series.flatMap((one) => one.points.map((point) => point.on)),
    ];
    expect(days.filter((day) => day > "2024-07-24")).toEqual([]);
  });

  it("tells of no event that became known later", async () => {
    expect((await asked()).events.filter((event) => event.seenOn > "2024-07-24")).toEqual([]);
  });
});

it("a market capitalisation or a fund fee of the window's end is not known on the Wednesday", async () => {
  const folder = join(dataFolder, "demo");
  const { universes, funds } = await createFilesProvider({ folder, reference }).fetch({ window: wednesday });
  const apple = universes
    .find(({ id }) => id === "us")
    ?.quotes.find(({ instrument }) => instrument.symbol === "AAPL.O");
  expect([apple?.level?.origin.asOf, apple?.marketCap, funds]).toEqual(["2024-07-24", undefined, []]);
});

it("a change asked in the middle of the window ends on that day", async () => {
  const files = {
    "closes.csv": "symbol,2024-07-19,2024-07-23,2024-07-24,2024-07-25,2024-07-26\nAAPL.O,100,105,110,120,130\n",
    "instruments.csv": "symbol,universes,currency\nAAPL.O,us,USD\n",
    "actions.csv": "ex_date,symbol,kind,value\n2024-07-25,AAPL.O,split,4\n",
  };
  const { universes } = await snapshotOf(files, { window: wednesday });
  const quote = universes[0]?.quotes[0];
  expect([quote?.level?.digits, quote?.changes.day?.digits, quote?.changes.week?.digits]).toEqual([
    "110.00",
    "4.76",
    "10.00",
  ]);
});

it("a day without a close of its own is told by the trading day before", async () => {
  const files = {
    "closes.csv": "symbol,2024-07-19,2024-07-26\nSPX.GI,100,110\n",
    "instruments.csv": "symbol,kind\nSPX.GI,index\n",
  };
  const { indices } = await snapshotOf(files, { window: { from: "2024-07-28", to: "2024-07-28" } });
  expect(indices[0]?.level?.origin.asOf).toBe("2024-07-26");
});

it("rows dated after the folder was published are never read, whatever window is asked", async () => {
  const { sentiment, faults } = await snapshotOf(
    { "sentiment.csv": "date,value,scale\n2024-07-26,68,cmc\n2999-01-01,70,cmc\n" },
    { window: { from: "2999-01-01", to: "2999-01-01" } },
  );
  expect([
    sentiment.map((reading) => reading.on),
    faults.map(({ row, column, value }) => [row, column, value]),
  ]).toEqual([["2024-07-26"], [[3, "date", "2999-01-01"]]]);
});
