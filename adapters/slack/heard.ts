import { splitWords } from "../../src/platform/parse.ts";
import { typedText } from "./escape.ts";

/** The command that takes any other as its words, for names that Slack or another app has taken. */
export const catchAll = "closing-bell";

/** The words of a slash command: `/movers` with `crypto 7d`, or `/closing-bell` with `movers crypto 7d`. */
export function wordsOfCommand(command: string, text: string): string[] {
  const name = command.replace(/^\//, "");
  const typed = splitWords(typedText(text));
  const words = name === catchAll ? typed : [name, ...typed];
  // Slack users try `/movers help` first: docs "Implementing slash commands".
  const [first, second] = words;
  if (words.length === 2 && first !== undefined && /^(help|帮助)$/i.test(second ?? "")) return ["help", first];
  return words.length === 0 ? ["help"] : words;
}

/** The words of a message to the bot: what follows the mention of it, without the marks of code or emphasis around them. */
export function wordsOfMessage(text: string, bot: string): string[] {
  const [before = "", ...after] = text.split(`<@${bot}>`);
  const meant = after.find((part) => part.trim() !== "") ?? before;
  const bare = typedText(meant)
    .replace(/[`*_~]+(?=\s|$)|(?<=^|\s)[`*_~]+/g, " ")
    .trim();
  const [first = "", ...rest] = bare.split(/\s+/);
  const words = first.startsWith("/") ? wordsOfCommand(first, rest.join(" ")) : splitWords(bare);
  return words.length === 0 ? ["help"] : words;
}

/** The words of a line that a button carries. */
export function wordsOfLine(line: string): string[] {
  return splitWords(line.replace(/^\//, ""));
}
