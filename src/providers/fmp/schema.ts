import * as z from "zod";
import { percent, price } from "../numbers.ts";

export const Rows = z.array(z.unknown());

/** `changesPercentage` is percent. There is no time: the list is of when it was read. */
export const MoverRow = z.object({
  symbol: z.string().min(1).max(20),
  name: z.string().max(300).nullish(),
  price,
  changesPercentage: percent.refine((digits) => digits !== undefined, "a change"),
  exchange: z.string().nullish(),
});
export type MoverRow = z.output<typeof MoverRow>;

export const ReportRow = z.object({ symbol: z.string().min(1).max(20), date: z.iso.date() });

/** What is wrong is told with any status, 200 among them. */
export const Refusal = z.object({ "Error Message": z.string() }).transform((refusal) => refusal["Error Message"]);
