import { describe, expect, it } from "vitest";
import type { Rate } from "../../../src/market/observations.ts";
import { yahoo } from "../../../src/providers/yahoo/index.ts";
import { liveSourceContract } from "../../contracts/live-source.ts";
import { ask, digits, line, type Question, quotesOf, type Routes, recorded, type Told } from "../asked.ts";

const now = "2026-11-20T12:05:00Z";
const quotes = recorded("yahoo-quotes-2026-11-20.json");
const older = recorded("yahoo-quotes-2025-02-17.json");
const gainers = recorded("yahoo-gainers-us-2026-05-16.json");
const losers = recorded("yahoo-losers-us-2026-11-20.json");
const hongKong = recorded("yahoo-gainers-hk-2026-11-20.json");
const reports = recorded("yahoo-earnings-2026-11-24.json");
const chart = recorded("yahoo-chart-2025-03-24.json");
const yields = recorded("yahoo-chart-yield-2026-11-20.json");

const cookie: Told = { status: 404, headers: { "set-cookie": "A3=d=abc&S=xyz; Path=/; Secure; HttpOnly" }, text: "" };
const crumb = "haT3oykhHqZ";
const door = { "/": cookie, "/v1/test/getcrumb": { text: crumb, headers: { "content-type": "text/plain" } } };
const quoted = (text: string): Routes => ({ ...door, "/v7/finance/quote": text });
const charted = (symbol: string, text: string) => ({ [`/v8/finance/chart/${encodeURIComponent(symbol)}`]: text });

const askFor = (topic: Question["topic"], routes: Routes, symbols: readonly string[], more: Partial<Question> = {}) =>
  ask({ source: yahoo, topic, routes, symbols, now, ...more });

type Row = Record<string, unknown>;
const rowsWith = (text: string, change: (rows: Row[]) => void): string => {
  const json = JSON.parse(text) as { quoteResponse: { result: Row[] } };
  change(json.quoteResponse.result);
  return JSON.stringify(json);
};
const rateLine = ({ instrument, level, change, span }: Rate) =>
  [instrument.symbol, instrument.kind, level.digits, level.unit, change?.digits, change?.unit, span].join(" ");

const everywhere = [
  "NVDA.O",
  "0700.HK",
  "688256.SH",
  "2330.TW",
  "SPX.GI",
  "HSTECH.HI",
  "TWII.TW",
  "US10Y",
  "USDCNY.FX",
  "USDX.FX",
];

