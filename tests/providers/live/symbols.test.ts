import { describe, expect, it } from "vitest";
import { createTickers, fromEastmoney, fromYahoo, spelled, spellings } from "../../../src/providers/live/symbols.ts";

describe("symbols as vendors write them", () => {
  it("Yahoo: classes with a dash, Shanghai as SS, indices and pairs by names of their own", () => {
    const ours = ["AAPL.O", "BRK_B.N", "GAP.US", "0700.HK", "688256.SH", "300750.SZ", "6488.TWO"];
    expect(ours.map((symbol) => spelled(symbol, "yahoo"))).toEqual([
      "AAPL",
      "BRK-B",
      "GAP",
      "0700.HK",
      "688256.SS",
      "300750.SZ",
      "6488.TWO",
    ]);
    const others = [
      "SPX.GI",
      "HSTECH.HI",
      "000001.SH",
      "USDCNY.FX",
      "USDTWD.FX",
      "EURUSD.FX",
      "USDX.FX",
      "GC.CMX",
      "US10Y",
    ];
    expect(others.map((symbol) => spelled(symbol, "yahoo"))).toEqual([
      "^GSPC",
      "HSTECH.HK",
      "000001.SS",
      "CNY=X",
      "TWD=X",
      "EURUSD=X",
      "DX-Y.NYB",
      "GC=F",
      "^TNX",
    ]);
  });

  it("the official yuan rate of the day is no market rate, and Beijing is not served", () => {
    expect([spelled("USDCNY.IB", "yahoo"), spelled("430047.BJ", "yahoo")]).toEqual([undefined, undefined]);
  });

  it("Tencent: the market first, Hong Kong codes with five digits, some indices", () => {
    const ours = ["688256.SH", "0700.HK", "AAPL.O", "HSTECH.HI", "SPX.GI", "2330.TW"];
    expect(ours.map((symbol) => spelled(symbol, "tencent"))).toEqual([
      "sh688256",
      "hk00700",
      "usAAPL",
      "hkHSTECH",
      "usINX",
      undefined,
    ]);
  });

  it("the way back gives every symbol that was asked for by one spelling", () => {
    expect([...spellings(["AAPL.O", "2330.TW", "AAPL.US", "AAPL.O", "USDCNY.IB"], "yahoo")]).toEqual([
      ["AAPL", ["AAPL.O", "AAPL.US"]],
      ["2330.TW", ["2330.TW"]],
    ]);
  });

  it("listings of Yahoo's screens come back by their exchange; one of an exchange nobody asked for has no symbol", () => {
    const listings = [
      ["SEDG", "NMS"],
      ["BRK-B", "NYQ"],
      ["1810.HK", "HKG"],
      ["688256.SS", "SHH"],
      ["6488.TWO", "TWO"],
      ["VOD.L", "LSE"],
      ["X", "constructor"],
    ] as const;
    expect(listings.map(([symbol, exchange]) => fromYahoo(symbol, exchange))).toEqual([
      "SEDG.O",
      "BRK_B.N",
      "1810.HK",
      "688256.SH",
      "6488.TWO",
      undefined,
      undefined,
    ]);
  });

  it("listings of Eastmoney come back by the number of their market", () => {
    const listings = [
      ["688256", 1],
      ["300750", 0],
      ["430047", 0],
      ["920002", 0],
      ["00700", 116],
      ["81810", 128],
      ["AAPL", 105],
      ["1", 1],
    ] as const;
    expect(listings.map(([code, market]) => fromEastmoney(code, market))).toEqual([
      "688256.SH",
      "300750.SZ",
      "430047.BJ",
      "920002.BJ",
      "0700.HK",
      "81810.HK",
      undefined,
      undefined,
    ]);
  });

  it("a bare US ticker is the symbol asked for, or listed at the exchange named, or just in the US", () => {
    const tickers = createTickers(["BRK_B.N", "DELL.N", "0700.HK"]);
    expect([
      tickers("BRK.B"),
      tickers("DELL", "NASDAQ"),
      tickers("ADI", "NASDAQ"),
      tickers("NIO"),
      tickers("a b"),
    ]).toEqual(["BRK_B.N", "DELL.N", "ADI.O", "NIO.US", undefined]);
  });
});
