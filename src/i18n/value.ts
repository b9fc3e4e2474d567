import type { Unit } from "../market/figure.ts";
import type { Language } from "./locale.ts";
import { readable } from "./readable.ts";

/**
 * How a quantity is put. `plain`: with its unit · `magnitude`: without its sign, after a verb that tells it · `signed`:
 * with + or - · `cell`: in a column whose heading tells the unit · `change`: in a column of mixed units · `price`: digits
 * as quoted · `cap`: a capitalisation · `bare`: digits alone.
 */
export type QuantityStyle = "plain" | "magnitude" | "signed" | "cell" | "change" | "price" | "cap" | "bare";

export interface Quantity {
  readonly is: "quantity";
  readonly digits: string;
  readonly unit: Unit;
  readonly style: QuantityStyle;
  /** Marks a figure that may still change. */
  readonly provisional?: boolean;
}

export interface Name {
  readonly is: "name";
  readonly en: string;
  /** Empty where no usual Chinese name exists: the English one stands in. */
  readonly zh: string;
}

export interface DayValue {
  readonly is: "day";
  readonly on: string;
  readonly style: "full" | "short" | "weekday";
}

export interface SpanValue {
  readonly is: "span";
  readonly from: string;
  readonly to: string;
}

export interface Join {
  readonly is: "join";
  readonly items: readonly Value[];
  /** `and`: a, b and c · `list`: a, b, c · `clauses`: separated as clauses · `none`: written together. */
  readonly by: "and" | "list" | "clauses" | "none";
}

export interface Literal {
  readonly is: "literal";
  readonly text: string;
}

export interface Message {
  readonly is: "message";
  readonly id: string;
  readonly args: Readonly<Record<string, Value | string | number>>;
}

export interface Missing {
  readonly is: "missing";
}

/** Said in a language of its own, whatever the reader's is: what shows how others will read something. */
export interface In {
  readonly is: "in";
  readonly language: Language;
  readonly value: Value;
}

/** Everything a document can say: typed, without language, until a speaker turns it into text. */
export type Value = Quantity | Name | DayValue | SpanValue | Join | Literal | Message | Missing | In;

interface Told {
  readonly digits: string;
  readonly unit: Unit;
  readonly origin?: { readonly quality: string; readonly isRaw?: boolean | undefined };
}

export function quantity(figure: Told, style: QuantityStyle = "plain"): Quantity {
  const { unit } = figure;
  const digits = figure.origin?.isRaw === true ? readable(figure.digits, unit, style) : figure.digits;
  return figure.origin?.quality === "provisional"
    ? { is: "quantity", digits, unit, style, provisional: true }
    : { is: "quantity", digits, unit, style };
}

/** A cell that may be empty. */
export function cell(figure: Told | undefined, style: QuantityStyle = "cell"): Value {
  return figure === undefined ? missing : quantity(figure, style);
}

export function name(names: { readonly en: string; readonly zh: string }): Name {
  return { is: "name", en: names.en, zh: names.zh };
}

export function day(on: string, style: DayValue["style"] = "full"): DayValue {
  return { is: "day", on, style };
}

export function span(from: string, to: string): SpanValue {
  return { is: "span", from, to };
}

export function join(items: readonly Value[], by: Join["by"] = "and"): Join {
  return { is: "join", items, by };
}

export function literal(text: string): Literal {
  return { is: "literal", text };
}

export function message(id: string, args: Message["args"] = {}): Message {
  return { is: "message", id, args };
}

export function saidIn(language: Language, value: Value): In {
  return { is: "in", language, value };
}

/** A word of the program as a message can select on it: ICU selectors have no hyphens. */
export function selector(word: string): string {
  return word.replaceAll("-", "_");
}

export const missing: Missing = { is: "missing" };
