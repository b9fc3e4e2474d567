import type { Column, Table } from "../../src/document/node.ts";
import type { Pen } from "../../src/document/pen.ts";
import { pack } from "../../src/document/split.ts";
import { textTables } from "../../src/document/spread.ts";
import { cleanText, displayWidth, graphemes, padEnd, padStart, wrap } from "../../src/support/text.ts";

const gutter = 2;

/** Figures under a name stand closer, so that a usual row needs one line for them. */
const indentBelow = 1;
const gutterBelow = 1;

/** Names are not wrapped narrower than this. */
const leastName = 12;

/** More lines than this under a name no longer read as a row. */
const mostUnderName = 2;

/** Lines it may take more than several tables, for keeping rows together. */
const worthLines = 3;

/** A table whose texts are said, with the width of each column. */
interface Grid {
  readonly columns: readonly Column[];
  /** The headings first, then the rows. */
  readonly lines: readonly (readonly string[])[];
  readonly widths: readonly number[];
}

/**
 * A table as monospaced lines for a phone. Where its columns do not stand side by side, each name keeps the most important
 * figure beside it and has the others on a line or two below, so that all of a row stays together; a table too wide even
 * for that is spread over several.
 */
export function tallTables(table: Table, pen: Pen): string[][] {
  const grid = gridOf(table, pen);
  if (totalOf(grid.widths, gutter) <= pen.width) return textTables(table, pen);
  const spread = textTables(table, pen);
  const tall = tallLines(grid, pen.width);
  return tall === undefined || tall.length > spread.flat().length + worthLines ? spread : [tall];
}

function gridOf({ columns, rows }: Table, { speaker }: Pen): Grid {
  const lines = [columns.map(({ label }) => label), ...rows.map(({ cells }) => cells)].map((line) =>
    line.map((value) => cleanText(speaker.say(value))),
  );
  const widths = columns.map((_, at) => Math.max(...lines.map((line) => displayWidth(line[at] ?? ""))));
  return { columns, lines, widths };
}

function tallLines({ columns, lines, widths }: Grid, most: number): string[] | undefined {
  const others = columns.map((_, at) => at).slice(1);
  const key = others.reduce((a, b) => ((columns[b]?.priority ?? 0) < (columns[a]?.priority ?? 0) ? b : a), 1);
  const widthOf = (at: number) => widths[at] ?? 0;
  const fits = (group: readonly number[]) => indentBelow + totalOf(group.map(widthOf), gutterBelow) <= most;
  const below = pack(
    others.filter((at) => at !== key),
    fits,
  );
  const nameRoom = most - gutter - widthOf(key);
  if (below.length > mostUnderName || !below.every(fits) || nameRoom < leastName) return undefined;
  const name = Math.min(nameRoom, widthOf(0));
  const whole = Math.max(
    name + gutter + widthOf(key),
    ...below.map((group) => indentBelow + totalOf(group.map(widthOf), gutterBelow)),
  );
  const edge = whole - gutter - widthOf(key);
  const wide = Math.max(...lines.map((line) => wideIn(wrap(line[0] ?? "", edge)[0] ?? "")));
  const [headings = [], ...rows] = lines.map((line) => {
    const [first = "", ...more] = wrap(line[0] ?? "", edge);
    const top = `${padName(first, edge, wide)}${" ".repeat(gutter)}${padStart(line[key] ?? "", widthOf(key))}`;
    return [top, ...more, ...below.map((group) => lineBelow(group, { columns, lines, widths }, line, whole))];
  });
  // The headings take more than a line as well, so a rule tells where they end; a drawn one is twice as wide in some fonts.
  return [...headings, "-".repeat(whole), ...rows.flat()];
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
