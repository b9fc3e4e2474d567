import { lead, table } from "../../document/build.ts";
import { cell, day, join, message, name, quantity, selector, type Value } from "../../i18n/value.ts";
import { addDays } from "../../market/days.ts";
import { sign } from "../../market/decimal.ts";
import type { Figure } from "../../market/figure.ts";
import type { Quote, Span } from "../../market/quote.ts";
import type { Snapshot } from "../../market/snapshot.ts";
import { nameOf, originsOf, sourceNote, spanLabel, spanWithReadings } from "../say.ts";
import type { Section, SectionContext } from "../section.ts";
import { countOf, type Statement, state, windowOf } from "../statement.ts";
import { type GroupVerdict, judge, zeroDefect } from "../verdict.ts";
import { messages } from "./mega-caps.messages.ts";

const spans: readonly Span[] = ["day", "week", "month", "ytd"];

/** A single day's change stands only in a day's digest. */
function shownSpans(span: Span): readonly Span[] {
  return span === "day" ? spans : spans.filter((one) => one !== "day");
}

/** The names everybody watches: did they move together, who stood out, who reports next (B4, B8). */
export const megaCaps: Section = {
  name: "mega-caps",
  needs: ["universes", "events"],
  instruments: (_options, { groups }) => ({ symbols: groups.flatMap((group) => group.members) }),
  messages,
  build(snapshot, context) {
    const quotes = quotesBySymbol(snapshot);
    const groups = context.reference.groups
      .map((group) => ({ group, rows: group.members.flatMap((symbol) => quotes.get(symbol) ?? []) }))
      // A group of which less than half is known cannot be judged.
      .filter(({ group, rows }) => rows.length * 2 > group.members.length);
    const all = [...new Set(groups.flatMap(({ rows }) => rows))];
    const span = spanWithReadings(all, context.span, spans);
    const main = groups.find(({ rows }) => span !== undefined && rows.some((row) => row.changes[span] !== undefined));
    if (main === undefined || span === undefined) return { absent: message("mega-caps.absent") };
    const judged = groups.map(({ group, rows }) => ({ ...verdictOf(group.id, rows, span, context), group }));
    const ranked = all.toSorted(
      (a, b) => (b.changes[span]?.number ?? -Infinity) - (a.changes[span]?.number ?? -Infinity),
    );
    const members = main.group.members;
    const upcoming = reports(
      snapshot,
      quotes,
      members,
      addDays(snapshot.window.to, 1),
      addDays(snapshot.window.to, 10),
    );
    const reported = reports(snapshot, quotes, members, snapshot.window.from, snapshot.window.to);
    return {
      statements: [...judged.flatMap((one) => one.statements), ...all.flatMap((row) => changesOf(row, context))],
      nodes: [
        lead(
          leadSentence(
            main.group.names,
            main.group.members.length,
            judged.find((one) => one.group === main.group)?.verdict,
            main.rows,
            span,
            reported,
            upcoming,
          ),
        ),
        table(ranked, [
          { key: "name", label: message("column.name"), cell: (row) => nameOf(row.instrument), priority: 1 },
          { key: "close", label: message("column.close"), cell: (row) => cell(row.level, "price"), priority: 3 },
          ...shownSpans(span).map((one, index) => ({
            key: one,
            label: spanLabel(one, context.window),
            cell: (row: Quote) => cell(row.changes[one]),
            priority: one === span ? 1 : 4 + index,
          })),
          { key: "cap", label: message("column.market-cap"), cell: (row) => cell(row.marketCap, "cap"), priority: 2 },
        ]),
        sourceNote(snapshot, originsOf(ranked), "close"),
      ],
    };
  },
};

/** Each instrument once: a list somebody chose gives its figures, the wide market fills the spans it lacks. */
function quotesBySymbol(snapshot: Snapshot): Map<string, Quote> {
  const chosen = snapshot.universes.filter((universe) => universe.curated).flatMap((universe) => universe.quotes);
  const quotes = new Map<string, Quote>();
  for (const quote of [...chosen, ...snapshot.quotes]) {
    const { symbol } = quote.instrument;
    const known = quotes.get(symbol);
    quotes.set(symbol, known === undefined ? quote : { ...known, changes: { ...quote.changes, ...known.changes } });
  }
  return quotes;
}

