import type { Figure, Origin } from "../../market/figure.ts";
import type { Quote, Span } from "../../market/quote.ts";
import { originOfAll } from "../say.ts";
import { countOf, type Member, type Statement, state, windowOf } from "../statement.ts";
import { judge, zeroDefect } from "../verdict.ts";
import type { Board } from "./movers.board.ts";
import { checkPublished } from "./movers.published.ts";
import { changeOf, exclusiveOf, memberCount, type Ranked } from "./movers.ranked.ts";

/** What is stated of a board: its lists, its exclusive claim, its verdict, and where a published list is wrong. */
export function statementsOf(ranked: Ranked): Statement[] {
  const { board, lists, span } = ranked;
  const window = windowOf(span, ranked.window);
  const anyone = [...lists.gainers, ...lists.losers].concat(
    board.quotes.find((quote) => quote.changes[span] !== undefined) ?? [],
  );
  const origin = originOfAll(anyone.map((quote) => quote.changes[span]));
  if (origin === undefined) return [];
  const basis = `${memberCount(ranked)} names of ${board.id}${board.extra.length > 0 ? ` and ${board.extra.length} of published lists` : ""}`;
  return [
    ...(["gainers", "losers"] as const)
      .filter((side) => lists[side].length > 0)
      .map((side) =>
        state(`movers.${side}`, board.id, countOf(lists[side], origin), {
          window,
          members: lists[side].map((quote) => memberOf(quote, span)),
          basis,
        }),
      ),
    ...exclusive(ranked, origin, window),
    ...verdict(board, span, origin, window),
    ...checkPublished(board, span, origin, window),
  ];
}

function memberOf(quote: Quote, span: Span): Member {
  const { symbol, names } = quote.instrument;
  return { symbol, name: names.en, value: changeOf(quote, span).digits };
}

function exclusive(ranked: Ranked, origin: Origin, window: string): Statement[] {
  const { board, span } = ranked;
  const claim = exclusiveOf(ranked);
  if (claim === undefined) return [];
  const { way, movers: strict, zeros, others } = claim;
  const members = [...strict, ...zeros].map(({ instrument, changes }) => ({
    symbol: instrument.symbol,
    value: (changes[span] as Figure).digits,
  }));
  const only = state("movers.only", board.id, countOf(members, origin), {
    window,
    metric: way,
    members,
    basis: `the other ${others} of ${board.id} all ${way === "up" ? "fell" : "rose"}`,
  });
  if (zeros.length === 0) return [only];
  const doubt = state("quality.defect", board.id, countOf(zeros, origin), {
    metric: "hangs-on-zero",
    window,
    members: members.slice(strict.length),
    basis: "an exclusive claim depends on changes printed as 0",
  });
  return [only, doubt];
}

function verdict(board: Board, span: Span, origin: Origin, window: string): Statement[] {
  // A verdict on thousands of names says less than their breadth.
  if (!board.curated || board.quotes.length < 2) return [];
  const judged = board.quotes.flatMap((quote) => {
    const change = quote.changes[span];
    return change === undefined ? [] : [{ symbol: quote.instrument.symbol, change }];
  });
  if (judged.length < 2) return [];
  const { verdict: said, zeros } = judge(judged);
  const claim = state("group.verdict", board.id, countOf(judged, origin), {
    window,
    verdict: said,
    members: judged.map((one) => ({ symbol: one.symbol, value: one.change.digits })),
    basis: "signs of the printed changes",
  });
  return said === "mixed" || zeros.length === 0 ? [claim] : [claim, zeroDefect(claim, zeros, origin)];
}
