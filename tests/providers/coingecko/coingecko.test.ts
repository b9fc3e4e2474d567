import { describe, expect, it } from "vitest";
import { coingecko, coingeckoPro } from "../../../src/providers/coingecko/index.ts";
import { ask, digits, line, quotesOf, type Routes, recorded, troubleOf } from "../asked.ts";

const markets = recorded("coingecko-markets-2026-11-20.json");
const now = "2026-11-20T12:05:00Z";
const coins = (routes: Routes, at = now) => ask({ source: coingecko, topic: "coins", routes, now: at });
const changed = (change: (rows: Record<string, unknown>[]) => void) => {
  const rows = JSON.parse(markets) as Record<string, unknown>[];
  change(rows);
  return { "/coins/markets": JSON.stringify(rows) };
};

describe("coins of CoinGecko", () => {
  it("are the universe of coins, largest first, with what only repeats another price marked as such", async () => {
    const { observed, calls } = await coins({ "/coins/markets": markets });
    expect(quotesOf(observed).map(line)).toEqual([
      "BTC.CC coin 86412 1h 0.2 24h -1.84213 7d 1",
      "ETH.CC coin 2987.41 1h -0.4 24h -2.71105 7d -3.9",
      "USDT.CC stablecoin 0.999871 1h 0 24h -0.00214 7d 0.01",
      "XRP.CC coin 1.97 1h 0.2 24h -3.90142 7d 1",
      "BNB.CC coin 842.17 1h 0.2 24h 0.41288 7d 1",
      "USDC.CC stablecoin 0.99993 1h 0 24h 0.00312 7d 0",
      "SOL.CC coin 131.08 1h 0.2 24h -4.60218 7d 1",
      "STETH.CC wrapped 2986.02 1h 0.2 24h -2.70118 7d 1",
      "WBTC.CC wrapped 86230 1h 0.2 24h -1.90321 7d 1",
      "ZEC.CC coin 612.55 1h 2.1 24h 21.40887 7d 38.2",
      "PEPE.CC coin 0.00000441287 1h -1 24h -9.12045 7d -14.2",
      "RENDER.CC coin 3.41 1h 1.1 24h 12.88104 7d 9.6",
      "WLD.CC coin 0.5921 1h -0.8 24h -11.40211 7d -12",
      "FRSH.CC coin 0.0184",
    ]);
    expect(observed.asOf).toBe("2026-11-20T12:04:31.512Z");
    expect(observed.faults).toEqual([]);
    expect(calls).toEqual([
      "GET /coins/markets?vs_currency=usd&order=market_cap_desc&per_page=250&page=1&price_change_percentage=1h%2C24h%2C7d%2C30d",
    ]);
  });

  it("carry amounts in US dollars, digit for digit, with source, instant and quality", async () => {
    const { observed } = await coins({ "/coins/markets": markets });
    const [bitcoin] = quotesOf(observed);
    const origin = { source: "CoinGecko", asOf: "2026-11-20T12:04:31.512Z", quality: "final", isRaw: true };
    expect(bitcoin?.instrument).toEqual({
      symbol: "BTC.CC",
      names: { en: "Bitcoin", zh: "" },
      kind: "coin",
      currency: "USD",
    });
    expect(bitcoin?.marketCap).toEqual({ digits: "1731402118345", number: 1731402118345, unit: "usd", origin });
    expect(bitcoin?.volume).toEqual({ digits: "38211904417", number: 38211904417, unit: "usd", origin });
    expect(bitcoin?.changes["24h"]).toEqual({ digits: "-1.84213", number: -1.84213, unit: "pct", origin });
    expect(observed.universes?.[0]?.names.en).toBe("the 250 largest crypto assets by market cap");
  });

  it("the change over 24 hours in the asked currency goes before the general one, and 30 days are kept", async () => {
    const { observed } = await coins(
      { "/coins/markets": recorded("coingecko-markets-docs-2026-05-18.json") },
      "2026-05-18T12:50:00Z",
    );
    expect(quotesOf(observed).map(line)).toEqual([
      "BTC.CC coin 77671 1h 0.5823392426906319 24h -0.9530164743774191 7d -4.042267423689584 30d 1.9453890367549207",
    ]);
  });

  it("a symbol is not unique: the largest keeps it, another goes by its id", async () => {
    const { observed } = await coins(
      changed((rows) => {
        rows.unshift({ ...rows[9], id: "pepe-on-other-chain", symbol: "pepe", market_cap: 5 });
        rows.push({ ...rows[9], id: "token-of-signs", symbol: "币安人生", market_cap: 4 });
      }),
    );
    const symbols = quotesOf(observed).map((quote) => quote.instrument.symbol);
    expect(symbols.filter((symbol) => /PEPE|SIGNS/.test(symbol))).toEqual([
      "PEPE.CC",
      "PEPE-ON-OTHER-CHAIN.CC",
      "TOKEN-OF-SIGNS.CC",
    ]);
    expect(new Set(symbols).size).toBe(symbols.length);
  });

  it("a null is no reading, and a price of zero is none either", async () => {
    const { observed } = await coins(
      changed((rows) => {
        for (const field of ["current_price", "market_cap", "total_volume", "price_change_percentage_1h_in_currency"])
          (rows[0] as Record<string, unknown>)[field] = null;
        (rows[1] as Record<string, unknown>)["current_price"] = 0;
        (rows[1] as Record<string, unknown>)["price_change_percentage_7d_in_currency"] = 0;
      }),
    );
    const bitcoin = quotesOf(observed).find((quote) => quote.instrument.symbol === "BTC.CC");
    expect([bitcoin?.level, bitcoin?.marketCap, bitcoin?.volume, bitcoin?.changes["1h"]]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    expect(quotesOf(observed).map(line)).toContain("ETH.CC coin - 1h -0.4 24h -2.71105 7d 0");
  });

  it("a coin that passes one dollar on a quiet day is no stablecoin, and a missing rank marks what is lent again", async () => {
    const { observed } = await coins(
      changed((rows) => {
        Object.assign(rows[4] as object, { current_price: 1.01, price_change_percentage_24h_in_currency: 0.1 });
        (rows[4] as Record<string, unknown>)["price_change_percentage_7d_in_currency"] = 6;
        (rows[5] as Record<string, unknown>)["market_cap_rank"] = null;
      }),
    );
    const kinds = Object.fromEntries(quotesOf(observed).map(({ instrument }) => [instrument.symbol, instrument.kind]));
    expect([kinds["XRP.CC"], kinds["SOL.CC"]]).toEqual(["coin", "wrapped"]);
  });

  it("a row older than the others by more than 30 minutes is dropped and reported", async () => {
    const { observed } = await coins(
      changed((rows) => {
        (rows[5] as Record<string, unknown>)["last_updated"] = "2026-11-20T11:30:00.000Z";
      }),
    );
    expect(quotesOf(observed).map((quote) => quote.instrument.symbol)).not.toContain("SOL.CC");
    expect(observed.faults).toEqual([
      {
        file: "CoinGecko coins",
        expected: "a price not more than 30 minutes older than the newest",
        value: "solana 2026-11-20T11:30:00.000Z",
        severity: "dropped",
      },
    ]);
  });

  it("all of them are stale once the newest is older than an hour", async () => {
    const { observed } = await coins({ "/coins/markets": markets }, "2026-11-20T13:05:00Z");
    expect(observed.isStale).toBe(true);
    expect(quotesOf(observed)[0]?.level?.origin.quality).toBe("stale");
  });

  it("rows that cannot be read are dropped and reported; more than half of them make no answer", async () => {
    const { observed } = await coins(
      changed((rows) => {
        (rows[3] as Record<string, unknown>)["current_price"] = { usd: 842.17 };
      }),
    );
    expect(quotesOf(observed)).toHaveLength(13);
    expect(observed.faults).toEqual([
      {
        file: "CoinGecko coins",
        row: 4,
        column: "current_price",
        value: '{"usd":842.17}',
        expected: "a price from 0 to 1000000000",
        severity: "dropped",
      },
    ]);
    const broken = { "/coins/markets": recorded("coingecko-markets-broken-2026-11-20.json") };
    expect(await troubleOf({ source: coingecko, topic: "coins", routes: broken, now })).toBe("bad-payload");
  });

  it.each([
    ["an empty list", "[]", "bad-payload"],
    ["an object", '{"status":{"error_code":0}}', "bad-payload"],
    ["null", "null", "bad-payload"],
    ["a page", "<!DOCTYPE html><html></html>", "bad-payload"],
  ])("%s with status 200 is no answer", async (_, text, trouble) => {
    expect(await troubleOf({ source: coingecko, topic: "coins", routes: { "/coins/markets": text }, now })).toBe(
      trouble,
    );
  });

  it.each([
    [429, "rate-limited"],
    [401, "auth"],
    [403, "blocked"],
  ])("status %d is %s", async (status, trouble) => {
    const routes = { "/coins/markets": { status, text: '{"status":{"error_code":10005}}' } };
    expect(await troubleOf({ source: coingecko, topic: "coins", routes, now })).toBe(trouble);
  });
});

describe("totals of CoinGecko", () => {
  it("are in US dollars, with the day before from the published change", async () => {
    const routes = { "/global": recorded("coingecko-global-2026-05-27.json") };
    const { observed } = await ask({ source: coingecko, topic: "crypto-total", routes, now: "2026-05-27T10:40:00Z" });
    const [total] = observed.crypto ?? [];
    expect({
      on: total?.on,
      cap: total?.cap?.digits,
      volume: total?.volume?.digits,
      previousCap: total?.previousCap?.digits,
      derived: total?.previousCap?.origin.derived,
      previousOn: total?.previousOn,
      asOf: observed.asOf,
    }).toEqual({
      on: "2026-05-27",
      cap: "2621040321355.0405",
      volume: "95133256404.37308",
      previousCap: "2663880808941",
      derived: true,
      previousOn: "2026-05-26",
      asOf: "2026-05-27T10:39:11.000Z",
    });
  });

  it("without a change there is no day before, and without any amount no answer", async () => {
    const global = (more: object) =>
      JSON.stringify({ data: { total_market_cap: {}, total_volume: {}, updated_at: 1779878351, ...more } });
    const question = { source: coingecko, topic: "crypto-total", now: "2026-05-27T10:40:00Z" } as const;
    const { observed } = await ask({
      ...question,
      routes: { "/global": global({ total_market_cap: { usd: 2621040321355.0405 } }) },
    });
    expect([observed.crypto?.[0]?.previousCap, digits(observed.crypto?.[0]?.volume)]).toEqual([undefined, undefined]);
    expect(await troubleOf({ ...question, routes: { "/global": global({}) } })).toBe("bad-payload");
  });
});

describe("keys of CoinGecko", () => {
  it.each([
    [coingecko, undefined, undefined, undefined],
    [coingecko, "CG-demo", "CG-demo", undefined],
    [coingeckoPro, "CG-paid", undefined, "CG-paid"],
  ])("go in the header of their plan", async (source, key, demo, paid) => {
    const { headers } = await ask({
      source,
      topic: "coins",
      routes: { "/coins/markets": markets },
      now,
      ...(key === undefined ? {} : { key }),
    });
    expect([headers[0]?.["x-cg-demo-api-key"], headers[0]?.["x-cg-pro-api-key"]]).toEqual([demo, paid]);
  });
});
