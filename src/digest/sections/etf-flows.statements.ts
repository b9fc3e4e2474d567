import { sign } from "../../market/decimal.ts";
import type { EtfDay, EtfLedger } from "../../market/etf-ledger.ts";
import type { Window } from "../../market/snapshot.ts";
import type { SectionContext } from "../section.ts";
import { countOf, type Statement, state, windowOf } from "../statement.ts";

/** The days on either side of zero, and the largest of each. */
export function sidesOf(days: readonly EtfDay[]) {
  const inflows = days.filter((one) => sign(one.total.digits) > 0);
  const outflows = days.filter((one) => sign(one.total.digits) < 0);
  const [best] = inflows.toSorted((a, b) => b.total.number - a.total.number);
  const [worst] = outflows.toSorted((a, b) => a.total.number - b.total.number);
  return { inflows, outflows, best, worst };
}

function basisOf({ cells, total }: EtfDay): string {
  if (cells.size === 0) return "printed day total, without its cells";
  return total.origin.derived === true ? "sum of the funds' cells" : "printed day total, foots with its cells";
}

/** The fund with the largest sum, where sums by fund are of the whole window. */
export function leaderOf({ isByFund, funds }: EtfLedger) {
  return isByFund ? funds[0] : undefined;
}

/** Every claim of one asset's ledger: its days, sums, extremes, leader, and what its source got wrong. */
export function statementsOf(ledger: EtfLedger, window: Window, context: SectionContext): Statement[] {
  const { asset, days, total } = ledger;
  const own = context.options.lastDays === undefined && context.span !== "day";
  const span = own ? windowOf(context.span, context.window) : `${window.from}..${window.to}`;
  const members = (some: readonly EtfDay[]) => some.map((one) => ({ date: one.on, value: one.total.digits }));
  const { inflows, outflows, best, worst } = sidesOf(days);
  const extreme = (kind: "etf.largest-inflow" | "etf.largest-outflow", one: EtfDay | undefined) =>
    one === undefined
      ? []
      : [state(kind, asset, one.total, { on: one.on, window: span, basis: "largest day total of the window" })];
  const leader = leaderOf(ledger);
  return [
    ...days.map((one) =>
      state("etf.day", asset, one.total, {
        on: one.on,
        basis: basisOf(one),
      }),
    ),
    state("etf.week-total", asset, total, {
      window: span,
      members: members(days),
      basis: `sum of ${days.length} day totals`,
    }),
    state("etf.inflow-days", asset, countOf(inflows, total.origin), {
      window: span,
      members: members(inflows),
      basis: "days with a positive total",
    }),
    state("etf.outflow-days", asset, countOf(outflows, total.origin), {
      window: span,
      members: members(outflows),
      basis: "days with a negative total",
    }),
    ...extreme("etf.largest-inflow", best),
    ...extreme("etf.largest-outflow", worst),
    ...(leader === undefined || sign(leader.total.digits) <= 0
      ? []
      : [
          state("etf.leader", leader.fund, leader.total, {
            against: asset,
            window: span,
            basis: "largest sum of one fund's cells",
          }),
        ]),
    ...(ledger.isByFund ? ledger.funds : []).map((one) =>
      state("etf.fund-total", one.fund, one.total, {
        against: asset,
        window: span,
        basis: `sum of ${one.readings} readings`,
      }),
    ),
    ...ledger.defects.map((defect) =>
      state("quality.defect", asset, defect.printed, {
        metric: defect.metric,
        against: defect.fund,
        members: defect.members,
        basis: defect.rounding
          ? "differs from its parts within rounding"
          : "contradicted by the cells of its own table",
      }),
    ),
  ];
}
