import type { types } from "@slack/bolt";
import { splitText } from "../../src/document/split.ts";
import { limits } from "./limits.ts";

export type Block = types.KnownBlock;
type Cell = types.TableBlock["rows"][number][number];
type Styled = types.RichTextText;

/** Literal text: Slack makes no mention, link, emoji or emphasis of it. */
export function plainText(text: string): types.PlainTextElement {
  return { type: "plain_text", text, emoji: false };
}

/** Literal text that may be bold. */
export function run(text: string, bold = false): Styled {
  return bold ? { type: "text", text, style: { bold } } : { type: "text", text };
}

export function header(text: string): Block[] {
  if (text === "" || text.length > limits.header) return prose(text, true);
  return [{ type: "header", text: plainText(text) }];
}

/** Paragraphs of any length, each block within what a reader is shown at once. */
export function prose(text: string, bold = false): Block[] {
  return parts(text, limits.prose).map((part) => richText([section([run(part, bold)])]));
}

export function quote(text: string): Block[] {
  return parts(text, limits.prose).map((part) => richText([{ type: "rich_text_quote", elements: [run(part)] }]));
}

/** Small print. */
export function context(text: string): Block[] {
  return parts(text, limits.context).map((part) => ({ type: "context", elements: [plainText(part)] }));
}

/** Points of a list; one longer than a block goes on as the next point. */
export function bullets(items: readonly string[]): Block[] {
  const points = items.flatMap((item) => parts(item, limits.prose));
  const blocks: string[][] = [];
  for (const part of points) {
    const last = blocks.at(-1);
    if (last !== undefined && sum([...last, part].map((one) => one.length)) <= limits.prose) last.push(part);
    else blocks.push([part]);
  }
  return blocks.map((block) =>
    richText([{ type: "rich_text_list", style: "bullet", elements: block.map((item) => section([run(item)])) }]),
  );
}

/** Rows of text, each on a line of its own that starts with its name. */
export function lines(rows: readonly (readonly string[])[]): Block[] {
  const blocks: { room: number; elements: Styled[] }[] = [];
  for (const [name = "", ...cells] of rows) {
    const rest = cells.map((cell) => ` · ${cell}`).join("");
    const room = name.length + rest.length + 1;
    const last = blocks.at(-1);
    if (room > limits.prose)
      blocks.push(...parts(name + rest, limits.prose).map((part) => ({ room, elements: [run(part)] })));
    else if (last !== undefined && last.room + room <= limits.prose) {
      last.room += room;
      last.elements.push(run(`\n`), run(name, true), run(rest));
    } else blocks.push({ room, elements: [run(name, true), run(rest)] });
  }
  return blocks
    .map(({ elements }) => elements.filter(({ text }) => text !== ""))
    .filter((elements) => elements.length > 0)
    .map((elements) => richText([section(elements)]));
}

/** Monospaced lines. */
export function preformatted(lines: readonly string[]): Block[] {
  const blocks: string[] = [];
  for (const line of lines) {
    const last = blocks.at(-1);
    if (last !== undefined && last.length + 1 + line.length <= limits.prose) blocks.splice(-1, 1, `${last}\n${line}`);
    else blocks.push(line);
  }
  return blocks
    .filter((text) => text !== "")
    .map((text) => richText([{ type: "rich_text_preformatted", elements: [run(text)] }]));
}

/** A native table; its first row holds the headings, a strong row is bold. */
export function nativeTable(
  labels: readonly string[],
  rows: readonly { readonly cells: readonly string[]; readonly strong: boolean }[],
  columns: readonly { readonly align: "start" | "end" }[],
): types.TableBlock {
  return {
    type: "table",
    rows: [
      labels.map((text) => cell(text)),
      ...rows.map(({ cells, strong }) => cells.map((text) => cell(text, strong))),
    ],
    column_settings: columns.map(({ align }, index) =>
      align === "end" ? { align: "right" } : { align: "left", is_wrapped: index === 0 },
    ),
  };
}

/** Slack refuses a cell without text, so an empty one holds a blank. */
function cell(text: string, strong = false): Cell {
  const shown = text === "" ? " " : text;
  return strong ? richText([section([run(shown, true)])]) : { type: "raw_text", text: shown };
}

/** Text within a length; nothing where there is nothing, since Slack refuses an empty text. */
function parts(text: string, most: number): string[] {
  return text === "" ? [] : splitText(text, most);
}

export function richText(elements: types.RichTextBlock["elements"]): types.RichTextBlock {
  return { type: "rich_text", elements };
}

export function section(elements: types.RichTextSection["elements"]): types.RichTextSection {
  return { type: "rich_text_section", elements };
}

/** How much of a message's room blocks take: all text in them, and a little for each. */
export function weigh(value: unknown): number {
  if (Array.isArray(value)) return sum(value.map(weigh));
  if (typeof value !== "object" || value === null) return 0;
  return sum(
    Object.entries(value).map(([key, inner]) =>
      (key === "text" || key === "value") && typeof inner === "string" ? inner.length + 1 : weigh(inner),
    ),
  );
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, one) => all + one, 0);
}
