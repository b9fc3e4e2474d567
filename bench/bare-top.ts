import type { Quote, Span } from "../src/market/quote.ts";

/** The least a top list can cost: a bounded min-heap over one field, without breadth, groups, ties or breathing. */
export function bareTop(quotes: readonly Quote[], span: Span, size: number): Quote[] {
  const changes: number[] = [];
  const kept: Quote[] = [];
  for (const quote of quotes) {
    const change = quote.changes[span]?.number;
    if (change === undefined) continue;
    if (changes.length < size) {
      let child = changes.length;
      while (child > 0) {
        const parent = (child - 1) >> 1;
        if ((changes[parent] as number) <= change) break;
        changes[child] = changes[parent] as number;
        kept[child] = kept[parent] as Quote;
        child = parent;
      }
      changes[child] = change;
      kept[child] = quote;
    } else if (change > (changes[0] as number)) {
      let parent = 0;
      while (true) {
        let child = 2 * parent + 1;
        if (child >= size) break;
        if (child + 1 < size && (changes[child + 1] as number) < (changes[child] as number)) child++;
        if ((changes[child] as number) >= change) break;
        changes[parent] = changes[child] as number;
        kept[parent] = kept[child] as Quote;
        parent = child;
      }
      changes[parent] = change;
      kept[parent] = quote;
    }
  }
  return kept.sort((a, b) => (b.changes[span]?.number ?? 0) - (a.changes[span]?.number ?? 0));
}
