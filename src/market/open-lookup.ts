import { createLookup, instrumentsOf, type Lookup } from "./lookup.ts";
import type { Snapshot } from "./snapshot.ts";

/**
 * An index over everything a market holds. How Chinese names sound and how traditional characters are
 * simplified takes megabytes of their own, loaded only here.
 */
export async function openLookup(snapshot: Snapshot): Promise<Lookup> {
  const [{ pinyin }, { Converter }] = await Promise.all([import("pinyin-pro"), import("opencc-js/t2cn")]);
  const syllables = (name: string) => pinyin(name, { toneType: "none", type: "array", v: true });
  return createLookup(instrumentsOf(snapshot), syllables, Converter({ from: "t", to: "cn" }));
}
