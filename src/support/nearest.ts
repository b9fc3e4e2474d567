import { distance } from "fastest-levenshtein";

/** The known word a person most likely meant, or undefined when none is near enough to suggest. */
export function nearest(typed: string, known: Iterable<string>): string | undefined {
  const wanted = typed.toLowerCase();
  // One character is as near to any other word as to the next.
  if (wanted.length < 2) return undefined;
  let best: { word: string; cost: number } | undefined;
  for (const word of known) {
    const candidate = word.toLowerCase();
    const cost = candidate.startsWith(wanted) && wanted.length > 1 ? 0.5 : distance(wanted, candidate);
    if (best === undefined || cost < best.cost) best = { word, cost };
  }
  return best !== undefined && best.cost <= Math.max(1, Math.floor(wanted.length / 2)) ? best.word : undefined;
}