describe("quotes of Yahoo Finance", () => {
  it("come under the symbols asked for, each in the list of its kind", async () => {
    const { observed } = await askFor("quotes", quoted(quotes), everywhere);
    expect(observed.quotes?.map(line)).toEqual([
      "NVDA.O stock 181.04 day -2.938023",
      "0700.HK stock 633 day -1.325019",
      "688256.SH stock 1371.88 day 5.358226",
      "2330.TW stock 1430 day -1.718213",
    ]);
    expect(observed.indices?.map(line)).toEqual([
      "SPX.GI index 6588.12 day -1.263262",
      "HSTECH.HI index 5395.49 day -4.409011",
      "TWII.TW index 26434.94 day -3.614844",
      "USDX.FX index 100.043 day 0.172222",
    ]);
    expect(observed.rates?.map(rateLine)).toEqual([
      "US10Y rate 4.104 pct -2.7 bp day",
      "USDCNY.FX fx 6.7402 cny 11 pips day",
    ]);
    expect(observed.faults).toEqual([]);
  });

  it("^TNX is in percent, and its change is counted in basis points", async () => {
    const { observed } = await askFor("quotes", quoted(quotes), ["US10Y"]);
    expect(observed.rates?.[0]?.level).toMatchObject({ digits: "4.104", unit: "pct" });
  });

  it("regularMarketChangePercent is percent, fiftyTwoWeekHighChangePercent is a fraction and is not used", async () => {
    const { observed } = await askFor("quotes", quoted(older), ["AAPL.O"], { now: "2025-02-17T12:00:00Z" });
    expect(observed.quotes?.map(line)).toEqual(["AAPL.O stock 244.6 day 1.2710667"]);
    expect(JSON.stringify(observed)).not.toContain("0.0595");
  });

  it("a coin's change is over 24 hours, not since the close beside it", async () => {
    const { observed } = await askFor("quotes", quoted(older), ["BTC.CC", "GC.CMX"], { now: "2025-02-17T12:00:00Z" });
    expect(observed.quotes?.map(line)).toEqual([
      "BTC.CC coin 96077.45 24h -1.2598631",
      "GC.CMX index 2910.3 day 0.33095798",
    ]);
    expect(observed.quotes?.[0]?.previous).toBeUndefined();
  });

  it("capitalisation, volume and currency are those of the listing, digit for digit", async () => {
    const { observed } = await askFor("quotes", quoted(quotes), ["2330.TW", "HSI.HI"]);
    const [tsmc] = observed.quotes ?? [];
    expect([tsmc?.marketCap, tsmc?.volume, tsmc?.previous].map((one) => [one?.digits, one?.unit])).toEqual([
      ["37080224871040", "twd"],
      ["31104487", "count"],
      ["1455", "twd"],
    ]);
    expect(tsmc?.instrument.currency).toBe("TWD");
    expect(observed.indices?.[0]?.volume).toBeUndefined();
  });

  it("GBp prices are pence, the capitalisation beside them is in pounds; a rand cent is no rand", async () => {
    const pence = rowsWith(quotes, ([first, second]) => {
      Object.assign(first as Row, { currency: "GBp", regularMarketPrice: 72.46, regularMarketPreviousClose: 71.9 });
      Object.assign(second as Row, { currency: "ZAc" });
    });
    const { observed } = await askFor("quotes", quoted(pence), ["NVDA.O", "0700.HK"]);
    const [one, two] = observed.quotes ?? [];
    expect([one?.level, one?.previous, one?.marketCap].map((part) => `${part?.digits} ${part?.unit}`)).toEqual([
      "0.7246 gbp",
      "0.719 gbp",
      "4400712044871 gbp",
    ]);
    expect([two?.level, two?.instrument.currency, digits(two?.changes.day)]).toEqual([undefined, "ZAR", "-1.325019"]);
  });

  it("a closed market is final; an open one provisional, and stale when older than 20 minutes and its delay", async () => {
    const open = rowsWith(quotes, (rows) => {
      for (const row of rows) row["marketState"] = "REGULAR";
      // Tencent is 15 minutes late by itself.
      Object.assign(rows[0] as Row, { regularMarketTime: Date.parse("2026-11-20T11:44:00Z") / 1000 });
      Object.assign(rows[1] as Row, { regularMarketTime: Date.parse("2026-11-20T11:31:00Z") / 1000 });
    });
    const qualities = async (text: string) => {
      const { observed } = await askFor("quotes", quoted(text), ["NVDA.O", "0700.HK"]);
      return observed.quotes?.map((quote) => quote.level?.origin.quality);
    };
    expect([await qualities(quotes), await qualities(open)]).toEqual([
      ["final", "final"],
      ["stale", "provisional"],
    ]);
  });

  it("a missing number is missing; a new listing has no change; one of tomorrow is dropped and reported", async () => {
    const odd = rowsWith(quotes, ([first, second, third]) => {
      Object.assign(first as Row, { marketCap: null, regularMarketPreviousClose: null, regularMarketChangePercent: 0 });
      Object.assign(second as Row, { regularMarketTime: Date.parse("2026-11-21T00:00:00Z") / 1000 });
      Object.assign(third as Row, { regularMarketPrice: 0 });
    });
    const { observed } = await askFor("quotes", quoted(odd), everywhere);
    const [first] = observed.quotes ?? [];
    expect([first?.instrument.symbol, first?.marketCap, first?.changes]).toEqual(["NVDA.O", undefined, {}]);
    expect(observed.faults.map(({ row, value, expected }) => [row, value, expected])).toEqual([
      [2, expect.anything(), "an instant that has come"],
      [3, "0", "a price"],
      [undefined, "0700.HK", "a quote; Yahoo left it out"],
      [undefined, "688256.SH", "a quote; Yahoo left it out"],
    ]);
  });

  it("a delisted symbol and one Yahoo does not know are reported", async () => {
    const gone = rowsWith(quotes, ([first]) => Object.assign(first as Row, { quoteType: "NONE" }));
    const { observed } = await askFor("quotes", quoted(gone), ["NVDA.O", "0700.HK", "ZZZZ.N"]);
    expect(observed.quotes?.map((quote) => quote.instrument.symbol)).toEqual(["0700.HK"]);
    expect(observed.faults.map(({ value }) => value)).toEqual(['"NONE"', "NVDA.O", "ZZZZ.N"]);
  });

  it("symbols that Yahoo does not know are reported, which is no failure", async () => {
    const none = JSON.stringify({ quoteResponse: { result: [], error: null } });
    const { observed } = await askFor("quotes", quoted(none), ["ZZZZ.N", "430047.BJ"]);
    expect([observed.quotes, observed.faults.map(({ value }) => value)]).toEqual([[], ["ZZZZ.N"]]);
  });

  it("fifty symbols go in one call", async () => {
    const many = Array.from({ length: 51 }, (_, index) => `T${index}.N`);
    const { calls } = await askFor("quotes", quoted(quotes), [...many, "NVDA.O"]);
    expect(calls.filter((call) => call.includes("/v7/")).map((call) => call.split("%2C").length)).toEqual([50, 2]);
  });
});

