import type { Locale } from "../../src/i18n/locale.ts";
import { message } from "../../src/i18n/value.ts";
import type { Choice, CommandCard, Option } from "../../src/platform/command.ts";
import type { Desk } from "../../src/platform/desk.ts";
import { choiceName, commandName, isVerb, optionName, textOf } from "../../src/platform/naming.ts";
import { limits } from "./limits.ts";
import { shortened } from "./short.ts";

/** The languages commands are shown in. zh-TW does not fall back to zh-CN, and en-US takes the text of en-GB unless it has its own. */
type Localized = Readonly<Partial<Record<"en-US" | "en-GB" | "zh-CN" | "zh-TW", string>>>;

export interface Definition {
  readonly type: 1;
  readonly name: string;
  readonly name_localizations: Localized;
  readonly description: string;
  readonly description_localizations: Localized;
  /** Options side by side, or verbs with options of their own. */
  readonly options: readonly (DefinedOption | DefinedVerb)[];
  /** Servers, the bot's own messages, private messages; only for commands registered everywhere. */
  readonly contexts?: readonly number[];
  /** For a server, for a person. */
  readonly integration_types?: readonly number[];
}

export interface DefinedVerb {
  readonly type: typeof verbType;
  readonly name: string;
  readonly name_localizations: Localized;
  readonly description: string;
  readonly description_localizations: Localized;
  readonly options: readonly DefinedOption[];
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
const verbType = 1;

/** A command with verbs cannot be called alone, so the bare one is a verb as well. */
export const bareVerb = "show";
const bareVerbZh = "查看";

export interface DefiningOptions {
  readonly commands: readonly CommandCard[];
  readonly speaker: Desk["speaker"];
  /** Simplified to Traditional Chinese. */
  readonly traditional: (text: string) => string;
  /** Registered in one server, where contexts have no meaning. */
  readonly inServer: boolean;
}

/** The commands as Discord takes them: options side by side, or verbs where a command has some. */
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
    ...described(textOf(command, option)),
    required: option.required === true,
    ...(offersAll(option) ? { choices: (option.choices ?? []).map(defineChoice) } : {}),
    ...(isCompleted(option) ? { autocomplete: true as const } : {}),
  });
  const defineOptions = (command: CommandCard): DefinedOption[] =>
    [...command.options]
      .sort((a, b) => Number(b.required === true) - Number(a.required === true))
      .slice(0, limits.commandOptions)
      .map((option) => defineOption(command, option));
  const defineVerb = (card: CommandCard, name: string, nameIn: (locale: Locale) => string): DefinedVerb => ({
    type: verbType,
    name,
    name_localizations: localized(nameIn, isName),
    ...described(textOf(card)),
    options: defineOptions(card),
  });
  const defineVerbs = (command: CommandCard, verbs: readonly CommandCard[]): DefinedVerb[] => [
    defineVerb(command, bareVerb, (locale) => (locale === "zh" ? bareVerbZh : bareVerb)),
    ...verbs.slice(0, limits.commandOptions - 1).map((card) => {
      const verb = card.name.slice(command.name.length + 1);
      return defineVerb(card, verb, (locale) => (locale === "zh" ? commandName(card, locale) : verb));
    }),
  ];
  return commands
    .filter((command) => !isVerb(command))
    .map((command) => {
      const verbs = commands.filter((one) => one.name.startsWith(`${command.name} `));
      return withinSum({
        type: 1,
        name: command.name,
        name_localizations: localized((locale) => commandName(command, locale), isName),
        ...described(textOf(command)),
        options: verbs.length === 0 ? defineOptions(command) : defineVerbs(command, verbs),
        ...(inServer ? {} : { contexts: [0, 1, 2], integration_types: [0, 1] }),
      });
    });
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

/** Choices give way to completion, longest list first, while the command as a whole is too long. */
function withinSum(command: Definition): Definition {
  const all = command.options.flatMap((one) => ("required" in one ? [one] : one.options));
  const [longest] = all.filter(({ choices }) => choices !== undefined).sort((a, b) => sumOf(b) - sumOf(a));
  if (longest === undefined || sizeOf(command) <= limits.commandSum) return command;
  const { choices: _, ...bare } = longest;
  const without = (option: DefinedOption): DefinedOption =>
    option === longest ? { ...bare, autocomplete: true } : option;
  return withinSum({
    ...command,
    options: command.options.map((one) =>
      "required" in one ? without(one) : { ...one, options: one.options.map(without) },
    ),
  });
}

/** Characters of a command as Discord counts them. */
export function sizeOf(command: Definition | DefinedVerb): number {
  const parts: readonly (DefinedOption | DefinedVerb)[] = command.options;
  return lettersOf(command) + parts.reduce((sum, one) => sum + ("required" in one ? sumOf(one) : sizeOf(one)), 0);
}

function sumOf(option: DefinedOption): number {
  const choices = option.choices ?? [];
  return (
    lettersOf(option) +
    choices.reduce((sum, one) => sum + longestOf(one.name, one.name_localizations) + one.value.length, 0)
  );
}

function lettersOf(one: Definition | DefinedVerb | DefinedOption): number {
  return longestOf(one.name, one.name_localizations) + longestOf(one.description, one.description_localizations);
}

function longestOf(text: string, localized: Localized): number {
  return Math.max(text.length, ...Object.values(localized).map((one) => one.length));
}
