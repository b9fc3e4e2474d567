import { describe, expect, it } from "vitest";
import { fmp } from "../../../src/providers/fmp/index.ts";
import { liveSourceContract } from "../../contracts/live-source.ts";
import { ask, line, type Question, quotesOf, type Routes, recorded, troubleOf, unpaced } from "../asked.ts";

const now = "2026-11-20T12:05:00Z";
const gainers = recorded("fmp-gainers-2026-11-19.json");
const calendar = recorded("fmp-earnings-2026-11-24.json");
const losers = JSON.stringify([
  {
    symbol: "BBWI",
    price: 15.82,
    name: "Bath & Body Works, Inc.",
    change: -5.05,
    changesPercentage: -24.1974,
    exchange: "NYSE",
  },
]);
const key = "sample-key";
const window = { from: "2026-11-19", to: "2026-11-19" };
const lists: Routes = { "/biggest-gainers": gainers, "/biggest-losers": losers };
const question = (topic: Question["topic"], routes: Routes, symbols: readonly string[] = []): Question => ({
  source: fmp,
  topic,
  routes,
  now,
  window,
  key,
  symbols,
});

describe("movers of Financial Modeling Prep", () => {
  it("are by their exchange, without shares for cents; changesPercentage is percent; they are of when they were read", async () => {
    const { observed, calls } = await ask(question("movers-us", lists));
    expect(quotesOf(observed).map(line)).toEqual(["GAP.N stock 27.31 day 14.60344", "BBWI.N stock 15.82 day -24.1974"]);
    expect(observed.asOf).toBe("2026-11-20T12:05:00.000Z");
    expect(observed.universes?.[0]).toMatchObject({ id: "us", screened: true });
    expect(calls.toSorted()).toEqual([
      "GET /biggest-gainers?apikey=sample-key",
      "GET /biggest-losers?apikey=sample-key",
    ]);
  });

  it.each([
    ["a wrong key", 401, { "Error Message": "Invalid API KEY. Feel free to create a Free API Key" }, "auth"],
    ["a wrong key with status 200", 200, { "Error Message": "Invalid API KEY." }, "auth"],
    ["a spent day", 200, { "Error Message": "Limit Reach . Please upgrade your plan" }, "rate-limited"],
    ["an endpoint of another plan", 403, { "Error Message": "Exclusive Endpoint : not under your plan" }, "plan"],
  ])("%s is no list", async (_what, status, body, trouble) => {
    const refusal = { status, text: JSON.stringify(body) };
    expect(await troubleOf(question("movers-us", { "/biggest-gainers": refusal, "/biggest-losers": refusal }))).toBe(
      trouble,
    );
  });

  it("a restricted endpoint answers 402 in plain text", async () => {
    const refusal = {
      status: 402,
      text: "Restricted Endpoint: This endpoint is not available under your current subscription",
    };
    expect(await troubleOf(question("movers-us", { "/biggest-gainers": refusal, "/biggest-losers": refusal }))).toBe(
      "plan",
    );
  });
});

describe("the earnings calendar of Financial Modeling Prep", () => {
  const routes: Routes = { "/earnings-calendar": calendar };

  it("is asked a day at a time; of the whole world's reports the US ones are given", async () => {
    const { observed, calls } = await ask(question("earnings-us", routes));
    expect(observed.events?.map(({ instrument, from }) => [instrument?.symbol, from])).toEqual([
      ["ADI.US", "2026-11-24"],
    ]);
    expect(calls.length).toBe(6);
    expect(calls[0]).toContain("from=2026-11-19&to=2026-11-19");
  });

  it("tells dates of single instruments elsewhere, by the symbols asked for", async () => {
    const elsewhere: Routes = { "/earnings-calendar": calendar.replace("KEC.NS", "0700.HK") };
    const { observed } = await ask(question("earnings-dates", elsewhere, ["0700.HK", "9988.HK"]));
    expect(observed.events?.map(({ instrument, from }) => [instrument?.symbol, from, instrument?.currency])).toEqual([
      ["0700.HK", "2026-11-24", "HKD"],
    ]);
  });
});

liveSourceContract({
  source: unpaced(fmp),
  topics: [
    { topic: "movers-us", ask: { now }, good: { "/biggest-gainers": gainers, "/biggest-losers": losers } },
    { topic: "earnings-us", ask: { now, window }, good: { "/earnings-calendar": calendar } },
    { topic: "earnings-dates", ask: { now, window, symbols: ["ADI.O"] }, good: { "/earnings-calendar": calendar } },
  ],
});
