import { lead, table } from "../../document/build.ts";
import { cell, join, literal, message, missing, name, quantity, type Value } from "../../i18n/value.ts";
import type { Fund } from "../../market/observations.ts";
import { sourceNote } from "../say.ts";
import type { Section } from "../section.ts";
import { messages } from "./funds.messages.ts";

/** Theme funds with their size and returns, and spot funds with their fee and flow since launch (B13). */
export const funds: Section = {
  name: "funds",
  needs: ["funds"],
  messages,
  build(snapshot) {
    const theme = snapshot.funds.filter((fund) => Object.keys(fund.returns).length > 0 || fund.size !== undefined);
    const spot = snapshot.funds.filter(
      (fund) => !theme.includes(fund) && (fund.fee !== undefined || fund.netFlow !== undefined),
    );
    if (theme.length + spot.length === 0) return { absent: message("funds.absent") };
    const span = commonSpan(theme);
    const returned = (fund: Fund) =>
      (span === undefined ? undefined : fund.returns[span]?.number) ?? Number.NEGATIVE_INFINITY;
    const ranked = theme.toSorted((a, b) => returned(b) - returned(a));
    const flowing = spot.toSorted((a, b) => (b.netFlow?.number ?? 0) - (a.netFlow?.number ?? 0));
    return {
      statements: [],
      nodes: [
        ...(ranked.length === 0 ? [] : [lead(themeLead(ranked, span)), themeTable(ranked)]),
        ...(flowing.length === 0 ? [] : [lead(spotLead(flowing)), spotTable(flowing)]),
        sourceNote(
          snapshot,
          snapshot.funds.map((fund) => ({ source: fund.source, asOf: fund.asOf, quality: "final" })),
          "published",
        ),
      ],
    };
  },
};

const spans = ["1m", "3m", "6m", "1y"] as const;

/** The shortest span that most funds have a return for: only returns over one span are compared. */
function commonSpan(rows: readonly Fund[]): (typeof spans)[number] | undefined {
  const [most] = spans
    .map((span) => ({ span, count: rows.filter((fund) => fund.returns[span] !== undefined).length }))
    .toSorted((a, b) => b.count - a.count);
  return most === undefined || most.count === 0 ? undefined : most.span;
}

function themeLead(rows: readonly Fund[], span: (typeof spans)[number] | undefined): Value {
  const read = span === undefined ? [] : rows.filter((fund) => fund.returns[span] !== undefined);
  const of = (fund: Fund | undefined) =>
    fund === undefined || span === undefined
      ? ""
      : message("shared.moved", { name: name(fund.names), change: cell(fund.returns[span], "signed") });
  return message("funds.theme-lead", {
    count: rows.length,
    span: read.length < 2 ? "none" : (span ?? "none"),
    best: of(read[0]),
    worst: of(read.at(-1)),
  });
}

function themeTable(rows: readonly Fund[]) {
  return table(rows, [
    { key: "name", label: message("column.name"), cell: (fund) => name(fund.names), priority: 1 },
    { key: "code", label: message("column.symbol"), cell: (fund) => literal(fund.symbol), align: "start", priority: 5 },
    {
      key: "type",
      label: message("funds.type"),
      cell: (fund) => (fund.type === undefined ? missing : literal(fund.type)),
      align: "start",
      priority: 8,
    },
    { key: "size", label: message("funds.size"), cell: (fund) => cell(fund.size, "plain"), priority: 4 },
    { key: "price", label: message("column.price"), cell: (fund) => cell(fund.price, "price"), priority: 6 },
    ...spans.map((span, index) => ({
      key: span,
      label: message(`funds.${span}`),
      cell: (fund: Fund) => cell(fund.returns[span]),
      priority: 1 + index,
    })),
  ]);
}

function spotLead(rows: readonly Fund[]): Value {
  const flowing = rows.filter((fund) => fund.netFlow !== undefined && fund.netFlow.number > 0);
  const fees = rows.flatMap((fund) => fund.fee ?? []).toSorted((a, b) => a.number - b.number);
  const lowest = fees[0];
  const cheap = rows.filter((fund) => lowest !== undefined && fund.fee?.number === lowest.number);
  return message("funds.spot-lead", {
    count: rows.length,
    flows: flowing.length,
    best: join(
      flowing
        .slice(0, 2)
        .map((fund) => message("shared.amount", { name: literal(fund.symbol), amount: cell(fund.netFlow, "plain") })),
    ),
    fees: lowest === undefined ? "no" : "yes",
    cheap: join(cheap.map((fund) => literal(fund.symbol))),
    fee: lowest === undefined ? "" : quantity(lowest, "plain"),
  });
}

function spotTable(rows: readonly Fund[]) {
  return table(rows, [
    { key: "fund", label: message("funds.fund"), cell: (fund) => literal(fund.symbol), priority: 1 },
    {
      key: "asset",
      label: message("funds.asset"),
      cell: (fund) => (fund.asset === undefined ? missing : literal(fund.asset)),
      align: "start",
      priority: 3,
    },
    {
      key: "issuer",
      label: message("funds.issuer"),
      cell: (fund) => (fund.issuer === undefined ? missing : literal(fund.issuer)),
      align: "start",
      priority: 4,
    },
    { key: "fee", label: message("funds.fee"), cell: (fund) => cell(fund.fee, "plain"), priority: 2 },
    { key: "flow", label: message("funds.net-flow"), cell: (fund) => cell(fund.netFlow, "cell"), priority: 1 },
  ]);
}
