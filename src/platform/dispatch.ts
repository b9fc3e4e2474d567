import { join, literal, message } from "../i18n/value.ts";
import { nearest } from "../support/nearest.ts";
import type { Answer, Command, CommandContext } from "./command.ts";
import { CommandError, parseOptions, shortened } from "./parse.ts";

/** A command with its options understood, not yet run. */
export interface Question<Services> {
  readonly command: Command<Services>;
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
  const byWord = new Map(
    commands.flatMap((command) => [command.name, ...command.aliases].map((word) => [word.toLowerCase(), command])),
  );
  const find = (word: string): Command<Services> => {
    const found = byWord.get(word.toLowerCase());
    if (found !== undefined) return found;
    throw unknownCommand(word, commands);
  };
  const understand = ([first = "help", ...rest]: readonly string[]): Question<Services> => {
    const name = first.replace(/^[/!]/, "");
    const short = commands.find((command) => command.shortcuts?.includes(name) === true);
    const command = short ?? find(name);
    const values = parseOptions(command, short === undefined ? rest : [name, ...rest]);
    return { command, key: JSON.stringify([command.name, values]), ask: (context) => command.run(values, context) };
  };
  return { commands, understand };
}

/** Somebody named a command that does not exist. */
export function unknownCommand(
  word: string,
  commands: readonly { readonly name: string; readonly aliases: readonly string[] }[],
): CommandError {
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
