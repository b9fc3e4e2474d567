import * as z from "zod";
import { type FlowDay, fundTicker } from "../flows.ts";
import { flow, instant } from "../numbers.ts";

/** A day of a fund's asset, in US dollars; a fund without `flow_usd` did not report. */
export const DayRow = z
  .object({
    timestamp: instant("milliseconds"),
    flow_usd: flow,
    etf_flows: z.array(z.object({ etf_ticker: z.string(), flow_usd: flow })).nullish(),
  })
  .transform(
    (row): FlowDay => ({
      on: row.timestamp.slice(0, 10),
      total: row.flow_usd,
      cells: new Map(
        (row.etf_flows ?? []).flatMap(({ etf_ticker, flow_usd }) => {
          const fund = fundTicker(etf_ticker);
          return fund === undefined ? [] : [[fund, flow_usd] as const];
        }),
      ),
    }),
  );

/** The code is text: "0" is success. A missing key comes with status 200. */
export const Outcome = z.object({ code: z.union([z.string(), z.number()]) });
export const Days = z.object({ data: z.array(z.unknown()) });
