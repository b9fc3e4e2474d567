/** What stands in a text: words, or an element around other things. */
export type Html = string | Element;

export interface Element {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly Html[];
}

const entities: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", quot: '"' };
const empty = new Set(["br", "hr"]);
const token =
  /<(?<close>\/)?(?<tag>[a-z][a-z0-9-]*)(?<attributes>(?:\s+[a-z-]+(?:="[^"<>]*")?)*)\s*\/?>|&(?<entity>[a-z]+);|(?<text>[^<>&]+)/y;

/** Reads HTML as strictly as can be: every tag closed in order, every `<`, `>` and `&` of the text written as an entity. */
export function readHtml(html: string): readonly Html[] {
  const root: { tag: string; attributes: Record<string, string>; children: Html[] } = {
    tag: "",
    attributes: {},
    children: [],
  };
  const open = [root];
  token.lastIndex = 0;
  let at = 0;
  while (at < html.length) {
    token.lastIndex = at;
    const { close, tag, attributes, entity, text } = token.exec(html)?.groups ?? refuse("Stray character", html, at);
    const top = open.at(-1) as typeof root;
    if (text !== undefined) top.children.push(text);
    else if (entity !== undefined) top.children.push(entities[entity] ?? (refuse("Unknown entity", html, at) as never));
    else if (close !== undefined) {
      if (top.tag !== tag || open.length === 1) refuse(`Unexpected end tag "${tag}"`, html, at);
      open.pop();
    } else {
      const element = { tag: tag as string, attributes: attributesOf(attributes ?? ""), children: [] };
      top.children.push(element);
      if (!empty.has(element.tag)) open.push(element);
    }
    at = token.lastIndex;
  }
  if (open.length > 1) refuse(`Can't find end tag corresponding to start tag "${open.at(-1)?.tag}"`, html, at);
  return root.children;
}

function refuse(what: string, html: string, at: number): never {
  throw new Error(`can't parse entities: ${what} at byte offset ${at}: ${JSON.stringify(html.slice(at, at + 20))}`);
}

function attributesOf(text: string): Record<string, string> {
  return Object.fromEntries(
    Array.from(text.matchAll(/([a-z-]+)(?:="([^"]*)")?/g), (match) => [match[1] as string, match[2] ?? ""]),
  );
}

/** The words alone, each block on lines of its own. */
export function textOf(nodes: readonly Html[], blocks: ReadonlySet<string> = new Set()): string {
  return nodes
    .map((node) => {
      if (typeof node === "string") return node;
      if (node.tag === "br") return "\n";
      const inside = textOf(node.children, blocks);
      return blocks.has(node.tag) ? `\n${inside}\n` : inside;
    })
    .join("");
}

export function* elementsOf(
  nodes: readonly Html[],
  level = 1,
): Generator<{ readonly element: Element; readonly level: number }> {
  for (const node of nodes) {
    if (typeof node === "string") continue;
    yield { element: node, level };
    yield* elementsOf(node.children, level + 1);
  }
}
