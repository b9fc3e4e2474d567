import type { Part } from "../../../src/platform/adapter.ts";
import { type Html, readHtml } from "../../fakes/telegram/html.ts";
import { richText } from "../../fakes/telegram/rich.ts";

interface Payload {
  readonly text?: string;
  readonly rich_message?: { readonly html: string };
  readonly reply_markup?: { readonly inline_keyboard: readonly (readonly { readonly text: string }[])[] };
}

/** All a person reads in the parts, the labels of buttons included. */
export function read(parts: readonly Part[]): string {
  return parts.map(({ payload }) => readPayload(payload as Payload)).join("\n");
}

/** The ordinary messages that stand for the rich ones. */
export function fallbackOf(parts: readonly Part[]): Part[] {
  return parts.flatMap((part) => part.fallback ?? []);
}

function readPayload({ text, rich_message, reply_markup }: Payload): string {
  const labels = reply_markup?.inline_keyboard.flat().map((button) => button.text) ?? [];
  const words = rich_message === undefined ? ordinaryText(readHtml(text ?? "")) : richText(rich_message.html);
  return [words, ...labels].join("\n");
}

function ordinaryText(nodes: readonly Html[]): string {
  return nodes
    .map((node) => {
      if (typeof node === "string") return node;
      const inside = ordinaryText(node.children);
      return node.tag === "pre" ? `${inside}\n${firstColumn(inside)}` : inside;
    })
    .join("");
}

/** Names wrapped inside the first column of a table, joined again. */
function firstColumn(table: string): string {
  return table
    .split("\n")
    .map((line) => line.split(/ {2,}/)[0])
    .join("");
}
