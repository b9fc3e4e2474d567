import { CsvError, parse } from "csv-parse/sync";
import type { Fault } from "../../market/snapshot.ts";

export interface CsvRow {
  /** Line of the file, counted from 1 as editors do. */
  readonly line: number;
  readonly cells: Readonly<Record<string, string>>;
}

export interface CsvTable {
  readonly columns: readonly string[];
  readonly rows: readonly CsvRow[];
  readonly faults: readonly Fault[];
}

/** Whether a row is of any use, told from single cells before anything is made of it. */
export type Wanted = (cell: (column: string) => string) => boolean;

const forbidden = new Set(["__proto__", "constructor", "prototype"]);

/** Reads one table; every row that cannot stand is reported with its line and left out, the rest is kept. */
export function readCsv(file: string, text: string, wanted?: Wanted): CsvTable {
  const lines = splitLines(text);
  if (lines !== undefined) return toTable(file, lines, wanted);
  let records: { record: string[]; info: { lines: number } }[];
  try {
    const options = { bom: true, info: true, relax_column_count: true, skip_empty_lines: true } as const;
    records = parse(text, options) as unknown as typeof records;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return { columns: [], rows: [], faults: [malformed(file, text, error)] };
  }
  return toTable(
    file,
    records.map(({ record, info }) => ({ line: info.lines, record })),
    wanted,
  );
}

interface Line {
  readonly line: number;
  readonly record: readonly string[];
}

/**
 * Rows of a table in which every cell stands on one line, which is nearly every table: splitting them takes a tenth of the
 * parser's time at a cold start. `undefined` for anything unusual, which the parser then reads or refuses with its reason.
 */
function splitLines(text: string): Line[] | undefined {
  const lines: Line[] = [];
  for (const [index, row] of text
    .replace(/^\ufeff/, "")
    .split(/\r?\n|\r/)
    .entries()) {
    if (row === "") continue;
    const record = row.includes('"') ? splitQuoted(row) : row.split(",");
    if (record === undefined) return undefined;
    lines.push({ line: index + 1, record });
  }
  return lines;
}

/** Cells of a row in which quotation marks stand around whole cells only, doubled inside. */
function splitQuoted(row: string): string[] | undefined {
  const cells: string[] = [];
  const cell = /(?:"((?:[^"]|"")*)"|([^",]*))(,|$)/y;
  while (true) {
    const match = cell.exec(row);
    if (match === null) return undefined;
    cells.push(match[1] === undefined ? (match[2] ?? "") : match[1].replaceAll('""', '"'));
    if (match[3] === "") return cells;
  }
}

function toTable(file: string, [header, ...body]: readonly Line[], wanted?: Wanted): CsvTable {
  const faults: Fault[] = [];
  if (header === undefined) {
    return {
      columns: [],
      rows: [],
      faults: [{ file, expected: "a header row; the file is empty", severity: "dropped" }],
    };
  }
  const columns = header.record.map((column) => column.trim());
  // Spreadsheets write empty columns at the end; a column without a name holds nothing anybody could ask for.
  const odd = columns.find(
    (column, index) => column !== "" && (forbidden.has(column) || columns.indexOf(column) !== index),
  );
  if (odd !== undefined) {
    const expected = "each column name once, and none reserved";
    return {
      columns: [],
      rows: [],
      faults: [{ file, row: 1, column: odd, value: odd, expected, severity: "dropped" }],
    };
  }
  const rows: CsvRow[] = [];
  for (const { record, line } of body) {
    if (record.length !== columns.length) {
      const expected = `${columns.length} cells as in the header, not ${record.length}`;
      faults.push({ file, row: line, value: record.join(",").slice(0, 80), expected, severity: "dropped" });
      continue;
    }
    if (wanted !== undefined && !wanted((column) => record[columns.indexOf(column)] ?? "")) continue;
    const cells: Record<string, string> = Object.create(null);
    for (const [index, column] of columns.entries()) if (column !== "") cells[column] = record[index] as string;
    rows.push({ line, cells });
  }
  return { columns, rows, faults };
}

function malformed(file: string, text: string, error: CsvError): Fault {
  const unclosed = error.code === "CSV_QUOTE_NOT_CLOSED";
  const line = unclosed ? openingLine(text) : error["lines"];
  const expected = unclosed
    ? 'a closing quotation mark (") for the cell that opens here'
    : 'quotation marks only around whole cells, doubled ("") inside';
  return { file, ...(typeof line === "number" ? { row: line } : {}), expected, severity: "dropped" };
}

/** The line of the last quotation that opens: a cell that never closes runs to the end of the file. */
function openingLine(text: string): number {
  let line = 1;
  let opened = 1;
  let inside = false;
  for (const character of text) {
    if (character === "\n") line++;
    if (character !== '"') continue;
    inside = !inside;
    if (inside) opened = line;
  }
  return opened;
}
