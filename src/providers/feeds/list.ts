export interface Feed {
  /** As headlines cite it. */
  readonly name: string;
  /** Below the base of `feeds`, or at one of its hosts. */
  readonly path: string;
  readonly category: "crypto" | "markets";
}

/** Of two headlines of the same the earlier feed's stays. */
export const feeds: readonly Feed[] = [
  { name: "Yahoo Finance", path: "yahoo:/news/rssindex", category: "markets" },
  { name: "CoinDesk", path: "/arc/outboundfeeds/rss/", category: "crypto" },
  { name: "The Block", path: "theblock:/rss.xml", category: "crypto" },
  { name: "Cointelegraph", path: "cointelegraph:/rss", category: "crypto" },
  { name: "Decrypt", path: "decrypt:/feed", category: "crypto" },
];

export const base = "https://www.coindesk.com";
export const hosts = {
  yahoo: "https://finance.yahoo.com",
  theblock: "https://www.theblock.co",
  cointelegraph: "https://cointelegraph.com",
  decrypt: "https://decrypt.co",
} as const;