function verdictOf(id: string, rows: readonly Quote[], span: Span, context: SectionContext) {
  const judged = rows.flatMap((row) => {
    const change = row.changes[span];
    return change === undefined ? [] : [{ symbol: row.instrument.symbol, change }];
  });
  const [first] = judged;
  if (first === undefined) return { statements: [] as Statement[], verdict: undefined };
  const verdict = judge(judged);
  const statement = state("group.verdict", id, countOf(judged, first.change.origin), {
    window: windowOf(span, context.window),
    verdict: verdict.verdict,
    members: judged.map((one) => ({ symbol: one.symbol, value: one.change.digits })),
    basis: "signs of the printed changes",
  });
  const defects =
    verdict.verdict === "mixed" || verdict.zeros.length === 0
      ? []
      : [zeroDefect(statement, verdict.zeros, first.change.origin)];
  return { statements: [statement, ...defects], verdict };
}

function changesOf(row: Quote, context: SectionContext): Statement[] {
  return spans.flatMap((span) => {
    const change = row.changes[span];
    if (change === undefined) return [];
    const basis = change.origin.derived === true ? "two closes, splits and dividends adjusted" : "printed change";
    return [state("quote.change", row.instrument.symbol, change, { window: windowOf(span, context.window), basis })];
  });
}

interface Report {
  readonly on: string;
  readonly names: Value[];
}

/** Members with a report between two days, by day. */
function reports(
  snapshot: Snapshot,
  quotes: ReadonlyMap<string, Quote>,
  members: readonly string[],
  from: string,
  to: string,
): Report[] {
  const days = new Map<string, Map<string, Value>>();
  for (const event of snapshot.events) {
    const symbol = event.instrument?.symbol;
    if (
      event.kind !== "earnings" ||
      symbol === undefined ||
      !members.includes(symbol) ||
      event.from < from ||
      event.from > to
    )
      continue;
    const named = days.get(event.from) ?? new Map<string, Value>();
    named.set(symbol, name(quotes.get(symbol)?.instrument.names ?? event.place));
    days.set(event.from, named);
  }
  return Array.from(days, ([on, named]) => ({ on, names: [...named.values()] })).sort((a, b) => (a.on < b.on ? -1 : 1));
}

function leadSentence(
  names: { en: string; zh: string },
  size: number,
  verdict: GroupVerdict | undefined,
  rows: readonly Quote[],
  span: Span,
  reported: readonly Report[],
  upcoming: readonly Report[],
): Value {
  const read = rows.filter((row) => row.changes[span] !== undefined);
  const ranked = read.toSorted(
    (a, b) => Math.abs(b.changes[span]?.number ?? 0) - Math.abs(a.changes[span]?.number ?? 0),
  );
  const flat = read.filter((row) => sign((row.changes[span] as Figure).digits) === 0);
  return message("mega-caps.lead", {
    group: name(names),
    verdict: flat.length > 0 && flat.length === read.length ? "unmoved" : selector(verdict?.verdict ?? "mixed"),
    up: verdict?.up ?? 0,
    known: read.length,
    complete: read.length === size ? "yes" : "no",
    flat: flat.length,
    flatNames: join(flat.map((row) => nameOf(row.instrument))),
    movers: join(
      ranked.slice(0, 3).map((row) =>
        message("shared.moved", {
          name: nameOf(row.instrument),
          change: quantity(row.changes[span] as Figure, "signed"),
        }),
      ),
      "list",
    ),
    reported: reported.length,
    done: join(reported.flatMap((report) => report.names)),
    reports: upcoming.length,
    next: join(
      upcoming.map((report) =>
        message("mega-caps.reports", { names: join(report.names), day: day(report.on, "short") }),
      ),
      "clauses",
    ),
  });
}
