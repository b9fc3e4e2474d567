import { gap, lead, table } from "../../document/build.ts";
import type { Node } from "../../document/node.ts";
import { cell, join, literal, message, quantity, type Value } from "../../i18n/value.ts";
import type { Quote } from "../../market/quote.ts";
import type { Snapshot } from "../../market/snapshot.ts";
import { chosenQuotes } from "../chosen.ts";
import { codeOf, nameOf, originsOf, sourceNote, spanLabel, spanWithReadings } from "../say.ts";
import type { Absent, Built, SectionContext } from "../section.ts";
import type { Statement } from "../statement.ts";

/** So few names are told one by one; of more, the best and the worst. */
const fewNames = 3;
const spans = ["1h", "24h", "day", "7d", "week", "30d", "month", "ytd"] as const;
const steady = ["week", "7d", "day", "24h", "month", "30d", "ytd"] as const;

/** The names somebody follows or asks about, in their own order. */
export function ownList(
  snapshot: Snapshot,
  context: SectionContext,
  symbols: readonly string[],
  statementsOf: (quote: Quote) => readonly Statement[],
): Built | Absent {
  const { quotes, absent } = chosenQuotes(snapshot, symbols);
  const unheld = absent.length === 0 ? [] : [gap(notHeld(absent))];
  if (quotes.length === 0) return { absent: notHeld(absent) };
  return {
    statements: quotes.flatMap(statementsOf),
    nodes: [
      lead(quotes.length <= fewNames ? oneByOne(quotes, context) : bestAndWorst(quotes, context)),
      quotesTable(quotes, context),
      ...unheld,
      sourceNote(snapshot, originsOf(quotes), "close"),
    ],
  };
}

function notHeld(symbols: readonly string[]): Value {
  return message("watchlist.not-held", { symbols: join(symbols.map(literal), "list"), count: symbols.length });
}

function oneByOne(quotes: readonly Quote[], { window }: SectionContext): Value {
  return join(
    quotes.map((quote) =>
      message("watchlist.quote", {
        name: nameOf(quote.instrument),
        level: cell(quote.level, "price"),
        changes: join(
          spans.flatMap((span) => {
            const change = quote.changes[span];
            return change === undefined
              ? []
              : [message("watchlist.change", { span: spanLabel(span, window), change: quantity(change, "cell") })];
          }),
          "list",
        ),
      }),
    ),
    "clauses",
  );
}

function bestAndWorst(quotes: readonly Quote[], context: SectionContext): Value {
  const span = spanWithReadings(quotes, context.span, steady);
  const read = quotes
    .flatMap((quote) => {
      const change = span === undefined ? undefined : quote.changes[span];
      return change === undefined ? [] : [{ quote, change }];
    })
    .toSorted((a, b) => b.change.number - a.change.number);
  const [best, worst] = [read[0], read.at(-1)];
  if (span === undefined || best === undefined || worst === undefined)
    return message("watchlist.no-changes", { count: quotes.length });
  const moved = ({ quote, change }: typeof best) =>
    message("shared.moved", { name: nameOf(quote.instrument), change: quantity(change, "signed") });
  return message("watchlist.breadth", {
    count: quotes.length,
    known: read.length,
    up: read.filter(({ change }) => change.number > 0).length,
    down: read.filter(({ change }) => change.number < 0).length,
    span: spanLabel(span, context.window),
    best: moved(best),
    worst: moved(worst),
  });
}

function quotesTable(quotes: readonly Quote[], { span: about, window }: SectionContext): Node {
  return table(quotes, [
    { key: "name", label: message("column.name"), cell: (quote) => nameOf(quote.instrument), priority: 1 },
    {
      key: "symbol",
      label: message("column.symbol"),
      cell: (quote) => codeOf(quote.instrument),
      align: "start",
      priority: 5,
    },
    { key: "close", label: message("column.close"), cell: (quote) => cell(quote.level, "price"), priority: 2 },
    ...spans.map((span, index) => ({
      key: span,
      label: spanLabel(span, window),
      cell: (quote: Quote) => cell(quote.changes[span]),
      priority: span === about ? 1 : 3 + index,
    })),
    { key: "cap", label: message("column.market-cap"), cell: (quote) => cell(quote.marketCap, "cap"), priority: 4 },
  ]);
}
