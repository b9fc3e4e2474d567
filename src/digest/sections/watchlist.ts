import { details, lead, table } from "../../document/build.ts";
import type { Node } from "../../document/node.ts";
import { cell, day, join, message, missing, name, quantity, type Value } from "../../i18n/value.ts";
import type { Figure } from "../../market/figure.ts";
import type { Quote, Span, Universe } from "../../market/quote.ts";
import { sectorNames } from "../../market/reference.ts";
import { codeOf, nameOf, originsOf, sourceNote, spanLabel, spanWithReadings } from "../say.ts";
import type { Section, SectionContext } from "../section.ts";
import { type Statement, state, windowOf } from "../statement.ts";
import { messages } from "./watchlist.messages.ts";
import { ownList } from "./watchlist.own.ts";

const spans: readonly Span[] = ["day", "week", "month", "ytd"];

/** Every security somebody chose to follow, by segment, with its own currency (B6, B7, E4). */
export const watchlist: Section = {
  name: "watchlist",
  needs: ["universes"],
  instruments: ({ symbols = [] }) => ({ symbols }),
  messages,
  build(snapshot, context) {
    const { symbols, universes: asked } = context.options;
    if (symbols !== undefined) return ownList(snapshot, context, symbols, (quote) => statementsOf(quote, context));
    const lists = snapshot.universes.filter(
      (universe) => universe.curated && (asked === undefined || asked.includes(universe.id)),
    );
    if (lists.length === 0) return { absent: message("watchlist.absent") };
    return {
      statements: lists.flatMap((universe) => universe.quotes.flatMap((quote) => statementsOf(quote, context))),
      nodes: [
        ...lists.map((universe) =>
          details(summary(universe, context), [segments(universe, context), quotesTable(universe, context)].flat()),
        ),
        sourceNote(snapshot, originsOf(lists.flatMap((universe) => universe.quotes.slice(0, 1))), "close"),
      ],
    };
  },
};

function statementsOf(quote: Quote, context: SectionContext): Statement[] {
  return spans.flatMap((span) => {
    const change = quote.changes[span];
    return change === undefined
      ? []
      : [
          state("quote.change", quote.instrument.symbol, change, {
            window: windowOf(span, context.window),
            basis: "printed change",
          }),
        ];
  });
}

function summary(universe: Universe, context: SectionContext): Value {
  const span = spanWithReadings(universe.quotes, context.span, spans);
  const read = universe.quotes.flatMap((quote) => (span === undefined ? [] : (quote.changes[span]?.number ?? [])));
  return message("watchlist.summary", {
    universe: name(universe.names),
    count: universe.quotes.length,
    known: read.length,
    up: read.filter((change) => change > 0).length,
    down: read.filter((change) => change < 0).length,
    span: span === undefined ? "" : spanLabel(span, context.window),
  });
}

/** Which segments moved together and which diverged. */
function segments(universe: Universe, context: SectionContext): Node[] {
  const span = spanWithReadings(universe.quotes, context.span, spans);
  const ids = [...new Set(universe.quotes.flatMap((quote) => quote.instrument.segment ?? []))];
  if (span === undefined || ids.length < 2) return [];
  const items = ids.flatMap((id) => {
    const changes = universe.quotes.flatMap((quote) =>
      quote.instrument.segment === id ? (quote.changes[span] ?? []) : [],
    );
    if (changes.length < 2) return [];
    const whole = changes.length === universe.quotes.filter((quote) => quote.instrument.segment === id).length;
    const ranked = changes.toSorted((a: Figure, b: Figure) => b.number - a.number);
    const high = ranked[0] as Figure;
    const low = ranked.at(-1) as Figure;
    return [
      message("watchlist.segment", {
        segment: name(sectorNames(context.reference, id)),
        verdict:
          whole && low.number > 0
            ? "up"
            : whole && high.number < 0
              ? "down"
              : low.number < 0 && high.number > 0
                ? "diverged"
                : "other",
        high: quantity(high, "signed"),
        low: quantity(low, "signed"),
      }),
    ];
  });
  return items.length === 0 ? [] : [lead(join(items, "clauses"))];
}

function quotesTable(universe: Universe, context: SectionContext): Node[] {
  const valuations = ["ps_ttm", "pe_ttm", "pe_2023", "pe_2024e"] as const;
  return [
    table(universe.quotes, [
      { key: "name", label: message("column.name"), cell: (quote) => nameOf(quote.instrument), priority: 1 },
      {
        key: "symbol",
        label: message("column.symbol"),
        cell: (quote) => codeOf(quote.instrument),
        align: "start",
        priority: 5,
      },
      {
        key: "segment",
        label: message("column.segment"),
        cell: (quote) => {
          const segment = quote.instrument.subsegment ?? quote.instrument.segment;
          return segment === undefined ? missing : name(sectorNames(context.reference, segment));
        },
        align: "start",
        priority: 7,
      },
      { key: "close", label: message("column.close"), cell: (quote) => cell(quote.level, "price"), priority: 3 },
      ...spans.map((span, index) => ({
        key: span,
        label: spanLabel(span, context.window),
        cell: (quote: Quote) => cell(quote.changes[span]),
        priority: span === context.span ? 1 : 4 + index,
      })),
      { key: "cap", label: message("column.market-cap"), cell: (quote) => cell(quote.marketCap, "cap"), priority: 2 },
      ...valuations.map((field) => ({
        key: field,
        label: message(`watchlist.${field}`),
        cell: (quote: Quote) => cell(quote.valuation?.[field], "plain"),
        priority: 9,
      })),
      {
        key: "listed",
        label: message("watchlist.listed"),
        cell: (quote) => (quote.instrument.listedOn === undefined ? missing : day(quote.instrument.listedOn)),
        priority: 10,
      },
    ]),
  ];
}
