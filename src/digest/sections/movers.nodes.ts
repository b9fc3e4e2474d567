import { chart, paragraph, table } from "../../document/build.ts";
import type { Node } from "../../document/node.ts";
import { cell, join, message, name, quantity, type Value } from "../../i18n/value.ts";
import { round } from "../../market/decimal.ts";
import type { Figure } from "../../market/figure.ts";
import type { Quote } from "../../market/quote.ts";
import { mostTied } from "../../market/ranking.ts";
import { sectorNames } from "../../market/reference.ts";
import type { Snapshot } from "../../market/snapshot.ts";
import { codeOf, nameOf, sourceName, spanLabel } from "../say.ts";
import type { SectionContext } from "../section.ts";
import type { Statement } from "../statement.ts";
import type { Board } from "./movers.board.ts";
import {
  changeOf,
  type Exclusive,
  exclusiveOf,
  isAlone,
  memberCount,
  type Ranked,
  type Side,
} from "./movers.ranked.ts";

export function leadSentence(ranked: Ranked): Value {
  const { board, own, lists, span } = ranked;
  const { up, down, flat } = own.breadth;
  const [best] = lists.gainers;
  const [worst] = lists.losers;
  const claim = exclusiveOf(ranked);
  // Names that moved equally far lead together.
  const moved = (some: readonly Quote[]) => {
    const [first] = some;
    if (first === undefined) return "";
    const equal = some.filter((quote) => changeOf(quote, span).number === changeOf(first, span).number).slice(0, 3);
    return message("shared.moved", {
      name: join(equal.map((quote) => nameOf(quote.instrument))),
      change: quantity(changeOf(first, span), "signed"),
    });
  };
  return message("movers.lead", {
    span: spanLabel(span, ranked.window),
    up,
    down,
    flat,
    total: board.chosenByMove ? 0 : up + down + flat,
    best: moved(lists.gainers),
    worst: moved(lists.losers),
    has: best === undefined ? (worst === undefined ? "none" : "losers") : worst === undefined ? "gainers" : "both",
    wider: board.extra.some((quote) => quote.changes[span] !== undefined) && up + down + flat > 0 ? "yes" : "no",
    only: claim === undefined ? "" : onlySentence(claim, board.extra.length > 0),
    exclusive: claim === undefined ? "no" : "yes",
  });
}

function onlySentence({ way, movers: strict, zeros, others }: Exclusive, wider: boolean): Value {
  return message("movers.only", {
    wider: wider ? "yes" : "no",
    way,
    names: join(strict.map((quote) => nameOf(quote.instrument))),
    zeros: zeros.length,
    zeroNames: join(zeros.map((quote) => nameOf(quote.instrument))),
    others,
  });
}

/** One side of the ranking as a table and its picture. */
export function sideNodes(side: Side, ranked: Ranked): Node[] {
  const { lists: ranking, span, window } = ranked;
  const rows = ranking[side];
  const tied = side === "gainers" ? ranking.tiedGainers : ranking.tiedLosers;
  const label = message(`movers.${side}`, { count: rows.length, only: isAlone(side, ranked) ? "yes" : "no" });
  // A list of those that rose says nothing of whether any fell.
  if (rows.length === 0 && ranked.board.chosenByMove) return [];
  if (rows.length === 0) return [paragraph(message(`movers.no-${side}`, { missing: ranked.own.breadth.missing }))];
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
      { key: "change", label: spanLabel(span, window), cell: (row) => cell(row.changes[span]), priority: 1 },
      { key: "relative", label: message("column.relative"), cell: (row) => cell(row.relative), priority: 3 },
      { key: "close", label: message("column.close"), cell: (row) => cell(row.level, "price"), priority: 3 },
      ...other.map((one, index) => ({
        key: one,
        label: spanLabel(one, window),
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
              names: join(tied.slice(0, mostTied).map((quote) => nameOf(quote.instrument))),
              more: tied.length > mostTied ? "yes" : "no",
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
          name: spanLabel(span, window),
          points: rows.map((row) => ({ label: nameOf(row.instrument), digits: changeOf(row, span).digits })),
        },
      ],
      alt: join(
        rows.map((row) =>
          message("shared.moved", {
            name: nameOf(row.instrument),
            change: quantity(changeOf(row, span), "signed"),
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
export function groupNodes({ board, own: ranking }: Ranked, context: SectionContext): Node[] {
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
          cell: (group) =>
            cell({ digits: round((group.average as number).toFixed(6), averageDecimals), unit: "pct", origin }),
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
export function caveats(ranked: Ranked, statements: readonly Statement[], snapshot: Snapshot): Node[] {
  const { board, own } = ranked;
  const defects = statements.filter((one) => one.kind === "quality.defect" && one.metric !== "hangs-on-zero");
  return [
    paragraph(
      message("movers.universe", {
        universe: name(board.names),
        count: memberCount(ranked),
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
