import * as z from "zod";
import { isDay } from "../../market/days.ts";
import { type Digits, isDigits } from "../../market/decimal.ts";
import { isSymbol } from "../../market/symbol.ts";
import { cleanText } from "../../support/text.ts";

/** A cell that cannot be used says what would have been. */
export class Expected {
  readonly what: string;

  constructor(what: string) {
    this.what = what;
  }
}

/**
 * The schema of one cell: raw text in, a value or an `Expected` out. One step instead of a chain of them, because a folder
 * has thousands of cells and they are most of what a start spends its time on.
 */
export function cell<T>(read: (text: string) => T | Expected) {
  return z.transform((input: unknown, context): T => {
    const value = read(typeof input === "string" ? input : "");
    if (!(value instanceof Expected)) return value;
    context.issues.push({ code: "custom", message: value.what, input });
    return z.NEVER;
  });
}

const placeholders = new Set(["", "-", "--", "–", "—", "n/a", "na", "null"]);

function isPlaceholder(text: string): boolean {
  return text.length < 5 && placeholders.has(text.toLowerCase());
}

const readText = (raw: string): string | Expected => {
  const clean = cleanText(raw);
  return clean.length > 400 ? new Expected("at most 400 characters") : clean;
};
const needed = (what: string) => (raw: string) => {
  const clean = readText(raw);
  return clean === "" ? new Expected(what) : clean;
};
const upper = (read: (raw: string) => string | Expected) => (raw: string) => {
  const clean = read(raw);
  return typeof clean === "string" ? clean.toUpperCase() : clean;
};

export const text = cell(readText);
export const requiredText = cell(needed("some text"));
export const date = cell((raw) => (isDay(raw.trim()) ? raw.trim() : new Expected("a calendar day like 2024-07-26")));
export const optionalDate = cell((raw) => {
  const day = raw.trim();
  if (isPlaceholder(day)) return undefined;
  return isDay(day) ? day : new Expected("a calendar day like 2024-07-26, or nothing");
});
export const symbol = cell((raw) =>
  isSymbol(raw.trim()) ? raw.trim() : new Expected("a symbol like AAPL.O or 0700.HK"),
);
export const optionalSymbol = cell((raw) =>
  raw.trim() === "" || isSymbol(raw.trim()) ? raw.trim() : new Expected("a symbol like AAPL.O, or nothing"),
);
export const ticker = cell((raw) => {
  const name = needed("a fund's ticker")(raw);
  if (typeof name !== "string") return name;
  return /^total$/i.test(name) ? "Total" : name.toUpperCase();
});
export const asset = cell(upper(readText));

interface Range {
  readonly low: number;
  readonly high: number;
  readonly expected: string;
}

/** A number within what the column can hold; anything else, NaN and 1e308 included, is refused. */
function readNumber(raw: string, { low, high, expected }: Range): Digits | undefined | Expected {
  const digits = raw.trim().replace(/^\+/, "");
  if (isPlaceholder(digits)) return undefined;
  if (!isDigits(digits)) return new Expected(expected);
  const value = Number(digits);
  return value >= low && value <= high ? digits : new Expected(expected);
}

export function number(low: number, high: number, expected: string) {
  const range = { low, high, expected };
  return Object.assign(
    cell((raw) => readNumber(raw, range)),
    { range },
  );
}
type NumberCell = ReturnType<typeof number>;

export function required({ range }: NumberCell, expected: string) {
  return cell((raw) => readNumber(raw, range) ?? new Expected(expected));
}

/** Zero is a placeholder where a price, level or capitalisation is meant. */
export function nonZero({ range }: NumberCell) {
  return cell((raw) => {
    const value = readNumber(raw, range);
    return typeof value === "string" && Number(value) === 0 ? undefined : value;
  });
}

export const change = number(-100, 1_000_000, "a percent change from -100 to 1000000, as a plain number");
export const price = number(0, 1e9, "a price from 0 to 1000000000");
export const level = number(0, 1e9, "a level from 0 to 1000000000, as a plain number");
export const money = number(0, 1e15, "an amount of money from 0 to 1000000000000000");
export const hundredMillions = number(0, 9_999_999, "an amount in 100 million, below 10000000");
export const ratio = number(-1e7, 1e7, "a ratio");
export const flow = number(-1e6, 1e6, "a flow in USD million between -1000000 and 1000000");

const isCurrency = (code: string) => /^[A-Z]{3}$/.test(code);
export const currency = cell((raw) => {
  const code = raw.trim().toUpperCase();
  return isCurrency(code) ? code : new Expected("a currency code like USD");
});
export const optionalCurrency = cell((raw) => {
  const code = raw.trim().toUpperCase();
  if (code === "") return undefined;
  return isCurrency(code) ? code : new Expected("a currency code like USD, or nothing");
});

/** One of a few words; `optional` adds nothing at all. */
export function word<const W extends string>(words: readonly W[], expected: string) {
  return cell((raw): W | Expected => words.find((one) => one === raw.trim()) ?? new Expected(expected));
}

const priceCell = nonZero(price);
/** Yields may be negative. */
const rateCell = number(-100, 1000, "a yield in percent");

/** A close of one session: a price, or a percentage where the symbol is a yield's. */
export function closeCell(symbol: string) {
  return symbol.includes(".") ? priceCell : rateCell;
}
