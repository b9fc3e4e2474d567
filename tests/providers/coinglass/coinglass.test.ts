import { describe, expect, it } from "vitest";
import { coinglass } from "../../../src/providers/coinglass/index.ts";
import { ask, type Question, recorded, troubleOf } from "../asked.ts";
import { flowLines } from "../flow-lines.ts";

const text = recorded("coinglass-btc-2026-11-18.json");
const question = (said: string): Question => ({
  source: coinglass,
  topic: "etf-btc",
  routes: { "/etf/bitcoin/flow-history": said },
  now: "2026-11-20T15:00:00Z",
  window: { from: "2026-11-16", to: "2026-11-20" },
  key: "glass-key",
});

describe("flows of CoinGlass", () => {
  it('the code "0" is success; a fund without flow_usd did not report, and one that never does is not awaited', async () => {
    const { observed, headers } = await ask(question(text));
    expect(flowLines(observed)).toEqual([
      "2026-11-18 IBIT -523.200000 final",
      "2026-11-18 FBTC 74.100000 final",
      "2026-11-18 BITB -",
      "2026-11-19 IBIT 60.610000 final",
      "2026-11-19 FBTC 14.800000 final",
      "2026-11-19 BITB -",
      "2026-11-18 Total -372.810000 final",
      "2026-11-19 Total 75.410000 final",
    ]);
    expect(headers[0]?.["cg-api-key"]).toBe("glass-key");
  });

  it.each([
    ["a missing key with status 200", recorded("coinglass-missing-key-2026-06-01.json"), "auth"],
    ["a plan that does not cover it", '{"code":"403","msg":"Upgrade plan"}', "plan"],
    ["too many requests", '{"code":"429","msg":"Too Many Requests"}', "rate-limited"],
    ["another code", '{"code":"50001","msg":"Server Error"}', "upstream"],
    ["no data", '{"code":"0"}', "bad-payload"],
    ["no rows", '{"code":"0","data":[]}', "bad-payload"],
    ["broken rows", text.replaceAll('"flow_usd": -', '"flow_usd": "x').replaceAll(/"x(\d+)/g, '"x$1"'), "answered"],
  ])("%s", async (what, said, trouble) => {
    if (trouble !== "answered") expect(await troubleOf(question(said))).toBe(trouble);
    else {
      const { observed } = await ask(question(said));
      expect([what, observed.faults.map(({ row, column, value }) => [row, column, value])]).toEqual([
        "broken rows",
        [[1, "flow_usd", '"x372810000"']],
      ]);
    }
  });
});
