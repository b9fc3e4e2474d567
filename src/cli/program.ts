import { CommanderError, Option, Command as Program } from "commander";
import type { Language } from "../i18n/locale.ts";
import type { Speaker } from "../i18n/speaker.ts";
import type { Finding } from "../platform/adapter.ts";
import type { Answer } from "../platform/command.ts";
import { isVerb, textOf } from "../platform/naming.ts";
import { CommandError } from "../platform/parse.ts";
import { ClosingBellError, ConfigError, UsageError } from "../support/errors.ts";
import { addDoctor, type DoctorDoorway } from "./doctor.ts";
import { type ImportReport, importText } from "./import.ts";
import { addPostCommands, type Operations } from "./posts.ts";
import { readWindow, type Window } from "./window.ts";

/** Options every command takes. */
export interface Flags {
  readonly lang?: Language;
  readonly market?: string;
  readonly as: string;
  readonly week?: string;
  readonly date?: string;
  readonly sections?: string;
  readonly width?: number;
  readonly details?: boolean;
}

export interface Asked {
  readonly words: readonly string[];
  readonly flags: Flags;
  readonly window: Window | undefined;
}

/** What the command line needs of the program; handed in by compose. */
export interface Doorway {
  readonly version: string;
  readonly language: Language;
  /** Forms an answer can be printed in. */
  readonly forms: readonly string[];
  readonly commands: readonly {
    readonly name: string;
    readonly aliases: readonly string[];
    readonly shortcuts?: readonly string[];
    readonly examples: readonly string[];
  }[];
  speaker(language: Language): Speaker;
  describe(id: string, language: Language, args?: Readonly<Record<string, string | number>>): string;
  ask(line: readonly string[], asked: Asked): Promise<Answer>;
  /** Prints an answer the way the flags want. */
  print(answer: Answer, asked: Asked): Promise<void>;
  start(): Promise<void>;
  /** Looks at every configured chat platform. */
  check(): Promise<readonly { readonly platform: string; readonly findings: readonly Finding[] }[]>;
  /** Asks every live source, whatever market is chosen. */
  readonly examine: DoctorDoorway["examine"];
  /** Lets go of what is held open. */
  close(): Promise<void>;
  /** Writes down what went wrong. */
  failed(what: string, error: unknown): void;
  operations(): Promise<Operations>;
  importMarket(folder: string, options: { dryRun: boolean; replace: boolean }): Promise<ImportReport>;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

/** Exit codes: done, failed, wrong usage or configuration. */
const exit = { done: 0, failed: 1, usage: 2 } as const;

/** Runs one command line and answers with its exit code. */
export async function runProgram(doorway: Doorway, argv: readonly string[]): Promise<number> {
  let code: number = exit.done;
  const program = build(doorway, (failed) => {
    code = failed;
  });
  try {
    await program.parseAsync([...argv], { from: "user" });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exit.done : exit.usage;
    doorway.err(`${errorText(error, doorway, languageOf(argv) ?? doorway.language)}\n`);
    return error instanceof UsageError || error instanceof ConfigError ? exit.usage : exit.failed;
  }
}

function languageOf(argv: readonly string[]): Language | undefined {
  const at = argv.indexOf("--lang");
  const given = at < 0 ? argv.find((word) => word.startsWith("--lang="))?.slice(7) : argv[at + 1];
  return given === "en" || given === "zh" || given === "both" ? given : undefined;
}

function errorText(error: unknown, doorway: Doorway, language: Language): string {
  if (error instanceof CommandError) return doorway.speaker(language).sentences(error.said).join("\n");
  if (error instanceof ClosingBellError) return error.message;
  // A file or folder that refuses says which one and why; the way through the program is of no use to its reader.
  const { code, syscall, path } = (error ?? {}) as NodeJS.ErrnoException;
  if (typeof code === "string" && path !== undefined)
    return `${path} cannot be used (${syscall} failed with ${code}). Check that it exists and may be read and written.`;
  return `Something went wrong inside the program: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
}

function build(doorway: Doorway, setCode: (code: number) => void): Program {
  const say = (id: string) => doorway.describe(id, doorway.language);
  const program = new Program("closing-bell")
    .description(say("cli.about"))
    .version(doorway.version)
    .exitOverride()
    .configureOutput({ writeOut: doorway.out, writeErr: doorway.err })
    .showSuggestionAfterError(true)
    .showHelpAfterError(say("cli.see-help"));
  for (const command of doorway.commands.filter((one) => !isVerb(one))) {
    const asked = shared(program.command(command.name), doorway)
      .aliases([...command.aliases.filter((alias) => /^[\p{L}\p{N}-]+$/u.test(alias))])
      .argument("[words...]", say("cli.words"))
      .description(say(textOf(command)))
      .addHelpText("after", `\n${examplesOf(command.name, doorway).join("\n")}`);
    if (command.name === "digest") asked.option("--sections <a,b>", say("cli.sections"));
    asked.action(answering(doorway, command.name));
    for (const shortcut of command.shortcuts ?? []) {
      shared(program.command(shortcut, { hidden: true }), doorway)
        .argument("[words...]", say("cli.words"))
        .option("--sections <a,b>", say("cli.sections"))
        .action(answering(doorway, shortcut));
    }
  }
  program
    .command("start")
    .description(say("cli.start"))
    .action(() => doorway.start());
  program
    .command("check")
    .description(say("cli.check"))
    .action(async () => {
      if (!tellFindings(await doorway.check(), doorway)) setCode(exit.failed);
    });
  addDoctor(program, doorway, () => setCode(exit.failed));
  program
    .command("import")
    .argument("<folder>", say("cli.import-folder"))
    .description(say("cli.import"))
    .option("--dry-run", say("cli.dry-run"), false)
    .option("--replace", say("cli.replace"), false)
    .action(async (folder: string, options: { dryRun: boolean; replace: boolean }) => {
      const report = await doorway.importMarket(folder, options);
      const refused = report.outcome === "refused";
      (refused ? doorway.err : doorway.out)(`${importText(report)}\n`);
      if (refused) setCode(exit.failed);
    });
  addPostCommands(program, {
    operations: doorway.operations,
    say: (id, args) => doorway.describe(id, doorway.language, args),
    printDocument: (document) => doorway.print({ document }, { words: [], flags: { as: "text" }, window: undefined }),
    out: doorway.out,
  });
  return program;
}

/** Lines that show a command and its verbs in use. */
function examplesOf(name: string, { commands }: Doorway): string[] {
  return commands
    .filter((one) => one.name === name || one.name.startsWith(`${name} `))
    .flatMap(({ examples }) => examples)
    .map((example) => `  closing-bell ${example.slice(1)}`);
}

/** One line for each thing looked at; true when all is well. */
function tellFindings(checked: Awaited<ReturnType<Doorway["check"]>>, doorway: Doorway): boolean {
  const speaker = doorway.speaker(doorway.language);
  if (checked.every(({ platform }) => platform === "market"))
    doorway.out(`${doorway.describe("cli.check-nothing", doorway.language)}\n`);
  for (const { platform, findings } of checked) {
    for (const { ok, text } of findings)
      doorway.out(`${ok ? "✓" : "✗"} ${platform}: ${speaker.sentences(text).join(" ")}\n`);
  }
  return checked.every(({ findings }) => findings.every(({ ok }) => ok));
}

function answering(doorway: Doorway, name: string) {
  return async (words: string[], flags: Flags) => {
    const question = { words, flags, window: readWindow(flags.week, flags.date) };
    await doorway.print(await doorway.ask([name, ...words], question), question);
  };
}

function shared(command: Program, { forms, language, describe }: Doorway): Program {
  const say = (id: string) => describe(id, language);
  return command
    .addOption(new Option("--lang <language>", say("cli.lang")).choices(["en", "zh", "both"]))
    .option("--market <market>", say("cli.market"))
    .addOption(new Option("--as <form>", say("cli.as")).choices(forms).default("text"))
    .option("--week <from..to>", say("cli.week"))
    .option("--date <day>", say("cli.date"))
    .option("--width <columns>", say("cli.width"), readWidth)
    .option("--details", say("cli.details"));
}

function readWidth(text: string): number {
  const width = Number(text);
  if (!Number.isInteger(width) || width < 20 || width > 400) {
    throw new UsageError(`--width ${JSON.stringify(text)} is not a width. Give whole columns from 20 to 400.`);
  }
  return width;
}
