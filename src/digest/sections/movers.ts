import { chart, gap, paragraph, table, title } from "../../document/build.ts";
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
import { countOf, type Statement, state, windowOf } from "../statement.ts";
import { judge } from "../verdict.ts";
import { type Board, boardsOf, type Excluded } from "./movers.board.ts";
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

const spansOf = (wanted: Span): readonly Span[] => standIns[wanted];

async function buildBoard(board: Board, snapshot: Snapshot, context: SectionContext): Promise<Built> {
  const heading = title(message("movers.board", { universe: name(board.names) }), 3);
  const span = spanWithReadings(board.quotes, context.span, spansOf(context.span));
  if (span === undefined) {
    const reason = message("movers.no-span", {
      universe: name(board.names),
      span: spanLabel(context.span, context.window),
      spans: join(spansRead(board.quotes).map((one) => spanLabel(one, context.window))),
      known: spansRead(board.quotes).length,
    });
    return { statements: [], nodes: [heading, gap(reason)] };
  }
  const size = context.options.top ?? board.size;
  const ranking = await rank(
    board.quotes,
    span,
    size,
    context.breathe,
    (quote) => quote.instrument.sector ?? quote.instrument.segment,
  );
  const statements = statementsOf(board, ranking, span, context);
  const { direction } = context.options;
  const sides = (["gainers", "losers"] as const).filter((side) => direction === undefined || direction === side);
  return {
    statements,
    nodes: [
      heading,
      { node: "lead", text: leadSentence(board, ranking, span, context) },
      ...sides.flatMap((side) => sideNodes(side, ranking, span, context)),
      ...groupNodes(board, ranking, context),
      ...caveats(board, statements, snapshot),
      sourceNote(snapshot, originsOf([...ranking.gainers, ...ranking.losers, ...board.quotes.slice(0, 1)]), board.id === "crypto" ? "daily" : "close"),
    ],
  };
}

function spansRead(quotes: readonly Quote[]): Span[] {
  return [...new Set(quotes.flatMap((quote) => Object.keys(quote.changes) as Span[]))];
}

function statementsOf(board: Board, ranking: Ranking, span: Span, context: SectionContext): Statement[] {
  const window = windowOf(span, context.window);
  const read = [...ranking.gainers, ...ranking.losers];
  const origin =
    originOfAll(read.map((quote) => quote.changes[span])) ??
    originOfAll(board.quotes.map((quote) => quote.changes[span]));
  if (origin === undefined) return [];
  const member = (quote: Quote) => ({
    symbol: quote.instrument.symbol,
    name: quote.instrument.names.en,
    value: (quote.changes[span] as Figure).digits,
  });
  const basis = `${board.quotes.length} names of ${board.id}`;
  const lists = (["gainers", "losers"] as const)
    .filter((side) => ranking[side].length > 0)
    .map((side) =>
      state(`movers.${side}`, board.id, countOf(ranking[side], origin), {
        window,
        members: ranking[side].map(member),
        basis,
      }),
    );
  return [
    ...lists,
    ...exclusive(board, span, origin, window),
    ...verdict(board, span, origin, window),
    ...checkPublished(board, span, origin, window),
  ];
}

/** At most this many names make an exclusive claim worth stating, out of at least this many. */
const fewest = 3;
const enough = 6;

/** "Only X and Y rose": the members that did not fall while all others did, or the other way round. */
function exclusive(board: Board, span: Span, origin: Origin, window: string): Statement[] {
  const read = board.quotes.filter((quote) => quote.changes[span] !== undefined);
  if (read.length < enough || read.length < board.quotes.length) return [];
  const value = (quote: Quote) => (quote.changes[span] as Figure).number;
  return (["up", "down"] as const).flatMap((way) => {
    const side = way === "up" ? 1 : -1;
    const strict = read.filter((quote) => value(quote) * side > 0);
    const members = read.filter((quote) => value(quote) * side >= 0).toSorted((a, b) => (value(b) - value(a)) * side);
    if (strict.length === 0 || members.length > fewest) return [];
    const zeros = members.filter((quote) => value(quote) === 0);
    const list = (quotes: readonly Quote[]) =>
      quotes.map((quote) => ({ symbol: quote.instrument.symbol, value: (quote.changes[span] as Figure).digits }));
    const only = state("movers.only", board.id, countOf(members, origin), {
      window,
      metric: way,
      members: list(members),
      basis: `every other of ${read.length} names ${way === "up" ? "fell" : "rose"}`,
    });
    if (zeros.length === 0) return [only];
    const doubt = state("quality.defect", board.id, countOf(zeros, origin), {
      metric: "hangs-on-zero",
      window,
      members: list(zeros),
      basis: "an exclusive claim depends on changes printed as 0",
    });
    return [only, doubt];
  });
}

