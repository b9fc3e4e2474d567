import type { Speaker } from "../i18n/speaker.ts";
import { message, type Value } from "../i18n/value.ts";
import { displayWidth, wrap } from "../support/text.ts";
import type { Action, Actions, Chart, Document, Node } from "./node.ts";
import { clean, type Pen, prose, type Tone } from "./pen.ts";
import { plainTable } from "./plain-table.ts";

export interface PlainOptions {
  readonly speaker: Speaker;
  /** Columns available (default 80). */
  readonly width?: number;
  /** Prints the content of details instead of one line that names it (default false). */
  readonly openDetails?: boolean;
  readonly paint?: (text: string, tone: Tone) => string;
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
      return [...plainTable(node, pen), ""];
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
      return [...actions(node, pen), ""];
    case "divider":
      return [pen.paint("─".repeat(pen.width), "dim"), ""];
  }
}

/** What to type next: the values of a choice in one line, anything else with its command. */
function actions(node: Actions, pen: Pen): string[] {
  const label = (item: Action) => clean(pen.speaker.say(item.label));
  const text =
    node.pick === undefined
      ? node.items.map((item) => `[${label(item)}] ${clean(item.command)}`).join("   ")
      : `${clean(pen.speaker.say(node.pick))}: ${node.items.map((item) => (item.current === true ? `[${label(item)}]` : label(item))).join(" · ")}`;
  return wrap(text, pen.width).map((line) => pen.paint(line, "dim"));
}

function heading(level: 1 | 2 | 3, text: string, pen: Pen): string[] {
  const lines = wrap(clean(text), pen.width);
  if (level === 3) return lines.map((line) => pen.paint(line, "strong"));
  const rule = (level === 1 ? "═" : "─").repeat(level === 1 ? pen.width : Math.max(...lines.map(displayWidth)));
  const tone = level === 1 ? "title" : "heading";
  return ["", ...lines.map((line) => pen.paint(line, tone)), pen.paint(rule, "dim")];
}

function bullet(value: Value, pen: Pen): string[] {
  return pen.speaker
    .sentences(value)
    .filter((sentence) => clean(sentence) !== "")
    .flatMap((sentence) =>
      wrap(clean(sentence), pen.width - 2).map((line, index) => (index === 0 ? `• ${line}` : `  ${line}`)),
    );
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
