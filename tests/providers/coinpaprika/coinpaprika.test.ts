import { describe, expect, it } from "vitest";
import { coinpaprika } from "../../../src/providers/coinpaprika/index.ts";
import { ask, line, quotesOf, recorded, troubleOf } from "../asked.ts";

const tickers = recorded("coinpaprika-tickers-2026-11-20.json");
const asked = (text: string) =>
  ({ source: coinpaprika, topic: "coins", routes: { "/tickers": text }, now: "2026-11-20T12:05:00Z" }) as const;

describe("coins of CoinPaprika", () => {
  it("have changes in percent over 1 hour, 24 hours, 7 and 30 days", async () => {
    const { observed, calls } = await ask(asked(tickers));
    expect(quotesOf(observed).map(line)).toEqual(["BTC.CC coin 86400.12 1h 0.19 24h -1.84 7d -4.2 30d -12.8"]);
    expect(quotesOf(observed)[0]?.marketCap?.digits).toBe("1732158800120");
    expect(observed.asOf).toBe("2026-11-20T12:03:40.000Z");
    expect(calls).toEqual(["GET /tickers?limit=250&quotes=USD"]);
  });

  it("are told apart by ids that begin with the symbol", async () => {
    const [bitcoin] = JSON.parse(tickers);
    const more = ["wbtc-wrapped-bitcoin", "steth-lido-staked-ether", "usdt-tether"].map((id) => ({
      ...bitcoin,
      id,
      symbol: id.split("-")[0]?.toUpperCase(),
      name: id,
    }));
    const { observed } = await ask(asked(JSON.stringify([bitcoin, ...more])));
    expect(quotesOf(observed).map(({ instrument }) => instrument.kind)).toEqual([
      "coin",
      "wrapped",
      "wrapped",
      "stablecoin",
    ]);
  });

  it("a row without dollars is broken", async () => {
    expect(await troubleOf(asked(recorded("coinpaprika-tickers-broken-2026-11-20.json")))).toBe("bad-payload");
  });
});

describe("totals of CoinPaprika", () => {
  it("are US dollars at an instant in seconds", async () => {
    const routes = { "/global": recorded("coinpaprika-global-2026-11-20.json") };
    const now = "2026-11-20T12:05:00Z";
    const { observed } = await ask({ source: coinpaprika, topic: "crypto-total", routes, now });
    const [total] = observed.crypto ?? [];
    expect([observed.asOf, total?.cap?.digits, total?.volume?.digits, total?.previousCap?.digits]).toEqual([
      "2026-11-20T12:03:00.000Z",
      "2921044875120",
      "98410224871",
      "2978226830261",
    ]);
  });

  it("an exhausted pool is a pause or a plan", async () => {
    const question = (status: number) =>
      troubleOf({
        source: coinpaprika,
        topic: "crypto-total",
        routes: { "/global": { status, text: "{}" } },
        now: "2026-11-20T12:05:00Z",
      });
    expect([await question(429), await question(402)]).toEqual(["rate-limited", "plan"]);
  });
});
