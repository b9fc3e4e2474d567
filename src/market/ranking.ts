import type { Breathe } from "../support/breather.ts";
import type { Quote, Span } from "./quote.ts";

/** How many members of a group moved which way, and their plain average. */
export interface Breadth {
  readonly up: number;
  readonly down: number;
  readonly flat: number;
  /** Members without a reading for the span: counted, never taken for zero. */
  readonly missing: number;
}

export interface GroupBreadth extends Breadth {
  readonly id: string;
  /** Equal-weight average of the printed changes, exact to four decimals; undefined without a reading. */
  readonly average: number | undefined;
}

export interface Ranking<Reason extends string = string> {
  /** Largest rise first; only names that rose. */
  readonly gainers: readonly Quote[];
  /** Largest fall first; only names that fell. */
  readonly losers: readonly Quote[];
  /** Names not shown whose change equals the last shown one. */
  readonly tiedGainers: readonly Quote[];
  readonly tiedLosers: readonly Quote[];
  readonly breadth: Breadth;
  readonly groups: readonly GroupBreadth[];
  /** How many quotes were left out, by reason. */
  readonly refused: readonly { readonly reason: Reason; readonly count: number }[];
}

interface Tally {
  up: number;
  down: number;
  flat: number;
  missing: number;
  total: number;
}

/** Rows looked at between two questions to the clock. */
const stride = 2048;

export interface RankOptions<Reason extends string> {
  readonly span: Span;
  /** Places in each top list. */
  readonly size: number;
  readonly breathe: Breathe;
  /** The group a quote counts in (default: its sector). */
  readonly groupOf?: (quote: Quote) => string | undefined;
  /** Why a quote is left out altogether; by default none is. */
  readonly refuse?: (quote: Quote) => Reason | undefined;
}

/**
 * One pass over a universe: the top lists both ways, breadth, breadth by group, and what was refused. Time grows linearly
 * and the extra memory with the size of the lists and the number of groups, whatever the number of quotes; `breathe` is
 * asked now and then so that a million quotes never hold the event loop.
 */
export async function rank<Reason extends string = never>(
  quotes: readonly Quote[],
  { span, size, breathe, groupOf = (quote) => quote.instrument.sector, refuse = () => undefined }: RankOptions<Reason>,
): Promise<Ranking<Reason>> {
  const up = createTop(size);
  const down = createTop(size);
  const all = createTally();
  const groups = new Map<string, Tally>();
  const refused = new Map<Reason, number>();
  for (let start = 0; start < quotes.length; start += stride) {
    const end = Math.min(start + stride, quotes.length);
    for (let i = start; i < end; i++) {
      const quote = quotes[i] as Quote;
      const reason = refuse(quote);
      if (reason !== undefined) {
        refused.set(reason, (refused.get(reason) ?? 0) + 1);
        continue;
      }
      const change = quote.changes[span]?.number;
      count(all, change);
      const id = groupOf(quote);
      if (id !== undefined) {
        let group = groups.get(id);
        if (group === undefined) {
          group = createTally();
          groups.set(id, group);
        }
        count(group, change);
      }
      if (change === undefined) continue;
      if (change > 0) up.offer(quote, change, i);
      else if (change < 0) down.offer(quote, -change, i);
    }
    const pause = breathe();
    if (pause !== undefined) await pause;
  }
  const gainers = up.take();
  const losers = down.take();
  return {
    gainers: gainers.shown,
    losers: losers.shown,
    tiedGainers: gainers.tied,
    tiedLosers: losers.tied,
    breadth: breadthOf(all),
    groups: Array.from(groups, ([id, tally]) => ({ id, ...breadthOf(tally), average: average(tally) })),
    refused: Array.from(refused, ([reason, count]) => ({ reason, count })),
  };
}

function createTally(): Tally {
  return { up: 0, down: 0, flat: 0, missing: 0, total: 0 };
}

function breadthOf({ up, down, flat, missing }: Tally): Breadth {
  return { up, down, flat, missing };
}

function count(tally: Tally, change: number | undefined): void {
  if (change === undefined) {
    tally.missing++;
    return;
  }
  // Ten-thousandths of a percent as whole numbers: sums of printed digits stay exact.
  tally.total += Math.round(change * 10_000);
  if (change > 0) tally.up++;
  else if (change < 0) tally.down++;
  else tally.flat++;
}

function average(tally: Tally): number | undefined {
  const read = tally.up + tally.down + tally.flat;
  return read === 0 ? undefined : tally.total / read / 10_000;
}

interface Entry {
  readonly quote: Quote;
  readonly size: number;
  readonly index: number;
}

/** How many names tied with the last place are kept to be named; more are only counted by breadth. */
export const mostTied = 8;

/**
 * A bounded binary heap with the smallest kept move at its root: almost every quote is refused by one comparison.
 * Equal moves keep the order they came in, and ties with the last place are remembered by name.
 */
function createTop(limit: number) {
  const keep = limit + mostTied + 1;
  const heap: Entry[] = [];
  return {
    offer(quote: Quote, size: number, index: number): void {
      if (heap.length < keep) {
        heap.push({ quote, size, index });
        siftUp(heap);
      } else if (size > (heap[0] as Entry).size) {
        heap[0] = { quote, size, index };
        siftDown(heap);
      }
    },
    take(): { shown: Quote[]; tied: Quote[] } {
      const sorted = heap.sort((a, b) => b.size - a.size || a.index - b.index);
      const last = sorted[Math.min(limit, sorted.length) - 1];
      const tied = sorted.slice(limit).filter((entry) => entry.size === last?.size);
      return { shown: sorted.slice(0, limit).map(quoteOf), tied: tied.map(quoteOf) };
    },
  };
}

function quoteOf(entry: Entry): Quote {
  return entry.quote;
}

/** Order of the heap: the smaller move first, and of two equal ones the later. */
function less(a: Entry, b: Entry): boolean {
  return a.size < b.size || (a.size === b.size && a.index > b.index);
}

function siftUp(heap: Entry[]): void {
  let child = heap.length - 1;
  while (child > 0) {
    const parent = (child - 1) >> 1;
    if (!less(heap[child] as Entry, heap[parent] as Entry)) return;
    swap(heap, child, parent);
    child = parent;
  }
}

function siftDown(heap: Entry[]): void {
  let parent = 0;
  while (true) {
    const left = 2 * parent + 1;
    if (left >= heap.length) return;
    const right = left + 1;
    const child = right < heap.length && less(heap[right] as Entry, heap[left] as Entry) ? right : left;
    if (!less(heap[child] as Entry, heap[parent] as Entry)) return;
    swap(heap, child, parent);
    parent = child;
  }
}

function swap(heap: Entry[], a: number, b: number): void {
  const held = heap[a] as Entry;
  heap[a] = heap[b] as Entry;
  heap[b] = held;
}
