import * as z from "zod";
import { printed } from "../printed.ts";

const cap = printed({ low: 0, high: 1e15, what: "an amount like $118,656,864,000", isZeroMissing: true });
const price = printed({ low: 0, high: 1e9, what: "a price like $27.31", isZeroMissing: true });
const percent = printed({ low: -100, high: 1_000_000, what: "a change like +14.60%" });

/** A day's name as the site prints it: `Tue, Nov 24, 2026`, `Nov 19, 2026`. */
const Day = z.string().transform((text, context): string => {
  const [, month, day, year] = /([A-Z][a-z]{2}) (\d{1,2}), (\d{4})/.exec(text) ?? [];
  const at = Date.parse(`${day} ${month} ${year} UTC`);
  if (!Number.isNaN(at)) return new Date(at).toISOString().slice(0, 10);
  context.issues.push({ code: "custom", message: "a day like Nov 19, 2026", input: text });
  return z.NEVER;
});

/** Status 200 says nothing: the code inside does. */
const status = z.object({ rCode: z.literal(200, "the code 200") });

/** `rows` is null on days without reports. */
export const Calendar = z
  .object({ status, data: z.object({ asOf: Day, rows: z.array(z.unknown()).nullable() }) })
  .transform(({ data }) => ({ on: data.asOf, rows: data.rows ?? [] }));

const ticker = z.string().regex(/^[A-Z]{1,5}(?:[./^-][A-Z]{1,2})?$/, "a ticker");

export const Report = z.object({
  symbol: ticker,
  name: z.string().min(1).max(300),
  time: z.string().nullish(),
  marketCap: cap,
});
export type Report = z.output<typeof Report>;

const list = z.object({ dataAsOf: Day, table: z.object({ rows: z.array(z.unknown()) }) });

/** Of the lists, only these two are sorted by change; in the one by share volume `change` is the volume. */
export const Movers = z
  .object({ status, data: z.object({ STOCKS: z.object({ MostAdvanced: list, MostDeclined: list }) }) })
  .transform(({ data: { STOCKS } }) => [STOCKS.MostAdvanced, STOCKS.MostDeclined] as const);

export const Mover = z.object({
  symbol: z.string().min(1).max(12),
  name: z.string().max(300),
  lastSalePrice: price,
  change: percent.refine((digits) => digits !== undefined, "a change like +14.60%"),
});
export type Mover = z.output<typeof Mover>;
