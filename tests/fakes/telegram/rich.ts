import { type Element, elementsOf, type Html, readHtml, textOf } from "./html.ts";
import { documented } from "./limits.ts";

const headings = ["h1", "h2", "h3", "h4", "h5", "h6"] as const;
const inline = ["b", "i", "u", "s", "code", "mark", "sub", "sup", "br"];
const blocks = [...headings, "p", "pre", "footer", "hr", "ul", "ol", "blockquote", "table", "details"];
const textual = new Set([...headings, "p", "footer", "summary", "caption", "th", "td", ...inline]);

/** What may stand directly inside what. */
const inside: Readonly<Record<string, readonly string[]>> = {
  "": blocks,
  ...Object.fromEntries([...textual].map((tag) => [tag, inline])),
  br: [],
  hr: [],
  ul: ["li"],
  ol: ["li"],
  li: [...inline, ...blocks],
  table: ["caption", "tr"],
  tr: ["th", "td"],
  details: ["summary", ...blocks],
  blockquote: [...inline, ...blocks],
};

const attributes: Readonly<Record<string, readonly string[]>> = {
  table: ["bordered", "striped", "compact"],
  th: ["align", "valign", "colspan", "rowspan"],
  td: ["align", "valign", "colspan", "rowspan"],
  details: ["open"],
  blockquote: ["expandable"],
};

/** Elements that count towards the number of blocks. */
const counted = new Set([...blocks, "li", "tr", "caption"]);

/** What the server would refuse about the HTML of a rich message. */
export function richProblems(html: string): string[] {
  let nodes: readonly Html[];
  try {
    nodes = readHtml(html);
  } catch (error) {
    return [(error as Error).message];
  }
  const elements = [...elementsOf(nodes)];
  const columns = elements.filter(({ element }) => element.tag === "tr").map(({ element }) => element.children.length);
  const deepest = Math.max(0, ...elements.map(({ level }) => level));
  const number = elements.filter(({ element }) => counted.has(element.tag)).length;
  return [
    ...childProblems({ tag: "", attributes: {}, children: nodes }),
    ...elements.flatMap(({ element }) => [...childProblems(element), ...attributeProblems(element)]),
    ...(richText(html).trim() === "" ? ["rich message text is empty"] : []),
    ...(Buffer.byteLength(textOf(nodes)) > documented.richBytes ? ["rich message is too long"] : []),
    ...(number > documented.richBlocks ? [`rich message has too many blocks: ${number}`] : []),
    ...(deepest > documented.richLevels ? [`rich message is nested too deeply: ${deepest}`] : []),
    ...(Math.max(0, ...columns) > documented.richColumns ? ["rich message table has too many columns"] : []),
    ...(html.isWellFormed() ? [] : ["strings must be encoded in UTF-8"]),
  ];
}

function childProblems({ tag, children }: Element): string[] {
  const allowed = inside[tag];
  if (allowed === undefined) return [`can't parse rich message: unsupported tag "${tag}"`];
  return children.flatMap((child) => {
    if (typeof child === "string")
      return textual.has(tag) || tag === "li" || tag === "blockquote" || child.trim() === ""
        ? []
        : [`can't parse rich message: text directly in "${tag}"`];
    return allowed.includes(child.tag) ? [] : [`can't parse rich message: "${child.tag}" in "${tag}"`];
  });
}

function attributeProblems({ tag, attributes: given }: Element): string[] {
  return Object.keys(given)
    .filter((name) => !(attributes[tag] ?? []).includes(name))
    .map((name) => `can't parse rich message: attribute "${name}" of "${tag}"`);
}

const lines = new Set([...counted, "summary", "th", "td"]);

/** What a person reads in a rich message. */
export function richText(html: string): string {
  return textOf(readHtml(html), lines);
}
