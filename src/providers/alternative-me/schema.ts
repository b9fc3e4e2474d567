import * as z from "zod";
import type { Mood } from "../fear-greed.ts";
import { index, instant } from "../numbers.ts";

/** A day of `/fng/`: everything is text, the instant in seconds (00:00 UTC of the day). */
export const DayRow = z
  .object({ value: index, value_classification: z.string(), timestamp: instant("seconds") })
  .transform((row): Mood => ({ at: row.timestamp, value: row.value, label: row.value_classification }));

/** Status 200 is no success where `metadata.error` says something. */
export const Days = z.object({
  data: z.array(z.unknown()),
  metadata: z.object({ error: z.null("no error").optional() }).optional(),
});
