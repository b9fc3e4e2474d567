import { describe, expect, it } from "vitest";
import { alphavantage } from "../../../src/providers/alphavantage/index.ts";
import { liveSourceContract } from "../../contracts/live-source.ts";
import { ask, line, type Question, quotesOf, recorded, troubleOf, unpaced } from "../asked.ts";

const now = "2026-11-20T12:05:00Z";
const lists = recorded("alphavantage-movers-2026-11-19.json");
const calendar = recorded("alphavantage-earnings-2026-11-24.csv");
const window = { from: "2026-11-19", to: "2026-11-19" };
const question = (topic: Question["topic"], text: string, more: Partial<Question> = {}): Question => ({
  source: alphavantage,
  topic,
  routes: { "/query": text },
  now,
  window,
  key: "sample-key",
  ...more,
});
const limit = JSON.stringify({
  Information: "We have detected your API key as sample-key and our standard API rate limit is 25 requests per day.",
});

describe("movers of Alpha Vantage", () => {
  it("are percent as text, of a day's end, without warrants and shares for cents", async () => {
    const { observed, calls } = await ask(question("movers-us", lists));
    expect(quotesOf(observed).map(line)).toEqual([
      "GAP.US stock 27.31 day 14.6034",
      "BBWI.US stock 15.82 day -24.1974",
    ]);
    expect(quotesOf(observed)[0]?.volume).toMatchObject({ digits: "41044871", unit: "count" });
    expect(observed.asOf).toBe("2026-11-19");
    expect(calls).toEqual(["GET /query?function=TOP_GAINERS_LOSERS&apikey=sample-key"]);
  });

  it.each([
    [limit, "rate-limited"],
    [JSON.stringify({ Note: "Our standard API call frequency is 5 calls per minute." }), "rate-limited"],
    [JSON.stringify({ Information: "This is a premium endpoint." }), "plan"],
    [JSON.stringify({ "Error Message": "the parameter apikey is invalid or missing." }), "auth"],
    [JSON.stringify({ "Error Message": "Invalid API call. Please retry." }), "bad-payload"],
  ])("status 200 with %s is %s", async (text, trouble) => {
    expect(await troubleOf(question("movers-us", text))).toBe(trouble);
  });

  it("what it says of the key is not passed on", async () => {
    const failed = await ask(question("movers-us", limit)).catch((error: unknown) => error);
    expect(String(failed)).not.toContain("sample-key");
  });
});

describe("the earnings calendar of Alpha Vantage", () => {
  it("is one table for three months, of which the next days are given", async () => {
    const later = `${calendar.trimEnd()}\nLATE,Later Inc,2026-12-24,2026-10-31,1.2,USD,pre-market\n`;
    const { observed, calls } = await ask(question("earnings-us", later, { symbols: ["DELL.N"] }));
    const told = observed.events?.map(({ instrument, from, session }) => [
      instrument?.symbol,
      instrument?.names.en,
      from,
      session,
    ]);
    expect(told).toEqual([
      ["ADI.US", "Analog Devices Inc", "2026-11-24", "before-open"],
      ["DELL.N", "Dell Technologies Inc", "2026-11-24", "after-close"],
      ["ZZZQ.US", "Sample, Holdings Inc", "2026-11-25", undefined],
    ]);
    expect(calls.length).toBe(1);
  });

  it("an older table lacks the time of the day", async () => {
    const older = calendar.replaceAll(/,(?:timeOfTheDay|pre-market|post-market)?$/gm, "");
    const { observed } = await ask(question("earnings-us", older));
    expect(observed.events?.map(({ session }) => session)).toEqual([undefined, undefined, undefined]);
  });

  it("a limit arrives as JSON where a table was asked for, with status 200", async () => {
    expect(await troubleOf(question("earnings-us", limit))).toBe("rate-limited");
  });
});

liveSourceContract({
  source: unpaced(alphavantage),
  topics: [
    {
      topic: "movers-us",
      ask: { now },
      good: { "/query": lists },
      refusals: { "a spent day": { routes: { "/query": limit }, trouble: "rate-limited" } },
    },
    {
      topic: "earnings-us",
      ask: { now, window },
      good: { "/query": calendar },
      refusals: { "a spent day": { routes: { "/query": limit }, trouble: "rate-limited" } },
    },
  ],
});
