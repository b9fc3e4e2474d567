import type { Actions, Node, Table } from "../../src/document/node.ts";
import { clean } from "../../src/document/pen.ts";
import { renderPlain } from "../../src/document/plain.ts";
import type { Speaker } from "../../src/i18n/speaker.ts";
import type { Value } from "../../src/i18n/value.ts";
import { actionBlocks } from "./actions.ts";
import { type Block, bullets, context, header, prose, quote } from "./blocks.ts";
import { joinedTables } from "./joined-tables.ts";
import { choices } from "./limits.ts";
import { linesWithin, nativeTables, textOnly, textTable } from "./tables.ts";

/** What stays together in one message. */
export interface Piece {
  readonly blocks: readonly Block[];
  /** The same as text, for a message that already has its one table; `small` only where it is short and narrow. */
  readonly text?: {
    readonly small?: readonly Block[];
    readonly fair?: readonly Block[];
    readonly any: readonly Block[];
  };
  /** Not to be the last thing of a message. */
  readonly heading?: boolean;
  /** Begins a section. */
  readonly section?: boolean;
}

/** Nodes as pieces, in order. One small function per node; each says everything its node says. */
export function piecesOf(nodes: readonly Node[], speaker: Speaker): Piece[] {
  const said = nodes.filter((node) => node.node !== "chart" || chart(node, speaker).length > 0);
  return joinedTables(said).flatMap((node) => pieces(node, speaker));
}

function pieces(node: Node, speaker: Speaker): Piece[] {
  switch (node.node) {
    case "title":
      return node.level === 3
        ? headed(prose(heading(node.text, speaker), true))
        : headed(header(heading(node.text, speaker)), true);
    case "lead":
    case "paragraph":
      return each(sentences(node.text, speaker), prose);
    case "list":
      return bullets(node.items.flatMap((item) => sentences(item, speaker))).map((block) => ({ blocks: [block] }));
    case "table":
      return table(node, speaker);
    case "chart":
      return each(chart(node, speaker), context);
    case "details":
      return [
        ...sentences(node.summary, speaker).flatMap((text) => headed(prose(text, true))),
        ...piecesOf(node.children, speaker),
      ];
    case "gap":
      return each(sentences(node.text, speaker), quote);
    case "note":
    case "disclaimer":
      return each(sentences(node.text, speaker), context);
    case "actions":
      return [{ blocks: actionBlocks(node, speaker) }];
    case "divider":
      return [{ blocks: [{ type: "divider" }] }];
  }
}

/** The caption as small print above, which is where a reader looks for units. */
function table(node: Table, speaker: Speaker): Piece[] {
  const caption = node.caption === undefined ? [] : sentences(node.caption, speaker).flatMap(context);
  if (node.columns.length === 0) return caption.map((block) => ({ blocks: [block] }));
  const native = nativeTables(node, speaker);
  if (native.length > 1) return [...headed(caption), ...native.map((blocks) => ({ blocks }))];
  const small = node.rows.length > choices.fewRows ? undefined : smallText(node, speaker);
  const fair = textTable(node, speaker, choices.wide);
  const text = {
    ...(small === undefined ? {} : { small: [...caption, ...small] }),
    ...(fair === undefined ? {} : { fair: [...caption, ...fair] }),
    any: [...caption, ...textOnly(node, speaker)],
  };
  const blocks = [...caption, ...native.flat()];
  return [{ blocks, text }];
}

/** A table as text that a phone and a thread beside the channel have room for. */
function smallText(node: Table, speaker: Speaker): readonly Block[] | undefined {
  return textTable(node, speaker, choices.narrow) ?? linesWithin(node, speaker, choices.line);
}

/** What the picture would show, in one line: its name, its course as blocks, its span. Charts that repeat a table say nothing. */
function chart(node: Node, speaker: Speaker): string[] {
  const text = renderPlain({ nodes: [node] }, { speaker, width: 1000 });
  const line = text
    .split("\n")
    .filter((part) => part !== "")
    .join("  ");
  return line === "" ? [] : [line];
}

function headed(blocks: readonly Block[], section = false): Piece[] {
  return blocks.map((block, index) => ({
    blocks: [block],
    heading: true,
    ...(section && index === 0 ? { section: true } : {}),
  }));
}

function each(texts: readonly string[], form: (text: string) => Block[]): Piece[] {
  return texts.flatMap((text) => form(text)).map((block) => ({ blocks: [block] }));
}

/** A heading in each language of the reader, side by side. */
export function heading(value: Value, speaker: Speaker): string {
  return sentences(value, speaker).join(" ");
}

/** A value in each language of the reader, those that show anything. */
export function sentences(value: Value, speaker: Speaker): string[] {
  return speaker
    .sentences(value)
    .map(clean)
    .filter((text) => text !== "");
}

export function isActions(node: Node): node is Actions {
  return node.node === "actions";
}
