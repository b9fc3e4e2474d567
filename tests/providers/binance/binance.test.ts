import { describe, expect, it } from "vitest";
import { binance } from "../../../src/providers/binance/index.ts";
import { ask, line, type Question, quotesOf, recorded, troubleOf } from "../asked.ts";

const text = recorded("binance-tickers-2026-11-20.json");
const question = (said: string | { status: number; text: string }): Question => ({
  source: binance,
  topic: "coins",
  routes: { "/ticker/24hr": said },
  now: "2026-11-20T12:05:00Z",
});
const row = (symbol: string, more: object = {}) => ({
  symbol,
  priceChangePercent: "1.5",
  lastPrice: "2.0",
  quoteVolume: "6000000.0",
  closeTime: 1795176270000,
  count: 5,
  ...more,
});

describe("coins of Binance", () => {
  it("are the pairs against USDT that trade, digit for digit; delisted ones and other pairs are passed over", async () => {
    const { observed } = await ask(question(text));
    expect(quotesOf(observed).map(line)).toEqual([
      "BTC.CC coin 86420.01000000 24h -1.851",
      "ETH.CC coin 2987.90000000 24h -2.690",
      "USDC.CC stablecoin 0.99990000 24h 0.010",
      "ZEC.CC coin 612.40000000 24h 21.377",
    ]);
    const [bitcoin] = quotesOf(observed);
    expect([bitcoin?.volume?.digits, bitcoin?.marketCap, observed.asOf, observed.faults]).toEqual([
      "1904112044.20000005",
      undefined,
      "2026-11-20T12:04:30.000Z",
      [],
    ]);
  });

  it("leveraged tokens are told by the coin they stand beside, and thin pairs are left out", async () => {
    const rows = ["BTCUSDT", "BTCUPUSDT", "BTCDOWNUSDT", "JUPUSDT", "EURUSDT"].map((symbol) => row(symbol));
    const { observed } = await ask(question(JSON.stringify([...rows, row("THINUSDT", { quoteVolume: "4999999" })])));
    const kinds = quotesOf(observed).map(({ instrument }) => `${instrument.symbol} ${instrument.kind}`);
    expect(kinds).toEqual(["BTC.CC coin", "BTCUP.CC note", "BTCDOWN.CC note", "JUP.CC coin", "EUR.CC stablecoin"]);
  });

  it("broken rows are reported, and more than half of them make no answer", async () => {
    const rows = [...JSON.parse(text), row("ODDUSDT", { lastPrice: "x" })];
    const { observed } = await ask(question(JSON.stringify(rows)));
    expect(observed.faults.map(({ column, value }) => [column, value])).toEqual([["lastPrice", '"x"']]);
    expect(await troubleOf(question(recorded("binance-tickers-broken-2026-11-20.json")))).toBe("bad-payload");
  });

  it.each([
    [451, "blocked"],
    [418, "rate-limited"],
    [403, "blocked"],
  ])("status %d is %s", async (status, trouble) => {
    expect(await troubleOf(question({ status, text: '{"code":0,"msg":"no"}' }))).toBe(trouble);
  });

  it("an error object with status 200 is no answer", async () => {
    expect(await troubleOf(question('{"code":-1003,"msg":"Too much request weight used"}'))).toBe("bad-payload");
  });
});
