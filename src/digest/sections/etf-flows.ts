import { chart, lead, list, note, table, title } from "../../document/build.ts";
import type { Node } from "../../document/node.ts";
import { day, join, literal, message, missing, quantity, selector, type Value } from "../../i18n/value.ts";
import { weekday, weekOf } from "../../market/days.ts";
import { sign } from "../../market/decimal.ts";
import { datesOf, type EtfDay, type EtfDefect, type EtfLedger, etfLedger, isAlone } from "../../market/etf-ledger.ts";
import type { Figure } from "../../market/figure.ts";
import { sessionsBetween } from "../../market/sessions.ts";
import type { Snapshot, Window } from "../../market/snapshot.ts";
import { own } from "../../support/own.ts";
import { sourceNote } from "../say.ts";
import type { Section, SectionContext } from "../section.ts";
import { messages } from "./etf-flows.messages.ts";
import { leaderOf, sidesOf, statementsOf } from "./etf-flows.statements.ts";

/** Net flows of spot funds by day and fund: the week's total, its extremes, its leader (E6–E8). */
export const etfFlows: Section = {
  name: "etf-flows",
  needs: ["etfFlows", "funds"],
  messages,
  build(snapshot, context) {
    const held = [...new Set([...snapshot.etfFlows, ...snapshot.etfTotals.filter(isAlone)].map((one) => one.asset))];
    const assets = context.options.assets ?? held;
    const window = windowOfFlows(snapshot, context);
    const ledgers = assets.flatMap((asset) => etfLedger(asset, snapshot.etfFlows, snapshot.etfTotals, window) ?? []);
    if (ledgers.length === 0) {
      return {
        absent: message("etf-flows.absent", { assets: join(assets.map(assetName(context))), known: held.length }),
      };
    }
    return {
      statements: ledgers.flatMap((ledger) => statementsOf(ledger, window, context)),
      nodes: ledgers.flatMap((ledger) => [
        title(message("etf-flows.asset", { asset: assetName(context)(ledger.asset) }), 3),
        ...todayLead(ledger, context),
        lead(leadSentence(ledger, missingSessions(ledger, window, snapshot, context).length, context)),
        ...tables(ledger, context),
        ...remarks(ledger, missingSessions(ledger, window, snapshot, context)),
        sourceNote(snapshot, [...ledger.days.map((one) => one.total.origin)], "daily"),
      ]),
    };
  },
};

/** A day's digest still shows the week its day lies in: one session of flows says little. */
function windowOfFlows(snapshot: Snapshot, { window, span, options }: SectionContext): Window {
  if (options.lastDays !== undefined) {
    const days = datesOf(snapshot.etfFlows, snapshot.etfTotals).filter((on) => on <= window.to);
    return { from: days.at(-options.lastDays) ?? days[0] ?? window.from, to: window.to };
  }
  if (span === "day") return { from: weekOf(window.to).from, to: window.to };
  if (span === "month") return { from: `${window.to.slice(0, 7)}-01`, to: window.to };
  return window;
}

const assetName =
  (context: SectionContext) =>
  (asset: string): Value => {
    const known = own(context.reference.assets, asset);
    return known === undefined ? literal(asset) : { is: "name", en: known.en, zh: known.zh };
  };

/** A day's digest tells its day before the week the day lies in. */
function todayLead(ledger: EtfLedger, context: SectionContext): Node[] {
  const today = ledger.days.at(-1);
  if (context.span !== "day" || today === undefined || ledger.days.length < 2) return [];
  return [
    lead(
      message("etf-flows.today", {
        asset: assetName(context)(ledger.asset),
        day: day(today.on),
        direction: sign(today.total.digits) < 0 ? "out" : sign(today.total.digits) > 0 ? "in" : "flat",
        total: quantity(today.total, "magnitude"),
      }),
    ),
  ];
}

function leadSentence(ledger: EtfLedger, lost: number, context: SectionContext): Value {
  const { days, total } = ledger;
  const leader = leaderOf(ledger);
  const { inflows, outflows, best, worst } = sidesOf(days);
  // A weekday names a day only while no other of its name is shown.
  const weekdays = new Set(days.map((one) => weekday(one.on)));
  const dayWord = (one: EtfDay) => day(one.on, weekdays.size < days.length ? "short" : "weekday");
  const pattern =
    days.length < 2
      ? "single"
      : lost === 0 && inflows.length === days.length
        ? "all-in"
        : lost === 0 && outflows.length === days.length
          ? "all-out"
          : lost === 0 && outflows.length === 1
            ? "one-out"
            : lost === 0 && inflows.length === 1
              ? "one-in"
              : "mixed";
  return message("etf-flows.lead", {
    asset: assetName(context)(ledger.asset),
    direction: sign(total.digits) < 0 ? "out" : sign(total.digits) > 0 ? "in" : "flat",
    total: quantity(total, "magnitude"),
    sessions: days.length,
    day: day(days.at(-1)?.on ?? context.window.to),
    pattern: selector(pattern),
    inflows: inflows.length,
    outflows: outflows.length,
    only:
      pattern === "one-out" && worst !== undefined
        ? dayWord(worst)
        : pattern === "one-in" && best !== undefined
          ? dayWord(best)
          : "",
    bestDay: best === undefined ? "" : dayWord(best),
    best: best === undefined ? "" : quantity(best.total, "magnitude"),
    worstDay: worst === undefined ? "" : dayWord(worst),
    worst: worst === undefined ? "" : quantity(worst.total, "magnitude"),
    extreme:
      days.length < 2
        ? "none"
        : worst !== undefined && (best === undefined || pattern === "one-in")
          ? "out"
          : best === undefined
            ? "none"
            : "in",
    leads: leader !== undefined && sign(leader.total.digits) > 0 ? "yes" : "no",
    leader: leader?.fund ?? "",
    led: leader === undefined ? "" : quantity(leader.total, "magnitude"),
  });
}

