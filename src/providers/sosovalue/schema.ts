import * as z from "zod";
import type { FlowDay } from "../flows.ts";
import { fundTicker } from "../flows.ts";
import { day, flow } from "../numbers.ts";

const none: ReadonlyMap<string, undefined> = new Map();

/** A row of `historicalInflowChart`: plain numbers, in US dollars. */
export const WebDay = z
  .object({ date: day, totalNetInflow: flow })
  .transform((row): FlowDay => ({ on: row.date, total: row.totalNetInflow, cells: none }));

/** A row of `/etfs/summary-history`, in US dollars. */
export const OfficialDay = z
  .object({ date: day, total_net_inflow: flow })
  .transform((row): FlowDay => ({ on: row.date, total: row.total_net_inflow, cells: none }));

/** Rows stand in `data`, in `data.list`, or alone. */
export const Rows = z.union([
  z.array(z.unknown()),
  z.object({ data: z.array(z.unknown()) }).transform(({ data }) => data),
  z.object({ data: z.object({ list: z.array(z.unknown()) }) }).transform(({ data }) => data.list),
]);

/** A number as text with its own day; a null value is not reported. */
const Dated = z.object({ value: flow, lastUpdateDate: day });

export const FundRow = z.object({
  ticker: z.string().transform((text, context) => {
    const ticker = fundTicker(text);
    if (ticker !== undefined) return ticker;
    context.issues.push({ code: "custom", message: "a fund's ticker", input: text });
    return z.NEVER;
  }),
  dailyNetInflow: Dated.nullable(),
});
export type FundRow = z.infer<typeof FundRow>;

/** `currentEtfDataMetrics`: the newest day, fund by fund. */
export const Current = z.object({ data: z.object({ dailyNetInflow: Dated, list: z.array(z.unknown()) }) });

/** An answer with status 200 that is a refusal. */
export const Refusal = z.object({
  code: z.union([z.number(), z.string()]),
  details: z.object({ retry_after: z.number().positive() }).nullish().catch(undefined),
});
