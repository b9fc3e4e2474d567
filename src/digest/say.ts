import { note } from "../document/build.ts";
import type { Note } from "../document/node.ts";
import { day, join, literal, message, name, type Value } from "../i18n/value.ts";
import { sign } from "../market/decimal.ts";
import type { Figure, Origin } from "../market/figure.ts";
import type { Instrument } from "../market/instrument.ts";
import type { Quote, Span } from "../market/quote.ts";
import type { Snapshot, SourceCard, Window } from "../market/snapshot.ts";
import { groupBy } from "../support/group.ts";

/** Words every section needs; only what two of them share lives here. */
export type Direction = "up" | "down" | "flat";

export function directionOf(digits: string): Direction {
  const way = sign(digits);
  return way > 0 ? "up" : way < 0 ? "down" : "flat";
}

/** A name as readers know it; a listing the source left open is marked. */
export function nameOf(instrument: Instrument): Value {
  const plain = name(instrument.names);
  return instrument.doubt === undefined ? plain : message(`shared.${instrument.doubt}`, { name: plain });
}

/** The code a reader can look up, or nothing where the source left it open. */
export function codeOf(instrument: Instrument): Value {
  return literal(instrument.symbol.replace(/\.CC$/, "").replaceAll("|", " / "));
}

/** The heading of a change column. */
export function spanLabel(span: Span, window: Window): Value {
  return message(`span.${span}`, { year: String(Number(window.to.slice(0, 4)) - 1) });
}

/** The wanted span, or the first of the others that any quote has a reading for. */
export function spanWithReadings(quotes: readonly Quote[], wanted: Span, others: readonly Span[]): Span | undefined {
  return [wanted, ...others].find((span) => quotes.some((quote) => quote.changes[span] !== undefined));
}

/** Spans that may stand in for one another when a market is measured in rolling days instead of sessions. */
export const standIns: Readonly<Record<Span, readonly Span[]>> = {
  "1h": [],
  "24h": ["day"],
  day: ["24h"],
  "7d": ["week"],
  week: ["7d"],
  "30d": ["month"],
  month: ["30d"],
  ytd: [],
  "prev-week": [],
  "prev-year": [],
};

/** How old figures may be when they are shown: the delay class of a section. */
export type Delay = "close" | "daily" | "published";

/** The line under every section: each source with the newest day of its figures, the delay class, and what its terms demand. */
export function sourceNote(snapshot: Snapshot, origins: Iterable<Origin>, delay: Delay): Note {
  const bySource = groupBy(origins, (origin) => origin.source);
  const cards = [...bySource.keys()].flatMap((source) => cardOf(snapshot, source) ?? []);
  const sources = Array.from(bySource, ([source, all]) => sourceClause(snapshot, source, all));
  // A calendar or headline is as published, however fast its source is.
  const isPublished = delay === "published" && [...bySource.values()].flat().every(({ asOf }) => asOf.length <= 10);
  const delays = isPublished
    ? []
    : [...new Set(cards.flatMap((card) => card.delay ?? []))].map((one) => message(`delay.source-${one}`));
  const line = message("shared.source", {
    sources: join(sources, "clauses"),
    delay: delays.length === 0 ? message(`delay.${delay}`) : join(delays),
  });
  const credits = cards.flatMap((card) => (card.attribution === undefined ? [] : [name(card.attribution)]));
  return note(credits.length === 0 ? line : message("shared.credited", { line, credits: join(credits, "clauses") }));
}

function sourceClause(snapshot: Snapshot, source: string, origins: readonly Origin[]): Value {
  const newest = origins
    .map((origin) => origin.asOf)
    .sort()
    .at(-1);
  const failed = [...new Set(origins.flatMap((origin) => origin.insteadOf ?? []))];
  const stale = origins.filter((origin) => origin.quality === "stale");
  const time = timeOf(newest);
  const about = message(time === undefined ? "shared.source-as-of" : "shared.source-at", {
    source: sourceName(snapshot, source),
    day: day(newest ?? snapshot.window.to),
    derived: origins.some((origin) => origin.derived === true) ? "yes" : "no",
    ...(time !== undefined && { time }),
  });
  const marks = [
    ...(failed.length === 0
      ? []
      : [message("shared.instead-of", { source: join(failed.map((one) => sourceName(snapshot, one))) })]),
    ...(stale.length === 0 ? [] : [message("shared.stale", { all: stale.length === origins.length ? "yes" : "no" })]),
  ];
  return marks.length === 0 ? about : message("shared.marked", { about, marks: join(marks, "list") });
}

/** The minute of a reading by the clock of Greenwich; nothing where only its day is known. */
function timeOf(asOf: string | undefined): string | undefined {
  const at = asOf === undefined || asOf.length <= 10 ? Number.NaN : Date.parse(asOf);
  return Number.isNaN(at) ? undefined : `${new Date(at).toISOString().slice(11, 16)} UTC`;
}

function cardOf(snapshot: Snapshot, source: string): SourceCard | undefined {
  return snapshot.sources.find((one) => one.en === source);
}

export function sourceName(snapshot: Snapshot, source: string): Value {
  const known = cardOf(snapshot, source);
  return known === undefined ? literal(source) : name(known);
}

export function originsOf(quotes: readonly Quote[]): Origin[] {
  const origins = new Set<Origin>();
  for (const quote of quotes) {
    for (const figure of [quote.level, ...Object.values(quote.changes)])
      if (figure !== undefined) origins.add(figure.origin);
  }
  return [...origins];
}

/** An origin for a fact about several figures: the first one's source, the newest day among them. */
export function originOfAll(figures: readonly (Figure | undefined)[]): Origin | undefined {
  const origins = figures.flatMap((figure) => (figure === undefined ? [] : [figure.origin]));
  const [first] = origins;
  if (first === undefined) return undefined;
  return origins.reduce((newest, origin) => (origin.asOf > newest.asOf ? origin : newest), first);
}
