import { readFile } from "node:fs/promises";
import type { Names } from "../market/instrument.ts";
import type { Reference } from "../market/reference.ts";
import type { NameBook } from "./files/context.ts";
import { parseTable } from "./files/tables.ts";

/** Names of instruments in both languages, by symbol, from a table of instruments and what the reference adds. */
export async function createNameBook(file: string, reference: Reference): Promise<NameBook> {
  const { rows } = parseTable("instruments.csv", await readFile(file, "utf8"));
  const bySymbol = new Map<string, Names>(rows.map((row) => [row.symbol, { en: row.name_en, zh: row.name_zh }]));
  return (symbol) => bySymbol.get(symbol) ?? reference.names[symbol];
}