describe("the crumb", () => {
  it("is had with the cookie and sent with every question", async () => {
    const { calls, headers } = await askFor("quotes", quoted(quotes), ["NVDA.O"]);
    expect(calls.map((call) => call.replace(/\?.*/, ""))).toEqual([
      "GET /",
      "GET /v1/test/getcrumb",
      "GET /v7/finance/quote",
    ]);
    expect(calls[2]).toContain(`crumb=${crumb}`);
    expect(headers[2]?.cookie).toBe("A3=d=abc&S=xyz");
  });

  it("is renewed once when Yahoo refuses it", async () => {
    let asks = 0;
    const routes = { ...door, "/v7/finance/quote": () => (asks++ === 0 ? { status: 401, text: "{}" } : quotes) };
    const { observed, calls } = await askFor("quotes", routes, ["NVDA.O"]);
    expect([observed.quotes?.length, calls.filter((call) => call.includes("getcrumb")).length]).toEqual([1, 2]);
  });

  it.each([
    ["Too Many Requests", 200],
    ["Too Many Requests", 429],
    ["<html>consent</html>", 200],
    ["", 200],
  ])("%j with status %i is none: quotes come from charts, which need none", async (text, status) => {
    const routes = {
      ...door,
      "/v1/test/getcrumb": { text, status },
      ...charted("AAPL", chart),
      "/v7/finance/quote": quotes,
    };
    const { observed, calls } = await askFor("quotes", routes, ["AAPL.O"], { now: "2025-03-24T14:00:00Z" });
    expect(calls.filter((call) => call.includes("/v7/"))).toEqual([]);
    expect(observed.quotes?.map(line)).toEqual(["AAPL.O stock 220.003"]);
  });

  it("refused twice, it is not asked for again that soon", async () => {
    const routes = { ...door, "/v7/finance/quote": { status: 401, text: "{}" }, ...charted("AAPL", chart) };
    const { observed, calls } = await askFor("quotes", routes, ["AAPL.O"], { now: "2025-03-24T14:00:00Z" });
    expect(calls.filter((call) => call.includes("getcrumb")).length).toBe(2);
    expect(observed.quotes?.length).toBe(1);
  });
});

