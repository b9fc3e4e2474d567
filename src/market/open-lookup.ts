import { createLookup, instrumentsOf, type Lookup } from "./lookup.ts";
import type { Snapshot } from "./snapshot.ts";

/** An index over everything a market holds. How Chinese names sound is a megabyte of its own, loaded only here. */
export async function openLookup(snapshot: Snapshot): Promise<Lookup> {
  const { pinyin } = await import("pinyin-pro");
  const syllables = (name: string) => pinyin(name, { toneType: "none", type: "array", v: true });
  return createLookup(instrumentsOf(snapshot), syllables);
}
