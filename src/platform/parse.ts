import { join, literal, message, type Value } from "../i18n/value.ts";
import { UsageError } from "../support/errors.ts";
import { nearest } from "../support/nearest.ts";
import { graphemes } from "../support/text.ts";
import type { Command, Option } from "./command.ts";

/** A mistake in the words of a command, in a form that can be said in the person's language. */
export class CommandError extends UsageError {
  readonly said: Value;

  constructor(plain: string, said: Value) {
    super(plain);
    this.said = said;
  }
}

/** Words of a line; quotation marks keep words together. */
export function splitWords(text: string): string[] {
  return Array.from(
    text.matchAll(/"([^"]{0,200})"|“([^”]{0,200})”|[^\s，,]+/g),
    (match) => match[1] ?? match[2] ?? match[0],
  );
}

/**
 * Turns words into the option values of a command, in any order; `name:value` and `name=value` say which is meant. `verbs`
 * are words that could have followed the command as well.
 */
export function parseOptions<S, V>(command: Command<S, V>, words: readonly string[], verbs: readonly string[] = []): V {
  const values: Record<string, unknown> = {};
  const rest = [...words];
  while (rest.length > 0) {
    const word = rest.shift() as string;
    const named = /^([a-z]+)[:=](.*)$/i.exec(word);
    const target =
      named === null ? undefined : command.options.find((option) => option.name === named[1]?.toLowerCase());
    if (target !== undefined) {
      if (values[target.name] !== undefined && target.kind !== "words")
        throw givenTwice(command, target, named?.[2] ?? "");
      values[target.name] = read(command, target, named?.[2] ?? "", values);
      continue;
    }
    const ahead = command.options.find((option) => isNamedAhead(option, word));
    if (ahead !== undefined && rest[0] !== undefined) {
      if (values[ahead.name] !== undefined) throw givenTwice(command, ahead, rest[0]);
      values[ahead.name] = read(command, ahead, rest.shift() as string, values);
      continue;
    }
    const option = command.options.find(
      (one) => accepts(one, word) && (one.kind === "words" || values[one.name] === undefined),
    );
    if (option === undefined) {
      const taken = command.options.find((one) => accepts(one, word));
      throw taken === undefined ? unknownWord(command, word, verbs) : givenTwice(command, taken, word);
    }
    values[option.name] = read(command, option, word, values);
  }
  const lost = command.options.find((option) => option.required === true && values[option.name] === undefined);
  if (lost !== undefined) throw wrongValue(command, lost, "", "");
  const parsed = command.schema.safeParse(values);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const name = String(issue?.path[0] ?? "");
  const option = command.options.find((one) => one.name === name);
  throw wrongValue(command, option, values[name] === undefined ? "" : String(values[name]), issue?.message ?? "");
}

/** Longer words are not said back whole. */
const mostEchoed = 60;

/** A word as it is said back to whoever typed it. */
export function shortened(word: string): string {
  return word.length <= mostEchoed ? word : `${graphemes(word.slice(0, mostEchoed)).slice(0, -1).join("")}…`;
}

/** `top 5` and `zone Asia/Shanghai` name the option in a word of its own. */
function isNamedAhead({ kind, looks, name, zh }: Option, word: string): boolean {
  return (kind === "number" || looks !== undefined) && [name, zh].includes(word.toLowerCase());
}

function accepts(option: Option, word: string): boolean {
  if (option.kind === "number") return /^\d+$/.test(word);
  if (option.looks !== undefined) return option.looks.test(word);
  if (option.kind === "words") return choiceOf(option, word) !== undefined || option.choices === undefined;
  return choiceOf(option, word) !== undefined;
}

function choiceOf(option: Option, word: string): string | undefined {
  const wanted = word.toLowerCase();
  return option.choices?.find(
    (choice) => choice.value.toLowerCase() === wanted || choice.aliases.some((alias) => alias.toLowerCase() === wanted),
  )?.value;
}

function read<S, V>(command: Command<S, V>, option: Option, word: string, values: Record<string, unknown>): unknown {
  if (option.kind === "number") {
    if (!/^\d{1,9}$/.test(word)) throw wrongValue(command, option, word, rangeOf(command, option));
    return Number(word);
  }
  if (option.kind === "flag" && /^(true|yes|false|no)$/i.test(word)) return /^(true|yes)$/i.test(word);
  const choice = choiceOf(option, word);
  if (option.choices !== undefined && choice === undefined) throw wrongValue(command, option, word, "");
  if (option.kind === "flag") return true;
  if (option.kind === "words") return [...((values[option.name] as string[] | undefined) ?? []), choice ?? word];
  return choice;
}

/** What a number has to lie between, as the schema says it of one that does not. */
function rangeOf<S, V>(command: Command<S, V>, option: Option): string {
  const refused = command.schema.safeParse({ [option.name]: -1 }).error?.issues ?? [];
  return refused.find((issue) => issue.path[0] === option.name)?.message ?? "";
}

/** Every word the command would have understood, for suggestions and for what is allowed. */
function wordsOf(options: readonly Option[]): string[] {
  return options.flatMap((option) => (option.choices ?? []).flatMap((choice) => [choice.value, ...choice.aliases]));
}

function unknownWord<S, V>(command: Command<S, V>, word: string, verbs: readonly string[]): CommandError {
  const suggestion = nearest(word, [...wordsOf(command.options), ...verbs]);
  const allowed = command.options.map((option) => allowedValues(option));
  const hint = suggestion === undefined ? "" : ` Did you mean "${suggestion}"?`;
  return new CommandError(
    `/${command.name} does not know "${word}".${hint}`,
    message("usage.unknown-word", {
      command: command.name,
      word: literal(shortened(word)),
      suggestion: suggestion ?? "",
      suggested: suggestion === undefined ? "no" : "yes",
      options: allowed.length,
      allowed: join(allowed, "clauses"),
    }),
  );
}

function givenTwice<S, V>(command: Command<S, V>, option: Option, word: string): CommandError {
  return new CommandError(
    `/${command.name}: ${option.name} is given twice; "${word}" is one too many.`,
    message("usage.twice", { command: command.name, option: option.name, word: literal(shortened(word)) }),
  );
}

function wrongValue<S, V>(
  command: Command<S, V>,
  option: Option | undefined,
  word: string,
  expected: string,
): CommandError {
  const suggestion = option === undefined || word === "" ? undefined : nearest(word, wordsOf([option]));
  const plain =
    word === ""
      ? `/${command.name} needs ${option?.name ?? "more"}.`
      : `/${command.name}: ${option?.name ?? ""} "${word}" does not fit. ${expected}`.trim();
  return new CommandError(
    plain,
    message(word === "" ? "usage.missing-value" : "usage.wrong-value", {
      command: command.name,
      option: option?.name ?? "",
      word: literal(shortened(word)),
      suggestion: suggestion ?? "",
      suggested: suggestion === undefined ? "no" : "yes",
      allowed: option === undefined ? literal(expected) : allowedValues(option),
      expected: literal(expected),
      told: expected === "" ? "no" : "yes",
      example: command.examples[0] ?? `/${command.name}`,
    }),
  );
}

/** What an option takes, as help and errors print it. */
export function allowedValues(option: Option): Value {
  if (option.kind === "flag") return message("usage.flag", { option: option.name });
  if (option.choices === undefined) {
    return message(option.kind === "number" ? "usage.number" : "usage.words", { option: option.name });
  }
  return message("usage.choices", {
    option: option.name,
    choices: option.choices.map((choice) => choice.value).join(" | "),
  });
}
