import * as z from "zod";
import { isDay } from "../../market/days.ts";
import { type DayRow, yieldPercent } from "../rates.ts";

export const series = "DGS10";

/** A point is how FRED writes a holiday; its tables leave the cell empty. */
const reading = z.preprocess((value) => (value === "." ? undefined : value), yieldPercent);
const on = z.string().refine(isDay, "a calendar day like 2026-11-20");

const rowOf = ({ on, value }: { on: string; value: string | undefined }): DayRow<"US10Y"> => ({
  on,
  digits: { US10Y: value },
});

/** The day's column had another name before 2025. */
export const Line = z
  .object({ observation_date: on.optional(), DATE: on.optional(), [series]: reading })
  .transform((line, context) => {
    const day = line.observation_date ?? line.DATE;
    if (day !== undefined) return rowOf({ on: day, value: line[series] });
    context.issues.push({ code: "custom", message: "a day", input: line });
    return z.NEVER;
  });

export const Observation = z
  .object({ date: on, value: reading })
  .transform(({ date, value }) => rowOf({ on: date, value }));

/** `lin` is the level itself; other units are changes. */
export const Answer = z
  .object({ units: z.literal("lin").optional(), observations: z.array(z.unknown()) })
  .transform(({ observations }) => observations);

export const Refusal = z.object({ error_code: z.coerce.number(), error_message: z.string() });
