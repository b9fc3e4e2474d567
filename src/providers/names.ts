import { readFile } from "node:fs/promises";
import type { Names } from "../market/instrument.ts";
import type { Reference } from "../market/reference.ts";
import { cleanText } from "../support/text.ts";
import type { NameBook } from "./files/context.ts";
import { readCsv } from "./files/csv.ts";

/** Names of instruments in both languages, and all symbols that have any. */
export interface NameDirectory {
  readonly names: NameBook;
  readonly symbols: readonly string[];
}

/** Names by symbol, from a table of instruments and what the reference adds. */
export async function openNames(file: string, reference: Reference): Promise<NameDirectory> {
  const { rows } = readCsv("instruments.csv", await readFile(file, "utf8"));
  const bySymbol = new Map<string, Names>(
    rows.map(({ cells }) => [
      cells["symbol"] ?? "",
      { en: cleanText(cells["name_en"] ?? ""), zh: cleanText(cells["name_zh"] ?? "") },
    ]),
  );
  return {
    names: (symbol) => bySymbol.get(symbol) ?? reference.names[symbol],
    symbols: [...new Set([...bySymbol.keys(), ...Object.keys(reference.names)])].filter((symbol) => symbol !== ""),
  };
}

/** The names alone. */
export async function createNameBook(file: string, reference: Reference): Promise<NameBook> {
  return (await openNames(file, reference)).names;
}
