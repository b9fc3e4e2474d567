import { attainable, halfUnit, subtract, sum } from "../../market/decimal.ts";
import { halfPlace, type Origin } from "../../market/figure.ts";
import type { PublishedList, Quote, Span } from "../../market/quote.ts";
import { countOf, type Member, type Statement, state } from "../statement.ts";
import type { Board } from "./movers.board.ts";

/**
 * Holds what a publisher ranked against the table of the same universe: names that should have been listed, printed
 * changes that differ, and orders that the changes contradict. Each becomes a defect instead of being repeated.
 */
export function checkPublished(board: Board, span: Span, origin: Origin, window: string): Statement[] {
  return board.published.flatMap((list) => {
    const defect = (metric: string, members: readonly Member[], basis: string): Statement[] =>
      members.length === 0
        ? []
        : [
            state("quality.defect", board.id, countOf(members, { ...origin, source: list.source }), {
              metric,
              window,
              members,
              basis: `${basis} (published top ${list.size} ${list.direction})`,
            }),
          ];
    return [
      ...defect(
        "top-list-incomplete",
        omitted(list, board, span),
        "in the table, beyond the last published place, and not listed",
      ),
      ...defect(
        "top-list-differs",
        differing(list, board, span),
        "the table gives another change than the published list",
      ),
      ...defect("top-list-order", misplaced(list, board, span), "listed after a smaller move"),
    ];
  });
}

interface Known {
  readonly value: number;
  /** How far a print may lie from the value it rounds; nothing for a value of the table. */
  readonly half: number;
  readonly digits: string;
}

/** The change of a listed name as the table gives it; for a name the table lacks, as the list prints it. */
function known(member: PublishedList["members"][number], board: Board, span: Span): Known | undefined {
  const table = board.quotes.find((quote) => quote.instrument.symbol === member.instrument.symbol)?.changes[span];
  if (table !== undefined) return { value: table.number, half: 0, digits: table.digits };
  const printed = member.change;
  return printed === undefined
    ? undefined
    : { value: printed.number, half: Number(halfPlace(printed)), digits: printed.digits };
}

function omitted(list: PublishedList, board: Board, span: Span): Member[] {
  const side = list.direction === "gainers" ? 1 : -1;
  const listed = new Set(list.members.flatMap((member) => member.instrument.symbol.split("|")));
  const last = list.members.flatMap((member) => known(member, board, span) ?? []).at(-1);
  if (last === undefined || list.members.length < list.size) return [];
  return board.quotes.flatMap((quote) => {
    const change = quote.changes[span];
    if (change === undefined || listed.has(quote.instrument.symbol) || board.refuse(quote) !== undefined) return [];
    // A list of gainers leaves out no name that fell.
    if (change.number * side <= 0) return [];
    return change.number * side > last.value * side + last.half ? [memberOf(quote, span)] : [];
  });
}

function differing(list: PublishedList, board: Board, span: Span): Member[] {
  return list.members.flatMap((member) => {
    const quote = board.quotes.find((one) => one.instrument.symbol === member.instrument.symbol);
    const table = quote?.changes[span];
    if (quote === undefined || table === undefined || member.change === undefined) return [];
    const half = halfUnit(table.digits);
    const range = { low: subtract(table.digits, half), high: sum([table.digits, half]) };
    return attainable(member.change.digits, range) ? [] : [memberOf(quote, span)];
  });
}

function misplaced(list: PublishedList, board: Board, span: Span): Member[] {
  const side = list.direction === "gainers" ? 1 : -1;
  const values = list.members.map((member) => known(member, board, span));
  return list.members.flatMap((member, index) => {
    const own = values[index];
    const before = values[index - 1];
    if (own === undefined || before === undefined) return [];
    return own.value * side > before.value * side + own.half + before.half
      ? [{ symbol: member.instrument.symbol, value: own.digits }]
      : [];
  });
}

function memberOf(quote: Quote, span: Span): Member {
  return { symbol: quote.instrument.symbol, name: quote.instrument.names.en, value: quote.changes[span]?.digits ?? "" };
}
