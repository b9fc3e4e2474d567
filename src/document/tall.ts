import { cleanText, displayWidth, graphemes, padEnd, padStart, wrap } from "../support/text.ts";
import type { Column, Table } from "./node.ts";
import type { Pen } from "./pen.ts";
import { pack } from "./split.ts";
import { textTables } from "./spread.ts";

const gutter = 2;

/** Figures under a name stand closer, so that a usual row needs one line for them. */
const indentBelow = 1;
const gutterBelow = 1;

/** Names are not wrapped narrower than this to keep a figure beside them. */
const leastName = 12;

/** With more columns than this, a table of short names reads better as several. */
const mostTogether = 6;

/** A table whose texts are said, with the width of each column. */
interface Grid {
  readonly columns: readonly Column[];
  /** The headings first, then the rows. */
  readonly lines: readonly (readonly string[])[];
  readonly widths: readonly number[];
}

/**
 * A table as monospaced lines for a phone. Where its columns do not stand side by side, each row stays together: the name
 * with the most important figure beside it, the others on lines below. Only where short names tell the rows apart, many
 * columns are spread over several tables instead.
 */
export function tallTables(table: Table, pen: Pen): string[][] {
  const grid = gridOf(table, pen);
  if (totalOf(grid.widths, gutter) <= pen.width) return textTables(table, pen);
  if (table.rows.length === 1) return [recordLines(grid, pen.width)];
  if (isBetterSpread(grid)) return textTables(table, pen);
  const layout = layoutOf(grid, pen.width);
  return layout === undefined ? textTables(table, pen) : [tallLines(grid, layout)];
}

/** A row alone: what it says one below the other, each with its heading. */
function recordLines({ lines }: Grid, most: number): string[] {
  const [labels = [], cells = []] = lines;
  const edge = Math.max(...labels.map(displayWidth));
  return labels.flatMap((label, at) => {
    const cell = cells[at] ?? "";
    const together = edge + gutter + displayWidth(cell) <= most;
    return together ? [`${padEnd(label, edge)}  ${cell}`] : [...wrap(label, most), ...wrap(cell, most)];
  });
}

function isBetterSpread({ columns, lines, widths }: Grid): boolean {
  const names = lines.map(([name]) => name);
  return columns.length > mostTogether && (widths[0] ?? 0) <= leastName && new Set(names).size === names.length;
}

function gridOf({ columns, rows }: Table, { speaker }: Pen): Grid {
  const lines = [columns.map(({ label }) => label), ...rows.map(({ cells }) => cells)].map((line) =>
    line.map((value) => cleanText(speaker.say(value))),
  );
  const widths = columns.map((_, at) => Math.max(...lines.map((line) => displayWidth(line[at] ?? ""))));
  return { columns, lines, widths };
}

/** Where everything goes in a table whose rows take several lines. */
interface Layout {
  /** The column beside the name, where there is room for it. */
  readonly key: number | undefined;
  /** The columns of each line below. */
  readonly below: readonly (readonly number[])[];
  readonly whole: number;
  /** Where names end. */
  readonly edge: number;
  /** Wide characters of the widest name, where all names have room for as many. */
  readonly wide: number;
}

function layoutOf({ columns, lines, widths }: Grid, most: number): Layout | undefined {
  const widthOf = (at: number) => widths[at] ?? 0;
  const lengthOf = (group: readonly number[]) => indentBelow + totalOf(group.map(widthOf), gutterBelow);
  const others = columns.map((_, at) => at).slice(1);
  const first = others.reduce((a, b) => ((columns[b]?.priority ?? 0) < (columns[a]?.priority ?? 0) ? b : a), 1);
  const key = most - gutter - widthOf(first) < Math.min(leastName, widthOf(0)) ? undefined : first;
  const left = others.filter((at) => at !== key);
  const below = pack(left, (group) => lengthOf(group) <= most);
  if (below.some((group) => lengthOf(group) > most)) return undefined;
  const beside = key === undefined ? 0 : gutter + widthOf(key);
  const names = lines.slice(1).map((line) => line[0] ?? "");
  const wide = wideRoom(names, most - beside);
  const name = wide?.room ?? Math.min(most - beside, widthOf(0));
  const whole = Math.max(name + beside, ...below.map(lengthOf));
  return { key, below, whole, edge: whole - beside, wide: wide?.characters ?? 0 };
}

function tallLines(grid: Grid, layout: Layout): string[] {
  const { key, below, whole, edge, wide } = layout;
  const [headings = [], ...rows] = grid.lines.map((line) => {
    const [start = "", ...more] = wrap(line[0] ?? "", edge);
    const figure = key === undefined ? "" : " ".repeat(gutter) + padStart(line[key] ?? "", grid.widths[key] ?? 0);
    const top = `${padName(start, edge, wide)}${figure}`.trimEnd();
    return [top, ...more, ...below.map((group) => lineBelow(group, grid, line, whole))];
  });
  // The headings take more than a line as well, so a rule tells where they end; a drawn one is twice as wide in some fonts.
  return [...headings, "-".repeat(whole), ...rows.flat()];
}

/** How many wide characters the widest name has, where there is room for as many beside every name. */
function wideRoom(names: readonly string[], most: number): { characters: number; room: number } | undefined {
  const characters = Math.max(0, ...names.map(wideIn));
  const room = 2 * characters + Math.max(0, ...names.map((name) => displayWidth(name) - 2 * wideIn(name)));
  return characters === 0 || room > most ? undefined : { characters, room };
}

/**
 * Names filled up with as many wide blanks as others have wide characters: in most apps these are not exactly two columns
 * wide, and figures would stand to the left where a name has more of them.
 */
function padName(name: string, width: number, wide: number): string {
  const blanks = Math.min(wide - wideIn(name), Math.floor((width - displayWidth(name)) / 2));
  return padEnd(name + "\u3000".repeat(Math.max(0, blanks)), width);
}

function wideIn(text: string): number {
  return graphemes(text).filter((character) => displayWidth(character) > 1).length;
}

/** Figures under a name; the last one ends where the figure beside the name does. */
function lineBelow(
  group: readonly number[],
  { columns, widths }: Grid,
  line: readonly string[],
  whole: number,
): string {
  const spare =
    whole -
    indentBelow -
    totalOf(
      group.map((at) => widths[at] ?? 0),
      gutterBelow,
    );
  const cells = group.map((at, place) => {
    const last = place === group.length - 1;
    const width = (widths[at] ?? 0) + (last ? spare : 0);
    const text = line[at] ?? "";
    return columns[at]?.align === "end" ? padStart(text, width) : padEnd(text, width);
  });
  return `${" ".repeat(indentBelow)}${cells.join(" ".repeat(gutterBelow))}`.trimEnd();
}

function totalOf(widths: readonly number[], between: number): number {
  return widths.reduce((sum, width) => sum + width, 0) + between * Math.max(0, widths.length - 1);
}
