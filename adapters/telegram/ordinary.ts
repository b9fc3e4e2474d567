import type { Actions, Node, Table } from "../../src/document/node.ts";
import type { Pen } from "../../src/document/pen.ts";
import { tallTables } from "../../src/document/tall.ts";
import type { Speaker } from "../../src/i18n/speaker.ts";
import type { Value } from "../../src/i18n/value.ts";
import { cleanText } from "../../src/support/text.ts";
import { escapeHtml, withoutLinks } from "./escape.ts";
import { canBeTapped, colonOf } from "./keyboard.ts";
import { limits } from "./limits.ts";

/** A node in the HTML of ordinary messages, which knows neither headings nor tables; empty where nothing is to be read. */
export function ordinaryBlock(node: Node, speaker: Speaker): string {
  switch (node.node) {
    case "title":
      return node.level === 1
        ? `<b><u>${heading(node.text, speaker)}</u></b>`
        : `<b>${heading(node.text, speaker)}</b>`;
    case "lead":
      return prose(node.text, speaker, "<b>", "</b>");
    case "paragraph":
      return prose(node.text, speaker);
    case "gap":
    case "note":
    case "disclaimer":
      return prose(node.text, speaker, "<i>", "</i>");
    case "list":
      return node.items.flatMap((item) => sentences(item, speaker).map((text) => `• ${text}`)).join("\n");
    case "table":
      return table(node, speaker);
    case "chart":
      return "";
    case "details":
      return `<blockquote expandable><b>${heading(node.summary, speaker)}</b>\n${ordinaryBody(opened(node.children), speaker)}</blockquote>`;
    case "actions":
      return legend(node, speaker);
    case "divider":
      return "———";
  }
}

/** Nodes as one text. */
export function ordinaryBody(nodes: readonly Node[], speaker: Speaker): string {
  const blocks = nodes.map((node) => ({ node, text: ordinaryBlock(node, speaker) })).filter(({ text }) => text !== "");
  return blocks
    .map(({ node, text }, index) => {
      const next = blocks[index + 1];
      return next === undefined ? text : text + between(node, next.node);
    })
    .join("");
}

/** A blank line, but none under a heading and none between the small print at the foot; choices stand in one line. */
function between({ node }: Node, { node: next }: Node): string {
  if (node === "actions" && next === "actions") return " · ";
  return node === "title" || (footNodes.has(node) && footNodes.has(next)) ? "\n" : "\n\n";
}

const footNodes = new Set<Node["node"]>(["note", "disclaimer", "actions"]);

/** Quotations cannot lie inside each other: what details hold is opened under their summary. */
function opened(nodes: readonly Node[]): Node[] {
  return nodes.flatMap((node) =>
    node.node === "details"
      ? [{ node: "title", level: 3, text: node.summary } as const, ...opened(node.children)]
      : [node],
  );
}

function table(node: Table, speaker: Speaker): string {
  const { caption, ...bare } = node;
  const pen: Pen = { speaker, width: limits.ordinary.columns, openDetails: true, paint: (text) => text };
  const labels = node.columns.map(({ label }) => cleanText(speaker.say(label)));
  const blocks = node.rows.length === 0 ? [] : tallTables(bare, pen).filter((lines) => lines.length > 0);
  // Rows one below the other have no place for the first heading, and a table without rows may have none for any.
  const told = squeezed(blocks.flat().join(""));
  const untold = labels.filter(
    (label, index) => (index === 0 || blocks.length === 0) && !told.includes(squeezed(label)),
  );
  const above = [caption === undefined ? "" : short(caption, speaker), untold.map(safe).join(" · ")];
  return [
    ...above.filter((text) => text !== "").map((text) => `<b>${text}</b>`),
    ...blocks.map((lines) => `<pre>${escapeHtml(lines.join("\n"))}</pre>`),
  ].join("\n");
}

function squeezed(text: string): string {
  return text.replace(/\s/g, "");
}

/** What the buttons choose between, with what is chosen, and the commands no button can carry. */
function legend({ pick, items }: Actions, speaker: Speaker): string {
  const current = items.find((item) => item.current === true);
  const chosen = current === undefined ? "" : `${colonOf(speaker)}${short(current.label, speaker)}`;
  const typed = items
    .filter((item) => !canBeTapped(item))
    .map(
      (item) => `${short(item.label, speaker)}${colonOf(speaker)}<code>${escapeHtml(cleanText(item.command))}</code>`,
    );
  return [...(pick === undefined ? [] : [`<i>${short(pick, speaker)}${chosen}</i>`]), ...typed].join("\n");
}

function short(value: Value, speaker: Speaker): string {
  return safe(speaker.say(value));
}

/** In each language of the reader, side by side. */
function heading(value: Value, speaker: Speaker): string {
  return sentences(value, speaker).join(" ");
}

function sentences(value: Value, speaker: Speaker): string[] {
  return speaker
    .sentences(value)
    .map(safe)
    .filter((text) => text !== "");
}

function prose(value: Value, speaker: Speaker, open = "", close = ""): string {
  return sentences(value, speaker)
    .map((text) => open + text + close)
    .join("\n");
}

function safe(text: string): string {
  return escapeHtml(withoutLinks(cleanText(text)));
}
