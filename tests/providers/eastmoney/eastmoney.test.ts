import { describe, expect, it } from "vitest";
import { eastmoney } from "../../../src/providers/eastmoney/index.ts";
import { liveSourceContract } from "../../contracts/live-source.ts";
import { ask, line, type Question, quotesOf, recorded, troubleOf, unpaced } from "../asked.ts";

const gainers = recorded("eastmoney-cn-gainers-2026-11-20.json");
const losers = recorded("eastmoney-cn-losers-2026-11-20.json");
const hongKong = recorded("eastmoney-hk-2026-11-20.json");
const treasuries = recorded("eastmoney-yields-2026-11-19.json");
const now = "2026-11-20T12:05:00Z";
const clist = "/api/qt/clist/get";
const data = "/api/data/get";

const cn = (up = gainers, down = losers): Question => ({
  source: eastmoney,
  topic: "movers-cn",
  routes: { [clist]: ({ url = "" }) => (url.includes("po=1") ? up : down) },
  now,
});
const yields = (text = treasuries, window = { from: "2026-11-16", to: "2026-11-20" }): Question => ({
  source: eastmoney,
  topic: "cn-yields",
  routes: { [data]: text },
  now,
  window,
});
const asked = (address: string) => new URL(address.replace("GET ", ""), "http://localhost").searchParams;

describe("A-share movers of Eastmoney", () => {
  it("are large companies without ST and newly listed ones, and its universe says so", async () => {
    const { observed } = await ask(cn());
    expect(quotesOf(observed).map(line)).toEqual([
      "301211.SZ stock 42.12 day 20.01",
      "688256.SH stock 1371.88 day 5.36",
      "600519.SH stock 1444 day 0",
      "600111.SH stock 88.2 day -9.99",
      "300750.SZ stock 310.55 day -2.11",
    ]);
    expect(observed.universes?.map(({ id, names, screened }) => [id, names.en, screened])).toEqual([
      ["cn", expect.stringContaining("CNY 10bn in market cap without ST"), true],
    ]);
  });

  it("f3 is percent with fltt=2, and a row in hundredths of a percent is dropped and reported", async () => {
    const { calls } = await ask(cn());
    expect(calls.map((call) => [asked(call).get("fltt"), asked(call).get("po")])).toEqual([
      ["2", "1"],
      ["2", "0"],
    ]);
    const { observed } = await ask(cn(gainers.replace('"f3": 5.36', '"f3": 536')));
    expect(quotesOf(observed).map(({ instrument }) => instrument.symbol)).not.toContain("688256.SH");
    expect(observed.faults.map(({ column, value }) => `${column} ${value}`)).toEqual(["f3 536"]);
  });

  it("a '-' is no reading: a halted share is left out, and nothing is wrong with it", async () => {
    const { observed } = await ask(cn());
    expect(quotesOf(observed).some(({ instrument }) => instrument.symbol === "000004.SZ")).toBe(false);
    expect(observed.faults).toEqual([]);
  });

  it("a price is final once its reading is of three o'clock in Beijing or later", async () => {
    const early = gainers.replaceAll("1795158003", "1795154400");
    const { observed } = await ask(cn(early));
    expect(quotesOf(observed).map(({ level }) => `${level?.origin.asOf} ${level?.origin.quality}`)).toContain(
      "2026-11-20T06:00:00.000Z provisional",
    );
    expect(quotesOf(observed)[0]?.level?.origin).toEqual({
      source: "Eastmoney",
      asOf: "2026-11-20T07:04:06.000Z",
      quality: "final",
    });
  });

  it("rows come as a list or by number; data null is no list", async () => {
    const list = JSON.parse(gainers) as { data: { diff: unknown[] } };
    const numbered = JSON.stringify({ ...list, data: { diff: { ...list.data.diff } } });
    expect((await ask(cn(numbered))).observed).toEqual((await ask(cn())).observed);
    expect(await troubleOf(cn('{"rc":0,"data":null}'))).toBe("bad-payload");
    expect(await troubleOf(cn('{"rc":102,"data":null}'))).toBe("upstream");
  });

  it("further pages are asked for only where the first is full of small companies", async () => {
    const small = { f2: 9.9, f3: 10, f12: "600999", f13: 1, f14: "小盘", f18: 9, f20: 1e9, f124: 1_795_158_246 };
    const full = JSON.stringify({ rc: 0, data: { diff: Array.from({ length: 100 }, () => small) } });
    const routes = {
      [clist]: ({ url = "" }) =>
        url.includes("po=0") ? losers : url.includes("pn=1&") ? full : '{"rc":0,"data":null}',
    };
    const { calls } = await ask({ ...cn(), routes });
    expect(calls.map((call) => `${asked(call).get("po")} ${asked(call).get("pn")}`)).toEqual(["1 1", "1 2", "0 1"]);
  });
});

