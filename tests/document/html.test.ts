import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { actions, details, gap, lead, list, note, paragraph, title } from "../../src/document/build.ts";
import { escapeHtml, renderHtml } from "../../src/document/html.ts";
import type { Document, Node, Table } from "../../src/document/node.ts";
import type { Speaker } from "../../src/i18n/speaker.ts";
import { literal, missing, name, quantity, type Value } from "../../src/i18n/value.ts";
import { cleanText } from "../../src/support/text.ts";
import { anyDocument, anyLanguage, anyTable, speakers, text } from "./world.ts";

type Token =
  | { readonly is: "open"; readonly tag: string; readonly attributes: Readonly<Record<string, string>> }
  | { readonly is: "close"; readonly tag: string }
  | { readonly is: "text"; readonly text: string };

const named: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'" };

function decode(text: string): string {
  return text.replace(/&([^;]*);/g, (_, entity: string) => {
    const character = named[entity];
    if (character === undefined) throw new Error(`An entity nobody writes: &${entity};`);
    return character;
  });
}

/** Reads a page as a browser would, but refuses anything it does not know: a stray < or & is a mistake. */
function tokens(html: string): Token[] {
  const out: Token[] = [];
  const element = /<(\/?)([a-z][a-z0-9]*)((?: [a-z-]+="[^"<>]*")*)>/y;
  let at = "<!doctype html>".length;
  if (!html.startsWith("<!doctype html>")) throw new Error("No doctype.");
  while (at < html.length) {
    element.lastIndex = at;
    const match = element.exec(html);
    if (match !== null) {
      const [whole, slash, tag = "", rest = ""] = match;
      at += whole.length;
      if (slash === "/") out.push({ is: "close", tag });
      else {
        const attributes = [...rest.matchAll(/ ([a-z-]+)="([^"]*)"/g)].map(([, key = "", one = ""]) => [
          key,
          decode(one),
        ]);
        out.push({ is: "open", tag, attributes: Object.fromEntries(attributes) });
      }
      if (tag === "style" && slash === "") {
        const end = html.indexOf("</style>", at);
        out.push({ is: "text", text: html.slice(at, end) });
        at = end;
      }
      continue;
    }
    const end = html.indexOf("<", at);
    const stop = end < 0 ? html.length : end;
    if (stop === at) throw new Error(`A stray < before ${html.slice(at, at + 30)}`);
    out.push({ is: "text", text: decode(html.slice(at, stop)) });
    at = stop;
  }
  return out;
}

const void_ = new Set(["meta", "br", "hr"]);

/** The text inside each element of a kind, in order; throws where tags do not close what they opened. */
function inside(html: string, wanted: string): string[] {
  const open: { tag: string; text: string }[] = [];
  const found: string[] = [];
  for (const token of tokens(html)) {
    if (token.is === "open" && !void_.has(token.tag)) open.push({ tag: token.tag, text: "" });
    else if (token.is === "open" && token.tag === "br") for (const one of open) one.text += "\n";
    else if (token.is === "text") for (const one of open) one.text += token.text;
    else if (token.is === "close") {
      const last = open.pop();
      if (last?.tag !== token.tag) throw new Error(`</${token.tag}> closes <${last?.tag}>.`);
      if (last.tag === wanted) found.push(last.text);
    }
  }
  if (open.length > 0) throw new Error(`<${open.at(-1)?.tag}> is left open.`);
  return found;
}

const tagsOf = (html: string) =>
  tokens(html).flatMap((token) =>
    token.is === "text"
      ? []
      : [token.is === "open" ? `<${token.tag} ${JSON.stringify(token.attributes)}>` : `</${token.tag}>`],
  );

const page = (nodes: readonly Node[], speaker: Speaker = speakers.en, more: { redUp?: boolean } = {}) =>
  renderHtml({ nodes }, { speaker, ...more });
const body = (html: string) => html.slice(html.indexOf("<main>\n") + 7, html.indexOf("\n</main>"));

const hostile = `<script>alert(1)</script>"'&<img src=x onerror=alert(1)></td></table></title></style><!--`;
const escaped =
  "&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;&lt;img src=x onerror=alert(1)&gt;&lt;/td&gt;&lt;/table&gt;&lt;/title&gt;&lt;/style&gt;&lt;!--";

