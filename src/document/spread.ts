import { displayWidth } from "../support/text.ts";
import { fitColumns } from "./fit.ts";
import type { Column, Table } from "./node.ts";
import { clean, type Pen } from "./pen.ts";
import { plainTable } from "./plain-table.ts";

const gutter = 2;

/**
 * A table too wide for the screen as several narrow ones below each other, the most important columns first: each repeats
 * the first column, and together they hold every cell.
 */
export function spreadColumns(table: Table, pen: Pen): Table[] {
  const widths = table.columns.map((column, index) =>
    Math.max(...[column.label, ...table.rows.map((row) => row.cells[index])].map((value) => widthOf(value, pen))),
  );
  const least = Math.min(widths[0] ?? 0, Math.max(8, Math.floor(pen.width / 3)));
  const found: Table[] = [];
  let left = table.columns.map((_, index) => index).slice(1);
  do {
    const measured = [0, ...left].map((index) => ({
      width: widths[index] as number,
      // Here every column may move to the next table.
      priority: index === 0 ? 1 : (table.columns[index] as Column).priority + 1,
      least,
    }));
    const fitting = fitColumns(measured, pen.width, gutter).kept.map((at) => [0, ...left][at] as number);
    const shown = fitting.length > 1 ? fitting : [0, ...left].slice(0, 2);
    found.push(withColumns(table, shown, found.length === 0));
    left = left.filter((index) => !shown.includes(index));
  } while (left.length > 0);
  return found;
}

/** Tables of at most so many columns; each repeats the first one. */
export function chunkColumns(table: Table, most: number): Table[] {
  if (table.columns.length <= most) return [table];
  const rest = table.columns.map((_, index) => index).slice(1);
  return Array.from({ length: Math.ceil(rest.length / (most - 1)) }, (_, chunk) =>
    withColumns(table, [0, ...rest.slice(chunk * (most - 1), (chunk + 1) * (most - 1))], chunk === 0),
  );
}

/** Tables of at most so many rows; each repeats the headings. */
export function chunkRows(table: Table, most: number): Table[] {
  if (table.rows.length <= most) return [table];
  return Array.from({ length: Math.ceil(table.rows.length / most) }, (_, chunk) => {
    const { caption, ...rest } = table;
    const rows = table.rows.slice(chunk * most, (chunk + 1) * most);
    return chunk === 0 && caption !== undefined ? { ...rest, caption, rows } : { ...rest, rows };
  });
}

/** A table as monospaced lines that hold every cell, however narrow: block by block where columns do not fit side by side. */
export function textTables(table: Table, pen: Pen): string[][] {
  return spreadColumns(table, pen).map((one) => plainTable(one, pen));
}

function withColumns(table: Table, indexes: readonly number[], first: boolean): Table {
  const { caption, ...rest } = table;
  return {
    ...rest,
    ...(first && caption !== undefined ? { caption } : {}),
    // None of these is dropped any more.
    columns: indexes.map((index) => ({ ...(table.columns[index] as Column), priority: 1 })),
    rows: table.rows.map((row) => ({
      ...row,
      cells: indexes.map((index) => row.cells[index] as (typeof row.cells)[0]),
    })),
  };
}

function widthOf(value: Table["rows"][number]["cells"][number] | undefined, { speaker }: Pen): number {
  return value === undefined ? 0 : displayWidth(clean(speaker.say(value)));
}
