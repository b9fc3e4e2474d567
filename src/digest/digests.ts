import type { Span } from "../market/quote.ts";
import type { SectionOptions } from "./section.ts";

export interface SectionChoice {
  readonly section: string;
  readonly options?: SectionOptions;
}

/** An ordered choice of sections under a name. */
export interface DigestSpec {
  readonly name: string;
  /** The stretch it speaks about; `window` takes it from the length of the window. */
  readonly span: Extract<Span, "day" | "week" | "month"> | "window";
  readonly sections: readonly SectionChoice[];
}

const choose = (...names: string[]): SectionChoice[] => names.map((section) => ({ section }));

/** The digests that come with the program. */
export const digests: readonly DigestSpec[] = [
  {
    name: "daily",
    span: "day",
    sections: [
      ...choose("indices", "mega-caps"),
      { section: "movers", options: { wide: ["us", "hk", "crypto"] } },
      ...choose("etf-flows", "crypto-market", "sentiment", "rates-fx"),
      { section: "earnings", options: { top: 5 } },
      ...choose("news"),
    ],
  },
  {
    name: "weekly",
    span: "window",
    sections: [
      ...choose(
        "indices",
        "mega-caps",
        "movers",
        "etf-flows",
        "crypto-market",
        "sentiment",
        "rates-fx",
        "fundamentals",
      ),
      { section: "earnings", options: { top: 5 } },
      ...choose("calendar", "watchlist", "funds", "news"),
    ],
  },
  {
    name: "monthly",
    span: "month",
    sections: [
      ...choose("indices", "mega-caps", "movers", "etf-flows", "crypto-market", "rates-fx", "fundamentals", "funds"),
      { section: "earnings", options: { top: 5 } },
      ...choose("calendar", "watchlist", "news"),
    ],
  },
  {
    name: "crypto",
    span: "window",
    sections: [
      ...choose("crypto-market", "sentiment"),
      { section: "movers", options: { universes: ["crypto", "web3"] } },
      ...choose("etf-flows", "funds"),
      { section: "watchlist", options: { universes: ["web3"] } },
    ],
  },
  { name: "earnings", span: "window", sections: choose("earnings", "calendar", "fundamentals") },
];
