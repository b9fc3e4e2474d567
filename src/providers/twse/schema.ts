import * as z from "zod";
import { isDay } from "../../market/days.ts";
import { printed } from "../printed.ts";

const price = printed({ low: 0, high: 1e9, what: "a price", isZeroMissing: true });
const difference = printed({ low: -1e6, high: 1e6, what: "a change in price" });
const shares = printed({ low: 0, high: 1e15, what: "a number of shares" });
const value = printed({ low: 0, high: 1e15, what: "an amount" });

/** Years are counted from 1911: `1150902` is 2 September 2026. */
const RocDay = z.string().transform((text, context): string => {
  const [, year, month, day] = /^(\d{2,3})(\d{2})(\d{2})$/.exec(text.trim()) ?? [];
  const on = `${Number(year) + 1911}-${month}-${day}`;
  if (isDay(on)) return on;
  context.issues.push({ code: "custom", message: "a day like 1150902", input: text });
  return z.NEVER;
});

/** On a day without dividend, rights or capital reduction the change is a number; an `X` says that it compares nothing. */
const Change = z.preprocess(
  (input) => (typeof input === "string" && /^X/i.test(input.trim()) ? null : input),
  difference,
);

/** A row of `STOCK_DAY_ALL`: prices of the day at its close. Halted ones have `--` or nothing. */
export const DayRow = z.object({
  Date: RocDay,
  Code: z.string().regex(/^[0-9A-Z]{4,8}$/, "a code"),
  Name: z.string().max(100),
  TradeVolume: shares,
  TradeValue: value,
  ClosingPrice: price,
  Change,
});
export type DayRow = z.output<typeof DayRow>;

export const DayRows = z.array(z.unknown()).min(1, "rows");