function tables(ledger: EtfLedger, context: SectionContext): Node[] {
  // The funds that moved most come first, so that a narrow screen keeps them.
  const order = ledger.funds.toSorted((a, b) => Math.abs(b.total.number) - Math.abs(a.total.number));
  type Line = {
    readonly label: Value;
    readonly total: Figure | undefined;
    readonly cells: ReadonlyMap<string, Figure>;
    readonly strong: boolean;
  };
  const lines: Line[] = ledger.days.map((one) => ({
    label: day(one.on, "short"),
    total: one.total,
    cells: one.cells,
    strong: false,
  }));
  if (ledger.days.length > 1) {
    const sums = new Map((ledger.isByFund ? ledger.funds : []).map((one) => [one.fund, one.total] as const));
    lines.push({ label: message("etf-flows.total-row"), total: ledger.total, cells: sums, strong: true });
  }
  return [
    table(
      lines,
      [
        { key: "day", label: message("column.day"), cell: (line) => line.label, priority: 1 },
        { key: "total", label: message("column.total"), cell: (line) => amount(line.total), priority: 1 },
        ...order.map(({ fund }, index) => ({
          key: fund,
          label: literal(fund),
          cell: (line: Line) => amount(line.cells.get(fund)),
          priority: 2 + index,
        })),
      ],
      { caption: message("etf-flows.unit"), strong: (line) => line.strong },
    ),
    chart({
      form: "columns",
      title: message("etf-flows.chart", { asset: assetName(context)(ledger.asset) }),
      unit: "usd_m",
      series: [
        ...order.map(({ fund }) => ({
          name: literal(fund),
          points: ledger.days.map((one) => pointOf(one.on, one.cells.get(fund))),
        })),
        { name: message("column.total"), points: ledger.days.map((one) => pointOf(one.on, one.total)) },
      ],
      alt: message("etf-flows.range", {
        from: day(ledger.days[0]?.on ?? "", "short"),
        to: day(ledger.days.at(-1)?.on ?? "", "short"),
      }),
    }),
  ];
}

function amount(figure: Figure | undefined): Value {
  return figure === undefined ? missing : quantity(figure, "cell");
}

function pointOf(on: string, figure: Figure | undefined) {
  return { label: day(on, "short"), ...(figure === undefined ? {} : { digits: figure.digits }) };
}

/**
 * New York sessions of the window without a row, from the first day the asset has one. Of a market that still runs, the session of
 * the day it was seen on is not over or its flows not told: nothing is missing yet.
 */
function missingSessions(
  ledger: EtfLedger,
  window: Window,
  { seenOn, sources }: Snapshot,
  context: SectionContext,
): string[] {
  const calendar = context.reference.exchanges["XNYS"];
  const [first] = ledger.days;
  if (calendar === undefined || first === undefined) return [];
  const from = ledger.startsOn > window.from ? ledger.startsOn : window.from;
  const sessions = sessionsBetween(calendar, from, window.to) ?? [];
  const runs = sources.some(({ delay }) => delay !== undefined);
  return sessions.filter((on) => !(runs && on >= seenOn) && !ledger.days.some((one) => one.on === on));
}

/** What the reader must know of single cells and printed totals. */
function remarks(ledger: EtfLedger, closedOrLost: readonly string[]): Node[] {
  const awaited = ledger.days.flatMap((one) =>
    one.awaited.length === 0
      ? []
      : [message("etf-flows.awaited", { funds: join(one.awaited.map(literal)), day: day(one.on, "short") })],
  );
  const silent =
    ledger.silent.length === 0
      ? []
      : [message("etf-flows.silent", { funds: join(ledger.silent.map(literal)), count: ledger.silent.length })];
  const lost = closedOrLost.map((on) => message("etf-flows.no-row", { day: day(on, "short") }));
  // What explains the marks stays with the table as notes; contradictions of the source are a list of their own.
  const notes = [...lost, ...awaited, ...silent].map(note);
  const defects = ledger.defects.map(defectSentence);
  return defects.length === 0 ? notes : [...notes, list(defects)];
}

function defectSentence(defect: EtfDefect): Value {
  const [member] = defect.members;
  return message(`etf-flows.${defect.metric}`, {
    fund: /^total$/i.test(defect.fund) ? message("etf-flows.total-row") : literal(defect.fund),
    printed: quantity(defect.printed, "bare"),
    own: quantity({ digits: member?.value ?? "0", unit: "usd_m" }, "bare"),
    day: member?.date === undefined ? "" : day(member.date, "short"),
    rounding: defect.rounding ? "yes" : "no",
  });
}
