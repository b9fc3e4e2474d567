import { own } from "../support/own.ts";

/**
 * Symbols are written `CODE.MKT` (AAPL.O, 0700.HK, 688256.SH); coins carry `.CC`, currency pairs `.FX`.
 * Each vendor spells them its own way; this table is the only place that knows how.
 */
export type Vendor = "yahoo" | "finnhub" | "nasdaq" | "tencent" | "eastmoney";

const pattern = /^(?:[A-Z0-9^._-]{1,24}\.[A-Z]{1,4}|[A-Z0-9_]{2,12})$/;

export function isSymbol(text: string): boolean {
  return pattern.test(text);
}

export function splitSymbol(symbol: string): { code: string; market: string } {
  const dot = symbol.lastIndexOf(".");
  return dot < 0 ? { code: symbol, market: "" } : { code: symbol.slice(0, dot), market: symbol.slice(dot + 1) };
}

/** Which market a symbol trades on, and in which currency. */
const markets: Readonly<Record<string, { readonly id: string; readonly currency: string }>> = {
  O: { id: "us", currency: "USD" },
  N: { id: "us", currency: "USD" },
  A: { id: "us", currency: "USD" },
  BAT: { id: "us", currency: "USD" },
  /** Listed in the US; the source does not say at which exchange. */
  US: { id: "us", currency: "USD" },
  HK: { id: "hk", currency: "HKD" },
  SH: { id: "cn", currency: "CNY" },
  SZ: { id: "cn", currency: "CNY" },
  BJ: { id: "cn", currency: "CNY" },
  TW: { id: "tw", currency: "TWD" },
  TWO: { id: "tw", currency: "TWD" },
  CC: { id: "crypto", currency: "USD" },
};

/** `us`, `hk`, `cn`, `tw` or `crypto`. */
export function marketOf(symbol: string): string | undefined {
  return own(markets, splitSymbol(symbol).market)?.id;
}

/** The currency its market quotes in; an RMB counter in Hong Kong quotes in yuan. */
export function currencyOf(symbol: string): string | undefined {
  return /^8\d{4}\.HK$/.test(symbol) ? "CNY" : own(markets, splitSymbol(symbol).market)?.currency;
}

const us = new Set(["O", "N", "A", "BAT", "US"]);
const eastmoneyUs: Record<string, string> = { O: "105", N: "106", A: "107" };

const yahooIndices: Record<string, string> = {
  "SPX.GI": "^GSPC",
  "DJI.GI": "^DJI",
  "IXIC.GI": "^IXIC",
  "NDX.GI": "^NDX",
  "RUT.GI": "^RUT",
  "VIX.GI": "^VIX",
  "SOX.GI": "^SOX",
  "HSI.HI": "^HSI",
  "HSCEI.HI": "^HSCE",
  "HSTECH.HI": "HSTECH.HK",
  "TWII.TW": "^TWII",
  "N225.GI": "^N225",
  "KS11.GI": "^KS11",
  "GDAXI.GI": "^GDAXI",
  "FTSE.GI": "^FTSE",
  "USDX.FX": "DX-Y.NYB",
  "USDCNY.IB": "CNY=X",
  "USDCNH.FX": "CNH=X",
  "USDJPY.FX": "JPY=X",
  "USDHKD.FX": "HKD=X",
  "EURUSD.FX": "EURUSD=X",
};
const fromYahooIndices = new Map(Object.entries(yahooIndices).map(([ours, theirs]) => [theirs, ours]));

/** The vendor's spelling, or undefined where the vendor does not serve that market. */
export function vendorSymbol(symbol: string, vendor: Vendor): string | undefined {
  const { code, market } = splitSymbol(symbol);
  switch (vendor) {
    case "yahoo":
      if (own(yahooIndices, symbol) !== undefined) return yahooIndices[symbol];
      if (us.has(market)) return code.replaceAll(/[._/]/g, "-");
      if (market === "SH") return `${code}.SS`;
      if (market === "CC") return `${code}-USD`;
      return ["HK", "SZ", "TW", "TWO"].includes(market) ? symbol : undefined;
    case "finnhub":
      if (us.has(market)) return code.replaceAll(/[_/-]/g, ".");
      if (market === "SH") return `${code}.SS`;
      return ["HK", "SZ", "TW"].includes(market) ? symbol : undefined;
    case "nasdaq":
      return us.has(market) ? code.replaceAll(/[_/-]/g, ".") : undefined;
    case "tencent":
      if (us.has(market)) return `us${code.replaceAll(/[_/-]/g, ".")}`;
      if (market === "HK") return `hk${code.padStart(5, "0")}`;
      return ["SH", "SZ", "BJ"].includes(market) ? market.toLowerCase() + code : undefined;
    case "eastmoney":
      if (own(eastmoneyUs, market) !== undefined) return `${eastmoneyUs[market]}.${code.replaceAll(/[./-]/g, "_")}`;
      if (market === "HK") return `116.${code.padStart(5, "0")}`;
      if (market === "SH") return `1.${code}`;
      return market === "SZ" || market === "BJ" ? `0.${code}` : undefined;
  }
}

/**
 * Our symbol for what a person typed in any of the usual styles, where the style itself tells the market
 * (`00700.hk`, `688256.SS`, `BTC-USD`, `^GSPC`). A bare US ticker needs a list of instruments: undefined here.
 */
export function readSymbol(typed: string): string | undefined {
  const text = typed.trim().toUpperCase();
  const index = fromYahooIndices.get(text);
  if (index !== undefined) return index;
  const hk = /^0*(\d{1,5})\.HK$/.exec(text);
  if (hk?.[1] !== undefined) return `${hk[1].padStart(4, "0")}.HK`;
  if (/^\d{6}\.SS$/.test(text)) return text.replace(/SS$/, "SH");
  const coin = /^([A-Z0-9]{2,10})-USD$/.exec(text);
  if (coin?.[1] !== undefined) return `${coin[1]}.CC`;
  return text.includes(".") && isSymbol(text) ? text : undefined;
}
