import { join, literal, message } from "../i18n/value.ts";
import { nearest } from "../support/nearest.ts";
import type { Answer, Command, CommandContext } from "./command.ts";
import { CommandError, parseOptions, splitWords } from "./parse.ts";

export interface Dispatcher<Services> {
  readonly commands: readonly Command<Services>[];
  /** Runs a line such as `/movers crypto 7d`. A mistake in it throws a CommandError that can be said to the person. */
  dispatch(text: string, context: CommandContext<Services>): Promise<Answer>;
  find(name: string): Command<Services>;
}

/** The doorway every platform and the command line use: text in, document out. */
export function createDispatcher<Services>(commands: readonly Command<Services>[]): Dispatcher<Services> {
  const byWord = new Map(
    commands.flatMap((command) => [command.name, ...command.aliases].map((word) => [word.toLowerCase(), command])),
  );
  const find = (word: string): Command<Services> => {
    const found = byWord.get(word.toLowerCase());
    if (found !== undefined) return found;
    throw unknownCommand(word, commands);
  };
  return {
    commands,
    find,
    async dispatch(text, context) {
      const [first = "help", ...words] = splitWords(text);
      const name = first.replace(/^[/!]/, "");
      const short = commands.find((command) => command.shortcuts?.includes(name) === true);
      const command = short ?? find(name);
      return command.run(parseOptions(command, short === undefined ? words : [name, ...words]), context);
    },
  };
}

/** Somebody named a command that does not exist. */
export function unknownCommand<Services>(word: string, commands: readonly Command<Services>[]): CommandError {
  const suggestion = nearest(
    word,
    commands.flatMap((command) => [command.name, ...command.aliases]),
  );
  return new CommandError(
    `There is no command "${word}".${suggestion === undefined ? "" : ` Did you mean "${suggestion}"?`}`,
    message("usage.unknown-command", {
      word: literal(word),
      suggestion: suggestion ?? "",
      suggested: suggestion === undefined ? "no" : "yes",
      commands: join(
        commands.map((command) => literal(`/${command.name}`)),
        "list",
      ),
    }),
  );
}