describe("Hong Kong movers of Eastmoney", () => {
  it("leave out yuan counters and small companies; codes lose their fifth digit", async () => {
    const { observed } = await ask({ ...cn(hongKong, hongKong), topic: "movers-hk" });
    expect(quotesOf(observed).map(line)).toEqual(["1810.HK stock 51.35 day 4.18", "0700.HK stock 633 day -1.33"]);
    expect(quotesOf(observed).map(({ level }) => [level?.unit, level?.origin.quality])).toEqual([
      ["hkd", "final"],
      ["hkd", "final"],
    ]);
  });
});

describe("Chinese yields of Eastmoney", () => {
  it("EMM00166466 is the 10-year yield in percent; its change is in basis points", async () => {
    const { observed, calls } = await ask(yields());
    expect(
      observed.rates?.map(({ instrument, level, change }) => [
        instrument.symbol,
        `${level.digits} ${level.unit} of ${level.origin.asOf}`,
        `${change?.digits} ${change?.unit}`,
      ]),
    ).toEqual([["CN10Y", "1.8021 pct of 2026-11-19", "-0.79 bp"]]);
    expect(asked(calls[0] ?? "").get("token")).toMatch(/^[0-9a-f]{32}$/);
  });

  it("a day without a Chinese reading is passed over; its US column is not used", async () => {
    const { observed } = await ask(yields(treasuries, { from: "2026-11-20", to: "2026-11-20" }));
    expect(observed.rates?.map(({ level, change }) => [level.digits, change?.digits])).toEqual([["1.8021", "-0.31"]]);
    expect(observed.faults).toEqual([]);
  });

  it("the token of the site's pages can be replaced by a setting", async () => {
    const { calls } = await ask({ ...yields(), key: "another-token" });
    expect(asked(calls[0] ?? "").get("token")).toBe("another-token");
  });

  it("days long gone are asked for with a longer page", async () => {
    const sizeOf = async (window: { from: string; to: string }) =>
      asked((await ask(yields(treasuries, window))).calls[0] ?? "").get("ps");
    expect([
      await sizeOf({ from: "2026-11-01", to: "2026-11-20" }),
      await sizeOf({ from: "2026-06-01", to: "2026-06-05" }),
    ]).toEqual(["60", "500"]);
  });
});

const refused = '{"version":null,"result":null,"success":false,"message":"返回数据为空","code":9201}';

liveSourceContract({
  source: unpaced(eastmoney),
  topics: [
    {
      topic: "movers-cn",
      ask: { now },
      good: { [clist]: gainers },
      alike: { "rc as text": { [clist]: gainers.replace('"rc": 0', '"rc": "0"') } },
      refusals: { "rc 102": { routes: { [clist]: gainers.replace('"rc": 0', '"rc": 102') }, trouble: "upstream" } },
    },
    { topic: "movers-hk", ask: { now }, good: { [clist]: hongKong } },
    {
      topic: "cn-yields",
      ask: { now },
      good: { [data]: treasuries },
      alike: { "the code of success as text": { [data]: treasuries.replace('"code": 0', '"code": "0"') } },
      refusals: { "a code": { routes: { [data]: refused }, trouble: "upstream" } },
    },
  ],
});
