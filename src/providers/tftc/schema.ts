import * as z from "zod";
import { type FlowDay, fundCells } from "../flows.ts";
import { day, flow } from "../numbers.ts";

/** A day of `data.json`, in US dollars; a fund that did not report is absent. */
export const DayRow = z
  .object({ date: day, netFlowUsd: flow, perEtfUsd: z.record(z.string(), flow).nullish() })
  .transform((row): FlowDay => ({ on: row.date, total: row.netFlowUsd, cells: fundCells(row.perEtfUsd ?? {}) }));

/** Days are listed oldest first. */
export const Days = z.object({ days: z.array(z.unknown()) });
