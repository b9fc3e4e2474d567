import type { Chart, List, Node, Table } from "../../src/document/node.ts";
import type { Pen } from "../../src/document/pen.ts";
import { renderPlain } from "../../src/document/plain.ts";
import { pack, splitText } from "../../src/document/split.ts";
import { chunkRows } from "../../src/document/spread.ts";
import { tallTables } from "../../src/document/tall.ts";
import type { Speaker } from "../../src/i18n/speaker.ts";
import type { Value } from "../../src/i18n/value.ts";
import { cleanText, displayWidth, wrap } from "../../src/support/text.ts";
import { escapeCode, escapeMarkdown } from "./escape.ts";
import { limits, tableWidth } from "./limits.ts";

/** A stretch of markdown that is never cut; its kind says how far it stands from the next. */
export interface Block {
  readonly kind: "heading" | "prose" | "item" | "code" | "small";
  readonly text: string;
}

type Spoken = Exclude<Node, { node: "actions" | "details" | "divider" }>;

/** One small function per node that is made of text. */
export function blocksOf(node: Spoken, speaker: Speaker): Block[] {
  switch (node.node) {
    case "title":
      return headingBlocks(titleText(node.text, speaker));
    case "lead":
      return leadBlocks(node.text, speaker);
    case "paragraph":
      return prose(node.text, speaker, plain);
    case "gap":
      return prose(node.text, speaker, warning);
    case "note":
    case "disclaimer":
      return prose(node.text, speaker, small);
    case "list":
      return listBlocks(node, speaker);
    case "table":
      return tableBlocks(node, speaker);
    case "chart":
      return chartBlocks(node, speaker);
  }
}

/** A title in one line, in each language of the reader. */
export function titleText(value: Value, speaker: Speaker): string {
  return speaker.sentences(value).map(cleanText).join(" ");
}

export function headingBlocks(text: string): Block[] {
  return pieces(cleanText(text), heading);
}

/** What a menu or a button would have been. */
export function commandBlocks(label: string, command: string): Block[] {
  return pieces(`${label}: ${command}`, small);
}

interface Dress {
  readonly kind: Block["kind"];
  readonly before: string;
  readonly after: string;
}

const plain: Dress = { kind: "prose", before: "", after: "" };
const bold: Dress = { kind: "prose", before: "**", after: "**" };
const heading: Dress = { kind: "heading", before: "**", after: "**" };
const warning: Dress = { kind: "prose", before: "⚠ ", after: "" };
const small: Dress = { kind: "small", before: "-# ", after: "" };
const item: Dress = { kind: "item", before: "- ", after: "" };

function pieces(text: string, { kind, before, after }: Dress): Block[] {
  const room = limits.embedDescription - before.length - after.length;
  return splitText(text, room, (part) => escapeMarkdown(part.trim()).length)
    .map((part) => escapeMarkdown(part.trim()))
    .filter((part) => part !== "")
    .map((part) => ({ kind, text: before + part + after }));
}

function prose(value: Value, speaker: Speaker, dress: Dress): Block[] {
  return speaker.sentences(value).flatMap((sentence) => pieces(cleanText(sentence), dress));
}

/** More columns than this in bold are no longer read as one sentence. */
const longestBold = 140;

function leadBlocks(text: Value, speaker: Speaker): Block[] {
  const long = speaker.sentences(text).some((sentence) => displayWidth(sentence) > longestBold);
  return prose(text, speaker, long ? plain : bold);
}

function listBlocks({ items }: List, speaker: Speaker): Block[] {
  return items.flatMap((value) => prose(value, speaker, item));
}

/** Rows of a block; more than this repeat their headings in the next one. */
const rowsTogether = 50;

function tableBlocks(node: Table, speaker: Speaker): Block[] {
  const { caption, ...table } = node;
  return [...(caption === undefined ? [] : prose(caption, speaker, heading)), ...gridBlocks(table, speaker)];
}

function gridBlocks(table: Table, speaker: Speaker): Block[] {
  const labels = table.columns.map(({ label }) => cleanText(speaker.say(label)));
  if (table.rows.length === 0) return pieces(labels.join(" · "), small);
  return chunkRows(table, rowsTogether)
    .flatMap((part) => tallTables(part, penOf(speaker)))
    .flatMap((lines) => codeBlocks(withHeading(labels[0] ?? "", lines)));
}

/** Rows that were broken into lines say the headings of their cells, but not the one of the name on top. */
function withHeading(heading: string, lines: readonly string[]): readonly string[] {
  const names = lines.map((line) => line.split(/ {2,}/)[0]).join("");
  const bare = (text: string) => text.replaceAll(" ", "");
  return lines.length === 0 || bare(names).includes(bare(heading)) ? lines : [...wrap(heading, tableWidth), ...lines];
}

/** Charts over time as one line of blocks; bars and heat maps repeat the table beside them. */
function chartBlocks(node: Chart, speaker: Speaker): Block[] {
  const text = renderPlain({ nodes: [node] }, { speaker, width: tableWidth }).trim();
  return text === "" ? [] : codeBlocks(text.split("\n"));
}

function penOf(speaker: Speaker): Pen {
  return { speaker, width: tableWidth, openDetails: true, paint: (text) => text };
}

const fence = "```";
const mostCode = limits.embedDescription - 2 * (fence.length + 1);

/** Lines in as few blocks as they fit. A single line is only ever too long when it is nearly all combining characters. */
function codeBlocks(lines: readonly string[]): Block[] {
  const short = lines.map(escapeCode).flatMap((line) => splitText(line, mostCode));
  return pack(short, (group) => group.join("\n").length <= mostCode).map((group) => ({
    kind: "code",
    text: `${fence}\n${group.join("\n")}\n${fence}`,
  }));
}
