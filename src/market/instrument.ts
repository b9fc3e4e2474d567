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

const derivativeNames: readonly [Kind, RegExp][] = [
  ["warrant", /\bwarrants?\b/i],
  ["right", /\b(?:rights?)\b(?! (?:aid|networks))/i],
  ["unit", /\bunits?\b(?!ed)/i],
  ["preferred", /\bpreferred\b|\bpreference\b|\bpfd\b|\bdepositary shares?\b.*(?:%|\bseries\b|\b1\/\d+)/i],
  ["note", /\bnotes? due\b|\bsenior notes?\b|\bdebentures?\b|\bsubordinated\b.*\bdue\b|% .*\bdue \d{4}/i],
];

/**
 * What a US listing is, from the vendor's own name and ticker. Vendors list warrants, rights, units and preferred
 * shares beside common stock, and their moves would fill every top list.
 */
export function kindOfListing(symbol: string, vendorName: string): Kind {
  const { code, market } = splitSymbol(symbol);
  if (code.includes("^")) return "preferred";
  // Limited partnerships call their common stock "units"; those stay.
  const partnership = /\bcommon units?\b|\blimited partner|\bL\.?P\.?\b/i.test(vendorName);
  for (const [kind, words] of derivativeNames) {
    if (words.test(vendorName) && !(partnership && (kind === "unit" || kind === "right"))) return kind;
  }
  if (
    market === "O" &&
    /^[A-Z]{4}[WRU]$/.test(code) &&
    !/\b(common stock|ordinary shares|class [a-z])\b/i.test(vendorName)
  ) {
    return code.endsWith("W") ? "warrant" : code.endsWith("R") ? "right" : "unit";
  }
  return "stock";
}
