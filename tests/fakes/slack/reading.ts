import type { Message } from "./rules.ts";

type Json = Readonly<Record<string, unknown>>;

/** All a person can read in a message, in order: a screen reader's view, with menus open. */
export function readMessage({ blocks }: Message): string {
  return (blocks as readonly Json[]).map(readBlock).join("\n");
}

function readBlock(block: Json): string {
  if (block["type"] === "table") {
    return (block["rows"] as readonly (readonly Json[])[]).map((row) => row.map(read).join("\t")).join("\n");
  }
  return read(block);
}

/** Plain and rich text are shown as they are; a label for screen readers is read where there is one. */
function read(value: unknown): string {
  if (Array.isArray(value)) return value.map(read).join("\n");
  if (typeof value !== "object" || value === null) return "";
  const one = value as Json;
  if (one["type"] === "text" || one["type"] === "raw_text") return String(one["text"]);
  if (one["type"] === "static_select")
    return [read(one["placeholder"]), read(one["option_groups"] ?? one["options"])].join("\n");
  if (
    one["type"] === "rich_text_section" ||
    one["type"] === "rich_text_quote" ||
    one["type"] === "rich_text_preformatted"
  ) {
    return (one["elements"] as readonly Json[]).map(read).join("");
  }
  const label = one["accessibility_label"];
  return Object.entries(one)
    .flatMap(([key, inner]) =>
      key === "text" && typeof inner === "string" ? [inner] : typeof inner === "object" ? [read(inner)] : [],
    )
    .concat(typeof label === "string" ? [label] : [])
    .join("\n");
}

/** A control sequence of Slack's markup: a mention, a link, a date. */
export interface Control {
  readonly field: string;
  readonly sequence: string;
}

/**
 * What Slack would make of a message that is more than text: every `<…>` in fields read as markup, and every element that
 * is not plain. Written from the documentation alone ("Formatting text for app surfaces").
 */
export function controlsIn(message: Message): Control[] {
  return [...inMarkup("text", String(message.text ?? "")), ...inBlocks(message.blocks, "blocks")];
}

function inMarkup(field: string, text: string): Control[] {
  return Array.from(text.matchAll(/<([^>]*)>/g), ([sequence]) => ({ field, sequence }));
}

const plainKinds = new Set([
  "text",
  "rich_text_section",
  "rich_text_list",
  "rich_text_quote",
  "rich_text_preformatted",
]);

function inBlocks(value: unknown, field: string): Control[] {
  if (Array.isArray(value)) return value.flatMap((inner, index) => inBlocks(inner, `${field}[${index}]`));
  if (typeof value !== "object" || value === null) return [];
  const one = value as Json;
  if (one["type"] === "mrkdwn") return inMarkup(field, String(one["text"]));
  if (one["type"] === "plain_text" && one["emoji"] !== false) return [{ field, sequence: ":emoji:" }];
  const kind = String(one["type"]);
  const isRich = Array.isArray(one["elements"]) && kind !== "actions" && kind !== "context";
  const odd = isRich
    ? (one["elements"] as readonly Json[]).filter((element) => !plainKinds.has(String(element["type"])))
    : [];
  return [
    ...odd.map((element) => ({ field, sequence: String(element["type"]) })),
    ...(kind === "link" || "url" in one ? [{ field, sequence: String(one["url"]) }] : []),
    ...Object.entries(one).flatMap(([key, inner]) => inBlocks(inner, `${field}.${key}`)),
  ];
}
