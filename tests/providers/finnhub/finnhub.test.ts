import { describe, expect, it } from "vitest";
import { finnhub } from "../../../src/providers/finnhub/index.ts";
import { liveSourceContract } from "../../contracts/live-source.ts";
import { ask, line, type Question, type Routes, recorded, troubleOf, unpaced } from "../asked.ts";

const now = "2026-11-20T12:05:00Z";
const quote = recorded("finnhub-quote-2026-11-19.json");
const calendar = recorded("finnhub-earnings-2026-11-24.json");
const key = "sample-key";
const window = { from: "2026-11-16", to: "2026-11-20" };

const question = (topic: Question["topic"], routes: Routes, symbols: readonly string[] = []): Question => ({
  source: finnhub,
  topic,
  routes,
  now,
  window,
  key,
  symbols,
});
const none = JSON.stringify({ c: 0, d: null, dp: null, h: 0, l: 0, o: 0, pc: 0, t: 0 });

describe("quotes of Finnhub", () => {
  it("are of US shares, a call each with the key in a header; dp is percent", async () => {
    const { observed, calls, headers } = await ask(
      question("quotes", { "/quote": quote }, ["AAPL.O", "0700.HK", "SPX.GI"]),
    );
    expect(observed.quotes?.map(line)).toEqual(["AAPL.O stock 266.25 day -0.8602"]);
    expect(calls).toEqual(["GET /quote?symbol=AAPL"]);
    expect(headers[0]?.["x-finnhub-token"]).toBe(key);
    const origin = { source: "Finnhub", asOf: "2026-11-19T21:00:01.000Z", quality: "final" };
    expect(observed.quotes?.[0]?.previous).toEqual({ digits: "268.56", number: 268.56, unit: "usd", origin });
  });

  it("zeros for an unknown symbol are no quote and no failure", async () => {
    const routes: Routes = { "/quote": (request) => (request.url?.includes("AAPL") ? quote : none) };
    const { observed } = await ask(question("quotes", routes, ["AAPL.O", "ZZZZ.N"]));
    expect(observed.quotes?.length).toBe(1);
    expect(observed.faults.map(({ value }) => value)).toEqual(["ZZZZ.N"]);
  });

  it("within the session a quote is provisional", async () => {
    const running = JSON.stringify({ ...JSON.parse(quote), t: Date.parse("2026-11-19T18:00:00Z") / 1000 });
    const asked = { ...question("quotes", { "/quote": running }, ["AAPL.O"]), now: "2026-11-19T18:01:00Z" };
    expect((await ask(asked)).observed.quotes?.[0]?.level?.origin.quality).toBe("provisional");
  });

  it("more symbols than a minute allows are left for others, and said to be", async () => {
    const symbols = Array.from(
      { length: 27 },
      (_, index) => `T${"ABCDEFGHIJKLMNOPQRSTUVWXYZZ"[index]}${index > 25 ? "Z" : ""}.N`,
    );
    const { observed, calls } = await ask(question("quotes", { "/quote": quote }, symbols));
    expect([calls.length, observed.quotes?.length, observed.faults.length]).toEqual([25, 25, 2]);
  });

  it("a 403 with its own words is about the plan", async () => {
    const routes = {
      "/quote": { status: 403, text: JSON.stringify({ error: "You don't have access to this resource." }) },
    };
    expect(await troubleOf(question("quotes", routes, ["AAPL.O"]))).toBe("plan");
  });
});

describe("the earnings calendar of Finnhub", () => {
  it("is asked three days at a time, with session and fiscal quarter; a day is not told twice", async () => {
    const { observed, calls } = await ask(question("earnings-us", { "/calendar/earnings": calendar }, ["DELL.N"]));
    expect(calls.map((call) => call.replace(/.*from=([\d-]+)&to=([\d-]+)/, "$1 $2"))).toEqual([
      "2026-11-20 2026-11-22",
      "2026-11-23 2026-11-25",
      "2026-11-26 2026-11-28",
      "2026-11-29 2026-12-01",
      "2026-12-02 2026-12-04",
    ]);
    const told = observed.events?.map(({ instrument, from, session, period }) => [
      instrument?.symbol,
      from,
      session,
      period,
    ]);
    expect(told).toEqual([
      ["ADI.US", "2026-11-24", "before-open", "FY2026Q4"],
      ["DELL.N", "2026-11-24", "after-close", "FY2027Q3"],
      ["XYZZ.US", "2026-11-25", undefined, "FY2026Q3"],
    ]);
  });
});

liveSourceContract({
  source: unpaced(finnhub),
  topics: [
    {
      topic: "quotes",
      ask: { now, symbols: ["AAPL.O"] },
      good: { "/quote": quote },
      refusals: {
        "a wrong key": { routes: { "/quote": { status: 401, text: '{"error":"Invalid API key"}' } }, trouble: "auth" },
        "what the plan lacks": {
          routes: { "/quote": { status: 403, text: '{"error":"No access"}' } },
          trouble: "plan",
        },
      },
    },
    { topic: "earnings-us", ask: { now, window }, good: { "/calendar/earnings": calendar } },
  ],
});
