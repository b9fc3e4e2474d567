import { createBatch } from "./batch.ts";
import { type Answer, askInOrder, type Given, symbolsIn, type Tried } from "./chain.ts";
import { graceMs, keeping, refusedMs } from "./limits.ts";
import type { Reachable } from "./order.ts";
import { asStale, withOrigins } from "./origins.ts";
import type { Ask, Observed, Topic } from "./source.ts";

export interface SymbolDeskOptions {
  readonly topic: Topic;
  readonly chain: readonly Reachable[];
  /** How long what is known of a symbol is used, by the instant it was asked for. */
  readonly freshMs: (symbol: string, askedAt: number) => number;
  readonly now: () => number;
  readonly elapsed: () => number;
}

/** Answers about single instruments: each is asked for once, together with all others that are wanted at the time. */
export type SymbolDesk = (symbols: readonly string[], window: Ask["window"]) => Promise<Answer>;

interface Known {
  /** By the clock that only goes forward. */
  readonly at: number;
  readonly askedAt: number;
  /** What one source said of this symbol alone; nothing where none knows it. */
  readonly given: Given | undefined;
  readonly tried: readonly Tried[];
  readonly isRefused: boolean;
}

/** Symbols in one question; the largest number a source takes in one call. */
const mostInOne = 50;
/** Symbols remembered; those asked for longest ago go first. */
const mostKnown = 5000;

export function createSymbolDesk({ topic, chain, freshMs, now, elapsed }: SymbolDeskOptions): SymbolDesk {
  const known = new Map<string, Known>();
  let about: Ask["window"] = { from: "", to: "" };
  const put = (symbol: string, one: Known): void => {
    known.delete(symbol);
    known.set(symbol, one);
    if (known.size > mostKnown) known.delete(known.keys().next().value as string);
  };
  const batch = createBatch<Known>(async (symbols) => {
    const asked = { at: elapsed(), askedAt: now() };
    const answer = await askInOrder(topic, chain, { symbols, now: asked.askedAt, window: about });
    for (const symbol of symbols) {
      const given = answer.given.find(({ observed }) => symbolsIn(observed).has(symbol));
      const told = given === undefined ? undefined : { ...given, observed: only(given.observed, symbol) };
      const isRefused = told === undefined && answer.tried.some(({ trouble }) => trouble !== "empty");
      const before = known.get(symbol);
      // What was known stands in, under its own time, as long as it may.
      const stand =
        isRefused && before?.given !== undefined && asked.askedAt - before.askedAt < keeping[topic].standInMs;
      put(
        symbol,
        stand ? standIn(before, answer.tried, asked.at) : { ...asked, given: told, tried: answer.tried, isRefused },
      );
    }
    return new Map();
  }, mostInOne);

  return async (symbols, window) => {
    about = window;
    const ages = symbols.map((symbol) => {
      const one = known.get(symbol);
      if (one === undefined) return { symbol, isDue: true, isOld: true };
      const fresh = one.isRefused ? refusedMs : freshMs(symbol, one.askedAt);
      const ageMs = elapsed() - one.at;
      return { symbol, isDue: ageMs >= fresh, isOld: ageMs >= fresh + graceMs(fresh) };
    });
    const due = ages.filter(({ isDue }) => isDue).map(({ symbol }) => symbol);
    const asking = batch(due);
    if (ages.some(({ isOld }) => isOld)) await asking;
    // Nobody waits for this one.
    else asking.catch(() => undefined);
    return together(symbols, known);
  };
}

function standIn(before: Known, tried: readonly Tried[], at: number): Known {
  const given = before.given && { ...before.given, observed: withOrigins(before.given.observed, asStale) };
  return { ...before, at, given, tried, isRefused: true };
}

const symbolLists = ["quotes", "indices", "rates", "series"] as const;

function only(observed: Observed, symbol: string): Observed {
  const own = Object.fromEntries(
    symbolLists.map((list) => [list, (observed[list] ?? []).filter(({ instrument }) => instrument.symbol === symbol)]),
  );
  const events = (observed.events ?? []).filter(({ instrument }) => instrument?.symbol === symbol);
  const faults = observed.faults.filter(({ value = "" }) => value.split(" ").includes(symbol));
  const { asOf, isStale } = observed;
  return { ...own, events, faults, asOf, ...(isStale === true && { isStale }) };
}

/** What is known of several symbols, one answer for each source. */
function together(symbols: readonly string[], known: ReadonlyMap<string, Known>): Answer {
  const found = symbols.flatMap((symbol) => known.get(symbol) ?? []);
  const given = new Map<string, Given>();
  for (const { given: one } of found) {
    if (one === undefined) continue;
    const isStale = one.observed.isStale === true;
    const key = `${one.facts.name} ${isStale}`;
    const before = given.get(key);
    given.set(key, before === undefined ? one : { ...before, observed: joined(before.observed, one.observed) });
  }
  const tried = new Map(
    found.flatMap((one) => one.tried).map((one) => [`${one.facts.name} ${one.trouble}`, one] as const),
  );
  return { given: [...given.values()], tried: [...tried.values()] };
}

function joined(one: Observed, other: Observed): Observed {
  const lists = Object.fromEntries(
    [...symbolLists, "events" as const].map((list) => [list, [...(one[list] ?? []), ...(other[list] ?? [])]]),
  );
  return {
    ...one,
    ...lists,
    asOf: one.asOf > other.asOf ? one.asOf : other.asOf,
    faults: [...one.faults, ...other.faults],
  };
}
