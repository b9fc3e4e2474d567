import type { Fault } from "../../market/snapshot.ts";
import { OutboundError, type Trouble } from "../../support/outbound/call.ts";
import type { Reachable } from "./order.ts";
import type { Ask, Observed, SourceFacts, Topic } from "./source.ts";

/** One source asked for one topic that did not answer. */
export interface Tried {
  readonly topic: Topic;
  readonly facts: SourceFacts;
  readonly trouble: Trouble | "empty" | "stale" | "error";
  /** Why, in words for whoever looks after the program. */
  readonly why: string;
}

/** What one source said. */
export interface Given {
  readonly facts: SourceFacts;
  readonly observed: Observed;
}

/** A topic's answer: what was said, the better source first, and who was asked in vain before. */
export interface Answer {
  readonly given: readonly Given[];
  readonly tried: readonly Tried[];
}

/** Symbols that nobody answered for go to the next source; everything else is one source's or the next one's whole. */
export const perSymbol: ReadonlySet<Topic> = new Set<Topic>(["quotes", "earnings-dates", "closes"]);

/**
 * Asks the sources of a topic one after the other until one answers. An answer from memory, because the source failed, is
 * taken only where no other source has a newer one; an empty one only where all are empty.
 */
export async function askInOrder(topic: Topic, chain: readonly Reachable[], ask: Ask): Promise<Answer> {
  const given: Given[] = [];
  const tried: Tried[] = [];
  const second: { given: Given; isStale: boolean }[] = [];
  let wanted = ask.symbols;
  for (const one of chain) {
    const { facts } = one;
    const told = await tell(topic, one, { ...ask, symbols: wanted });
    if ("trouble" in told) {
      tried.push(told);
      continue;
    }
    const isStale = told.isStale === true;
    if (isStale || isEmpty(told)) {
      second.push({ given: { facts, observed: told }, isStale });
      tried.push({ topic, facts, trouble: isStale ? "stale" : "empty", why: isStale ? "an older answer" : "no rows" });
      continue;
    }
    given.push({ facts, observed: told });
    if (!perSymbol.has(topic)) break;
    const held = symbolsIn(told);
    wanted = wanted.filter((symbol) => !held.has(symbol));
    if (wanted.length === 0) break;
  }
  if (given.length > 0 && (!perSymbol.has(topic) || wanted.length === 0)) return { given, tried };
  const stale = second.filter((one) => one.isStale);
  // What is empty is no failure: a day without reports is a day without reports.
  const spare = given.length > 0 ? stale : stale.length > 0 ? stale.slice(0, 1) : second.slice(0, 1);
  const used = new Set(spare.map((one) => one.given.facts.name));
  return {
    given: [...given, ...spare.map((one) => one.given)],
    tried: tried.filter(({ facts, trouble }) => !(used.has(facts.name) && trouble === "empty")),
  };
}

async function tell(topic: Topic, { facts, topics, call }: Reachable, ask: Ask): Promise<Observed | Tried> {
  try {
    const asked = topics[topic];
    return asked === undefined ? { topic, facts, trouble: "empty", why: "not known there" } : await asked(ask, call);
  } catch (error) {
    if (error instanceof OutboundError) return { topic, facts, trouble: error.trouble, why: error.message };
    // A mistake in one source must not cost the reader the others. Its words may hold what the source sent.
    const name = error instanceof Error ? error.name : "unknown";
    return { topic, facts, trouble: "error", why: `reading the answer of ${facts.names.en} failed (${name}).` };
  }
}

const lists = [
  "indices",
  "quotes",
  "universes",
  "etfFlows",
  "etfTotals",
  "crypto",
  "sentiment",
  "events",
  "rates",
  "series",
  "news",
] as const satisfies readonly (keyof Observed)[];

/** How many readings an answer holds. */
export function countRows(observed: Observed): number {
  const counts = lists.map((list) =>
    list === "universes"
      ? (observed.universes ?? []).reduce((count, universe) => count + universe.quotes.length, 0)
      : (observed[list] ?? []).length,
  );
  return counts.reduce((sum, count) => sum + count, 0);
}

const isEmpty = (observed: Observed) => countRows(observed) === 0;

export function symbolsIn({
  quotes = [],
  indices = [],
  rates = [],
  series = [],
  events = [],
}: Observed): ReadonlySet<string> {
  return new Set([
    ...[...quotes, ...indices, ...rates, ...series].map(({ instrument }) => instrument.symbol),
    ...events.flatMap((event) => event.instrument?.symbol ?? []),
  ]);
}

/** How it went, for the list of faults: a failure another source made good is only noted. */
export function faultsOf(topic: Topic, { given, tried }: Answer): Fault[] {
  const isServed = given.length > 0;
  const noted = tried.map(
    ({ facts, trouble, why }): Fault => ({
      file: `${facts.name} ${topic}`,
      value: trouble,
      expected: `an answer; ${why}`,
      severity: "noted",
    }),
  );
  if (isServed) return noted;
  const asked = [...new Set(tried.map(({ facts }) => facts.names.en))];
  const expected = asked.length === 0 ? "a source that is turned on" : `an answer from ${asked.join(" or ")}`;
  return [...noted, { file: topic, value: "nothing", expected, severity: "dropped" }];
}
