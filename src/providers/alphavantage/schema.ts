import * as z from "zod";
import { price } from "../numbers.ts";
import { printed } from "../printed.ts";

const percent = printed({ low: -100, high: 1_000_000, what: "a change like 14.6034%" });
const shares = printed({ low: 0, high: 1e15, what: "a number of shares" });

/** Everything is text. */
export const MoverRow = z.object({
  ticker: z.string().min(1).max(20),
  price,
  change_percentage: percent.refine((digits) => digits !== undefined, "a change like 14.6034%"),
  volume: shares,
});
export type MoverRow = z.output<typeof MoverRow>;

/** `2026-11-19 16:15:58 US/Eastern`: of the end of that day. */
export const Movers = z
  .object({
    last_updated: z.string().regex(/^\d{4}-\d{2}-\d{2} .*US\/Eastern$/, "a time in New York"),
    top_gainers: z.array(z.unknown()),
    top_losers: z.array(z.unknown()),
  })
  .transform((answer) => ({ on: answer.last_updated.slice(0, 10), sides: [answer.top_gainers, answer.top_losers] }));

/** A row of the CSV; `timeOfTheDay` is missing in older answers. */
export const ReportRow = z.object({
  symbol: z.string().min(1).max(20),
  name: z.string().max(300),
  reportDate: z.iso.date(),
  timeOfTheDay: z.string().optional(),
});
export type ReportRow = z.output<typeof ReportRow>;

/** Limits arrive with status 200, and as JSON where a table was asked for. */
export const Refusal = z.union([
  z.object({ Information: z.string() }).transform((one) => one.Information),
  z.object({ Note: z.string() }).transform((one) => one.Note),
  z.object({ "Error Message": z.string() }).transform((one) => one["Error Message"]),
]);
