import { chart, lead, note, table } from "../../document/build.ts";
import { cell, join, message, name, quantity, selector, type Value } from "../../i18n/value.ts";
import { absolute, sign, subtract } from "../../market/decimal.ts";
import type { Figure } from "../../market/figure.ts";
import type { Quote, Span } from "../../market/quote.ts";
import { indexFacts, type Reference } from "../../market/reference.ts";
import { directionOf, nameOf, originsOf, sourceNote, spanLabel, spanWithReadings } from "../say.ts";
import type { Section, SectionContext } from "../section.ts";
import { type Statement, state, windowOf } from "../statement.ts";
import { type Family, familiesOf, hangingOnZero } from "./indices.families.ts";
import { messages } from "./indices.messages.ts";

const columns: readonly Span[] = ["day", "week", "prev-week", "month", "ytd", "prev-year"];

/** A single day's change stands only in a day's digest. */
function shownColumns(span: Span): readonly Span[] {
  return span === "day" ? ["day", "week", "month", "ytd"] : columns.filter((one) => one !== "day");
}

/** Index levels and changes, who led and who lagged, and whether a family of indices moved as one (B1–B3). */
export const indices: Section = {
  name: "indices",
  needs: ["indices"],
  messages,
  build(snapshot, context) {
    const rows = snapshot.indices;
    const span = spanWithReadings(rows, context.span, columns);
    if (rows.length === 0 || span === undefined) return { absent: message("indices.absent") };
    const shown = rows.filter((row) => row.changes[span] !== undefined);
    const relatives = compare(shown, span, context);
    const families = familiesOf(rows, span, context);
    const statements = [
      ...shown.flatMap((row) => factsOf(row, context)),
      ...relatives.map((one) => one.statement),
      ...families.flatMap((one) => [one.statement, ...hangingOnZero(one, span)]),
    ];
    const sentence = leadSentence(shown, span, families, relatives, context);
    const left = rows.filter((row) => !shown.includes(row));
    return {
      statements,
      nodes: [
        ...(sentence === undefined ? [] : [lead(sentence)]),
        table(shown, [
          { key: "name", label: message("column.index"), cell: (row) => nameOf(row.instrument), priority: 1 },
          { key: "level", label: message("column.level"), cell: (row) => cell(row.level, "plain"), priority: 2 },
          ...shownColumns(span).map((one, index) => ({
            key: one,
            label: spanLabel(one, context.window),
            cell: (row: Quote) => cell(row.changes[one]),
            priority: one === span ? 1 : 3 + index,
          })),
          {
            key: "pe",
            label: message("column.pe-ttm"),
            cell: (row) => cell(row.valuation?.pe_ttm, "plain"),
            priority: 9,
          },
        ]),
        chart({
          form: "bars",
          title: message("indices.chart", { span: spanLabel(span, context.window) }),
          unit: "pct",
          series: [
            {
              name: spanLabel(span, context.window),
              points: shown.map((row) => pointOf(nameOf(row.instrument), row.changes[span])),
            },
          ],
          alt: sentence ?? message("indices.chart", { span: spanLabel(span, context.window) }),
        }),
        ...(left.length === 0
          ? []
          : [
              note(
                message("indices.left-out", {
                  span: spanLabel(span, context.window),
                  names: join(
                    left.map((row) => nameOf(row.instrument)),
                    "list",
                  ),
                }),
              ),
            ]),
        sourceNote(snapshot, originsOf(shown), "close"),
      ],
    };
  },
};

function pointOf(label: Value, figure: Figure | undefined) {
  return figure === undefined ? { label } : { label, digits: figure.digits };
}

function factsOf(row: Quote, context: SectionContext): Statement[] {
  const { symbol } = row.instrument;
  const level = row.level === undefined ? [] : [state("index.level", symbol, row.level, { basis: "printed close" })];
  const changes = columns.flatMap((span) => {
    const change = row.changes[span];
    if (change === undefined) return [];
    const basis = change.origin.derived === true ? "two closes" : "printed change";
    return [state("index.change", symbol, change, { window: windowOf(span, context.window), basis })];
  });
  return [...level, ...changes];
}

interface Relative {
  readonly row: Quote;
  readonly against: Quote;
  readonly statement: Statement;
}