/** A chart of days at 09:30 in New York. */
const days = (closes: Readonly<Record<string, number | null>>, meta: Row = {}, splits: Row = {}): string => {
  const names = Object.keys(closes);
  const last = names.at(-1) ?? "";
  return JSON.stringify({
    chart: {
      error: null,
      result: [
        {
          meta: {
            symbol: "AAPL",
            currency: "USD",
            instrumentType: "EQUITY",
            exchangeTimezoneName: "America/New_York",
            regularMarketTime: Date.parse(`${last}T21:00:00Z`) / 1000,
            regularMarketPrice: closes[last],
            currentTradingPeriod: {
              regular: { start: Date.parse(`${last}T14:30:00Z`) / 1000, end: Date.parse(`${last}T21:00:00Z`) / 1000 },
            },
            ...meta,
          },
          timestamp: names.map((day) => Date.parse(`${day}T14:30:00Z`) / 1000),
          indicators: { quote: [{ close: Object.values(closes) }] },
          events: { splits },
        },
      ],
    },
  });
};

const november = { "2026-11-16": 100, "2026-11-17": null, "2026-11-18": 104, "2026-11-19": 101.5 };
const closesOf = async (text: string, at = now, window = { from: "2026-11-16", to: "2026-11-20" }) => {
  const { observed } = await askFor("closes", charted("AAPL", text), ["AAPL.O"], { now: at, window });
  const points = observed.series?.[0]?.points.map(({ on, close }) => `${on} ${close.digits}`);
  return { points, splits: observed.splits, observed };
};

describe("closes of Yahoo Finance", () => {
  it("are by day at the exchange; a day without trade is no close", async () => {
    expect((await closesOf(days(november))).points).toEqual(["2026-11-16 100", "2026-11-18 104", "2026-11-19 101.5"]);
  });

  it("reach back to the last ones of the year before, and need no crumb", async () => {
    const { calls } = await askFor("closes", charted("AAPL", days(november)), ["AAPL.O"], {
      window: { from: "2026-11-16", to: "2026-11-20" },
    });
    const query = new URLSearchParams(calls[0]?.replace(/.*\?/, ""));
    const asDay = (name: string) => new Date(Number(query.get(name)) * 1000).toISOString().slice(0, 10);
    expect([calls.length, asDay("period1"), asDay("period2"), query.get("events")]).toEqual([
      1,
      "2025-12-20",
      "2026-11-22",
      "split",
    ]);
  });

  it("chartPreviousClose is the close before the first bar, not the day before: it is not used", async () => {
    const text = days(november, { chartPreviousClose: 1 });
    const routes = { "/": "", ...charted("AAPL", text) };
    const { observed } = await askFor("quotes", routes, ["AAPL.O"]);
    expect(observed.quotes?.map(line)).toEqual(["AAPL.O stock 101.5 day -2.40"]);
    expect(observed.quotes?.[0]?.changes.day?.origin.derived).toBe(true);
  });

  it("a session under way has a price and no close", async () => {
    const { points } = await closesOf(days(november), "2026-11-19T20:00:00Z", { from: "2026-11-16", to: "2026-11-19" });
    expect(points).toEqual(["2026-11-16 100", "2026-11-18 104"]);
  });

  const split = { "1": { date: Date.parse("2026-11-18T14:30:00Z") / 1000, numerator: 4, denominator: 1 } };

  it("closes are counted in new shares already, and the split is told", async () => {
    const { points, splits } = await closesOf(days({ ...november, "2026-11-16": 100 }, {}, split));
    expect(points?.[0]).toBe("2026-11-16 100");
    expect(splits).toEqual([{ symbol: "AAPL.O", on: "2026-11-18", ratio: "4.000000000000" }]);
  });

  it("closes that Yahoo has not yet put into new shares are put there, and marked as computed", async () => {
    const { points, observed } = await closesOf(days({ ...november, "2026-11-16": 412 }, {}, split));
    expect(points?.slice(0, 2)).toEqual(["2026-11-16 103.00000000", "2026-11-18 104"]);
    expect(observed.series?.[0]?.points.map(({ close }) => close.origin.derived)).toEqual([true, undefined, undefined]);
  });

  it("a symbol that fails is reported, the others are given", async () => {
    const routes = { ...charted("AAPL", days(november)), ...charted("MSFT", "<html>") };
    const { observed } = await askFor("closes", routes, ["AAPL.O", "MSFT.O", "ZZZZ.N"]);
    expect(observed.series?.map((one) => one.instrument.symbol)).toEqual(["AAPL.O"]);
    expect(observed.faults.map(({ value, expected }) => [value, expected])).toEqual([
      ["MSFT.O", "a chart (bad-payload)"],
      ["ZZZZ.N", "a chart (not-found)"],
    ]);
  });
});

