import type { Figure } from "../../market/figure.ts";
import type { Quote, Span } from "../../market/quote.ts";
import { type Ranking, rank } from "../../market/ranking.ts";
import type { Window } from "../../market/snapshot.ts";
import type { SectionContext } from "../section.ts";
import type { Board } from "./movers.board.ts";

export type Side = "gainers" | "losers";

/** A board after ranking. */
export interface Ranked {
  readonly board: Board;
  readonly span: Span;
  readonly window: Window;
  /** The universe itself: breadth, groups, and every claim about "only" or "all". */
  readonly own: Ranking;
  /** The top lists, with the names only a publisher knows in their places. */
  readonly lists: Pick<Ranking, "gainers" | "losers" | "tiedGainers" | "tiedLosers">;
}

export async function rankBoard(board: Board, span: Span, context: SectionContext): Promise<Ranked> {
  const size = context.options.top ?? board.size;
  const own = await rank(board.quotes, {
    span,
    size,
    breathe: context.breathe,
    groupOf: (quote) => quote.instrument.sector ?? quote.instrument.segment,
    refuse: board.refuse,
  });
  return { board, span, window: context.window, own, lists: withExtra(own, board.extra, span, size) };
}

function withExtra(own: Ranking, extra: readonly Quote[], span: Span, size: number): Ranked["lists"] {
  if (extra.length === 0) return own;
  const change = (quote: Quote) => quote.changes[span]?.number ?? 0;
  const side = (shown: readonly Quote[], tied: readonly Quote[], way: 1 | -1) => {
    const all = [...shown, ...tied, ...extra.filter((quote) => change(quote) * way > 0)];
    const ranked = all.toSorted((a, b) => (change(b) - change(a)) * way);
    const last = ranked[Math.min(size, ranked.length) - 1];
    const rest = ranked.slice(size).filter((quote) => last !== undefined && change(quote) === change(last));
    return { shown: ranked.slice(0, size), tied: rest };
  };
  const up = side(own.gainers, own.tiedGainers, 1);
  const down = side(own.losers, own.tiedLosers, -1);
  return { gainers: up.shown, tiedGainers: up.tied, losers: down.shown, tiedLosers: down.tied };
}

/** The change a ranked quote was ranked by. */
export function changeOf(quote: Quote, span: Span): Figure {
  return quote.changes[span] as Figure;
}

/** Members of the universe that passed its screens. */
export function memberCount({ own: { breadth } }: Ranked): number {
  return breadth.up + breadth.down + breadth.flat + breadth.missing;
}

/** True when the one name of a list is the only one of its universe that moved that way. */
export function isAlone(side: Side, { own: { breadth, refused }, board }: Ranked): boolean {
  const moved = side === "gainers" ? breadth.up : breadth.down;
  return (
    !board.chosenByMove && board.extra.length === 0 && refused.length === 0 && breadth.missing === 0 && moved === 1
  );
}

/** At most this many names make an exclusive claim worth stating, out of at least this many. */
const fewest = 3;
const enough = 6;

export interface Exclusive {
  readonly way: "up" | "down";
  /** Names that moved that way, the largest first. */
  readonly movers: readonly Quote[];
  /** Names printed as 0, on which the claim hangs. */
  readonly zeros: readonly Quote[];
  readonly others: number;
}

/** "Only X and Y rose": few members moved one way, every member has a reading, and all others moved the other way. */
export function exclusiveOf({ board, own: { breadth, refused }, span }: Ranked): Exclusive | undefined {
  const { up, down, flat, missing } = breadth;
  // With names screened out, "only" would be a claim about fewer than the reader thinks of.
  if (board.chosenByMove || missing > 0 || refused.length > 0 || up + down + flat < enough) return undefined;
  const way = up > 0 && up + flat <= fewest ? "up" : down > 0 && down + flat <= fewest ? "down" : undefined;
  // Three of six is no exception to speak of.
  if (way === undefined || (way === "up" ? down : up) < 2 * ((way === "up" ? up : down) + flat)) return undefined;
  const read = board.quotes.filter((quote) => board.refuse(quote) === undefined);
  const side = way === "up" ? 1 : -1;
  const change = (quote: Quote) => changeOf(quote, span).number * side;
  return {
    way,
    movers: read.filter((quote) => change(quote) > 0).toSorted((a, b) => change(b) - change(a)),
    zeros: read.filter((quote) => change(quote) === 0),
    others: way === "up" ? down : up,
  };
}
