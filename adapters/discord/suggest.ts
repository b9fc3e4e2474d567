import type { Option } from "../../src/platform/command.ts";
import type { Desk } from "../../src/platform/desk.ts";
import type { Destination } from "../../src/platform/destination.ts";
import { choiceName } from "../../src/platform/naming.ts";
import { limits } from "./limits.ts";

export interface Typed {
  readonly command: string;
  readonly name: string;
  readonly typed: string;
  readonly locale: string;
  readonly destination: Destination;
}

/** What a half-typed option may become. Of several words the last one is completed and the others stay. */
export function suggestionsFor(
  desk: Desk,
  { command, name, typed, locale, destination }: Typed,
): { name: string; value: string }[] {
  const option = desk.commands.find((one) => one.name === command)?.options.find((one) => one.name === name);
  if (option === undefined) return [];
  const [, before = "", last = ""] =
    (option.kind === "words" ? /^(.*[\s,，])?(.*)$/su : /^()(.*)$/su).exec(typed) ?? [];
  const reader = desk.languageOf(locale);
  const found =
    option.completes === undefined
      ? choicesLike(option, last, reader)
      : desk.suggest({ command, name, destination }, last, reader);
  return found
    .map(({ value, text }) => ({ name: `${before}${text}`, value: `${before}${value}` }))
    .filter(({ value }) => value.length <= limits.choiceText)
    .slice(0, limits.choices)
    .map((one) => ({ ...one, name: one.name.slice(0, limits.choiceText).toWellFormed() }));
}

function choicesLike({ choices = [] }: Option, typed: string, locale: "en" | "zh") {
  const wanted = typed.toLowerCase();
  return choices
    .filter(({ value, en = "", aliases }) =>
      [value, en, ...aliases].some((word) => word.toLowerCase().includes(wanted)),
    )
    .map((choice) => ({ value: choice.value, text: choiceName(choice, locale) }));
}
