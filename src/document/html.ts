import type { Speaker } from "../i18n/speaker.ts";
import type { Value } from "../i18n/value.ts";
import { cleanText } from "../support/text.ts";
import type { Document, Node, Table } from "./node.ts";
import { toneOf } from "./tone.ts";

const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** Text from outside, harmless in an element and in a quoted attribute. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] as string);
}

export interface HtmlOptions {
  readonly speaker: Speaker;
  /** Which direction is red: up in Chinese convention, down elsewhere. */
  readonly redUp?: boolean;
}

/** A document as one self-contained page: no script, nothing loaded from elsewhere. */
export function renderHtml(document: Document, { speaker, redUp = speaker.language === "zh" }: HtmlOptions): string {
  const first = document.nodes.find((node) => node.node === "title");
  const heading = first === undefined ? "Closing Bell" : cleanText(speaker.say(first.text));
  const language = speaker.language === "zh" ? "zh-CN" : "en";
  const [up, down] = redUp ? ["#c0182b", "#0b7a3e"] : ["#0b7a3e", "#c0182b"];
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(heading)}</title>
<style>
:root { color-scheme: light dark; --up: ${up}; --down: ${down}; --dim: #667; --line: #8884; }
@media (prefers-color-scheme: dark) { :root { --up: ${redUp ? "#ff7480" : "#4cc38a"}; --down: ${redUp ? "#4cc38a" : "#ff7480"}; --dim: #99a; } }
body { font: 16px/1.5 system-ui, "Noto Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif; max-width: 56rem; margin: 0 auto; padding: 1rem; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.15rem; margin-top: 2rem; border-bottom: 1px solid var(--line); } h3 { font-size: 1rem; margin-bottom: .25rem; }
.lead { font-weight: 600; } .note, .disclaimer, caption { color: var(--dim); font-size: .85rem; } .gap { border-left: 3px solid var(--line); padding-left: .75rem; color: var(--dim); }
.scroll { overflow-x: auto; margin: .5rem 0 1rem; } table { border-collapse: collapse; font-variant-numeric: tabular-nums; font-size: .9rem; } caption { text-align: left; }
th, td { padding: .2rem .6rem; border-bottom: 1px solid var(--line); white-space: nowrap; text-align: left; } .end { text-align: right; }
.up { color: var(--up); } .down { color: var(--down); } tr.strong { font-weight: 600; }
</style>
</head>
<body>
<main>
${document.nodes.map((node) => block(node, speaker)).join("\n")}
</main>
</body>
</html>
`;
}

function block(node: Node, speaker: Speaker): string {
  switch (node.node) {
    case "title":
      return `<h${node.level}>${short(node.text, speaker)}</h${node.level}>`;
    case "lead":
    case "gap":
    case "note":
    case "disclaimer":
      return prose(node.text, speaker, node.node);
    case "paragraph":
      return prose(node.text, speaker);
    case "table":
      return table(node, speaker);
    case "list":
      return `<ul>${node.items.map((item) => `<li>${sentences(item, speaker).join("<br>")}</li>`).join("")}</ul>`;
    case "chart":
      // Pictures are drawn elsewhere from the same data; the table beside them carries the figures.
      return "";
    case "details":
      return `<details><summary>${short(node.summary, speaker)}</summary>\n${node.children.map((child) => block(child, speaker)).join("\n")}\n</details>`;
    case "actions":
      return `<p class="note">${node.pick === undefined ? "" : `${short(node.pick, speaker)} · `}${node.items.map((item) => `${short(item.label, speaker)}: <code>${escapeHtml(cleanText(item.command))}</code>`).join(" · ")}</p>`;
    case "divider":
      return "<hr>";
  }
}

function short(value: Value, speaker: Speaker): string {
  return escapeHtml(cleanText(speaker.say(value)));
}

function sentences(value: Value, speaker: Speaker): string[] {
  return speaker.sentences(value).map((text) => escapeHtml(cleanText(text)));
}

function prose(value: Value, speaker: Speaker, className?: string): string {
  const open = className === undefined ? "<p>" : `<p class="${className}">`;
  return sentences(value, speaker)
    .map((text) => `${open}${text}</p>`)
    .join("\n");
}

function table(node: Table, speaker: Speaker): string {
  const side = (index: number) => (node.columns[index]?.align === "end" ? ' class="end"' : "");
  const head = node.columns
    .map((column, index) => `<th scope="col"${side(index)}>${short(column.label, speaker)}</th>`)
    .join("");
  const rows = node.rows.map((row) => {
    const cells = row.cells.map((value, index) => {
      const tone = toneOf(value);
      const classes = [node.columns[index]?.align === "end" ? "end" : "", tone ?? ""].filter(Boolean).join(" ");
      return `<td${classes === "" ? "" : ` class="${classes}"`}>${short(value, speaker)}</td>`;
    });
    return `<tr${row.strong === true ? ' class="strong"' : ""}>${cells.join("")}</tr>`;
  });
  const caption = node.caption === undefined ? "" : `<caption>${short(node.caption, speaker)}</caption>`;
  return `<div class="scroll"><table>${caption}<thead><tr>${head}</tr></thead>\n<tbody>${rows.join("\n")}</tbody></table></div>`;
}
