import type { Changes, Quote } from "../market/quote.ts";

/** Items by key; of two with one key the first stays. */
export function firstOf<T>(items: readonly T[], keyOf: (item: T) => string): T[] {
  const byKey = new Map<string, T>();
  for (const item of items) if (!byKey.has(keyOf(item))) byKey.set(keyOf(item), item);
  return [...byKey.values()];
}

/** Quotes over each other: the upper one gives its figures, the lower one fills the spans it lacks. */
export function layQuotes(under: readonly Quote[], more: readonly Quote[]): Quote[] {
  const own = new Set(under.map((quote) => quote.instrument.symbol));
  return [
    ...under.map((quote) => {
      const other = more.find((one) => one.instrument.symbol === quote.instrument.symbol);
      return other === undefined
        ? quote
        : { ...other, ...quote, changes: { ...other.changes, ...quote.changes } as Changes };
    }),
    ...more.filter((quote) => !own.has(quote.instrument.symbol)),
  ];
}
