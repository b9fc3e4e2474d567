import { message, missing, type Value } from "../i18n/value.ts";
import { displayWidth, padEnd, padStart, wrap } from "../support/text.ts";
import { fitColumns } from "./fit.ts";
import type { Table } from "./node.ts";
import { clean, type Pen, prose, type Tone } from "./pen.ts";
import { toneOf } from "./tone.ts";

const gutter = 2;

/** A table as lines that fit: columns side by side, or row by row where not even the needed ones do. */
export function plainTable(node: Table, pen: Pen): string[] {
  if (node.columns.length === 0) return [];
  const labels = node.columns.map((column) => clean(pen.speaker.say(column.label)));
  const texts = node.rows.map((row) => row.cells.map((value) => clean(pen.speaker.say(value))));
  const widths = labels.map((label, index) =>
    Math.max(displayWidth(label), ...texts.map((row) => displayWidth(row[index] as string))),
  );
  const { kept, dropped, firstWidth, tooNarrow } = fitColumns(
    node.columns.map((column, index) => ({
      width: widths[index] as number,
      priority: column.priority,
      least: leastWidth([labels[index] as string, ...texts.map((row) => row[index] as string)], pen.width),
    })),
    pen.width,
    gutter,
  );
  if (tooNarrow) return stacked(node, labels, texts, pen);
  const line = (cells: readonly string[], tones: (index: number) => Tone | undefined): string[] => {
    const [head = "", ...rest] = kept.map((index) => cells[index] as string);
    const wrapped = wrap(head, firstWidth);
    const others = rest.map((text, position) => {
      const index = kept[position + 1] as number;
      const atEnd = node.columns[index]?.align === "end";
      // Nothing follows the last column: padding would only leave blanks behind the colour.
      const last = position === rest.length - 1;
      const padded = atEnd
        ? padStart(text, widths[index] as number)
        : last
          ? text
          : padEnd(text, widths[index] as number);
      return tinted(padded, tones(index), pen);
    });
    return wrapped.map((part, row) => {
      const start = tinted(padEnd(part, firstWidth), tones(kept[0] as number), pen);
      return (row === 0 ? [start, ...others].join(" ".repeat(gutter)) : start).trimEnd();
    });
  };
  return [
    ...caption(node, pen),
    ...line(labels, () => "dim"),
    ...node.rows.flatMap((row, rowIndex) =>
      line(
        texts[rowIndex] as string[],
        (index) => toneOf(row.cells[index] as Value) ?? (row.strong === true ? "strong" : undefined),
      ),
    ),
    ...(dropped.length === 0
      ? []
      : prose(
          message("document.dropped-columns", {
            columns: {
              is: "join",
              by: "list",
              items: dropped.map((index) => (node.columns[index] as (typeof node.columns)[0]).label),
            },
          }),
          pen,
          "dim",
        )),
  ];
}

function caption(node: Table, pen: Pen): string[] {
  return node.caption === undefined ? [] : prose(node.caption, pen, "strong");
}

/** Each row as its first cell on a line of its own and the others under it, with their headings. No column is dropped. */
function stacked(node: Table, labels: readonly string[], texts: readonly string[][], pen: Pen): string[] {
  const colon = pen.speaker.language === "zh" ? "：" : ": ";
  const rows = texts.flatMap(([head = "", ...cells], row) => [
    ...wrap(head, pen.width).map((line) => pen.paint(line, "strong")),
    ...cells.flatMap((text, index) => {
      const tone = toneOf(node.rows[row]?.cells[index + 1] ?? missing);
      const lines = wrap(`${labels[index + 1]}${colon}${text}`, pen.width - 2);
      return lines.map((line) => `  ${tinted(line, tone, pen)}`);
    }),
  ]);
  return [...caption(node, pen), ...rows];
}

/** A name column keeps room for its longest word, within a quarter to a third of the screen. */
function leastWidth(texts: readonly string[], width: number): number {
  const longest = Math.max(...texts.flatMap((text) => text.split(" ").map(displayWidth)));
  return Math.min(Math.max(longest, Math.floor(width / 4)), Math.floor(width / 3));
}

function tinted(text: string, tone: Tone | undefined, pen: Pen): string {
  return tone === undefined ? text : pen.paint(text, tone);
}
