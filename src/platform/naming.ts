import type { Locale } from "../i18n/locale.ts";
import { name, type Value } from "../i18n/value.ts";
import type { Choice, CommandCard, Option } from "./command.ts";

const chinese = /\p{Script=Han}/u;

/** The message that describes a command, or one of its options. */
export function textOf({ name: command }: Pick<CommandCard, "name">, option?: Pick<Option, "name">): string {
  return ["command", ...command.split(" "), ...(option === undefined ? [] : [option.name])].join(".");
}

/** A verb belongs to the command its name begins with. */
export function isVerb({ name: command }: Pick<CommandCard, "name">): boolean {
  return command.includes(" ");
}

/** Every way to call a command: a verb after each name of the command it belongs to. */
export function namesOf(command: CommandCard, commands: readonly CommandCard[]): string[] {
  const [first = "", verb] = command.name.split(" ");
  if (verb === undefined) return [command.name, ...command.aliases];
  const base = commands.find(({ name: other }) => other === first);
  return [first, ...(base?.aliases ?? [])].flatMap((start) =>
    [verb, ...command.aliases].map((end) => `${start} ${end}`),
  );
}

/** Every word that may follow a command as a verb of it. */
export function verbsOf(command: CommandCard, commands: readonly CommandCard[]): string[] {
  return commands
    .filter(({ name: other }) => other.startsWith(`${command.name} `))
    .flatMap(({ name: other, aliases }) => [other.slice(command.name.length + 1), ...aliases]);
}

/** The name a reader knows the command by: its own, or its first one in Chinese. */
export function commandName(command: CommandCard, locale: Locale): string {
  return (locale === "zh" ? command.aliases.find((alias) => chinese.test(alias)) : undefined) ?? command.name;
}

export function optionName(option: Option, locale: Locale): string {
  return locale === "zh" ? option.zh : option.name;
}

/** A choice as it is shown: as it is written in English, or its first word in Chinese. */
export function choiceName(choice: Choice, locale: Locale): string {
  const english = choice.en ?? choice.value;
  return locale === "zh" ? (choice.aliases.find((alias) => chinese.test(alias)) ?? english) : english;
}

export function choiceLabel(choice: Choice): Value {
  return name({ en: choiceName(choice, "en"), zh: choiceName(choice, "zh") });
}
