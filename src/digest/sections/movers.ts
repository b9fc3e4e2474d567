import { chart, gap, lead, paragraph, table, title } from "../../document/build.ts";
import type { Node } from "../../document/node.ts";
import { cell, join, message, name, quantity, type Value } from "../../i18n/value.ts";
import type { Figure, Origin } from "../../market/figure.ts";
import type { Quote, Span } from "../../market/quote.ts";
import { type Ranking, rank } from "../../market/ranking.ts";
import { sectorNames, universeNames } from "../../market/reference.ts";
import type { Snapshot } from "../../market/snapshot.ts";
import {
  codeOf,
  nameOf,
  originOfAll,
  originsOf,
  sourceName,
  sourceNote,
  spanLabel,
  spanWithReadings,
  standIns,
} from "../say.ts";
import type { Built, Section, SectionContext } from "../section.ts";
import { countOf, type Member, type Statement, state, windowOf } from "../statement.ts";
import { judge } from "../verdict.ts";
import { type Board, boardsOf } from "./movers.board.ts";
import { messages } from "./movers.messages.ts";
import { checkPublished } from "./movers.published.ts";

/** Top gainers and losers of each universe, with breadth, exclusive claims and the universe stated (B5, B10, E5). */
export const movers: Section = {
  name: "movers",
  needs: ["universes"],
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
    if (parts.every((part) => part.statements.length === 0)) {
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
  const size = context.options.top ?? board.size;
  const own = await rank(board.quotes, {
    span,
    size,
    breathe: context.breathe,
    groupOf: (quote) => quote.instrument.sector ?? quote.instrument.segment,
    refuse: board.refuse,
  });
  const lists = withExtra(own, board.extra, span, size);
  const statements = statementsOf(board, own, lists, span, context);
  const { direction } = context.options;
  const sides = (["gainers", "losers"] as const).filter((side) => direction === undefined || direction === side);
  return {
    statements,
    nodes: [
      heading,
      lead(leadSentence(board, own, lists, span, context)),
      ...sides.flatMap((side) => sideNodes(side, isAlone(side, own, board), lists, span, context)),
      ...groupNodes(board, own, context),
      ...caveats(board, own, statements, snapshot),
      sourceNote(
        snapshot,
        originsOf([...lists.gainers, ...lists.losers, ...board.quotes.slice(0, 1)]),
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

/** True when the one name of a list is the only one of its universe that moved that way. */
function isAlone(side: "gainers" | "losers", { breadth }: Ranking, { extra }: Board): boolean {
  return extra.length === 0 && breadth.missing === 0 && (side === "gainers" ? breadth.up : breadth.down) === 1;
}

type Lists = Pick<Ranking, "gainers" | "losers" | "tiedGainers" | "tiedLosers">;

/** The top lists with the names only a publisher knows put in their places. */
function withExtra(own: Ranking, extra: readonly Quote[], span: Span, size: number): Lists {
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

function spansRead(quotes: readonly Quote[]): Span[] {
  return [...new Set(quotes.flatMap((quote) => Object.keys(quote.changes) as Span[]))];
}

function statementsOf(board: Board, own: Ranking, lists: Lists, span: Span, context: SectionContext): Statement[] {
  const window = windowOf(span, context.window);
  const origin = originOfAll(
    [...lists.gainers, ...lists.losers, ...board.quotes.slice(0, 1)].map((quote) => quote.changes[span]),
  );
  if (origin === undefined) return [];
  const basis = `${ranked(own)} names of ${board.id}${board.extra.length > 0 ? ` and ${board.extra.length} of published lists` : ""}`;
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
    ...exclusive(board, own, span, origin, window),
    ...verdict(board, span, origin, window),
    ...checkPublished(board, span, origin, window),
  ];
}

/** Members of the universe that passed its screens. */
function ranked({ breadth }: Ranking): number {
  return breadth.up + breadth.down + breadth.flat + breadth.missing;
}

function memberOf(quote: Quote, span: Span): Member {
  const { symbol, names } = quote.instrument;
  return { symbol, name: names.en, value: (quote.changes[span] as Figure).digits };
}

/** At most this many names make an exclusive claim worth stating, out of at least this many. */
const fewest = 3;
const enough = 6;

interface Exclusive {
  readonly way: "up" | "down";
  /** Names that moved that way, the largest first. */
  readonly movers: readonly Quote[];
  /** Names printed as 0, on which the claim hangs. */
  readonly zeros: readonly Quote[];
  readonly others: number;
}

/** "Only X and Y rose": few members moved one way, every member has a reading, and all others moved the other way. */
function exclusiveOf(board: Board, { breadth }: Ranking, span: Span): Exclusive | undefined {
  const { up, down, flat, missing } = breadth;
  if (missing > 0 || up + down + flat < enough) return undefined;
  const way = up > 0 && up + flat <= fewest ? "up" : down > 0 && down + flat <= fewest ? "down" : undefined;
  if (way === undefined) return undefined;
  const read = board.quotes.filter((quote) => board.refuse(quote) === undefined);
  const side = way === "up" ? 1 : -1;
  const change = (quote: Quote) => (quote.changes[span] as Figure).number * side;
  return {
    way,
    movers: read.filter((quote) => change(quote) > 0).toSorted((a, b) => change(b) - change(a)),
    zeros: read.filter((quote) => change(quote) === 0),
    others: way === "up" ? down : up,
  };
}

function exclusive(board: Board, own: Ranking, span: Span, origin: Origin, window: string): Statement[] {
  const claim = exclusiveOf(board, own, span);
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
  return [
    state("group.verdict", board.id, countOf(judged, origin), {
      window,
      verdict: judge(judged).verdict,
      members: judged.map((one) => ({ symbol: one.symbol, value: one.change.digits })),
      basis: "signs of the printed changes",
    }),
  ];
}

function leadSentence(board: Board, own: Ranking, lists: Lists, span: Span, context: SectionContext): Value {
  const { up, down, flat } = own.breadth;
  const [best] = lists.gainers;
  const [worst] = lists.losers;
  const claim = exclusiveOf(board, own, span);
  const moved = (quote: Quote | undefined) =>
    quote === undefined
      ? ""
      : message("shared.moved", {
          name: nameOf(quote.instrument),
          change: quantity(quote.changes[span] as Figure, "signed"),
        });
  return message("movers.lead", {
    span: spanLabel(span, context.window),
    up,
    down,
    flat,
    total: up + down + flat,
    best: moved(best),
    worst: moved(worst),
    has: best === undefined ? (worst === undefined ? "none" : "losers") : worst === undefined ? "gainers" : "both",
    wider: board.extra.length > 0 && up + down + flat > 0 ? "yes" : "no",
    only: claim === undefined ? "" : onlySentence(claim),
    exclusive: claim === undefined ? "no" : "yes",
  });
}

function onlySentence({ way, movers: strict, zeros, others }: Exclusive): Value {
  return message("movers.only", {
    way,
    names: join(strict.map((quote) => nameOf(quote.instrument))),
    zeros: zeros.length,
    zeroNames: join(zeros.map((quote) => nameOf(quote.instrument))),
    others,
  });
}

function sideNodes(
  side: "gainers" | "losers",
  alone: boolean,
  ranking: Lists,
  span: Span,
  context: SectionContext,
): Node[] {
  const rows = ranking[side];
  const tied = side === "gainers" ? ranking.tiedGainers : ranking.tiedLosers;
  const label = message(`movers.${side}`, { count: rows.length, only: alone ? "yes" : "no" });
  if (rows.length === 0) return [paragraph(message(`movers.no-${side}`))];
  const other = (["week", "month", "ytd", "7d", "30d"] as const).filter((one) => one !== span).slice(0, 3);
  return [
    table(rows, [
      { key: "name", label, cell: (row) => nameOf(row.instrument), priority: 1 },
      {
        key: "symbol",
        label: message("column.symbol"),
        cell: (row) => codeOf(row.instrument),
        align: "start",
        priority: 4,
      },
      { key: "change", label: spanLabel(span, context.window), cell: (row) => cell(row.changes[span]), priority: 1 },
      { key: "relative", label: message("column.relative"), cell: (row) => cell(row.relative), priority: 3 },
      { key: "close", label: message("column.close"), cell: (row) => cell(row.level, "price"), priority: 3 },
      ...other.map((one, index) => ({
        key: one,
        label: spanLabel(one, context.window),
        cell: (row: Quote) => cell(row.changes[one]),
        priority: 6 + index,
      })),
      { key: "cap", label: message("column.market-cap"), cell: (row) => cell(row.marketCap, "cap"), priority: 5 },
    ]),
    ...(tied.length === 0
      ? []
      : [
          paragraph(
            message("movers.tied", {
              names: join(tied.map((quote) => nameOf(quote.instrument))),
              change: quantity(tied[0]?.changes[span] as Figure, "signed"),
            }),
          ),
        ]),
    chart({
      form: "bars",
      title: label,
      unit: "pct",
      series: [
        {
          name: spanLabel(span, context.window),
          points: rows.map((row) => ({ label: nameOf(row.instrument), digits: (row.changes[span] as Figure).digits })),
        },
      ],
      alt: join(
        rows.map((row) =>
          message("shared.moved", {
            name: nameOf(row.instrument),
            change: quantity(row.changes[span] as Figure, "signed"),
          }),
        ),
        "list",
      ),
    }),
  ];
}

/** An average of many prints carries a decimal more than whole percents, and no more than two. */
const averageDecimals = 1;

/** Breadth by sector or segment, best average first. */
function groupNodes(board: Board, ranking: Ranking, context: SectionContext): Node[] {
  const groups = ranking.groups.filter(
    (group) => group.average !== undefined && group.up + group.down + group.flat > 1,
  );
  if (groups.length < 2) return [];
  const origin = board.quotes[0]?.level?.origin ?? { source: board.source, asOf: "", quality: "final" as const };
  return [
    table(
      groups.toSorted((a, b) => (b.average ?? 0) - (a.average ?? 0)),
      [
        {
          key: "group",
          label: message("movers.group"),
          cell: (group) => name(sectorNames(context.reference, group.id)),
          priority: 1,
        },
        {
          key: "average",
          label: message("movers.average"),
          cell: (group) => cell({ digits: (group.average as number).toFixed(averageDecimals), unit: "pct", origin }),
          priority: 1,
        },
        {
          key: "up",
          label: message("movers.up"),
          cell: (group) => quantity({ digits: String(group.up), unit: "count" }),
          priority: 2,
        },
        {
          key: "down",
          label: message("movers.down"),
          cell: (group) => quantity({ digits: String(group.down), unit: "count" }),
          priority: 2,
        },
        {
          key: "flat",
          label: message("movers.flat"),
          cell: (group) => quantity({ digits: String(group.flat), unit: "count" }),
          priority: 3,
        },
      ],
    ),
  ];
}

/** What a reader must know of the list: its universe, what was left out, and where a published list was wrong. */
function caveats(board: Board, own: Ranking, statements: readonly Statement[], snapshot: Snapshot): Node[] {
  const defects = statements.filter((one) => one.kind === "quality.defect" && one.metric !== "hangs-on-zero");
  return [
    paragraph(
      message("movers.universe", {
        universe: name(board.names),
        count: ranked(own),
        missing: own.breadth.missing,
        listed: board.extra.length,
        excluded: own.refused.reduce((total, one) => total + one.count, 0),
        reasons: join(
          own.refused.map(({ reason, count }) => message(`movers.excluded.${reason}`, { count })),
          "list",
        ),
      }),
    ),
    ...defects.map((defect) =>
      paragraph(
        message(`movers.defect.${defect.metric}`, {
          source: sourceName(snapshot, defect.source),
          names: join((defect.members ?? []).map((member) => nameInBoard(board, member.symbol ?? "", member.value))),
        }),
      ),
    ),
  ];
}

function nameInBoard(board: Board, symbol: string, value: string): Value {
  const quote = [...board.quotes, ...board.extra].find((one) => one.instrument.symbol === symbol);
  const shown = quote === undefined ? message("shared.code", { code: symbol }) : nameOf(quote.instrument);
  return message("shared.moved", { name: shown, change: quantity({ digits: value, unit: "pct" }, "signed") });
}
