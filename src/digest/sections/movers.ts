import { gap, lead, title } from "../../document/build.ts";
import { join, message, name, type Value } from "../../i18n/value.ts";
import type { Quote, Span } from "../../market/quote.ts";
import { universeNames } from "../../market/reference.ts";
import type { Snapshot } from "../../market/snapshot.ts";
import { originsOf, sourceNote, spanLabel, spanWithReadings, standIns } from "../say.ts";
import type { Built, Section, SectionContext } from "../section.ts";
import { type Board, boardsOf } from "./movers.board.ts";
import { statementsOf } from "./movers.claims.ts";
import { messages } from "./movers.messages.ts";
import { caveats, groupNodes, leadSentence, sideNodes } from "./movers.nodes.ts";
import { rankBoard } from "./movers.ranked.ts";

/** Top gainers and losers of each universe, with breadth, exclusive claims and the universe stated (B5, B10, E5). */
export const movers: Section = {
  name: "movers",
  needs: ["universes"],
  instruments: ({ universes = [], wide = [], symbols = [] }) => ({ universes: [...universes, ...wide], symbols }),
  messages,
  async build(snapshot, context) {
    const boards = boardsOf(snapshot, context);
    if (boards.length === 0) {
      const asked = (context.options.universes ?? []).map((id) => name(universeNames(context.reference, id)));
      const known = snapshot.universes.map((universe) => name(universeNames(context.reference, universe.id)));
      if (asked.length === 0 || known.length === 0) return { absent: message("movers.absent") };
      return { absent: message("movers.absent-known", { universes: join(asked), known: join(known, "list") }) };
    }
    const parts: Built[] = [];
    for (const board of boards) parts.push(await buildBoard(board, snapshot, context));
    if (parts.every((part) => part.nodes.some((node) => node.node === "gap"))) {
      return {
        absent: message("movers.absent-universe", { universes: join(boards.map((board) => name(board.names))) }),
      };
    }
    return { statements: parts.flatMap((part) => part.statements), nodes: parts.flatMap((part) => part.nodes) };
  },
};

async function buildBoard(board: Board, snapshot: Snapshot, context: SectionContext): Promise<Built> {
  const heading = title(message("movers.board", { universe: name(board.names) }), 3);
  const everyone = [board.quotes, board.extra];
  const span = everyone
    .map((quotes) => spanWithReadings(quotes, context.span, standIns[context.span]))
    .find((one) => one !== undefined);
  if (span === undefined) return { statements: [], nodes: [heading, gap(nothingOver(board, context))] };
  const ranked = await rankBoard(board, span, context);
  const statements = statementsOf(ranked);
  const { direction } = context.options;
  const sides = (["gainers", "losers"] as const).filter((side) => direction === undefined || direction === side);
  return {
    statements,
    nodes: [
      heading,
      lead(leadSentence(ranked)),
      ...sides.flatMap((side) => sideNodes(side, ranked)),
      ...groupNodes(ranked, context),
      ...caveats(ranked, statements, snapshot),
      sourceNote(
        snapshot,
        originsOf([...ranked.lists.gainers, ...ranked.lists.losers, ...board.quotes.slice(0, 1)]),
        board.id === "crypto" ? "daily" : "close",
      ),
    ],
  };
}

function nothingOver(board: Board, context: SectionContext): Value {
  const known = spansRead([...board.quotes.slice(0, 1000), ...board.extra]);
  return message("movers.no-span", {
    universe: name(board.names),
    span: spanLabel(context.span, context.window),
    spans: join(known.map((one) => spanLabel(one, context.window))),
    known: known.length,
  });
}

function spansRead(quotes: readonly Quote[]): Span[] {
  return [...new Set(quotes.flatMap((quote) => Object.keys(quote.changes) as Span[]))];
}
