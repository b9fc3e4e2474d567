import type { Node } from "../../src/document/node.ts";
import { clean } from "../../src/document/pen.ts";
import { splitText } from "../../src/document/split.ts";
import type { Speaker } from "../../src/i18n/speaker.ts";
import type { Part } from "../../src/platform/adapter.ts";
import type { Block } from "./blocks.ts";
import { escapeMarkup } from "./escape.ts";
import { hasTable, type Page, pagesOf } from "./pages.ts";

/** A message as `chat.postMessage` and a response_url take it. */
export interface Payload {
  /** Read by notifications and screen readers, and shown where blocks are not. */
  readonly text: string;
  readonly blocks: readonly Block[];
  readonly unfurl_links: false;
  readonly unfurl_media: false;
  readonly parse: "none";
  readonly link_names: false;
}

/** Characters of a notification that somebody reads. */
const noticed = 300;

export function payloadOf(text: string, blocks: readonly Block[]): Payload {
  return {
    text: escapeMarkup(splitText(text === "" ? "…" : text, noticed)[0] ?? ""),
    blocks,
    unfurl_links: false,
    unfurl_media: false,
    parse: "none",
    link_names: false,
  };
}

/** A message with, for a Slack that does not take its table, the same as text. */
export function partOf(text: string, { blocks, pieces }: Page): Part {
  const part: Part = { method: "chat.postMessage", payload: payloadOf(text, blocks) };
  if (!hasTable(blocks)) return part;
  const pages = pagesOf(pieces, { tables: "any", textOnly: true });
  return { ...part, fallback: pages.map((page) => ({ ...part, payload: payloadOf(text, page.blocks) })) };
}

/** What a notification says of a document: its title, and its first sentence. */
export function summaryOf(nodes: readonly Node[], speaker: Speaker): string {
  const title = nodes.find((node) => node.node === "title");
  const sentence =
    nodes.find((node) => node.node === "lead") ??
    nodes.find((node) => node.node === "paragraph" || node.node === "gap");
  const texts = [title, sentence].flatMap((node) =>
    node !== undefined && "text" in node ? [clean(speaker.say(node.text))] : [],
  );
  return texts.filter((text) => text !== "").join(" · ");
}

/** The heading a message begins with, or else the given words. */
export function headlineOf(blocks: readonly Block[], otherwise: string): string {
  const [first] = blocks;
  return first?.type === "header" ? first.text.text : otherwise;
}
