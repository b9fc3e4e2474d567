import * as z from "zod";
import { isDay } from "../../market/days.ts";
import { absolute, compare, type Digits } from "../../market/decimal.ts";
import { number } from "../numbers.ts";

const rate = number({ low: 0, high: 1e4, what: "a rate from 0 to 10000", isZeroMissing: true });
const pips = number({ low: -1e5, high: 1e5, what: "a change from -100000 to 100000" });

/** A record: yuan for one of a currency, or for 100 where its name says so, and the other way round for small ones. */
export const Record = z
  .object({
    vrtEName: z.string().min(7).max(12),
    price: rate.refine((digits) => digits !== undefined, "a rate"),
    /** Without a sign. */
    bp: pips,
    /** With its sign; of a change that is told twice, both have to say the same. */
    bpDouble: pips,
  })
  .refine(({ bp, bpDouble }) => isSame(bp, bpDouble), { path: ["bpDouble"], message: "the size that bp has" })
  .transform(({ vrtEName, price, bpDouble }) => ({ pair: vrtEName, price, change: bpDouble }));
export type Record = z.output<typeof Record>;

function isSame(bare: Digits | undefined, signed: Digits | undefined): boolean {
  return bare === undefined || signed === undefined || compare(absolute(bare), absolute(signed)) === 0;
}

/** `2026-09-24 9:15` in Beijing. */
const BeijingTime = z.string().transform((text, context): string => {
  const [, on = "", hour = "", minute = ""] = /^(\d{4}-\d{2}-\d{2}) (\d{1,2}):(\d{2})$/.exec(text.trim()) ?? [];
  const at = isDay(on) ? Date.parse(`${on}T${hour.padStart(2, "0")}:${minute}:00+08:00`) : Number.NaN;
  if (!Number.isNaN(at)) return new Date(at).toISOString();
  context.issues.push({ code: "custom", message: "a time like 2026-09-24 9:15", input: text });
  return z.NEVER;
});

export const Answer = z
  .object({
    head: z.object({ rep_code: z.coerce.number() }),
    data: z.object({ lastDate: BeijingTime }),
    records: z.array(z.unknown()),
  })
  .transform(({ head, data, records }) => ({ code: head.rep_code, at: data.lastDate, records }));
