import type { Quote } from "../market/quote.ts";
import type { Snapshot } from "../market/snapshot.ts";

/** Quotes of the symbols somebody chose, in their order, from wherever the market holds them; and those it does not hold. */
export function chosenQuotes(
  snapshot: Snapshot,
  symbols: readonly string[],
): { readonly quotes: readonly Quote[]; readonly absent: readonly string[] } {
  const curated = snapshot.universes.filter((universe) => universe.curated);
  const others = snapshot.universes.filter((universe) => !universe.curated);
  const held = [
    ...snapshot.quotes,
    ...[...curated, ...others].flatMap((universe) => universe.quotes),
    ...snapshot.indices,
  ];
  const bySymbol = new Map<string, Quote>();
  for (const quote of held) {
    const known = bySymbol.get(quote.instrument.symbol);
    // The same name may stand in a list without a price and elsewhere with one.
    if (known === undefined || (known.level === undefined && quote.level !== undefined))
      bySymbol.set(quote.instrument.symbol, quote);
  }
  return {
    quotes: symbols.flatMap((symbol) => bySymbol.get(symbol) ?? []),
    absent: symbols.filter((symbol) => !bySymbol.has(symbol)),
  };
}
