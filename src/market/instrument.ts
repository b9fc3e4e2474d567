import * as z from "zod";
import { splitSymbol } from "./symbol.ts";

export const Names = z.object({ en: z.string(), zh: z.string() }).readonly();
export type Names = z.infer<typeof Names>;

export const Kind = z.enum([
  "stock",
  "index",
  "coin",
  "stablecoin",
  "wrapped",
  "warrant",
  "right",
  "unit",
  "preferred",
  "note",
  "fund",
  "rate",
  "fx",
]);
export type Kind = z.infer<typeof Kind>;

export const Instrument = z
  .object({
    symbol: z.string().min(1),
    names: Names,
    kind: Kind,
    /** ISO 4217 code of its prices and market capitalisation. */
    currency: z.string().length(3).optional(),
    sector: z.string().optional(),
    segment: z.string().optional(),
    subsegment: z.string().optional(),
    listedOn: z.string().optional(),
    /** Why the symbol is not certain, where the source left it open. */
    doubt: z.enum(["ambiguous", "unconfirmed"]).optional(),
  })
  .readonly();
export type Instrument = z.infer<typeof Instrument>;

/** Words that tell what a listing is. The first one in a name decides: what comes after describes what it represents. */
const listingWords: readonly (readonly [Kind, RegExp])[] = [
  [
    "stock",
    /\b(?:common (?:stock|shares?|units?)|ordinary shares?|american depositary (?:shares?|receipts?)|ADSs?|ADRs?|subordinate voting shares?|(?:shares?|units?) of beneficial interest|trust units?|limited partner(?:ship)? units?|L\.?P\.? units?|capital stock|class [a-z] (?:common|ordinary|shares?|interests?))\b/i,
  ],
  [
    "fund",
    /\b(?:ETF|income fund|closed[- ]end|preferred (?:and|&) income|income (?:opportunities|securities) fund)\b/i,
  ],
  ["warrant", /\bwarrants?\b/i],
  ["right", /\brights?\b(?! (?:aid|networks))/i],
  ["unit", /\bunits?\b/i],
  [
    "preferred",
    /\b(?:preferred|preference) (?:stock|shares?|units?|securities|series|class)\b|(?<!american )\bdepositary shares?\b|\bpfd\b/i,
  ],
  [
    "note",
    /\bnotes? due\b|\b(?:senior|subordinated) notes?\b|\bETNs?\b|\bdebentures?\b|\bmortgage bonds?\b|\d ?% .{0,60}\bdue \d{4}\b/i,
  ],
];

/** Names are longer than this only by mistake. */
const longestName = 300;

/**
 * What a US listing is, from the vendor's own name and ticker. Vendors list warrants, rights, units, preferred shares, notes
 * and funds beside common stock, and their moves would fill every top list.
 */
export function kindOfListing(symbol: string, vendorName: string): Kind {
  const { code, market } = splitSymbol(symbol);
  if (code.includes("^")) return "preferred";
  const name = vendorName.slice(0, longestName);
  let first: { kind: Kind; at: number } | undefined;
  for (const [kind, words] of listingWords) {
    const at = name.search(words);
    if (at >= 0 && (first === undefined || at < first.at)) first = { kind, at };
  }
  if (first !== undefined) return first.kind;
  // Nasdaq's fifth letter: W for warrants, R for rights, U for units.
  const fifth = market === "O" ? /^[A-Z]{4}([WRU])$/.exec(code)?.[1] : undefined;
  return fifth === "W" ? "warrant" : fifth === "R" ? "right" : fifth === "U" ? "unit" : "stock";
}
