import type { Table } from "../../src/document/node.ts";
import { clean } from "../../src/document/pen.ts";
import { plainTable } from "../../src/document/plain-table.ts";
import { chunkColumns, chunkRows } from "../../src/document/spread.ts";
import type { Speaker } from "../../src/i18n/speaker.ts";
import { displayWidth } from "../../src/support/text.ts";
import { type Block, context, lines, nativeTable, preformatted, prose, weigh } from "./blocks.ts";
import { choices, limits } from "./limits.ts";

/** Text of one native table, so that its heading and caption still find room in the same message. */
const mostText = limits.tableText * 0.6;
const gutter = 2;
const separator = " · ";

/** A table as native ones that Slack takes, each with every column it can hold; together they hold every cell. */
export function nativeTables(table: Table, speaker: Speaker): Block[][] {
  return chunkColumns(table, limits.tableColumns)
    .flatMap((part) => chunkRows(part, limits.tableRows - 1))
    .flatMap((part) => withinText(part, speaker));
}

/** Halves a table until its text fits: rows first, then columns; a single cell too long for any table becomes prose. */
function withinText(table: Table, speaker: Speaker): Block[][] {
  const block = nativeOf(table, speaker);
  if (weigh(block) <= mostText) return [[block]];
  if (table.rows.length > 1) {
    return chunkRows(table, Math.ceil(table.rows.length / 2)).flatMap((part) => withinText(part, speaker));
  }
  if (table.columns.length > 2) {
    return chunkColumns(table, Math.ceil(table.columns.length / 2) + 1).flatMap((part) =>
      part.columns.length < table.columns.length ? withinText(part, speaker) : [listed(part, speaker)],
    );
  }
  return [listed(table, speaker)];
}

function nativeOf(table: Table, speaker: Speaker): Block {
  const [labels = [], ...rows] = textsOf(table, speaker);
  return nativeTable(
    labels,
    rows.map((cells, index) => ({ cells, strong: table.rows[index]?.strong === true })),
    table.columns,
  );
}

/** Heading and cell of every row, one pair below the other. */
function listed(table: Table, speaker: Speaker): Block[] {
  const [labels = [], ...rows] = textsOf(table, speaker);
  const colon = speaker.language === "zh" ? "：" : ": ";
  const pairs = rows.flatMap((row) => row.map((text, index) => `${labels[index]}${colon}${text}`));
  return (rows.length === 0 ? labels : pairs).flatMap((text) => prose(text));
}

/**
 * The table as text, every row a line of at most so many columns: monospaced where all characters are narrow. Wide ones do
 * not take exactly two columns in Slack's font, so there the cells of a row simply follow each other.
 */
export function textTable(table: Table, speaker: Speaker, width: number): Block[] | undefined {
  const rows = textsOf(table, speaker);
  const isNarrow = rows.flat().every((text) => displayWidth(text) === text.length);
  if (!isNarrow) return linesWithin(table, speaker, width);
  const widths = table.columns.map((_, index) => Math.max(...rows.map((row) => row[index]?.length ?? 0)));
  if (sum(widths) + gutter * (widths.length - 1) > width) return undefined;
  const { caption: _, ...bare } = table;
  return preformatted(plainTable(bare, { speaker, width, openDetails: true, paint: (text) => text }));
}

/** The table as text, the cells of a row one after the other, where every row is short. */
export function linesWithin(table: Table, speaker: Speaker, width: number): Block[] | undefined {
  const rows = textsOf(table, speaker);
  return rows.some((row) => displayWidth(row.join(separator)) > width) ? undefined : listedRows(rows);
}

/** The table as text whatever its size. */
export function textOnly(table: Table, speaker: Speaker): Block[] {
  return textTable(table, speaker, choices.wide) ?? listedRows(textsOf(table, speaker));
}

function listedRows([labels = [], ...rows]: readonly string[][]): Block[] {
  return [...context(labels.join(separator)), ...lines(rows)];
}

/** Headings, then rows. */
function textsOf(table: Table, speaker: Speaker): string[][] {
  const values = [table.columns.map(({ label }) => label), ...table.rows.map(({ cells }) => cells)];
  return values.map((row) => row.map((value) => clean(speaker.say(value))));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, one) => all + one, 0);
}
