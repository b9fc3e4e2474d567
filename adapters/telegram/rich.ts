import type { Actions, Node, Table } from "../../src/document/node.ts";
import type { Speaker } from "../../src/i18n/speaker.ts";
import type { Value } from "../../src/i18n/value.ts";
import { cleanText } from "../../src/support/text.ts";
import { escapeHtml } from "./escape.ts";
import { actionsIn, canBeTapped, colonOf } from "./keyboard.ts";

/** A node in the HTML of rich messages; empty where nothing is to be read. */
export function richBlock(node: Node, speaker: Speaker): string {
  switch (node.node) {
    case "title":
      return `<h${node.level}>${heading(node.text, speaker)}</h${node.level}>`;
    case "lead":
      return prose(node.text, speaker, "<p><b>", "</b></p>");
    case "paragraph":
      return prose(node.text, speaker, "<p>", "</p>");
    case "gap":
      return prose(node.text, speaker, "<p><i>", "</i></p>");
    case "note":
      return prose(node.text, speaker, "<footer>", "</footer>");
    case "disclaimer":
      return prose(node.text, speaker, "<footer><i>", "</i></footer>");
    case "list":
      return `<ul>${node.items.map((item) => `<li>${sentences(item, speaker).join("<br>")}</li>`).join("")}</ul>`;
    case "table":
      return table(node, speaker);
    case "chart":
      // There is no native chart; the table beside it carries the figures.
      return "";
    case "details":
      return `<details><summary>${heading(node.summary, speaker)}</summary>${richBody(node.children, speaker)}</details>`;
    case "actions":
      return "";
    case "divider":
      return "<hr/>";
  }
}

/** Nodes as one text, what their buttons choose between at its foot. */
export function richBody(nodes: readonly Node[], speaker: Speaker): string {
  const blocks = nodes.map((node) => richBlock(node, speaker)).join("");
  return blocks + richLegend(actionsIn(nodes), speaker);
}

/** What the buttons choose between, with what is chosen, and the commands no button can carry. */
export function richLegend(nodes: readonly Actions[], speaker: Speaker): string {
  const picks = nodes.flatMap((node) => (node.pick === undefined ? [] : [legendOf(node, node.pick, speaker)]));
  const typed = nodes
    .flatMap((node) => node.items.filter((item) => !canBeTapped(item)))
    .map(
      (item) => `${short(item.label, speaker)}${colonOf(speaker)}<code>${escapeHtml(cleanText(item.command))}</code>`,
    );
  return [picks.join(" · "), ...typed]
    .filter((line) => line !== "")
    .reduce((all, line) => `${all}<footer>${line}</footer>`, "");
}

function legendOf({ items }: Actions, pick: Value, speaker: Speaker): string {
  const current = items.find((item) => item.current === true);
  const name = short(pick, speaker);
  return current === undefined ? name : `${name}${colonOf(speaker)}<b>${short(current.label, speaker)}</b>`;
}

function table(node: Table, speaker: Speaker): string {
  const side = (index: number) => (node.columns[index]?.align === "end" ? ' align="right"' : "");
  const head = node.columns.map(
    ({ label }, index) => `<th${side(index) || ' align="left"'}>${short(label, speaker)}</th>`,
  );
  const rows = node.rows.map(({ cells, strong }) =>
    cells.map((cell, index) => {
      const text = short(cell, speaker);
      return `<td${side(index)}>${strong === true ? `<b>${text}</b>` : text}</td>`;
    }),
  );
  const caption = node.caption === undefined ? "" : `<caption>${short(node.caption, speaker)}</caption>`;
  const lines = (node.columns.length === 0 ? [] : [head, ...rows]).map((cells) => `<tr>${cells.join("")}</tr>`);
  return `<table compact striped>${caption}${lines.join("")}</table>`;
}

function short(value: Value, speaker: Speaker): string {
  return escapeHtml(cleanText(speaker.say(value)));
}

/** In each language of the reader, side by side. */
function heading(value: Value, speaker: Speaker): string {
  return sentences(value, speaker).join(" ");
}

function sentences(value: Value, speaker: Speaker): string[] {
  return speaker
    .sentences(value)
    .map((text) => escapeHtml(cleanText(text)))
    .filter((text) => text !== "");
}

function prose(value: Value, speaker: Speaker, open: string, close: string): string {
  return sentences(value, speaker)
    .map((text) => open + text + close)
    .join("");
}