describe("text on a page", () => {
  it("is escaped for elements and for quoted attributes", () => {
    expect(escapeHtml(hostile)).toBe(escaped);
    expect(escapeHtml("标普 500 +1.8%")).toBe("标普 500 +1.8%");
    expect(escapeHtml("&amp;")).toBe("&amp;amp;");
  });

  const value = literal(hostile);
  const column = { key: "a", label: value, align: "start", priority: 1 } as const;
  it.each<[string, readonly Node[], string]>([
    ["a title", [title(value, 1)], `<h1>${escaped}</h1>`],
    ["a lead", [lead(value)], `<p class="lead">${escaped}</p>`],
    ["a paragraph", [paragraph(value)], `<p>${escaped}</p>`],
    ["a gap", [gap(value)], `<p class="gap">${escaped}</p>`],
    ["a note", [note(value)], `<p class="note">${escaped}</p>`],
    ["a list", [list([value, value])], `<ul><li>${escaped}</li><li>${escaped}</li></ul>`],
    [
      "a table and its caption",
      [{ node: "table", caption: value, columns: [column], rows: [{ cells: [value] }] }],
      `<div class="scroll"><table><caption>${escaped}</caption><thead><tr><th scope="col">${escaped}</th></tr></thead>\n<tbody><tr><td>${escaped}</td></tr></tbody></table></div>`,
    ],
    [
      "details",
      [details(value, [paragraph(value)])],
      `<details><summary>${escaped}</summary>\n<p>${escaped}</p>\n</details>`,
    ],
    [
      "actions and their commands",
      [actions([{ id: hostile, label: value, command: hostile }])],
      `<p class="note">${escaped}: <code>${escaped}</code></p>`,
    ],
  ])("is harmless in %s", (_, nodes, html) => {
    expect(body(page(nodes))).toBe(html);
  });

  it("is harmless in the title of the page", () => {
    expect(page([title(value, 1)])).toContain(`<title>${escaped}</title>`);
  });

  it("comes without controls, bidirectional overrides and zero-width characters", () => {
    expect(body(page([paragraph(literal("a\u0000b\u202ec\u200bd\u001b[31m\ne"))]))).toBe("<p>abcd[31m e</p>");
  });
});

describe("a page", () => {
  it("is titled by its first title, or by the program's name", () => {
    expect(
      inside(page([paragraph(literal("x")), title(literal("Weekly"), 1), title(literal("Indices"))]), "title"),
    ).toEqual(["Weekly"]);
    expect(inside(page([]), "title")).toEqual(["Closing Bell"]);
  });

  it("says its language", () => {
    expect(page([], speakers.en)).toContain('<html lang="en">');
    expect(page([], speakers.zh)).toContain('<html lang="zh-CN">');
  });

  it("says a sentence to a reader of both languages in each", () => {
    const text = name({ en: "Apple rose.", zh: "苹果上涨。" });
    expect(body(page([paragraph(text), list([text])], speakers.both))).toBe(
      "<p>Apple rose.</p>\n<p>苹果上涨。</p>\n<ul><li>Apple rose.<br>苹果上涨。</li></ul>",
    );
  });

  it("has headings of three levels, a rule and the contents of details", () => {
    const nodes = [
      title(literal("One"), 1),
      title(literal("Two")),
      title(literal("Three"), 3),
      { node: "divider" } as const,
      details(literal("More"), [details(literal("Inner"), [note(literal("Deep"))])]),
    ];
    expect(body(page(nodes))).toBe(
      `<h1>One</h1>
<h2>Two</h2>
<h3>Three</h3>
<hr>
<details><summary>More</summary>
<details><summary>Inner</summary>
<p class="note">Deep</p>
</details>
</details>`,
    );
  });

  it("leaves pictures of a chart to others", () => {
    const node: Node = { node: "chart", form: "line", title: literal("T"), unit: "usd", series: [], alt: literal("A") };
    expect(body(page([node]))).toBe("");
  });
});

