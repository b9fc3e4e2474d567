import { type Element, elementsOf, type Html, readHtml, textOf } from "./html.ts";
import { documented } from "./limits.ts";

const formatting = new Set(["b", "i", "u", "s", "code", "pre", "blockquote"]);

/** What an app makes a link of by itself where nothing forbids it. */
const detected = [
  /(?<![\p{L}\p{N}_])@[A-Za-z0-9_]{3,}/u,
  /[#＃][\p{L}\p{N}_]/u,
  /\$[A-Z]{1,8}\b/u,
  /(?<![\p{L}\p{N}_/<>])\/[A-Za-z0-9_]/u,
  /[\p{L}\p{N}_-]\.\p{L}{2,}/u,
  /\b\d{1,3}(?:\.\d{1,3}){3}\b/u,
  /\b(?:tg|ton|https?):\/\/[\p{L}\p{N}]/u,
];

/** What the server would refuse about a text in HTML, or show otherwise than it was meant. */
export function ordinaryProblems(text: string): string[] {
  if (Buffer.byteLength(text) > documented.rawTextBytes) return ["Text is too long"];
  let nodes: readonly Html[];
  try {
    nodes = readHtml(text);
  } catch (error) {
    return [(error as Error).message];
  }
  const elements = [...elementsOf(nodes)];
  const words = textOf(nodes);
  return [
    ...elements.flatMap(({ element }) => elementProblems(element)),
    ...(words.trim() === "" ? ["message text is empty"] : []),
    ...(words.length > documented.textLength ? ["message is too long"] : []),
    ...(elements.length > documented.entities ? [`${elements.length} entities, some would be dropped`] : []),
    ...(words.isWellFormed() ? [] : ["strings must be encoded in UTF-8"]),
    ...detected
      .filter((link) => link.test(freeText(nodes)))
      .map((link) => `an app would make a link by itself: ${link}`),
  ];
}

function elementProblems({ tag, attributes, children }: Element): string[] {
  const inside = [...elementsOf(children)].map(({ element }) => element.tag);
  const allowed = tag === "blockquote" ? ["expandable"] : [];
  return [
    ...(formatting.has(tag) ? [] : [`can't parse entities: Unsupported start tag "${tag}"`]),
    ...Object.keys(attributes)
      .filter((name) => !allowed.includes(name))
      .map((name) => `an attribute nobody asked for: ${name}`),
    ...((tag === "pre" || tag === "code") && inside.length > 0 ? [`${tag} contains ${inside[0]}`] : []),
    ...(tag === "blockquote" && inside.includes("blockquote") ? ["quotations inside each other"] : []),
  ];
}

/** Text in which an app looks for links: not that in `pre` and `code`. */
function freeText(nodes: readonly Html[]): string {
  return nodes
    .map((node) => {
      if (typeof node === "string") return node;
      return node.tag === "pre" || node.tag === "code" ? "\n" : freeText(node.children);
    })
    .join("");
}
