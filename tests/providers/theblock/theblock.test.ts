import { describe, expect, it } from "vitest";
import { theblock } from "../../../src/providers/theblock/index.ts";
import { ask, type Question, recorded, troubleOf } from "../asked.ts";
import { flowLines } from "../flow-lines.ts";

const eth = recorded("theblock-eth-2026-11-18.json");
const question = (asset: "btc" | "eth", said: string): Question => ({
  source: theblock,
  topic: `etf-${asset}`,
  routes: {
    "/etfs/bitcoin-etf/spot-bitcoin-etf-flows": said,
    "/etfs/ethereum-etf/spot-ethereum-etf-flows": said,
  },
  now: "2026-11-20T15:00:00Z",
  window: { from: "2026-11-16", to: "2026-11-20" },
});
const ethLines = [
  "2026-11-18 ETHA -165.100000 final",
  "2026-11-18 FETH -2.500000 final",
  "2026-11-18 ETHE -6.100000 final",
  "2026-11-19 ETHA 8.500000 provisional",
  "2026-11-19 FETH 14.900000 provisional",
  "2026-11-19 ETHE -",
];

describe("flows of The Block", () => {
  it("are lines by fund in JSON packed into a text, at midnight UTC; a null is no reading", async () => {
    const { observed, calls } = await ask(question("eth", eth));
    expect(flowLines(observed)).toEqual(ethLines);
    expect(calls).toEqual(["GET /etfs/ethereum-etf/spot-ethereum-etf-flows"]);
  });

  it("are read the same where the chart is an object, with or without a frame", async () => {
    const chart = JSON.parse(JSON.parse(eth).jsonFile.data);
    for (const said of [{ jsonFile: chart }, { jsonFile: { data: chart } }, { chart: { jsonFile: chart } }])
      expect(flowLines((await ask(question("eth", JSON.stringify(said)))).observed)).toEqual(ethLines);
  });

  it("a line of totals is no fund", async () => {
    const { observed } = await ask(question("btc", recorded("theblock-btc-total-2026-11-18.json")));
    expect(flowLines(observed)).toEqual(["2026-11-18 Total -372.810000 final", "2026-11-19 Total 75.410000 final"]);
  });

  it("a line by another name is reported", async () => {
    const chart = JSON.parse(JSON.parse(eth).jsonFile.data);
    chart.Series["Some issuer of funds"] = { Data: [] };
    const { observed } = await ask(question("eth", JSON.stringify({ jsonFile: chart })));
    expect(observed.faults.map(({ value, expected }) => [value, expected])).toEqual([
      ["Some issuer of funds", "a fund's ticker"],
    ]);
  });

  it.each([
    ["JSON cut off inside the text", recorded("theblock-eth-broken-2026-11-18.json")],
    ["no lines", '{"jsonFile":{"Series":{}}}'],
    ["a line without points", '{"jsonFile":{"Series":{"ETHA":{"Data":[]}}}}'],
  ])("%s is no answer", async (_, said) => {
    expect(await troubleOf(question("eth", said))).toBe("bad-payload");
  });
});
