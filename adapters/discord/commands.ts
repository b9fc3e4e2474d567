import type { Locale } from "../../src/i18n/locale.ts";
import { message } from "../../src/i18n/value.ts";
import type { Choice, CommandCard, Option } from "../../src/platform/command.ts";
import type { Desk } from "../../src/platform/desk.ts";
import { choiceName, commandName, optionName } from "../../src/platform/naming.ts";
import { graphemes } from "../../src/support/text.ts";
import { limits } from "./limits.ts";

/** The languages commands are shown in. zh-TW does not fall back to zh-CN, and en-US takes the text of en-GB unless it has its own. */
type Localized = Readonly<Partial<Record<"en-US" | "en-GB" | "zh-CN" | "zh-TW", string>>>;

export interface Definition {
  readonly type: 1;
  readonly name: string;
  readonly name_localizations: Localized;
  readonly description: string;
  readonly description_localizations: Localized;
  readonly options: readonly DefinedOption[];
  /** Servers, the bot's own messages, private messages; only for commands registered everywhere. */
  readonly contexts?: readonly number[];
  /** For a server, for a person. */
  readonly integration_types?: readonly number[];
}

export interface DefinedOption {
  readonly type: (typeof types)[keyof typeof types];
  readonly name: string;
  readonly name_localizations: Localized;
  readonly description: string;
  readonly description_localizations: Localized;
  readonly required: boolean;
  readonly autocomplete?: true;
  readonly choices?: readonly {
    readonly name: string;
    readonly name_localizations: Localized;
    readonly value: string;
  }[];
}

/** https://docs.discord.com/developers/interactions/application-commands#application-command-object-application-command-option-type */
const types = { text: 3, integer: 4, boolean: 5 } as const;

export interface DefiningOptions {
  readonly commands: readonly CommandCard[];
  readonly speaker: Desk["speaker"];
  /** Simplified to Traditional Chinese. */
  readonly traditional: (text: string) => string;
  /** Registered in one server, where contexts have no meaning. */
  readonly inServer: boolean;
}

/** The commands as Discord takes them: options side by side, since a command with subcommands cannot be called alone. */
export function defineCommands({ commands, speaker, traditional, inServer }: DefiningOptions): Definition[] {
  const localized = (say: (locale: Locale) => string, fits: (text: string) => boolean): Localized => {
    const [en, zh] = [say("en"), say("zh")];
    const all = { "en-US": en, "en-GB": en, "zh-CN": zh, "zh-TW": traditional(zh) };
    return Object.fromEntries(Object.entries(all).filter(([, text]) => fits(text)));
  };
  const described = (id: string) => {
    const say = (locale: Locale) => shortened(speaker(locale).say(message(id)), limits.commandDescription);
    return { description: say("en"), description_localizations: localized(say, (text) => text !== "") };
  };
  const defineChoice = (choice: Choice) => {
    const say = (locale: Locale) => shortened(choiceName(choice, locale), limits.choiceText);
    return { name: say("en"), name_localizations: localized(say, (text) => text !== ""), value: choice.value };
  };
  const defineOption = (command: CommandCard, option: Option): DefinedOption => ({
    type: typeOf(option),
    name: option.name,
    name_localizations: localized((locale) => optionName(option, locale), isName),
    ...described(`command.${command.name}.${option.name}`),
    required: option.required === true,
    ...(offersAll(option) ? { choices: (option.choices ?? []).map(defineChoice) } : {}),
    ...(isCompleted(option) ? { autocomplete: true as const } : {}),
  });
  return commands.map((command) =>
    withinSum({
      type: 1,
      name: command.name,
      name_localizations: localized((locale) => commandName(command, locale), isName),
      ...described(`command.${command.name}`),
      options: [...command.options]
        .sort((a, b) => Number(b.required === true) - Number(a.required === true))
        .slice(0, limits.commandOptions)
        .map((option) => defineOption(command, option)),
      ...(inServer ? {} : { contexts: [0, 1, 2], integration_types: [0, 1] }),
    }),
  );
}

/** Options whose values Discord asks for while they are typed. */
export function isCompleted(option: Option): boolean {
  return (
    typeOf(option) === types.text &&
    !offersAll(option) &&
    (option.completes !== undefined || option.choices !== undefined)
  );
}

/** One value out of few: Discord shows them all. Several words are typed, so they are completed one by one. */
function offersAll({ kind, choices }: Option): boolean {
  return kind === "choice" && choices !== undefined && choices.length <= limits.choices;
}

function typeOf({ kind }: Option): DefinedOption["type"] {
  return kind === "number" ? types.integer : kind === "flag" ? types.boolean : types.text;
}

/** https://docs.discord.com/developers/interactions/application-commands#application-command-object-application-command-naming */
function isName(text: string): boolean {
  return /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u.test(text) && text === text.toLowerCase();
}

function shortened(text: string, most: number): string {
  if (text.length <= most) return text;
  let short = "";
  for (const character of graphemes(text)) {
    if (short.length + character.length >= most) break;
    short += character;
  }
  return `${short.trimEnd()}…`;
}

/** Choices give way to completion, longest list first, while the command as a whole is too long. */
function withinSum(command: Definition): Definition {
  const [longest] = command.options.filter(({ choices }) => choices !== undefined).sort((a, b) => sumOf(b) - sumOf(a));
  if (longest === undefined || sizeOf(command) <= limits.commandSum) return command;
  const { choices: _, ...bare } = longest;
  return withinSum({
    ...command,
    options: command.options.map((option) => (option === longest ? { ...bare, autocomplete: true } : option)),
  });
}

/** Characters of a command as Discord counts them. */
export function sizeOf(command: Definition): number {
  return textOf(command) + command.options.reduce((sum, option) => sum + sumOf(option), 0);
}

function sumOf(option: DefinedOption): number {
  const choices = option.choices ?? [];
  return (
    textOf(option) +
    choices.reduce((sum, one) => sum + longestOf(one.name, one.name_localizations) + one.value.length, 0)
  );
}

function textOf(one: Definition | DefinedOption): number {
  return longestOf(one.name, one.name_localizations) + longestOf(one.description, one.description_localizations);
}

function longestOf(text: string, localized: Localized): number {
  return Math.max(text.length, ...Object.values(localized).map((one) => one.length));
}