describe("movers of Yahoo Finance", () => {
  const us: Routes = {
    "/v1/finance/screener/predefined/saved": (request) => (request.url?.includes("day_gainers") ? gainers : losers),
  };

  it("US: risers and fallers by their exchange, with the criteria in the name", async () => {
    const { observed } = await askFor("movers-us", { ...door, ...us }, []);
    expect(quotesOf(observed).map(line)).toEqual([
      "SEDG.O stock 61.76 day 22.9299",
      "FIG.N stock 22.92 day 13.2411",
      "BBWI.N stock 15.82 day -24.197413",
      "JACK.N stock 134.2 day -10.71191",
      "MU.O stock 201.4 day -10.845507",
      "COIN.O stock 238.2 day -7.423241",
    ]);
    expect(observed.universes?.[0]).toMatchObject({
      id: "us",
      curated: false,
      screened: true,
      source: "Yahoo Finance",
    });
    expect(observed.universes?.[0]?.names.en).toContain("$2bn");
  });

  it("Hong Kong: asked for by region and size, looked at again by the size given, without yuan counters", async () => {
    const small = JSON.parse(hongKong) as { finance: { result: [{ quotes: Row[] }] } };
    const [first] = small.finance.result[0].quotes;
    small.finance.result[0].quotes.push(
      { ...first, symbol: "2228.HK", marketCap: 9_999_999_999 },
      { ...first, symbol: "1111.HK", marketCap: null },
      { ...first, symbol: "81810.HK" },
      { ...first, symbol: "VOD.L", exchange: "LSE" },
    );
    const { observed, calls } = await askFor(
      "movers-hk",
      { ...door, "/v1/finance/screener": JSON.stringify(small) },
      [],
    );
    expect(quotesOf(observed).map((quote) => quote.instrument.symbol)).toEqual(["1810.HK", "9888.HK", "6990.HK"]);
    const bodies = calls.slice(2).map((call) => JSON.parse(call.replace(/^\S+ \S+ /, "")) as Row);
    expect(bodies.map((body) => [body["sortType"], JSON.stringify(body["query"]).includes('["region","hk"]')])).toEqual(
      [
        ["DESC", true],
        ["ASC", true],
      ],
    );
  });
});

describe("report dates", () => {
  it("earningsTimestamp is of the last or the next report: the days expected count, with what is not confirmed said", async () => {
    const { observed } = await askFor("earnings-dates", quoted(older), ["AAPL.O", "BABA.N", "BTC.CC"], {
      now: "2025-02-17T12:00:00Z",
    });
    expect(
      observed.events?.map(({ instrument, from, to, title, session }) => [
        instrument?.symbol,
        from,
        to,
        title.en,
        session,
      ]),
    ).toEqual([
      ["AAPL.O", "2025-04-30", "2025-05-05", "Earnings report (date expected)", undefined],
      ["BABA.N", "2025-02-20", "2025-02-20", "Earnings report", "before-open"],
    ]);
  });
});

