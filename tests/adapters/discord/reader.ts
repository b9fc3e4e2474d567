import type { Part } from "../../../src/platform/adapter.ts";

interface Shown {
  readonly embeds?: readonly { readonly title?: string; readonly description?: string }[];
  readonly components?: readonly { readonly components: readonly Control[] }[];
}

interface Control {
  readonly label?: string;
  readonly placeholder?: string;
  readonly options?: readonly { readonly label: string }[];
}

/** Something a reader sees: words as they are, or what markdown makes of the characters around them. */
export type Token =
  | { readonly is: "text" | "code"; readonly text: string }
  | { readonly is: "bold" | "small" | "bullet" }
  | { readonly is: "control"; readonly text: string };

type Rule = readonly [RegExp, (match: RegExpExecArray) => Token];

const rules: readonly Rule[] = [
  [/^\\([^0-9A-Za-z\s])/u, ([, one = ""]) => ({ is: "text", text: one })],
  [/^```\n([\s\S]*?)\n```/, ([, code = ""]) => ({ is: "code", text: code })],
  [/^(?:`+)/, control],
  [/^<(?:@[!&]?\d+|#\d+|a?:\w+:\d+|t:-?\d+(?::\w)?|\/[^>]+:\d+|id:\w+|https?:[^>]*|sound:[^>]*)>/, control],
  [/^@(?:everyone|here)/, control],
  [/^(?:https?|discord|steam):\/\/\S+/, control],
  [/^\[[^\]]*\]\([^)]*\)/, control],
  [/^:[\w+-]+:/, control],
  [/^\*\*/, () => ({ is: "bold" })],
  [/^(?:\*|__|_|~~|\|\|)/, control],
];
const starts: readonly Rule[] = [
  [/^-# /, () => ({ is: "small" })],
  [/^- /, () => ({ is: "bullet" })],
  [/^(?:#{1,3} |>{1,3} ?|[-*+] |\d+\. )/, control],
];

function firstOf(rules: readonly Rule[], text: string): [Token, string] {
  for (const [rule, make] of rules) {
    const match = rule.exec(text);
    if (match !== null) return [make(match), match[0]];
  }
  const one = String.fromCodePoint(text.codePointAt(0) as number);
  return [{ is: "text", text: one }, one];
}

/**
 * Markdown as Discord's apps read it, written from their documentation and apart from the renderer. Whatever would be a
 * mention, a link, an emoji, a heading, a quote, emphasis, a spoiler or code comes out as `control`, unless it is one of
 * the few forms the renderer writes.
 * https://docs.discord.com/developers/reference#message-formatting
 */
export function tokensOf(markdown: string): Token[] {
  const found: Token[] = [];
  let rest = markdown;
  let atStart = true;
  while (rest !== "") {
    const [token, taken] = firstOf(atStart ? [...starts, ...rules] : rules, rest);
    found.push(token);
    // What follows a sign at the start of a line may be another one, as "- # x".
    atStart = taken.endsWith("\n") || (atStart && (token.is === "small" || token.is === "bullet"));
    rest = rest.slice(taken.length);
  }
  return found;
}

function control([text]: RegExpExecArray): Token {
  return { is: "control", text };
}

/** Control sequences that did not come from the template. */
export function controlsFromData(parts: readonly Part[]): string[] {
  return textsOf(parts).flatMap((text) => {
    const tokens = tokensOf(text);
    const bold = tokens.filter(({ is }) => is === "bold").length;
    return [
      ...tokens.flatMap((token) => (token.is === "control" ? [token.text] : [])),
      ...(bold % 2 === 0 ? [] : ["**"]),
    ];
  });
}

/** All a person can read, in order. Lines a table wrapped come together again, cell by cell. */
export function readDiscord(parts: readonly Part[]): string {
  return parts
    .flatMap(({ payload }) => {
      const shown = payload as Shown;
      const texts = textsOf([{ method: "", payload }]).map(plainOf);
      const labels = (shown.components ?? []).flatMap((row) =>
        row.components.flatMap(({ label = "", placeholder = "", options = [] }) => [
          label,
          placeholder,
          ...options.map((one) => one.label),
        ]),
      );
      return [...texts, ...labels];
    })
    .join("\n");
}

function textsOf(parts: readonly Part[]): string[] {
  return parts.flatMap(({ payload }) =>
    ((payload as Shown).embeds ?? []).flatMap(({ title = "", description = "" }) => [title, description]),
  );
}

function plainOf(markdown: string): string {
  return tokensOf(markdown)
    .map((token) =>
      token.is === "text" ? token.text : token.is === "code" ? `\n${token.text}\n${unwrapped(token.text)}\n` : "",
    )
    .join("");
}

/** Lines under a name begin with a blank; the lines of names, cut before the figure, joined, and everything joined. */
function unwrapped(code: string): string {
  const lines = code.split("\n");
  const firsts = lines.map((line) => /^(\S.*?)?(?: {2,}.*)?$/.exec(line.trimEnd())?.[1] ?? "");
  return `${firsts.join("")}\n${lines.map((line) => line.trim()).join("")}`;
}