/** Every index against each of its benchmarks in the table. */
function compare(rows: readonly Quote[], span: Span, context: SectionContext): Relative[] {
  const bySymbol = new Map(rows.map((row) => [row.instrument.symbol, row]));
  return rows.flatMap((row) => {
    const own = row.changes[span];
    const { against } = indexFacts(context.reference, row.instrument.symbol, row.instrument.names);
    return against.flatMap((benchmark) => {
      const other = bySymbol.get(benchmark);
      const theirs = other?.changes[span];
      // A difference is only taken within one source: two vendors may close a day differently.
      if (
        own === undefined ||
        other === undefined ||
        theirs === undefined ||
        own.origin.source !== theirs.origin.source
      )
        return [];
      const gap = subtract(own.digits, theirs.digits);
      const verdict = sign(gap) > 0 ? "lead" : sign(gap) < 0 ? "lag" : "level";
      const statement = state(
        "index.relative",
        row.instrument.symbol,
        { digits: absolute(gap), unit: "pct_pt", origin: own.origin },
        {
          against: benchmark,
          window: windowOf(span, context.window),
          verdict,
          basis: "difference of the two printed changes",
        },
      );
      return [{ row, against: other, statement }];
    });
  });
}

/** The family the lead opens with, then the indices it can measure against a benchmark. */
function leadSentence(
  rows: readonly Quote[],
  span: Span,
  families: readonly Family[],
  relatives: readonly Relative[],
  context: SectionContext,
): Value | undefined {
  const family =
    families.find((one) => one.id === "overseas-tech") ?? families.find((one) => one.id === "indices") ?? families[0];
  const named = focus(family?.rows ?? rows, span, relatives, context.reference);
  const items = named.map((row) =>
    clause(
      row,
      span,
      relatives.filter((one) => one.row === row),
    ),
  );
  if (family === undefined)
    return items.length === 0 ? undefined : message("indices.single", { items: join(items, "clauses") });
  const up = family.rows.filter((row) => sign((row.changes[span] as Figure).digits) > 0);
  return message("indices.lead", {
    family: message(`indices.family.${family.id}`),
    verdict:
      up.length === 0 && family.zeros.length === family.rows.length
        ? "unmoved"
        : selector(family.statement.verdict ?? "mixed"),
    span: spanLabel(span, context.window),
    up: up.length,
    total: family.rows.length,
    flat: family.zeros.length,
    flatNames: join(family.zeros.map((row) => nameOf(row.instrument))),
    items: join(items, "clauses"),
    count: items.length,
  });
}

/** At most three: those measured against a benchmark, specialised ones first, then the largest movers. */
function focus(rows: readonly Quote[], span: Span, relatives: readonly Relative[], reference: Reference): Quote[] {
  const compared = new Map<Quote, number>();
  for (const { row } of relatives) compared.set(row, (compared.get(row) ?? 0) + 1);
  const size = (row: Quote) => Math.abs(row.changes[span]?.number ?? 0);
  const volatility = (row: Quote) =>
    indexFacts(reference, row.instrument.symbol, row.instrument.names).theme === "volatility";
  return rows
    .filter((row) => row.changes[span] !== undefined && !volatility(row))
    .toSorted((a, b) => (compared.get(b) ?? 0) - (compared.get(a) ?? 0) || size(b) - size(a))
    .slice(0, 3);
}

function clause(row: Quote, span: Span, relatives: readonly Relative[]): Value {
  const change = row.changes[span] as Figure;
  const closed = message(row.level === undefined ? "indices.moved" : "indices.closed", {
    name: name(row.instrument.names),
    level: cell(row.level, "plain"),
    direction: directionOf(change.digits),
    change: quantity(change, "magnitude"),
  });
  const parts = (["lag", "lead", "level"] as const).flatMap((verdict) => {
    const same = relatives.filter((one) => one.statement.verdict === verdict);
    const [only] = same;
    if (only === undefined) return [];
    return [
      message("indices.relative", {
        verdict,
        against: join(same.map((one) => name(one.against.instrument.names))),
        gap: same.length === 1 ? quantity({ digits: only.statement.value, unit: "pct_pt" }) : "",
        single: same.length === 1 ? "yes" : "no",
      }),
    ];
  });
  return join([closed, ...parts], "none");
}
