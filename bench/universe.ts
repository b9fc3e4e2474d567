import type { Figure, Origin } from "../src/market/figure.ts";
import { figure } from "../src/market/figure.ts";
import type { Kind } from "../src/market/instrument.ts";
import type { Changes, Quote, Span } from "../src/market/quote.ts";
import type { Snapshot, Window } from "../src/market/snapshot.ts";
import { emptySnapshot } from "../src/market/snapshot.ts";
import { instrumentOf, present } from "../src/providers/files/context.ts";

export const week: Window = { from: "2024-07-22", to: "2024-07-26" };

const sectors = [
  "Communication Services",
  "Consumer Discretionary",
  "Consumer Staples",
  "Energy",
  "Financials",
  "Health Care",
  "Industrials",
  "Information Technology",
  "Materials",
  "Real Estate",
  "Utilities",
];

/** Seeded, so that every run ranks the same quotes (mulberry32). */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * Quotes made the way the file provider makes them: 2 % without a weekly change, 1 % of the changes zero, 1 % warrants,
 * 3 % under a dollar and 2 % without a sector. All share two origins.
 */
export function createQuotes(count: number, seed = 1): Quote[] {
  const random = createRandom(seed);
  const origin: Origin = { source: "Benchmark", asOf: week.to, quality: "final" };
  const computed: Origin = { ...origin, derived: true };
  const change = (spanSize: number): Figure => {
    const flat = random() < 0.01;
    // The sum of three is close to a bell, with the rare large move a top list is about.
    const move = (random() + random() + random() - 1.5) * spanSize * (random() < 0.01 ? 8 : 1);
    return figure(flat ? "0.00" : move.toFixed(2), "pct", computed);
  };
  return Array.from({ length: count }, (_, index) => {
    const symbol = `${index.toString(36).toUpperCase()}.O`;
    const kind: Kind = random() < 0.01 ? "warrant" : "stock";
    const sector = random() < 0.02 ? undefined : sectors[Math.floor(random() * sectors.length)];
    const price = random() < 0.03 ? random() : 1 + random() * 400;
    const read = random();
    const entries: [Span, Figure][] = [["day", change(4)]];
    if (read >= 0.02) entries.push(["week", change(10)]);
    if (read >= 0.1) entries.push(["month", change(20)]);
    return present<Quote>({
      instrument: instrumentOf(
        symbol,
        { en: `Company ${index}`, zh: "" },
        kind,
        present({ currency: "USD", sector, segment: undefined }),
      ),
      level: figure(price.toFixed(2), "usd", origin),
      marketCap: figure(`${Math.floor(3e8 + random() * 1e11)}`, "usd", origin),
      changes: Object.fromEntries(entries) as Changes,
      previous: undefined,
      volume: undefined,
      relative: undefined,
      valuation: undefined,
    });
  });
}

/** A snapshot of one market that nobody curated: the screens apply, and its sectors become groups. */
export function snapshotOf(quotes: readonly Quote[]): Snapshot {
  const names = { en: "US stocks", zh: "美股" };
  return emptySnapshot(week, {
    id: "bench",
    sources: [{ en: "Benchmark", zh: "" }],
    universes: [{ id: "us", names, quotes, curated: false, source: "Benchmark" }],
  });
}
