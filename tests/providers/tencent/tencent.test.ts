import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { tencent } from "../../../src/providers/tencent/index.ts";
import { liveSourceContract } from "../../contracts/live-source.ts";
import { ask, line, type Told } from "../asked.ts";

/** Bytes in GBK, as they come. */
const bytes = readFileSync(new URL("../../fixtures/providers/tencent-quotes-2026-11-20.txt", import.meta.url));
const text = new TextDecoder("gbk").decode(bytes);
const now = "2026-11-20T12:05:00Z";
const three = ["688256.SH", "0700.HK", "AAPL.O"];
const path = "/q=sh688256,hk00700,usAAPL";

const quotes = async (said: string | Buffer, symbols: readonly string[] = three, at = path) => {
  const told: Told = { text: said, headers: { "content-type": "text/html; charset=GBK" } };
  return ask({ source: tencent, topic: "quotes", routes: { [at]: told }, now, symbols });
};
const ascii = (change: (text: string) => string) => change(text).replaceAll(/[^ -~\n]/g, "x");

describe("quotes of Tencent", () => {
  it("come in one call for all markets, and names are in GBK", async () => {
    const { observed, calls } = await quotes(bytes);
    expect(observed.quotes?.map(line)).toEqual([
      "688256.SH stock 1371.88 day 5.36",
      "0700.HK stock 633.000 day -1.33",
      "AAPL.O stock 266.25 day -0.86",
    ]);
    expect(observed.quotes?.map(({ instrument }) => [instrument.names.zh, instrument.currency])).toEqual([
      ["寒武纪-U", "CNY"],
      ["腾讯控股", "HKD"],
      ["苹果", "USD"],
    ]);
    expect([calls.length, observed.faults]).toEqual([1, []]);
  });

  it("each market prints its local time its own way", async () => {
    const { observed } = await quotes(bytes);
    expect(observed.quotes?.map(({ level }) => level?.origin.asOf)).toEqual([
      "2026-11-20T07:00:03.000Z",
      "2026-11-20T08:08:12.000Z",
      "2026-11-19T21:00:01.000Z",
    ]);
    const summer = ascii((was) => was.replace("2026-11-19 16:00:01", "2026-07-17 16:00:01"));
    expect((await quotes(summer)).observed.quotes?.[2]?.level?.origin.asOf).toBe("2026-07-17T20:00:01.000Z");
  });

  it("a reading from within the session is provisional", async () => {
    const early = ascii((was) => was.replace("20261120150003", "20261120140003"));
    expect((await quotes(early)).observed.quotes?.map(({ level }) => level?.origin.quality)).toEqual([
      "provisional",
      "final",
      "final",
    ]);
  });

  it("indices are points, and codes of funds are funds", async () => {
    const index = ascii((was) =>
      was.replace("sh688256", "sh000001").replace("hk00700", "hkHSI").replace("usAAPL", "sh510300"),
    );
    const { observed } = await quotes(index, ["000001.SH", "HSI.HI", "510300.SH"], "/q=sh000001,hkHSI,sh510300");
    expect(observed.indices?.map(({ instrument, level }) => [instrument.symbol, level?.unit])).toEqual([
      ["000001.SH", "points"],
      ["HSI.HI", "points"],
    ]);
    expect(observed.quotes?.map(({ instrument }) => instrument.kind)).toEqual(["fund"]);
  });

  it("a halted share has a price of zero, which is none: it is dropped and reported", async () => {
    const { observed } = await quotes(ascii((was) => was.replace("1371.88", "0.00")));
    expect(observed.quotes?.map(({ instrument }) => instrument.symbol)).toEqual(["0700.HK", "AAPL.O"]);
    expect(observed.faults.map(({ value, expected }) => [value, expected])).toEqual([
      ['"0.00"', "a price"],
      ["688256.SH", "a quote that has been made"],
    ]);
  });

  it("an unknown code answers v_pv_none_match, and Taiwan is not asked for", async () => {
    const { observed, calls } = await quotes('v_pv_none_match="1";\n', ["999999.SH", "2330.TW"], "/q=sh999999");
    expect([observed.quotes, observed.faults.map(({ value }) => value), calls.length]).toEqual([[], ["999999.SH"], 1]);
  });
});

liveSourceContract({
  source: tencent,
  topics: [{ topic: "quotes", ask: { now, symbols: three }, good: { [path]: bytes } }],
});
