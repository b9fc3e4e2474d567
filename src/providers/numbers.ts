import * as z from "zod";
import { isDay } from "../market/days.ts";
import { type Digits, decimals, isDigits, multiply, round } from "../market/decimal.ts";

/** Finer than any market quotes; what a binary number has beyond is noise. */
const finest = 18;
const placeholders = new Set(["", "-", "--", "–", "—", "n/a", "na", "null"]);

/**
 * The digits of a number as a service gave it: text digit for digit, a JSON number by its shortest form in plain notation
 * (6.8e-7 is 0.00000068). `undefined` where there is no reading, `null` where there is something that is no number.
 */
export function digitsOf(value: unknown): Digits | undefined | null {
  if (value === null || value === undefined) return undefined;
  if (typeof value === "number") return Number.isFinite(value) ? plain(String(value)) : null;
  if (typeof value !== "string") return null;
  const text = value.trim();
  if (placeholders.has(text.toLowerCase())) return undefined;
  if (isDigits(text)) return text;
  return /^-?\d{1,20}(?:\.\d{1,40})?(?:e[+-]?\d{1,2})?$/i.test(text) ? plain(text) : null;
}

function plain(text: string): Digits | null {
  const digits = multiply(text, "1");
  const kept = decimals(digits) > finest ? round(digits, finest) : digits;
  return isDigits(kept) ? kept : null;
}

export interface Bounds {
  readonly low: number;
  readonly high: number;
  /** What was expected, for the report of a row that has something else. */
  readonly what: string;
  /** Zero stands for nothing known, as of a price. */
  readonly isZeroMissing?: boolean;
}

/** The schema of a number in an answer: digits, or nothing where there is no reading. */
export function number({ low, high, what, isZeroMissing = false }: Bounds) {
  return z
    .unknown()
    .optional()
    .transform((input, context): Digits | undefined => {
      const digits = digitsOf(input);
      if (digits === undefined) return undefined;
      const value = Number(digits);
      if (digits !== null && value >= low && value <= high) return isZeroMissing && value === 0 ? undefined : digits;
      context.issues.push({ code: "custom", message: what, input });
      return z.NEVER;
    });
}

export const price = number({ low: 0, high: 1e9, what: "a price from 0 to 1000000000", isZeroMissing: true });
export const capital = number({
  low: 0,
  high: 1e15,
  what: "an amount from 0 to 1000000000000000",
  isZeroMissing: true,
});
export const amount = number({ low: 0, high: 1e15, what: "an amount from 0 to 1000000000000000" });
export const percent = number({ low: -100, high: 1_000_000, what: "a percent change from -100 to 1000000" });
/** A flow of money in or out, in whole units of its currency. */
export const flow = number({ low: -1e12, high: 1e12, what: "a flow between -1000000000000 and 1000000000000" });

const firstYear = Date.UTC(2009, 0);
const lastYear = Date.UTC(2100, 0);

/** An instant as ISO text, from ISO text or from seconds or milliseconds since 1970. */
export function instant(kind: "iso" | "seconds" | "milliseconds") {
  const what = kind === "iso" ? "an instant like 2026-11-20T12:04:31Z" : `an instant in ${kind} since 1970`;
  return z
    .unknown()
    .optional()
    .transform((input, context): string => {
      const at = instantOf(input, kind);
      if (at >= firstYear && at < lastYear) return new Date(at).toISOString();
      context.issues.push({ code: "custom", message: what, input });
      return z.NEVER;
    });
}

function instantOf(value: unknown, kind: "iso" | "seconds" | "milliseconds"): number {
  if (kind === "iso")
    return typeof value === "string" && /^\d{4}-\d{2}-\d{2}T/.test(value) ? Date.parse(value) : Number.NaN;
  const digits = digitsOf(value);
  return typeof digits === "string" ? Number(digits) * (kind === "seconds" ? 1000 : 1) : Number.NaN;
}

/** A calendar day; what follows one, such as a time, is cut off. */
export const day = z
  .string()
  .transform((text) => text.slice(0, 10))
  .refine(isDay, "a calendar day like 2026-11-20");

/** A reading on a scale from 0 to 100. */
export const index = number({ low: 0, high: 100, what: "a reading from 0 to 100" });