describe("the earnings calendar of Yahoo Finance", () => {
  const week = { from: "2026-11-16", to: "2026-11-20" };
  const told = async (text: string) => {
    const routes = { ...door, "/v1/finance/visualization": text };
    return askFor("earnings-us", routes, ["ZM.O"], { window: week });
  };

  it("is asked for the days ahead, the largest companies first; a day begins in New York", async () => {
    const { observed, calls } = await told(reports);
    expect(
      observed.events?.map(({ instrument, from, session, marketCap }) => [
        instrument?.symbol,
        from,
        session,
        marketCap?.digits,
      ]),
    ).toEqual([
      ["PDD.US", "2026-11-24", "before-open", "181010448712"],
      ["ZM.O", "2026-11-23", "after-close", "25010448712"],
      ["KSS.US", "2026-11-24", undefined, "1910448712"],
    ]);
    expect(calls.length).toBe(3);
    expect(calls[2]).toContain('{"operator":"GTE","operands":["startdatetime","2026-11-20"]}');
  });

  it("two columns share a label, so columns are found by id; a size of 0.0 is none; one report is told once", async () => {
    const json = JSON.parse(reports) as {
      finance: { result: [{ documents: [{ columns: Row[]; rows: unknown[][] }] }] };
    };
    const [table] = json.finance.result[0].documents;
    table.columns.reverse();
    for (const row of table.rows) row.reverse();
    const pdd = table.rows[1] ?? [];
    pdd[6] = 0;
    table.rows.push([...pdd]);
    const { observed } = await told(JSON.stringify(json));
    expect(observed.events?.map(({ instrument }) => instrument?.symbol)).toEqual(["PDD.US", "ZM.O", "KSS.US"]);
    expect(observed.events?.[0]?.marketCap).toBeUndefined();
  });
});

describe("yields and pairs", () => {
  const week = { from: "2026-11-16", to: "2026-11-19" };

  it("the yield is the market's: labelled so, in percent, its change over the window in basis points", async () => {
    const { observed } = await askFor("us-yields", charted("^TNX", yields), [], { window: week });
    expect(observed.rates?.map(rateLine)).toEqual(["US10Y rate 4.104 pct -4.3 bp week"]);
    expect(observed.rates?.[0]?.instrument.names.en).toContain("intraday");
  });

  it("pairs are those asked for, or the usual ones; one that fails is left out", async () => {
    const pair = days({ "2026-11-13": 7.11, "2026-11-19": 7.1052 }, { currency: "CNY", instrumentType: "CURRENCY" });
    const { observed, calls } = await askFor("fx", charted("CNY=X", pair), ["AAPL.O"], { window: week });
    expect(observed.rates?.map(rateLine)).toEqual(["USDCNY.FX fx 7.1052 cny -48 pips week"]);
    expect(calls.length).toBe(6);
  });
});

const live: Routes = { ...quoted(quotes), ...charted("NVDA", days(november, { symbol: "NVDA" })) };
type GoodRoutes = Parameters<typeof liveSourceContract>[0]["topics"][number]["good"];
const good = (routes: Routes) => routes as GoodRoutes;
const window = { from: "2026-11-16", to: "2026-11-19" };
/** A redirect to anywhere sets no cookie and is not followed. */
const unlike = { "a redirect to a private address": "bad-payload" } as const;

liveSourceContract({
  source: yahoo,
  topics: [
    { topic: "quotes", ask: { now, symbols: ["NVDA.O"] }, good: good(live) },
    { topic: "closes", ask: { now, window, symbols: ["AAPL.O"] }, good: good(charted("AAPL", days(november))) },
    {
      topic: "movers-us",
      ask: { now },
      good: good({ ...door, "/v1/finance/screener/predefined/saved": losers }),
      unlike,
    },
    { topic: "movers-hk", ask: { now }, good: good({ ...door, "/v1/finance/screener": hongKong }), unlike },
    { topic: "earnings-dates", ask: { now, symbols: ["NVDA.O"] }, good: good(quoted(quotes)), unlike },
    {
      topic: "earnings-us",
      ask: { now, window },
      good: good({ ...door, "/v1/finance/visualization": reports }),
      unlike,
    },
    { topic: "us-yields", ask: { now, window }, good: good(charted("^TNX", yields)) },
    {
      topic: "fx",
      ask: { now, window, symbols: ["USDJPY.FX"] },
      good: good(charted("JPY=X", days(november, { currency: "JPY", instrumentType: "CURRENCY" }))),
    },
  ],
});
