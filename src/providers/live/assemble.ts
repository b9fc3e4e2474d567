import { decimals, round } from "../../market/decimal.ts";
import { figure } from "../../market/figure.ts";
import type { Names } from "../../market/instrument.ts";
import type { CalendarEvent } from "../../market/observations.ts";
import type { Changes, Quote, Universe } from "../../market/quote.ts";
import { type Reference, universeNames } from "../../market/reference.ts";
import { emptySnapshot, type Fault, type Snapshot, type SourceCard, type Window } from "../../market/snapshot.ts";
import { own } from "../../support/own.ts";
import { firstOf } from "../lay.ts";
import type { Given } from "./chain.ts";
import type { Observed, SourceFacts } from "./source.ts";
import { groupMembers } from "./wants.ts";

/** Instruments that are known here, whatever the sources say. */
export interface Directory {
  readonly names: (symbol: string) => Names | undefined;
  /** Told to sources that know bare US tickers alone. */
  readonly symbols: readonly string[];
}

export interface Parts {
  readonly window: Window;
  readonly seenOn: string;
  readonly given: readonly Given[];
  readonly faults: readonly Fault[];
  /** Quotes of single instruments, with all their changes. */
  readonly quotes: readonly Quote[];
}

/** Joins what the sources said into one snapshot. */
export function assemble(
  { window, seenOn, given, faults, quotes }: Parts,
  reference: Reference,
  directory: Directory,
): Snapshot {
  const all = given.map(({ observed }) => observed);
  const every = <K extends keyof Observed>(list: K) => all.flatMap((one) => (one[list] ?? []) as never[]);
  const named = createNaming(directory);
  const isIndex = ({ instrument: { symbol } }: Quote) => own(reference.indices, symbol) !== undefined;
  const shown = (quote: Quote): Quote => ({
    ...quote,
    instrument: named(quote.instrument),
    changes: readable(quote.changes),
  });
  const single = quotes.map(shown);
  const universes = firstOf<Universe>(every("universes"), (universe) => universe.id).map((universe) => ({
    ...universe,
    quotes: universe.quotes.map(shown),
  }));
  const list = followed(single, window, reference);
  const lists = [...universes, ...list];
  const themes = [...list.map((one) => one.id), "crypto"].filter((id) => lists.some((one) => one.id === id));
  const cards = firstOf(
    given.map(({ facts }) => cardOf(facts)),
    (card) => card.en,
  );
  return emptySnapshot(window, {
    id: "live",
    seenOn,
    publisher: publisherOf(cards),
    sources: cards,
    themes,
    indices: single.filter(isIndex),
    quotes: single.filter((quote) => !isIndex(quote)),
    universes: lists,
    etfFlows: every("etfFlows"),
    etfTotals: every("etfTotals"),
    crypto: every("crypto"),
    sentiment: every("sentiment"),
    events: eventsOf(every("events"), named),
    rates: firstOf<Snapshot["rates"][number]>(every("rates"), (rate) => rate.instrument.symbol).map((rate) => ({
      ...rate,
      instrument: named(rate.instrument),
    })),
    series: every("series"),
    news: every("news"),
    faults,
  });
}

/** The same report told twice is one: the first sighting stays, the second adds what it lacks. */
function eventsOf(events: readonly CalendarEvent[], named: ReturnType<typeof createNaming>): CalendarEvent[] {
  const byKey = new Map<string, CalendarEvent>();
  for (const event of events) {
    const shown = event.instrument === undefined ? event : { ...event, instrument: named(event.instrument) };
    const key = `${event.kind} ${shown.instrument?.symbol ?? event.title.en} ${event.from}`;
    byKey.set(key, { ...shown, ...byKey.get(key) });
  }
  return [...byKey.values()];
}

/** Changes to a hundredth of a percent, as they are read everywhere: some sources tell six decimals of a division. */
function readable(changes: Changes): Changes {
  const entries = Object.entries(changes).map(([span, change]) => {
    const isLong = change.unit === "pct" && decimals(change.digits) > 2;
    return [span, isLong ? figure(round(change.digits, 2), change.unit, change.origin) : change];
  });
  return Object.fromEntries(entries) as Changes;
}

/** Names in both languages where they are known here; a source has its own language alone. */
function createNaming({ names }: Directory) {
  return (instrument: Quote["instrument"]): Quote["instrument"] => {
    const known = names(instrument.symbol);
    if (known === undefined) return instrument;
    const { en, zh } = instrument.names;
    return { ...instrument, names: { en: known.en || en, zh: known.zh || zh } };
  };
}

/** The names everybody watches as a list of their own, where a digest is about more than a day: no screener tells weeks. */
function followed(quotes: readonly Quote[], window: Window, reference: Reference): Universe[] {
  const members = new Set(groupMembers(reference));
  const held = quotes.filter(({ instrument }) => members.has(instrument.symbol));
  if (held.length === 0 || window.from === window.to) return [];
  const id = "mega-tech";
  const source = held[0]?.level?.origin.source ?? "";
  return [{ id, names: universeNames(reference, id), quotes: held, curated: true, source }];
}

function cardOf({ names, attribution, delay }: SourceFacts): SourceCard {
  return { ...names, delay, ...(attribution !== undefined && { attribution }) };
}

function publisherOf(cards: readonly SourceCard[]): Names {
  if (cards.length === 0) return { en: "Live sources", zh: "实时数据源" };
  return { en: cards.map(({ en }) => en).join(", "), zh: cards.map(({ zh }) => zh).join("、") };
}
