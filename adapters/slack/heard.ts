import { splitWords } from "../../src/platform/parse.ts";
import { typedText } from "./escape.ts";

/** The command that takes any other as its words, for names that Slack or another app has taken. */
export const catchAll = "closing-bell";

/** Longer than any command; a message of forty thousand characters is not to be taken apart. */
const mostTyped = 2000;

/** The words of a slash command: `/movers` with `crypto 7d`, or `/closing-bell` with `movers crypto 7d`. */
export function wordsOfCommand(command: string, text: string): string[] {
  const name = command.replace(/^\//, "");
  const typed = splitWords(typedText(text.slice(0, mostTyped)));
  const words = name === catchAll ? typed : [name, ...typed];
  // Slack users try `/movers help` first: docs "Implementing slash commands".
  const [first, second] = words;
  if (words.length === 2 && first !== undefined && /^(help|帮助)$/i.test(second ?? "")) return ["help", first];
  return words.length === 0 ? ["help"] : words;
}

/** The words of a message to the bot: what follows the mention of it, without marks of code or emphasis around them. */
export function wordsOfMessage(text: string, bot: string): string[] {
  const [before = "", ...after] = text.slice(0, mostTyped).split(new RegExp(`<@${bot}(?:\\|[^<>]*)?>`));
  const meant = after.find((part) => part.trim() !== "") ?? before;
  const [first = "", ...rest] = typedText(meant).split(/\s+/).map(unmarked).filter(Boolean);
  if (first.startsWith("/")) return wordsOfCommand(first, rest.join(" "));
  const words = splitWords([first, ...rest].join(" "));
  return words.length === 0 ? ["help"] : words;
}

/** The words of a line that a button carries. */
export function wordsOfLine(line: string): string[] {
  return splitWords(line.replace(/^\//, ""));
}

const marks = new Set("`*_~");

function unmarked(word: string): string {
  let [start, end] = [0, word.length];
  while (start < end && marks.has(word.charAt(start))) start++;
  while (end > start && marks.has(word.charAt(end - 1))) end--;
  return word.slice(start, end);
}
