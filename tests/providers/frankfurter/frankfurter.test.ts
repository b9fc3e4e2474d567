import { describe, expect, it } from "vitest";
import type { Rate } from "../../../src/market/observations.ts";
import { frankfurter } from "../../../src/providers/frankfurter/index.ts";
import { liveSourceContract } from "../../contracts/live-source.ts";
import { ask, type Question, recorded, troubleOf } from "../asked.ts";

const usd = recorded("frankfurter-usd-2026-11-19.json");
const eur = recorded("frankfurter-eur-2026-11-19.json");
const now = "2026-11-20T12:05:00Z";
const week = { from: "2026-11-16", to: "2026-11-20" };
const path = "/v1/2026-10-15..2026-11-20";
const question = (more: Partial<Question> = {}, dollar = usd, euro: Question["routes"][string] = eur): Question => ({
  source: frankfurter,
  topic: "fx",
  routes: {
    [path]: (request, body) =>
      request.url?.includes("base=USD") === true ? dollar : typeof euro === "function" ? euro(request, body) : euro,
  },
  now,
  window: week,
  ...more,
});
const line = ({ instrument, level, change }: Rate) =>
  `${instrument.symbol} ${level.digits} ${level.unit} ${change?.digits} ${change?.unit}`;

describe("reference rates by Frankfurter", () => {
  it("stand with their change over the window, from its own readings", async () => {
    const { observed } = await ask(question());
    expect(observed.rates?.map(line)).toEqual([
      "USDCNY.FX 6.7398 cny -27 pips",
      "USDHKD.FX 7.7822 hkd 14 pips",
      "USDJPY.FX 157.31 jpy 1.58 pct",
      "EURUSD.FX 1.1532 usd -0.59 pct",
    ]);
    expect([observed.asOf, observed.faults, observed.rates?.[0]?.span]).toEqual(["2026-11-19", [], "week"]);
  });

  it("every pair is asked for the way round it is quoted, and none is turned over here", async () => {
    const { calls } = await ask(question());
    expect(calls).toEqual([`GET ${path}?base=USD&symbols=CNY%2CHKD%2CJPY`, `GET ${path}?base=EUR&symbols=USD`]);
  });

  it("a day, a week and a month that end together are one question", async () => {
    const windows = [week, { from: "2026-11-20", to: "2026-11-20" }, { from: "2026-11-01", to: "2026-11-20" }];
    const asked = await Promise.all(windows.map((window) => ask(question({ window }))));
    expect(new Set(asked.flatMap(({ calls }) => calls)).size).toBe(2);
    expect(asked.map(({ observed }) => observed.rates?.map(line)[0])).toEqual([
      "USDCNY.FX 6.7398 cny -27 pips",
      "USDCNY.FX 6.7398 cny 7 pips",
      "USDCNY.FX 6.7398 cny -83 pips",
    ]);
  });

  it("an answer with another base or amount is refused, for its figures are others", async () => {
    expect(await troubleOf(question({}, usd.replace('"base": "USD"', '"base": "EUR"')))).toBe("bad-payload");
    expect(await troubleOf(question({}, usd.replace('"amount": 1.0', '"amount": 100.0')))).toBe("bad-payload");
  });

  it("the pairs of the dollar are told without the euro, and that is noted", async () => {
    const { observed } = await ask(question({}, usd, { status: 404, text: '{"status":404,"message":"not found"}' }));
    expect(observed.rates?.map(({ instrument }) => instrument.symbol)).toEqual(["USDCNY.FX", "USDHKD.FX", "USDJPY.FX"]);
    expect(observed.faults.map(({ expected, value, severity }) => [expected, value, severity])).toEqual([
      ["EUR/USD", "not-found", "noted"],
    ]);
  });

  it("a day that cannot be read is dropped and reported; a currency without a rate that day has none", async () => {
    const odd = usd.replace('"CNY": 6.7398', '"CNY": "soon"').replace('"HKD": 7.7804, ', '"XAU": 0.0002, ');
    const { observed } = await ask(question({}, odd));
    expect(observed.rates?.map((rate) => `${line(rate)} of ${rate.level.origin.asOf}`)).toEqual([
      "USDCNY.FX 6.7391 cny -34 pips of 2026-11-18",
      "USDHKD.FX 7.7811 hkd 3 pips of 2026-11-17",
      "USDJPY.FX 155.77 jpy 0.58 pct of 2026-11-18",
      "EURUSD.FX 1.1532 usd -0.59 pct of 2026-11-19",
    ]);
    expect(observed.faults.map(({ value }) => value)).toEqual(['"soon"']);
  });
});

liveSourceContract({
  source: frankfurter,
  topics: [
    {
      topic: "fx",
      ask: { now, window: week },
      good: { [path]: (address) => (address.includes("base=USD") ? usd : eur) },
    },
  ],
});
