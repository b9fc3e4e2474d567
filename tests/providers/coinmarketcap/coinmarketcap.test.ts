import { describe, expect, it } from "vitest";
import { coinmarketcap } from "../../../src/providers/coinmarketcap/index.ts";
import { ask, line, type Question, quotesOf, recorded, troubleOf } from "../asked.ts";

const listings = recorded("coinmarketcap-listings-2026-06-19.json");
const path = "/public-api/v3/cryptocurrency/listings/latest";
const coins = (text: string, more: Partial<Question> = {}): Question => ({
  source: coinmarketcap,
  topic: "coins",
  routes: { [path]: text },
  now: "2026-06-19T14:04:00Z",
  ...more,
});
const mood = (text: string, now = "2026-11-20T12:04:00Z"): Question => ({
  source: coinmarketcap,
  topic: "fear-greed",
  routes: { "/public-api/v3/fear-and-greed/latest": text },
  now,
});
const expectedLines = [
  "BTC.CC coin 63120.95511667226 1h 0.61500999 24h -1.19783194 7d -0.28271701 30d -18.14292343",
  "USDT.CC stablecoin 0.9989722172300717 1h -0.0150212 24h 0.02100214 7d 0.00457887 30d -0.00471566",
];

describe("coins of CoinMarketCap", () => {
  it("are read from version 3, where the quote is a list, and from older ones, where it is keyed by currency", async () => {
    const { observed, calls } = await ask(coins(listings));
    expect(quotesOf(observed).map(line).slice(0, 2)).toEqual(expectedLines);
    expect(quotesOf(observed)[2]?.instrument.symbol).toBe("XAUT.CC");
    expect(calls).toEqual([`GET ${path}?start=1&limit=200&convert=USD&sort=market_cap`]);
    const answer = JSON.parse(listings);
    for (const row of answer.data) row.quote = { USD: row.quote[0] };
    expect(quotesOf((await ask(coins(JSON.stringify(answer)))).observed)).toEqual(quotesOf(observed));
  });

  it("a quote in another currency is none", async () => {
    expect(await troubleOf(coins(listings.replaceAll('"symbol": "USD"', '"symbol": "EUR"')))).toBe("bad-payload");
  });

  it("are asked for below another path once there is a key", async () => {
    const root = "/v3/cryptocurrency/listings/latest";
    const { headers } = await ask(coins("", { routes: { [root]: listings }, key: "cmc-key" }));
    expect(headers[0]?.["x-cmc_pro_api_key"]).toBe("cmc-key");
    expect((await ask(coins(listings))).headers[0]?.["x-cmc_pro_api_key"]).toBeUndefined();
  });

  it("more than half of the rows broken is no answer", async () => {
    expect(await troubleOf(coins(recorded("coinmarketcap-listings-broken-2026-06-19.json")))).toBe("bad-payload");
  });

  it.each([
    [1001, 401, "auth"],
    [1003, 402, "plan"],
    [1006, 403, "plan"],
    [1011, 429, "rate-limited"],
    [1008, 200, "rate-limited"],
    ["1002", 200, "auth"],
    [500, 200, "upstream"],
  ])("code %s with status %d is %s", async (code, status, trouble) => {
    const text = JSON.stringify({ status: { error_code: code, error_message: "no" } });
    expect(await troubleOf(coins("", { routes: { [path]: { status, text } } }))).toBe(trouble);
  });
});

describe("totals of CoinMarketCap", () => {
  it("take the volume it counts itself, not the one exchanges report", async () => {
    const { observed } = await ask({
      source: coinmarketcap,
      topic: "crypto-total",
      routes: { "/public-api/v1/global-metrics/quotes/latest": recorded("coinmarketcap-global-2026-09-20.json") },
      now: "2026-09-20T20:53:00Z",
    });
    const [total] = observed.crypto ?? [];
    expect([total?.on, total?.cap?.digits, total?.volume?.digits, total?.previousOn]).toEqual([
      "2026-09-20",
      "2780238147970.215",
      "70426557779.8",
      "2026-09-19",
    ]);
    expect(total?.previousCap?.digits).toBe("2797367548416");
  });
});

describe("fear and greed of CoinMarketCap", () => {
  const text = recorded("coinmarketcap-fear-greed-2026-11-20.json");

  it('status.error_code "0" is no error, and the scale is its own', async () => {
    const { observed } = await ask(mood(text));
    const asOf = "2026-11-20T12:00:00.000Z";
    const origin = { source: "CoinMarketCap", asOf, quality: "final" };
    expect(observed.sentiment).toEqual([
      { on: "2026-11-20", scale: "cmc", value: { digits: "40", number: 40, unit: "index", origin }, label: "Neutral" },
    ]);
    expect(observed.asOf).toBe(asOf);
  });

  it.each([
    ["a null", text.replace("40", "null")],
    ["a reading beyond 100", text.replace("40", "140")],
    ["true", text.replace("40", "true")],
  ])("%s is no reading", async (_, broken) => {
    expect(await troubleOf(mood(broken))).toBe("bad-payload");
  });

  it("a reading is stale after 36 hours and gone after 72", async () => {
    const { observed } = await ask(mood(text, "2026-11-22T00:00:01Z"));
    expect([observed.isStale, observed.sentiment?.[0]?.value.origin.quality]).toEqual([true, "stale"]);
    expect(await troubleOf(mood(text, "2026-11-23T12:00:01Z"))).toBe("upstream");
  });
});
