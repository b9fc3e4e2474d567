import { literal, message, name, type Value } from "../../src/i18n/value.ts";
import type { Command, Option } from "../../src/platform/command.ts";
import { createDispatcher, type Dispatcher, type Question } from "../../src/platform/dispatch.ts";
import { callsOf } from "../../src/platform/meaning.ts";
import { choiceName, commandName } from "../../src/platform/naming.ts";
import { CommandError, shortened } from "../../src/platform/parse.ts";
import { textOfWords } from "../../src/subscription/line.ts";
import { nearest } from "../../src/support/nearest.ts";
import type { Services } from "../services.ts";
import { digest, digestName } from "./show.ts";

/** What is to be posted, as it is kept and as it is shown. */
export interface Meant {
  /** Words of the command, in the form they are kept in. */
  readonly words: readonly string[];
  /** The fewest words a person could type for it. */
  readonly typed: readonly string[];
  /** Equal for equal posts, however they were typed. */
  readonly key: string;
  readonly shown: Value;
}

/** Understands what a person wants posted. */
export interface Meaning {
  /** Throws a CommandError for words that are no command, and for a command that does not read. */
  of(words: readonly string[]): Meant;
  /** How what is kept is called; words no version understands any more are shown as they are. */
  shown(words: readonly string[]): Value;
}

export function createMeaning(registry: () => readonly Command<Services>[]): Meaning {
  let dispatcher: Dispatcher<Services> | undefined;
  const ask = (words: readonly string[]): Question<Services> => {
    dispatcher ??= createDispatcher(registry());
    const [first = ""] = words;
    if (callsOf(registry()).includes(bare(first))) return dispatcher.understand(words);
    if (isDigest(first)) return dispatcher.understand(["digest", ...words]);
    throw unknown(first, registry());
  };
  const of = (words: readonly string[]): Meant => {
    // In `digest daily fri 17:00` the first word alone must not take the rest for a schedule.
    if (words.length === 1 && isDigestCall(words[0])) throw unknown(words[0] as string, registry());
    const question = ask(words);
    if (!isReading(question)) throw changing(question);
    const kept = lineWords(question);
    const sure = isSame(kept, question) ? kept : words.map((word) => word.replace(/^[/!]/, ""));
    return {
      words: sure,
      typed: sure.length > 1 && isSame(sure.slice(1), question) ? sure.slice(1) : sure,
      key: question.key,
      shown: name({ en: textOfWords(kept), zh: textOfWords(lineWords(question, true)) }),
    };
  };
  const isSame = (words: readonly string[], { key }: Question<Services>) => {
    try {
      return ask(words).key === key;
    } catch (error) {
      if (error instanceof CommandError) return false;
      throw error;
    }
  };
  return {
    of,
    shown(words) {
      try {
        return of(words).shown;
      } catch (error) {
        if (error instanceof CommandError) return literal(textOfWords(words));
        throw error;
      }
    },
  };
}

function bare(word: string): string {
  return word.replace(/^[/!]/, "").toLowerCase();
}

/** A word for digests that does not say which. */
export function isDigestCall(word: string | undefined): boolean {
  return word !== undefined && [digest.name, ...digest.aliases].includes(bare(word));
}

/** A word that names one of the digests. */
export function isDigest(word: string): boolean {
  const wanted = bare(word);
  return (digestName.choices ?? []).some(({ value, aliases }) => value === wanted || aliases.includes(wanted));
}

/** True where an answer changes nothing, so that it can be given again and again. */
export function isReading({ command, values }: Pick<Question<Services>, "command" | "values">): boolean {
  return command.posts === true && (values["action"] ?? "show") === "show";
}

/** The words that ask the same in as few words as there are. */
export function lineWords(
  { command, values }: Pick<Question<Services>, "command" | "values">,
  inChinese = false,
): readonly string[] {
  const said = inChinese ? commandName(command, "zh") : command.name;
  return [said, ...command.options.flatMap((option) => optionWords(option, values[option.name], inChinese))];
}

function optionWords(option: Option, value: unknown, inChinese: boolean): readonly string[] {
  if (value === undefined || value === false) return [];
  const one = (given: unknown): string => {
    const choice = option.choices?.find((known) => known.value === given);
    return inChinese && choice !== undefined ? choiceName(choice, "zh").replaceAll(" ", "") : String(given);
  };
  if (option.kind === "number") return [`${option.name}:${String(value)}`];
  if (option.kind === "flag") return [one(option.name)];
  return Array.isArray(value) ? value.map(one) : [one(value)];
}

function unknown(word: string, commands: readonly Command<Services>[]): CommandError {
  const readers = commands.filter(({ posts }) => posts === true);
  const digests = digestName.choices ?? [];
  const suggestion = nearest(
    bare(word),
    [...digests, ...readers.map((command) => ({ value: command.name, aliases: command.aliases }))].flatMap(
      ({ value, aliases }) => [value, ...aliases],
    ),
  );
  return new CommandError(
    `"${word}" is nothing that can be posted.${suggestion === undefined ? "" : ` Did you mean "${suggestion}"?`}`,
    message("digest.unknown-what", {
      word: literal(shortened(word)),
      suggested: suggestion === undefined ? "no" : "yes",
      suggestion: literal(suggestion ?? ""),
      digests: literal(digests.map(({ value }) => value).join(", ")),
      commands: literal(
        readers
          .filter((command) => command.name !== "digest")
          .map((command) => command.name)
          .join(", "),
      ),
    }),
  );
}

function changing({ command }: Question<Services>): CommandError {
  return new CommandError(
    `/${command.name} cannot be posted on a schedule.`,
    message("digest.cannot-post", { command: literal(`/${command.name}`) }),
  );
}
