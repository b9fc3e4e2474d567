import * as z from "zod";
import { isDay } from "../../market/days.ts";
import { number } from "../numbers.ts";
import type { DayRow } from "../rates.ts";

const rate = number({ low: 0, high: 1e6, what: "a rate from 0 to 1000000", isZeroMissing: true });

/** What was asked for comes back beside the rates: rates of another base, or of an amount, would be other figures. */
export const answerOf = (base: string) =>
  z
    .object({ amount: z.literal(1), base: z.literal(base), rates: z.record(z.string(), z.unknown()) })
    .transform(({ rates }) => Object.entries(rates));

/** A day with its rates by currency, in units of each for one of the base. A currency that has none that day is left out. */
export const dayOf = (currencies: readonly string[]) =>
  z
    .tuple([
      z.string().refine(isDay, "a calendar day like 2026-11-20"),
      z.object(Object.fromEntries(currencies.map((currency) => [currency, rate]))),
    ])
    .transform(([on, digits]): DayRow<string> => ({ on, digits }));
