import type { Speaker } from "../i18n/speaker.ts";
import { message, type Value } from "../i18n/value.ts";
import { cleanText, displayWidth, padEnd, padStart, wrap } from "../support/text.ts";
import { fitColumns } from "./fit.ts";
import type { Chart, Document, Node, Table } from "./node.ts";

/** What a run of text is for; a terminal may colour it, a file leaves it alone. */
export type Tone = "title" | "heading" | "lead" | "strong" | "dim" | "warn" | "up" | "down";

export interface PlainOptions {
  readonly speaker: Speaker;
  /** Columns available (default 80). */
  readonly width?: number;
  /** Prints the content of details instead of one line that names it (default false). */
  readonly openDetails?: boolean;
  readonly paint?: (text: string, tone: Tone) => string;
}

interface Pen {
  readonly speaker: Speaker;
  readonly width: number;
  readonly openDetails: boolean;
  readonly paint: (text: string, tone: Tone) => string;
}

/** A document as monospaced text, no line wider than asked. */
export function renderPlain(document: Document, options: PlainOptions): string {
  const pen: Pen = {
    speaker: options.speaker,
    width: Math.max(20, options.width ?? 80),
    openDetails: options.openDetails ?? false,
    paint: options.paint ?? ((text) => text),
  };
  const lines = document.nodes.flatMap((node) => block(node, pen));
  return `${lines
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim()}\n`;
}

/** One small function per node; each answers whole lines, blank ones included. */
function block(node: Node, pen: Pen): string[] {
  switch (node.node) {
    case "title":
      return heading(node.level, pen.speaker.say(node.text), pen);
    case "lead":
      return [...prose(node.text, pen, "lead"), ""];
    case "paragraph":
      return [...prose(node.text, pen), ""];
    case "table":
      return [...table(node, pen), ""];
    case "list":
      return [...node.items.flatMap((item) => bullet(item, pen)), ""];
    case "chart":
      return chart(node, pen);
    case "details":
      return pen.openDetails
        ? [...prose(node.summary, pen, "strong"), ...node.children.flatMap((child) => block(child, pen))]
        : [...prose(message("document.closed", { summary: node.summary }), pen, "dim"), ""];
    case "gap":
      return [...prose(node.text, pen, "warn"), ""];
    case "note":
    case "disclaimer":
      return [...prose(node.text, pen, "dim"), ""];
    case "actions":
      return [
        ...wrap(
          node.items.map((item) => `[${clean(pen.speaker.say(item.label))}] ${item.command}`).join("   "),
          pen.width,
        ).map((line) => pen.paint(line, "dim")),
        "",
      ];
    case "divider":
      return [pen.paint("─".repeat(pen.width), "dim"), ""];
  }
}

function heading(level: 1 | 2 | 3, text: string, pen: Pen): string[] {
  const lines = wrap(clean(text), pen.width);
  if (level === 3) return lines.map((line) => pen.paint(line, "strong"));
  const rule = (level === 1 ? "═" : "─").repeat(level === 1 ? pen.width : Math.max(...lines.map(displayWidth)));
  const tone = level === 1 ? "title" : "heading";
  return ["", ...lines.map((line) => pen.paint(line, tone)), pen.paint(rule, "dim")];
}

function prose(value: Value, pen: Pen, tone?: Tone): string[] {
  return pen.speaker
    .sentences(value)
    .flatMap((sentence) => wrap(clean(sentence), pen.width))
    .map((line) => (tone === undefined ? line : pen.paint(line, tone)));
}

function bullet(value: Value, pen: Pen): string[] {
  return pen.speaker
    .sentences(value)
    .flatMap((sentence) =>
      wrap(clean(sentence), pen.width - 2).map((line, index) => (index === 0 ? `• ${line}` : `  ${line}`)),
    );
}

const gutter = 2;

function table(node: Table, pen: Pen): string[] {
  if (node.columns.length === 0) return [];
  const labels = node.columns.map((column) => clean(pen.speaker.say(column.label)));
  const texts = node.rows.map((row) => row.cells.map((value) => clean(pen.speaker.say(value))));
  const widths = labels.map((label, index) =>
    Math.max(displayWidth(label), ...texts.map((row) => displayWidth(row[index] as string))),
  );
  const { kept, dropped, firstWidth } = fitColumns(
    node.columns.map((column, index) => ({
      width: widths[index] as number,
      priority: column.priority,
      least: leastWidth([labels[index] as string, ...texts.map((row) => row[index] as string)], pen.width),
    })),
    pen.width,
    gutter,
  );
  const line = (cells: readonly string[], tones: (index: number) => Tone | undefined): string[] => {
    const [head = "", ...rest] = kept.map((index) => cells[index] as string);
    const wrapped = wrap(head, firstWidth);
    const others = rest.map((text, position) => {
      const index = kept[position + 1] as number;
      const pad = node.columns[index]?.align === "end" ? padStart : padEnd;
      return tinted(pad(text, widths[index] as number), tones(index), pen);
    });
    return wrapped.map((part, row) => {
      const start = tinted(padEnd(part, firstWidth), tones(kept[0] as number), pen);
      return (row === 0 ? [start, ...others].join(" ".repeat(gutter)) : start).trimEnd();
    });
  };
  return [
    ...(node.caption === undefined ? [] : prose(node.caption, pen, "strong")),
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

/** A name column keeps room for its longest word, within a quarter to a third of the screen. */
function leastWidth(texts: readonly string[], width: number): number {
  const longest = Math.max(...texts.flatMap((text) => text.split(" ").map(displayWidth)));
  return Math.min(Math.max(longest, Math.floor(width / 4)), Math.floor(width / 3));
}

function tinted(text: string, tone: Tone | undefined, pen: Pen): string {
  return tone === undefined ? text : pen.paint(text, tone);
}

/** Which way a table cell points; prices and levels point nowhere. */
export function toneOf(value: Value): "up" | "down" | undefined {
  if (value.is !== "quantity" || (value.style !== "cell" && value.style !== "change")) return undefined;
  if (!["pct", "pct_pt", "bp", "pips", "usd_m"].includes(value.unit)) return undefined;
  if (/^[+-]?0*(\.0*)?$/.test(value.digits)) return undefined;
  return value.digits.startsWith("-") ? "down" : "up";
}

const blocks = "▁▂▃▄▅▆▇█";

/** Charts over time become one line of blocks; bars and heat maps repeat the table beside them and are left to pictures. */
function chart(node: Chart, pen: Pen): string[] {
  if (node.form !== "columns" && node.form !== "line") return [];
  const points = node.series.at(-1)?.points ?? [];
  const numbers = points.flatMap((point) => (point.digits === undefined ? [] : [Number(point.digits)]));
  if (numbers.length < 2) return [];
  const low = Math.min(...numbers, node.form === "columns" ? 0 : Number.POSITIVE_INFINITY);
  const high = Math.max(...numbers, node.form === "columns" ? 0 : Number.NEGATIVE_INFINITY);
  const spark = points
    .map(({ digits }) =>
      digits === undefined
        ? " "
        : blocks[high === low ? 3 : Math.round(((Number(digits) - low) / (high - low)) * (blocks.length - 1))],
    )
    .join("");
  return [...prose(node.title, pen, "dim"), ...wrap(spark, pen.width), ...prose(node.alt, pen, "dim"), ""];
}

function clean(text: string): string {
  return cleanText(text);
}
