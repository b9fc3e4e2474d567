import * as z from "zod";
import { isDay } from "../../market/days.ts";
import { type DayRow, yieldPercent } from "../rates.ts";

/** Columns are found by these names: new maturities are put in between. */
export const columns = { date: "Date", US2Y: "2 Yr", US10Y: "10 Yr" } as const;

/** The day as Americans write it. */
const AmericanDay = z
  .string()
  .transform((text) => text.trim().replace(/^(\d{2})\/(\d{2})\/(\d{4})$/, "$3-$1-$2"))
  .refine(isDay, "a day like 11/19/2026");

/** A line of the table: yields in percent. */
export const Line = z
  .object({
    [columns.date]: AmericanDay,
    [columns.US2Y]: yieldPercent,
    [columns.US10Y]: yieldPercent,
  })
  .transform(
    (line): DayRow<"US2Y" | "US10Y"> => ({
      on: line[columns.date],
      digits: { US2Y: line[columns.US2Y], US10Y: line[columns.US10Y] },
    }),
  );
