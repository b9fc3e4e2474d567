import { addDays } from "../../market/days.ts";
import type { Digits } from "../../market/decimal.ts";
import { type Figure, figure, type Origin, type Quality, scaledFigure, type Unit } from "../../market/figure.ts";
import type { Instrument, Kind, Names } from "../../market/instrument.ts";
import type { Reference } from "../../market/reference.ts";
import type { Window } from "../../market/snapshot.ts";
import { own } from "../../support/own.ts";
import type { Meta } from "./meta.ts";

/** Looks a symbol's names up outside the folder: a list that names only in Chinese still reads in English. */
export type NameBook = (symbol: string) => Names | undefined;

/** What every table of one folder is translated with. */
export interface FolderContext {
  readonly meta: Meta;
  readonly window: Window;
  /** Rows dated later were not known yet and are passed over. */
  readonly limit: string;
  readonly reference: Reference;
  readonly names: NameBook;
  origin(table: string, asOf: string | undefined, quality?: Quality): Origin;
}

export function createFolderContext(
  meta: Meta,
  window: Window,
  reference: Reference,
  names: NameBook,
  folder = "files",
): FolderContext {
  const seenOn = seenDay(meta);
  const publisher = meta.broker_en || meta.broker_zh || meta.report || folder;
  return {
    meta,
    window,
    limit: window.to < meta.window_end ? window.to : seenOn,
    reference,
    names,
    origin: (table, asOf, quality = "final") => ({
      source: own(meta.sources, table)?.en ?? publisher,
      asOf: asOf ?? meta.window_end,
      quality,
    }),
  };
}

/** The day the folder was published; a week after its window where it does not say. */
export function seenDay(meta: Meta): string {
  return meta.published ?? addDays(meta.window_end, 7);
}

/** Puts a printed text where it belongs by its script, and fills the other language from the name book. */
export function namesOf(printed: { en?: string; zh?: string }, known: Names | undefined): Names {
  const zh = printed.zh ?? "";
  const en = printed.en ?? "";
  return {
    en: en !== "" && !hasChinese(en) ? en : (known?.en ?? (hasChinese(zh) || zh === "" ? en || zh : zh)),
    zh: hasChinese(zh) ? zh : hasChinese(en) ? en : known?.zh || zh,
  };
}

export function hasChinese(text: string): boolean {
  return /\p{Script=Han}/u.test(text);
}

const moneyUnits: Record<string, Unit> = {
  USD: "usd",
  HKD: "hkd",
  CNY: "cny",
  CNH: "cny",
  TWD: "twd",
  JPY: "jpy",
  EUR: "eur",
  GBP: "gbp",
};

/** The money unit of a currency; figures in a currency the model does not know are left out, never relabelled. */
export function moneyUnit(currency: string | undefined): Unit | undefined {
  return currency === undefined ? undefined : own(moneyUnits, currency);
}

/** A figure, or nothing where the cell was empty or its unit unknown. */
export function maybe(digits: Digits | undefined, unit: Unit | undefined, origin: Origin): Figure | undefined {
  return digits === undefined || unit === undefined ? undefined : figure(digits, unit, origin);
}

/** A capitalisation or size printed in 亿 (100 million) of its currency. */
export function hundredMillions(
  digits: Digits | undefined,
  unit: Unit | undefined,
  origin: Origin,
): Figure | undefined {
  return digits === undefined || unit === undefined ? undefined : scaledFigure(digits, 8, unit, origin);
}

/** An object without its undefined members, so that a missing figure is an absent field. */
export function present<T extends object>(fields: { [K in keyof T]: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;
}

/** A symbol as the source left it: certain, or a candidate list with its doubt. */
export function doubtful(
  symbol: string,
  basis: string,
): { symbol: string; doubt?: "ambiguous" | "unconfirmed" } | undefined {
  if (symbol !== "") return { symbol };
  const [word, candidates = ""] = basis.split(":");
  return (word === "ambiguous" || word === "unconfirmed") && candidates !== ""
    ? { symbol: candidates, doubt: word }
    : undefined;
}

export function instrumentOf(
  symbol: string,
  names: Names,
  kind: Kind,
  more: Partial<Omit<Instrument, "symbol" | "names" | "kind">> = {},
): Instrument {
  // Something has to stand where a name is missing, and the code is what the reader can look up.
  return { symbol, names: names.en === "" && names.zh === "" ? { en: symbol, zh: "" } : names, kind, ...more };
}

/** Any candidate's names serve for the words; the doubt about the listing stays on the instrument. */
export function lookUp(names: NameBook, symbol: string): Names | undefined {
  for (const candidate of symbol.split("|")) {
    const found = names(candidate);
    if (found !== undefined) return found;
  }
  return undefined;
}
