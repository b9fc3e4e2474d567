import { join, literal, message } from "../i18n/value.ts";
import { nearest } from "../support/nearest.ts";
import type { Answer, Command, CommandCard, CommandContext } from "./command.ts";
import { namesOf, verbsOf } from "./naming.ts";
import { CommandError, parseOptions, shortened } from "./parse.ts";

/** A command with its options understood, not yet run. */
export interface Question<Services> {
  readonly command: Command<Services>;
  /** What was understood, by the names of its options. */
  readonly values: Readonly<Record<string, unknown>>;
  /** Equal questions have equal keys, however they were typed. */
  readonly key: string;
  ask(context: CommandContext<Services>): Promise<Answer>;
}

export interface Dispatcher<Services> {
  readonly commands: readonly Command<Services>[];
  /** Understands words such as `movers crypto 7d`. A mistake in them throws a CommandError that can be said to the person. */
  understand(words: readonly string[]): Question<Services>;
}

/** The doorway every platform and the command line use: words in, document out. */
export function createDispatcher<Services>(commands: readonly Command<Services>[]): Dispatcher<Services> {
  const byName = new Map(
    commands.flatMap((command) => namesOf(command, commands).map((name) => [name.toLowerCase(), command])),
  );
  /** The command a line begins with, a verb before the command it belongs to, and the words that are left. */
  const find = (first: string, rest: readonly string[]): [Command<Services>, readonly string[]] => {
    const short = commands.find((command) => command.shortcuts?.includes(first) === true);
    if (short !== undefined) return [short, short.name.includes(" ") ? rest : [first, ...rest]];
    const verb = byName.get(`${first} ${rest[0] ?? ""}`.toLowerCase());
    if (verb !== undefined) return [verb, rest.slice(1)];
    const command = byName.get(first.toLowerCase());
    if (command === undefined) throw unknownCommand(first, commands);
    return [command, rest];
  };
  const understand = ([first = "help", ...all]: readonly string[]): Question<Services> => {
    const [command, rest] = find(first.replace(/^[/!]/, ""), all);
    const values = parseOptions(command, rest, verbsOf(command, commands));
    const key = JSON.stringify([command.name, values]);
    return { command, values, key, ask: (context) => command.run(values, context) };
  };
  return { commands, understand };
}

/** Somebody named a command that does not exist. */
export function unknownCommand(word: string, all: readonly CommandCard[]): CommandError {
  const commands = all.filter(({ name }) => !name.includes(" "));
  const suggestion = nearest(
    word,
    commands.flatMap((command) => [command.name, ...command.aliases]),
  );
  return new CommandError(
    `There is no command "${word}".${suggestion === undefined ? "" : ` Did you mean "${suggestion}"?`}`,
    message("usage.unknown-command", {
      word: literal(shortened(word)),
      suggestion: suggestion ?? "",
      suggested: suggestion === undefined ? "no" : "yes",
      commands: join(
        commands.map((command) => literal(`/${command.name}`)),
        "list",
      ),
    }),
  );
}
