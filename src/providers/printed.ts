import * as z from "zod";
import { type Bounds, number } from "./numbers.ts";

/** `$1,710,448`, `+14.60%`, `($0.19)`, `N/A`. */
const shapes = /^(?<open>\()?(?<sign>[+-])?\$?(?<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)%?(?:\))?$/;

/** Digits as they are printed for people: without currency, per cent and thousands; in parentheses they are negative. */
function plain(input: unknown): unknown {
  if (typeof input !== "string") return input;
  const parts = shapes.exec(input.trim())?.groups;
  if (parts === undefined) return input;
  const { open, sign, digits = "" } = parts;
  const isNegative = open !== undefined || sign === "-";
  return `${isNegative ? "-" : ""}${digits.startsWith(".") ? "0" : ""}${digits.replaceAll(",", "")}`;
}

/** The schema of a number a website prints; what is no number stays one that fails. */
export function printed(bounds: Bounds) {
  return z.preprocess(plain, number(bounds));
}
