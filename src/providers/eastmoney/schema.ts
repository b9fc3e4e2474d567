import * as z from "zod";
import { changePercent, type Digits } from "../../market/decimal.ts";
import { fromEastmoney } from "../live/symbols.ts";
import { capital, day, instant, percent, price } from "../numbers.ts";
import { type DayRow, yieldPercent } from "../rates.ts";

const Time = instant("seconds");
/** Between a printed change and the one its prices give. */
const leeway = 0.1;

export interface Share {
  readonly symbol: string;
  readonly name: string;
  readonly price: Digits;
  readonly percent: Digits;
  readonly previous: Digits | undefined;
  readonly marketCap: Digits | undefined;
  readonly at: string;
}

/** A row of `clist`. A halted share has dashes for its price and change: no reading, and nothing wrong. */
export const ShareRow = z
  .object({
    /** Price. */
    f2: price,
    /** Percent, as the question asks for with `fltt=2`. */
    f3: percent,
    /** Code and the number of its market. */
    f12: z.string().max(12),
    f13: z.int(),
    f14: z.string().max(60),
    /** Close before. */
    f18: price,
    f20: capital,
    /** When it was read, in seconds. */
    f124: z.unknown().optional(),
  })
  .transform(({ f2, f3, f12, f13, f14, f18, f20, f124 }, context): Share | undefined => {
    if (f2 === undefined || f3 === undefined) return undefined;
    const refuse = (path: string, message: string, input: unknown) => {
      context.issues.push({ code: "custom", path: [path], message, input });
      return z.NEVER;
    };
    const symbol = fromEastmoney(f12, f13);
    if (symbol === undefined) return refuse("f12", "a code of a known market", f12);
    const at = Time.safeParse(f124);
    if (!at.success) return refuse("f124", "an instant in seconds since 1970", f124);
    const isOdd = f18 !== undefined && Math.abs(Number(changePercent(f18, f2, 2)) - Number(f3)) > leeway;
    if (isOdd) return refuse("f3", "the percent change between its two prices", f3);
    return { symbol, name: f14, price: f2, percent: f3, previous: f18, marketCap: f20, at: at.data };
  });

/** `diff` is a list, or an object of rows by number; `data` is null where there are none. */
export const List = z
  .object({
    rc: z.coerce.number(),
    data: z.object({ diff: z.union([z.array(z.unknown()), z.record(z.string(), z.unknown())]) }).nullable(),
  })
  .transform(({ rc, data }) => ({ rc, rows: data === null ? undefined : Object.values(data.diff) }));

/** A day of `RPTA_WEB_TREASURYYIELD`, in percent. Days of US holidays have Chinese yields alone, and the other way round. */
export const YieldRow = z
  .object({ SOLAR_DATE: day, EMM00166466: yieldPercent })
  .transform((row): DayRow<"CN10Y"> => ({ on: row.SOLAR_DATE, digits: { CN10Y: row.EMM00166466 } }));

export const Yields = z.object({
  success: z.boolean().optional(),
  code: z.coerce.number(),
  result: z.object({ data: z.array(z.unknown()) }).nullable(),
});
