import { describe, expect, it } from "vitest";
import { isSymbol, readSymbol, splitSymbol, type Vendor, vendorSymbol } from "../../src/market/symbol.ts";

const vendors: readonly Vendor[] = ["yahoo", "finnhub", "nasdaq", "tencent", "eastmoney"];

describe("vendorSymbol", () => {
  it.each([
    ["AAPL.O", "AAPL", "AAPL", "AAPL", "usAAPL", "105.AAPL"],
    ["IBM.N", "IBM", "IBM", "IBM", "usIBM", "106.IBM"],
    ["BEEP.A", "BEEP", "BEEP", "BEEP", "usBEEP", "107.BEEP"],
    ["BRK_B.N", "BRK-B", "BRK.B", "BRK.B", "usBRK.B", "106.BRK_B"],
    ["BRK.B.N", "BRK-B", "BRK.B", "BRK.B", "usBRK.B", "106.BRK_B"],
    ["0700.HK", "0700.HK", "0700.HK", undefined, "hk00700", "116.00700"],
    ["80700.HK", "80700.HK", "80700.HK", undefined, "hk80700", "116.80700"],
    ["688256.SH", "688256.SS", "688256.SS", undefined, "sh688256", "1.688256"],
    ["300750.SZ", "300750.SZ", "300750.SZ", undefined, "sz300750", "0.300750"],
    ["430047.BJ", undefined, undefined, undefined, "bj430047", "0.430047"],
    ["2330.TW", "2330.TW", "2330.TW", undefined, undefined, undefined],
    ["6488.TWO", "6488.TWO", undefined, undefined, undefined, undefined],
    ["BTC.CC", "BTC-USD", undefined, undefined, undefined, undefined],
    ["US10Y", undefined, undefined, undefined, undefined, undefined],
  ])("spells %s the way each vendor does", (symbol, ...expected) => {
    expect(vendors.map((vendor) => vendorSymbol(symbol, vendor))).toEqual(expected);
  });

  it("keeps the SSE Composite and Ping An Bank apart", () => {
    expect([vendorSymbol("000001.SH", "yahoo"), vendorSymbol("000001.SZ", "yahoo")]).toEqual([
      "000001.SS",
      "000001.SZ",
    ]);
    expect([vendorSymbol("000001.SH", "eastmoney"), vendorSymbol("000001.SZ", "eastmoney")]).toEqual([
      "1.000001",
      "0.000001",
    ]);
  });
});

describe("indices and currency pairs at Yahoo", () => {
  const table = [
    ["SPX.GI", "^GSPC"],
    ["DJI.GI", "^DJI"],
    ["IXIC.GI", "^IXIC"],
    ["NDX.GI", "^NDX"],
    ["RUT.GI", "^RUT"],
    ["VIX.GI", "^VIX"],
    ["SOX.GI", "^SOX"],
    ["HSI.HI", "^HSI"],
    ["HSCEI.HI", "^HSCE"],
    ["HSTECH.HI", "HSTECH.HK"],
    ["TWII.TW", "^TWII"],
    ["N225.GI", "^N225"],
    ["KS11.GI", "^KS11"],
    ["GDAXI.GI", "^GDAXI"],
    ["FTSE.GI", "^FTSE"],
    ["USDX.FX", "DX-Y.NYB"],
    ["USDCNY.IB", "CNY=X"],
    ["USDCNH.FX", "CNH=X"],
    ["USDJPY.FX", "JPY=X"],
    ["USDHKD.FX", "HKD=X"],
    ["EURUSD.FX", "EURUSD=X"],
    ["000001.SH", "000001.SS"],
    ["000300.SH", "000300.SS"],
    ["000688.SH", "000688.SS"],
    ["399001.SZ", "399001.SZ"],
    ["399006.SZ", "399006.SZ"],
  ] as const;

  it.each(table)("writes %s as %s", (ours, theirs) => {
    expect(vendorSymbol(ours, "yahoo")).toBe(theirs);
  });

  it.each(table)("reads %s back from %s", (ours, theirs) => {
    expect(readSymbol(theirs)).toBe(ours);
  });
});

describe("readSymbol", () => {
  it.each([
    ["0700.HK", "0700.HK"],
    ["00700.hk", "0700.HK"],
    ["700.HK", "0700.HK"],
    ["5.hk", "0005.HK"],
    ["80700.HK", "80700.HK"],
    ["080700.HK", "80700.HK"],
    ["688256.SS", "688256.SH"],
    ["688256.sh", "688256.SH"],
    ["300750.sz", "300750.SZ"],
    ["2330.tw", "2330.TW"],
    ["6488.two", "6488.TWO"],
    ["  aapl.o ", "AAPL.O"],
    ["brk_b.n", "BRK_B.N"],
    ["abr^d.n", "ABR^D.N"],
    ["btc-usd", "BTC.CC"],
    ["BTC.CC", "BTC.CC"],
    ["^gspc", "SPX.GI"],
    ["hstech.hk", "HSTECH.HI"],
  ])("understands %s as %s", (typed, expected) => {
    expect(readSymbol(typed)).toBe(expected);
  });

  it.each(["AAPL", "BRK-B", "", " ", "腾讯", "AAPL.O; drop", "AAPL .O", "a.b.c.d.toolong", ".HK", "BTC-EUR"])(
    "leaves %j to a list of instruments",
    (typed) => {
      expect(readSymbol(typed)).toBeUndefined();
    },
  );

  it("answers its own symbols unchanged", () => {
    const ours = ["AAPL.O", "BRK_B.N", "0700.HK", "80700.HK", "688256.SH", "300750.SZ", "2330.TW", "SPX.GI", "BTC.CC"];
    expect(ours.map(readSymbol)).toEqual(ours);
  });
});

describe("isSymbol", () => {
  it("accepts a code with its market, and a rate without one", () => {
    expect(["AAPL.O", "0700.HK", "BRK_B.N", "ABR^D.N", "US10Y", "931734.CSI"].map(isSymbol)).toEqual(
      Array(6).fill(true),
    );
  });

  it("refuses everything that could carry more than a name", () => {
    const refused = [
      "",
      "A",
      "aapl.o",
      "AAPL.",
      "AAPL.O\n",
      "<B>.O",
      "A B.O",
      "../X.O/",
      `${"A".repeat(25)}.O`,
      "AAPL.о",
    ];
    expect(refused.map(isSymbol)).toEqual(Array(refused.length).fill(false));
  });
});

describe("splitSymbol", () => {
  it("parts the market after the last dot", () => {
    expect([splitSymbol("0700.HK"), splitSymbol("BRK.B.N"), splitSymbol("US10Y")]).toEqual([
      { code: "0700", market: "HK" },
      { code: "BRK.B", market: "N" },
      { code: "US10Y", market: "" },
    ]);
  });
});