function verdict(board: Board, span: Span, origin: Origin, window: string): Statement[] {
  // A verdict on thousands of names says less than their breadth.
  if (!board.curated || board.quotes.length < 2) return [];
  const judged = board.quotes.flatMap((quote) => {
    const change = quote.changes[span];
    return change === undefined ? [] : [{ symbol: quote.instrument.symbol, change }];
  });
  return [
    state("group.verdict", board.id, countOf(judged, origin), {
      window,
      verdict: judge(judged).verdict,
      members: judged.map((one) => ({ symbol: one.symbol, value: one.change.digits })),
      basis: "signs of the printed changes",
    }),
  ];
}

function leadSentence(board: Board, ranking: Ranking, span: Span, context: SectionContext): Value {
  const { up, down, flat, missing } = ranking.breadth;
  const [best] = ranking.gainers;
  const [worst] = ranking.losers;
  const only = onlySentence(board, span);
  const one = (quote: Quote | undefined) =>
    quote === undefined
      ? ""
      : message("shared.moved", {
          name: nameOf(quote.instrument),
          change: quantity(quote.changes[span] as Figure, "signed"),
        });
  return message("movers.lead", {
    span: spanLabel(span, context.window),
    universe: name(board.names),
    up,
    down,
    flat,
    missing,
    total: up + down + flat,
    best: one(best),
    worst: one(worst),
    has: best === undefined ? (worst === undefined ? "none" : "losers") : worst === undefined ? "gainers" : "both",
    only: only ?? "",
    exclusive: only === undefined ? "no" : "yes",
  });
}

function onlySentence(board: Board, span: Span): Value | undefined {
  const read = board.quotes.filter((quote) => quote.changes[span] !== undefined);
  if (read.length < enough || read.length < board.quotes.length) return undefined;
  const value = (quote: Quote) => (quote.changes[span] as Figure).number;
  for (const way of ["up", "down"] as const) {
    const side = way === "up" ? 1 : -1;
    const strict = read.filter((quote) => value(quote) * side > 0);
    const zeros = read.filter((quote) => value(quote) === 0);
    if (strict.length === 0 || strict.length + zeros.length > fewest) continue;
    return message("movers.only", {
      way,
      names: join(strict.map((quote) => nameOf(quote.instrument))),
      zeros: zeros.length,
      zeroNames: join(zeros.map((quote) => nameOf(quote.instrument))),
      others: read.length - strict.length - zeros.length,
    });
  }
  return undefined;
}

function sideNodes(side: "gainers" | "losers", ranking: Ranking, span: Span, context: SectionContext): Node[] {
  const rows = ranking[side];
  const tied = side === "gainers" ? ranking.tiedGainers : ranking.tiedLosers;
  const label = message(`movers.${side}`, { count: rows.length });
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
          cell: (group) => cell({ digits: (group.average as number).toFixed(board.decimals), unit: "pct", origin }),
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
function caveats(board: Board, statements: readonly Statement[], snapshot: Snapshot): Node[] {
  const defects = statements.filter(
    (statement) => statement.kind === "quality.defect" && statement.metric !== "hangs-on-zero",
  );
  return [
    paragraph(
      message("movers.universe", {
        universe: name(board.names),
        count: board.quotes.length,
        listed: board.added,
        excluded: board.excluded.reduce((total, one) => total + one.count, 0),
        reasons: join(board.excluded.map(reasonOf), "list"),
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

function reasonOf(excluded: Excluded): Value {
  return message(`movers.excluded.${excluded.reason}`, { count: excluded.count });
}

function nameInBoard(board: Board, symbol: string, value: string): Value {
  const quote = board.quotes.find((one) => one.instrument.symbol === symbol);
  const shown = quote === undefined ? message("shared.code", { code: symbol }) : nameOf(quote.instrument);
  return message("shared.moved", { name: shown, change: quantity({ digits: value, unit: "pct" }, "signed") });
}
