import * as z from "zod";
import { type Digits, decimals, isDigits, shift } from "./decimal.ts";

/** What a number counts. `pct` is percent, `pct_pt` percentage points, `pips` 0.0001 of a quoted rate. */
export const Unit = z.enum([
  "pct",
  "pct_pt",
  "bp",
  "pips",
  "usd_m",
  "usd",
  "hkd",
  "cny",
  "twd",
  "jpy",
  "eur",
  "gbp",
  "points",
  "index",
  "count",
  "date",
]);
export type Unit = z.infer<typeof Unit>;

export const Day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
export type Day = z.infer<typeof Day>;

export const Quality = z.enum(["final", "provisional", "stale"]);
export type Quality = z.infer<typeof Quality>;

/** Where a figure comes from; shared by all figures of one table row, so that a million quotes stay light. */
export const Origin = z.object({
  source: z.string().min(1),
  /** A calendar day, or an instant where the source gives one. */
  asOf: z.string().min(10),
  quality: Quality,
  /** Its digits are as a machine holds them, not as somebody printed them: readers are shown fewer. */
  isRaw: z.boolean().optional(),
  /** True when this program computed it from other figures. */
  derived: z.boolean().optional(),
  /** The source that should have told it and did not answer. */
  insteadOf: z.string().optional(),
});
export type Origin = Readonly<z.infer<typeof Origin>>;

/**
 * A number with everything a reader may ask of it. `digits` are relayed as received, trailing zeros included, because
 * they tell the printed precision; `number` is the same value for ordering only. A missing figure is no figure:
 * fields that may be missing are optional, never zero.
 */
export const Figure = z
  .object({
    digits: z.string().refine(isDigits, "a plain decimal number"),
    number: z.number(),
    unit: Unit,
    origin: Origin,
    /**
     * Power of ten of the last printed digit, where the digits do not tell it: 132 亿 is kept as 13200 million, and its
     * last printed place is the second one from the right.
     */
    lastPlace: z.number().int().optional(),
  })
  .readonly();
export type Figure = z.infer<typeof Figure>;

export function figure(digits: Digits, unit: Unit, origin: Origin): Figure {
  return { digits, number: Number(digits), unit, origin };
}

/** A figure printed in a larger unit than the model keeps: `power` tens of the printed number make one of ours. */
export function scaledFigure(printed: Digits, power: number, unit: Unit, origin: Origin): Figure {
  const lastPlace = power - decimals(printed);
  const kept = figure(shift(printed, power), unit, origin);
  return lastPlace > 0 ? { ...kept, lastPlace } : kept;
}

/** Half of the last printed place: how far the true value may lie from the print. */
export function halfPlace(figure: Pick<Figure, "digits" | "lastPlace">): Digits {
  return shift("5", (figure.lastPlace ?? -decimals(figure.digits)) - 1);
}

/** A figure computed here from others: same source and date as its inputs, marked as derived. */
export function derived(digits: Digits, unit: Unit, from: Origin): Figure {
  return figure(digits, unit, from.derived === true ? from : { ...from, derived: true });
}
