import { isSymbol, splitSymbol, type Vendor, vendorSymbol } from "../../market/symbol.ts";
import { own } from "../../support/own.ts";

const yahooOthers: Readonly<Record<string, string>> = {
  US10Y: "^TNX",
  "GC.CMX": "GC=F",
  "CL.NYM": "CL=F",
  "BZ.NYM": "BZ=F",
  "USDX.FX": "DX-Y.NYB",
};

const tencentIndices: Readonly<Record<string, string>> = {
  "HSI.HI": "hkHSI",
  "HSCEI.HI": "hkHSCEI",
  "HSTECH.HI": "hkHSTECH",
  "SPX.GI": "usINX",
  "DJI.GI": "usDJI",
  "IXIC.GI": "usIXIC",
};

/** A symbol as the vendor writes it; undefined where the vendor does not serve it. */
export function spelled(symbol: string, vendor: Vendor): string | undefined {
  if (vendor === "tencent" && own(tencentIndices, symbol) !== undefined) return tencentIndices[symbol];
  if (vendor !== "yahoo") return vendorSymbol(symbol, vendor);
  // Asked for the official rate of the day, a market's rate is no answer.
  if (symbol.endsWith(".IB")) return undefined;
  return own(yahooOthers, symbol) ?? yahooPair(symbol) ?? vendorSymbol(symbol, vendor);
}

/** Yahoo leaves the dollar out where it comes first: `CNY=X` counts yuan per dollar. */
function yahooPair(symbol: string): string | undefined {
  const [, base, quote] = /^([A-Z]{3})([A-Z]{3})\.FX$/.exec(symbol) ?? [];
  if (base === undefined || quote === undefined) return undefined;
  return base === "USD" ? `${quote}=X` : `${base}${quote}=X`;
}

/**
 * The vendor's spellings of what is asked for, and the way back: vendors leave unknown symbols out and answer in an order of
 * their own. Two of ours may be one of theirs, such as `AAPL.O` and `AAPL.US`.
 */
export function spellings(symbols: readonly string[], vendor: Vendor): ReadonlyMap<string, readonly string[]> {
  const ours = new Map<string, string[]>();
  for (const symbol of new Set(symbols)) {
    const theirs = spelled(symbol, vendor);
    if (theirs === undefined) continue;
    const known = ours.get(theirs);
    if (known === undefined) ours.set(theirs, [symbol]);
    else known.push(symbol);
  }
  return ours;
}

const marketsOfYahoo: Readonly<Record<string, string>> = {
  NMS: "O",
  NGM: "O",
  NCM: "O",
  NYQ: "N",
  ASE: "A",
  PCX: "A",
  BTS: "BAT",
  HKG: "HK",
  SHH: "SH",
  SHZ: "SZ",
  TAI: "TW",
  TWO: "TWO",
};

/** Our symbol for a listing Yahoo gives with the code of its exchange. */
export function fromYahoo(theirs: string, exchange: string): string | undefined {
  const market = own(marketsOfYahoo, exchange);
  if (market === undefined) return undefined;
  const code = /^(?:HK|SH|SZ|TW|TWO)$/.test(market) ? splitSymbol(theirs).code : theirs;
  return checked(code, market);
}

const marketsByName: Readonly<Record<string, string>> = { NASDAQ: "O", NYSE: "N", AMEX: "A", NYSEAMERICAN: "A" };

/**
 * Our symbol for a bare ticker of a US listing. Where the source does not name the exchange, one that was asked for by that
 * ticker is meant; else the market is `US`, which says no more than the source does.
 */
export function createTickers(asked: readonly string[]): (ticker: string, exchange?: string) => string | undefined {
  const known = new Map(
    asked.flatMap((symbol) => {
      const { code, market } = splitSymbol(symbol);
      return ["O", "N", "A", "BAT", "US"].includes(market) ? [[plain(code), symbol] as const] : [];
    }),
  );
  return (ticker, exchange = "") =>
    known.get(plain(ticker)) ?? checked(ticker, own(marketsByName, exchange.toUpperCase().replaceAll(" ", "")) ?? "US");
}

/** Classes of shares are set off by a dot, a slash or a dash, depending on who writes. */
const plain = (code: string) => code.trim().toUpperCase().replaceAll(/[./-]/g, "_");

function checked(code: string, market: string): string | undefined {
  const symbol = `${plain(code)}.${market}`;
  return isSymbol(symbol) ? symbol : undefined;
}

/** Our symbol for a listing Eastmoney gives with the number of its market: 1 Shanghai, 0 Shenzhen and Beijing, 116 and 128 Hong Kong. */
export function fromEastmoney(code: string, market: number): string | undefined {
  if (market === 1) return /^\d{6}$/.test(code) ? `${code}.SH` : undefined;
  if (market === 0) return /^\d{6}$/.test(code) ? `${code}.${/^(?:[48]|92)/.test(code) ? "BJ" : "SZ"}` : undefined;
  if (market !== 116 && market !== 128) return undefined;
  return /^\d{4,5}$/.test(code) ? `${code.replace(/^0(?=\d{4}$)/, "")}.HK` : undefined;
}
