import type { Locale } from "../i18n/locale.ts";
import { nearest } from "../support/nearest.ts";
import type { CommandCard } from "./command.ts";
import type { Desk } from "./desk.ts";
import { isVerb } from "./naming.ts";

/** A command line that may be meant, and how it is called in a list. */
export interface Offer {
  readonly line: string;
  readonly title?: string;
}

/** Commands that look up the names typed, best first. */
export function lookUp(typed: string, locale: Locale, desk: Desk): Offer[] {
  return desk.commands
    .flatMap((card) => card.options.filter(isLookedUp).map((option) => ({ card, option })))
    .slice(0, 1)
    .flatMap(({ card, option }) =>
      desk
        .suggest({ command: card.name, name: option.name }, typed, locale)
        .map(({ value, text }) => ({ line: `${card.name} ${quoted(value)}`, title: text })),
    );
}

function isLookedUp({ completes, required }: CommandCard["options"][number]): boolean {
  return completes === "instrument" && required === true;
}

function quoted(value: string): string {
  return /[\s,，]/.test(value) ? `"${value}"` : value;
}

/** Every word a line may begin with. */
export function callsOf(commands: readonly CommandCard[]): string[] {
  return commands.flatMap((command) => [
    ...(isVerb(command) ? [] : [command.name, ...command.aliases]),
    ...(command.shortcuts ?? []),
  ]);
}

/** What a line without a slash asks for: a command, or else what is called so. */
export function meant(words: readonly string[], locale: Locale, desk: Desk): readonly string[] {
  const [first = ""] = words;
  const names = callsOf(desk.commands);
  if (names.includes(first.toLowerCase()) || nearest(first, names) !== undefined) return words;
  const typed = words.join(" ");
  const [card] = desk.commands.filter(({ options }) => options.some(isLookedUp));
  return card !== undefined && lookUp(typed, locale, desk).length > 0 ? [card.name, typed] : words;
}