describe("a table on a page", () => {
  const pct = (digits: string) => quantity({ digits, unit: "pct" }, "cell");
  const quotes: Table = {
    node: "table",
    columns: [
      { key: "who", label: literal("Name"), align: "start", priority: 1 },
      { key: "week", label: literal("Week"), align: "end", priority: 2 },
    ],
    rows: [
      { cells: [literal("Meta"), pct("1.5")] },
      { cells: [literal("AMD"), pct("-0.5")] },
      { cells: [literal("Intel"), pct("0.0")] },
      { cells: [literal("Total"), missing], strong: true },
    ],
  };

  it("marks gains and losses by class, with arrow and sign beside the colour", () => {
    expect(body(page([quotes]))).toBe(
      `<div class="scroll"><table><thead><tr><th scope="col">Name</th><th scope="col" class="end">Week</th></tr></thead>
<tbody><tr><td>Meta</td><td class="end up">▲+1.5%</td></tr>
<tr><td>AMD</td><td class="end down">▼-0.5%</td></tr>
<tr><td>Intel</td><td class="end">0.0%</td></tr>
<tr class="strong"><td>Total</td><td class="end">–</td></tr></tbody></table></div>`,
    );
  });

  const [red, green] = ["#c0182b", "#0b7a3e"];
  it.each([
    { convention: "red up for a Chinese reader", html: page([], speakers.zh), up: red, down: green },
    { convention: "green up for an English reader", html: page([], speakers.en), up: green, down: red },
    { convention: "green up for a reader of both", html: page([], speakers.both), up: green, down: red },
    { convention: "red up where asked", html: page([], speakers.en, { redUp: true }), up: red, down: green },
    { convention: "green up where asked", html: page([], speakers.zh, { redUp: false }), up: green, down: red },
  ])("colours $convention, in light and in dark", ({ html, up, down }) => {
    expect(html).toContain(`:root { color-scheme: light dark; --up: ${up}; --down: ${down};`);
    const dark = { [red]: "#ff7480", [green]: "#4cc38a" };
    expect(html).toContain(`(prefers-color-scheme: dark) { :root { --up: ${dark[up]}; --down: ${dark[down]};`);
    expect(html).toContain(".up { color: var(--up); } .down { color: var(--down); }");
  });

  it("has every cell, however narrow the screen", () => {
    fc.assert(
      fc.property(anyTable, anyLanguage, (node, language) => {
        const speaker = speakers[language];
        const said = (value: Value) => cleanText(speaker.say(value));
        const html = page([node], speaker);
        expect(inside(html, "th")).toEqual(node.columns.map((column) => said(column.label)));
        expect(inside(html, "td")).toEqual(node.rows.flatMap((row) => row.cells.map(said)));
        expect(inside(html, "caption")).toEqual(node.caption === undefined ? [] : [said(node.caption)]);
      }),
      { numRuns: 300 },
    );
  });
});

/** The same tree with every text replaced by a harmless one. */
function harmless(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(harmless);
  if (typeof part !== "object" || part === null) return part;
  if ("is" in part && part.is === "literal") return { is: "literal", text: "x" };
  if ("is" in part && part.is === "name") return { is: "name", en: "x", zh: "x" };
  return Object.fromEntries(
    Object.entries(part).map(([key, one]) => [key, key === "command" ? "/x" : harmless(one)] as const),
  );
}

const allowed: Readonly<Record<string, readonly string[]>> = {
  html: ["lang"],
  head: [],
  meta: ["charset", "name", "content"],
  title: [],
  style: [],
  body: [],
  main: [],
  h1: [],
  h2: [],
  h3: [],
  p: ["class"],
  ul: [],
  li: [],
  br: [],
  hr: [],
  div: ["class"],
  table: [],
  caption: [],
  thead: [],
  tbody: [],
  tr: ["class"],
  th: ["scope", "class"],
  td: ["class"],
  details: [],
  summary: [],
  code: [],
};

describe("whatever a document says, its page", () => {
  it("has only tags and attributes of its own, each closed in turn", () => {
    fc.assert(
      fc.property(anyDocument, anyLanguage, (document, language) => {
        const html = renderHtml(document, { speaker: speakers[language] });
        for (const token of tokens(html)) {
          if (token.is !== "open") continue;
          expect(Object.keys(allowed)).toContain(token.tag);
          for (const attribute of Object.keys(token.attributes)) expect(allowed[token.tag]).toContain(attribute);
        }
        expect(inside(html, "main")).toHaveLength(1);
      }),
      { numRuns: 300 },
    );
  });

  it("has the tags it would have if every text were harmless", () => {
    fc.assert(
      fc.property(anyDocument, (document) => {
        const plain = harmless(document) as Document;
        // One language: with both, texts that differ by language take a line each.
        const [html, other] = [document, plain].map((one) => renderHtml(one, { speaker: speakers.en }));
        expect(tagsOf(html as string)).toEqual(tagsOf(other as string));
      }),
      { numRuns: 300 },
    );
  });

  it("holds no script, loads nothing and links nowhere", () => {
    fc.assert(
      fc.property(anyDocument, (document) => {
        const html = renderHtml(document, { speaker: speakers.en });
        const all = tokens(html);
        const style = inside(html, "style").join("");
        expect(style).not.toMatch(/url\(|@import|expression|https?:/i);
        const attributes = all.flatMap((token) => (token.is === "open" ? Object.entries(token.attributes) : []));
        expect(
          attributes.filter(([key, one]) => /^on|^(src|href|style|action)$/.test(key) || /:\/\//.test(one)),
        ).toEqual([]);
        expect(all.filter((token) => token.is === "open" && token.tag === "script")).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  it("says each sentence as it was given", () => {
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 5 }), (texts) => {
        const html = page(texts.map((one) => paragraph(literal(one))));
        expect(inside(html, "p")).toEqual(texts.map(cleanText));
      }),
      { numRuns: 300 },
    );
  });
});
