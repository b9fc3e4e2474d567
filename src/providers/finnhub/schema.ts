import * as z from "zod";
import { instant, number, percent, price } from "../numbers.ts";

/** An unknown symbol answers zeros, with `d` and `dp` null: that is no quote, and no failure. */
export const Unknown = z.object({ c: z.literal(0), dp: z.null() });

/** `/quote`; `dp` is percent. */
export const QuoteAnswer = z.object({
  c: price.refine((digits) => digits !== undefined, "a price"),
  dp: percent,
  pc: price,
  t: instant("seconds"),
});
export type QuoteAnswer = z.output<typeof QuoteAnswer>;

export const CalendarAnswer = z
  .object({ earningsCalendar: z.array(z.unknown()) })
  .transform(({ earningsCalendar }) => earningsCalendar);

const whole = (low: number, high: number) => number({ low, high, what: `a number from ${low} to ${high}` });

export const ReportRow = z.object({
  date: z.iso.date(),
  symbol: z.string().min(1).max(20),
  hour: z.string().nullish(),
  quarter: whole(1, 4),
  year: whole(1990, 2100),
});
export type ReportRow = z.output<typeof ReportRow>;

export const Refusal = z.object({ error: z.string() });
