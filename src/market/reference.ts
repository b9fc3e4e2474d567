import * as z from "zod";
import { own } from "../support/own.ts";
import { Names } from "./instrument.ts";
import { ExchangeCalendars } from "./sessions.ts";

const IndexFacts = z.object({
  region: z.string(),
  theme: z.enum(["broad", "tech", "volatility"]),
  /** Benchmarks it is measured against, the closest first. */
  against: z.array(z.string()).default([]),
});
export type IndexFacts = z.infer<typeof IndexFacts>;

/** Facts about the market that no digest's data carries: families of indices, peer groups, names of metrics. */
export const Reference = z
  .object({
    indices: z.record(z.string(), IndexFacts),
    groups: z.array(z.object({ id: z.string(), names: Names, members: z.array(z.string()) })),
    /** Names of instruments that the table of instruments lacks. */
    names: z.record(z.string(), Names),
    universes: z.record(z.string(), Names),
    /** Sessions and closures by exchange, such as XNYS. */
    exchanges: ExchangeCalendars,
    sectors: z.record(z.string(), Names),
    metrics: z.record(z.string(), z.object({ en: z.string(), zh: z.string(), partOf: z.string().optional() })),
    assets: z.record(z.string(), z.object({ en: z.string(), zh: z.string(), funds: z.array(z.string()) })),
  })
  .readonly();
export type Reference = z.infer<typeof Reference>;

const techWords =
  /\btech|semiconduct|software|internet|computer|\bAI\b|科技|半导体|芯片|软件|互联网|计算机|人工智能|云计算|通信|电子/i;
const regionOfMarket: Record<string, string> = {
  SH: "cn",
  SZ: "cn",
  CSI: "cn",
  HI: "hk",
  HK: "hk",
  TW: "tw",
  TWO: "tw",
};

/** What is known of an index, or a guess from its name and code for one never seen before. */
export function indexFacts(reference: Reference, symbol: string, names: Names): IndexFacts {
  const known = own(reference.indices, symbol);
  if (known !== undefined) return known;
  const market = symbol.slice(symbol.lastIndexOf(".") + 1);
  return {
    region: own(regionOfMarket, market) ?? "other",
    theme: techWords.test(`${names.en} ${names.zh}`) ? "tech" : "broad",
    against: [],
  };
}

/** A sector or segment in both languages; one nobody translated stays as printed. */
export function sectorNames(reference: Reference, sector: string): Names {
  return own(reference.sectors, sector) ?? { en: sector, zh: sector };
}

/** A universe or watch list in both languages; one nobody named reads as its id. */
export function universeNames(reference: Reference, id: string): Names {
  const words = id.replaceAll("_", " ").replace(/\b(?:ai|us|hk|etf)\b/gi, (word) => word.toUpperCase());
  return own(reference.universes, id) ?? { en: words, zh: words };
}

export function metricNames(reference: Reference, metric: string): Names {
  const words = metric.replaceAll("_", " ");
  return own(reference.metrics, metric) ?? { en: words.charAt(0).toUpperCase() + words.slice(1), zh: words };
}

/** The coin a fund holds, as far as its ticker is known. */
export function assetOfFund(reference: Reference, fund: string): string | undefined {
  return Object.entries(reference.assets).find(([, asset]) => asset.funds.includes(fund))?.[0];
}
