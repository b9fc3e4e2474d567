import type { Kind } from "./instrument.ts";
import type { Quote } from "./quote.ts";

/** Why a listing is left out of top lists by default. */
export type Exclusion = "not-common" | "stable-or-wrapped" | "low-price" | "small" | "illiquid";

/** The screens a top list applies; each can be switched off by the reader. */
export interface Screen {
  /** Lowest price in the instrument's own currency. */
  readonly minPrice: number;
  /** Lowest market capitalisation in 100 million of its currency; unknown capitalisation fails. */
  readonly minCap: number;
  /** Lowest 24-hour volume in US dollars, where a volume is known. */
  readonly minVolume: number;
}

export const screens: Record<string, Screen> = {
  us: { minPrice: 1, minCap: 3, minVolume: 0 },
  crypto: { minPrice: 0, minCap: 0, minVolume: 50_000 },
};

/** No screen but the kind of instrument. */
export const openScreen: Screen = { minPrice: 0, minCap: 0, minVolume: 0 };

const neverCommon: ReadonlySet<Kind> = new Set<Kind>(["warrant", "right", "unit", "preferred", "note", "fund"]);
const pegged: ReadonlySet<Kind> = new Set<Kind>(["stablecoin", "wrapped"]);

/** The first reason to leave a quote out, or undefined when it may stand in a top list. */
export function exclusion(quote: Quote, screen: Screen): Exclusion | undefined {
  const { kind } = quote.instrument;
  if (neverCommon.has(kind)) return "not-common";
  if (pegged.has(kind)) return "stable-or-wrapped";
  if (screen.minPrice > 0 && (quote.level === undefined || quote.level.number < screen.minPrice)) return "low-price";
  if (screen.minCap > 0 && (quote.marketCap === undefined || quote.marketCap.number < screen.minCap * 1e8))
    return "small";
  if (screen.minVolume > 0 && quote.volume !== undefined && quote.volume.number < screen.minVolume) return "illiquid";
  return undefined;
}
