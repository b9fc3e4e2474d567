import type { Observed } from "../../src/providers/live/source.ts";

/** Flows and printed totals of an answer, a line each, in order: day, fund, digits in USD million, quality. */
export function flowLines({ etfFlows = [], etfTotals = [] }: Observed): string[] {
  return [
    ...etfFlows.map(
      ({ on, fund, flow }) => `${on} ${fund} ${flow === undefined ? "-" : `${flow.digits} ${flow.origin.quality}`}`,
    ),
    ...etfTotals.map(({ on, fund, value }) => `${on} ${fund} ${value.digits} ${value.origin.quality}`),
  ];
}
