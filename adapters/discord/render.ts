import type { Actions, Node } from "../../src/document/node.ts";
import { pack, splitText } from "../../src/document/split.ts";
import type { Speaker } from "../../src/i18n/speaker.ts";
import type { Render } from "../../src/platform/adapter.ts";
import { type Block, blocksOf, commandBlocks, headingBlocks, titleText } from "./blocks.ts";
import { controlsOf } from "./controls.ts";
import { escapeMarkdown } from "./escape.ts";
import { limits } from "./limits.ts";
import { type Embed, type Message, noMentions, type Row } from "./message.ts";

/** What a message is packed from, in order. */
type Piece =
  | { readonly is: "title"; readonly text: string }
  | { readonly is: "block"; readonly block: Block }
  | { readonly is: "embed"; readonly embed: Embed }
  | { readonly is: "row"; readonly row: Row; readonly says: string };

/**
 * A document as messages of embeds: each section one embed, tables as code blocks narrow enough for a phone, controls as
 * rows under the last embed.
 */
export const renderDiscord: Render = (document, speaker) => {
  let numbers = 0;
  const pieces = document.nodes.flatMap((node) => piecesOf(node, speaker, () => numbers++));
  return pack(asEmbeds(pieces), fits).map((group) => ({ method: "Create Message", payload: messageOf(group) }));
};

function piecesOf(node: Node, speaker: Speaker, number: () => number): Piece[] {
  switch (node.node) {
    case "title":
      return node.level === 3 ? asBlocks(blocksOf(node, speaker)) : titlePieces(titleText(node.text, speaker));
    case "details":
      return [
        ...asBlocks(headingBlocks(titleText(node.summary, speaker))),
        ...node.children.flatMap((child) => piecesOf(child, speaker, number)),
      ];
    case "actions":
      return actionPieces(node, speaker, number);
    case "divider":
      return [];
    default:
      return asBlocks(blocksOf(node, speaker));
  }
}

function asBlocks(blocks: readonly Block[]): Piece[] {
  return blocks.map((block) => ({ is: "block", block }));
}

/** A title too long for the place of titles goes on as a bold line. */
function titlePieces(text: string): Piece[] {
  const [first = "", ...rest] = splitText(text, limits.embedTitle, (part) => escapeMarkdown(part.trim()).length);
  const title = escapeMarkdown(first.trim());
  return title === "" ? [] : [{ is: "title", text: title }, ...asBlocks(headingBlocks(rest.join("")))];
}

function actionPieces(node: Actions, speaker: Speaker, number: () => number): Piece[] {
  const { rows, rest } = controlsOf(node, speaker, number);
  return [
    ...asBlocks(rest.flatMap(({ label, command }) => commandBlocks(label, command))),
    ...rows.map(({ row, says }): Piece => ({ is: "row", row, says })),
  ];
}

/** The colour of the bell; it says nothing about the figures. */
const brass = 0xb8860b;

/** Titles and blocks become embeds: a title begins one, and blocks follow while there is room. */
function asEmbeds(pieces: readonly Piece[]): Piece[] {
  const found: Piece[] = [];
  let open: { title?: string; blocks: Block[] } | undefined;
  const close = () => {
    if (open !== undefined) found.push({ is: "embed", embed: embedOf(open.title, open.blocks) });
    open = undefined;
  };
  for (const piece of pieces) {
    if (piece.is === "title") {
      close();
      open = { title: piece.text, blocks: [] };
    } else if (piece.is === "block") {
      if (open !== undefined && joined([...open.blocks, piece.block]).length > limits.embedDescription) close();
      open ??= { blocks: [] };
      open.blocks.push(piece.block);
    } else {
      close();
      found.push(piece);
    }
  }
  close();
  return found;
}

function embedOf(title: string | undefined, blocks: readonly Block[]): Embed {
  return {
    ...(title === undefined ? {} : { title }),
    ...(blocks.length === 0 ? {} : { description: joined(blocks) }),
    color: brass,
  };
}

function joined(blocks: readonly Block[]): string {
  return blocks.map(({ kind, text }, index) => text + gapAfter(kind, blocks[index + 1]?.kind)).join("");
}

/** A blank line between paragraphs; code blocks bring their own margin, small print stays close. */
function gapAfter(kind: Block["kind"], next: Block["kind"] | undefined): string {
  if (next === undefined) return "";
  const apart =
    (kind === "prose" && (next === "prose" || next === "heading")) || (kind === "small" && next === "prose");
  return apart ? "\n\n" : "\n";
}

/** Within every number and every sum of one message. */
function fits(group: readonly Piece[]): boolean {
  const message = messageOf(group);
  return (
    message.embeds.length <= limits.embeds &&
    message.components.length <= limits.rows &&
    message.embeds.reduce((sum, { title = "", description = "" }) => sum + title.length + description.length, 0) <=
      limits.embedSum
  );
}

function messageOf(group: readonly Piece[]): Message {
  const embeds = group.flatMap((piece) => (piece.is === "embed" ? [piece.embed] : []));
  const rows = group.flatMap((piece) => (piece.is === "row" ? [piece] : []));
  // A message of controls alone is refused, so it repeats what they say.
  const said = splitText(rows.map(({ says }) => says).join(" · "), limits.embedDescription / 2)[0] as string;
  return {
    embeds: embeds.length > 0 ? embeds : [{ description: escapeMarkdown(said), color: brass }],
    components: rows.map(({ row }) => row),
    allowed_mentions: noMentions,
  };
}
