import type { Command as Program } from "commander";
import type { Recorded } from "../delivery/record.ts";
import type { Document } from "../document/node.ts";
import { readWindow } from "./window.ts";

/** Which posts of the record are looked at. */
export interface Wanted {
  readonly subscription?: string;
  readonly states?: readonly string[];
  readonly edition?: string;
  readonly count: number;
}

/** What whoever runs the program may look at and ask for, also beside a program that runs. */
export interface Operations {
  history(wanted: Wanted): readonly Recorded[];
  /** Fails where there is none. */
  find(key: string): Recorded;
  /** Asks for these to be sent again; answers how many that are. */
  redrive(keys: readonly string[]): Promise<number>;
  /** Asks for what was due on these days and did not go out. */
  backfill(id: string, days: { readonly from: string; readonly to: string; readonly force: boolean }): Promise<void>;
  readonly recordOf: (recorded: readonly Recorded[]) => Document;
  readonly detailOf: (recorded: Recorded) => Document;
}

export interface PostsDoorway {
  operations(): Promise<Operations>;
  say(id: string, args?: Readonly<Record<string, string | number>>): string;
  printDocument(document: Document): Promise<void>;
  out(text: string): void;
}

interface Chosen {
  readonly subscription?: string;
  readonly state?: string[];
  readonly edition?: string;
  readonly count: string;
  readonly json?: boolean;
}

const usualCount = "20";

/** `history`, `redrive` and `backfill`: what became of scheduled posts, and sending them after all. */
export function addPostCommands(program: Program, doorway: PostsDoorway): void {
  const { say, out } = doorway;
  const which = (command: Program) =>
    command
      .option("--subscription <id>", say("cli.history-subscription"))
      .option("--state <state...>", say("cli.history-state"))
      .option("--count <n>", say("cli.history-count"), usualCount);
  which(program.command("history"))
    .argument("[key]", say("cli.history-key"))
    .description(say("cli.history"))
    .option("--edition <id>", say("cli.history-edition"))
    .option("--json", say("cli.history-json"))
    .action(async (key: string | undefined, chosen: Chosen) => {
      const operations = await doorway.operations();
      const found = key === undefined ? operations.history(wantedOf(chosen)) : [operations.find(key)];
      const [one] = found;
      if (chosen.json === true) out(`${JSON.stringify(found, null, 2)}\n`);
      else if (key !== undefined && one !== undefined) await doorway.printDocument(operations.detailOf(one));
      else await doorway.printDocument(operations.recordOf(found));
    });
  which(program.command("redrive"))
    .argument("[keys...]", say("cli.redrive-keys"))
    .description(say("cli.redrive"))
    .action(async (keys: string[], chosen: Chosen) => {
      const operations = await doorway.operations();
      const states = chosen.state ?? ["dead"];
      const found = operations.history({ ...wantedOf({ ...chosen, state: states }), count: Number.POSITIVE_INFINITY });
      const count = await operations.redrive(keys.length > 0 ? keys : found.map((one) => one.key));
      out(`${say("cli.redrive-asked", { count })}\n`);
    });
  program
    .command("backfill")
    .argument("<subscription>", say("cli.backfill-subscription"))
    .requiredOption("--from <day>", say("cli.backfill-from"))
    .requiredOption("--to <day>", say("cli.backfill-to"))
    .option("--force", say("cli.backfill-force"), false)
    .description(say("cli.backfill"))
    .action(async (id: string, { from, to, force }: { from: string; to: string; force: boolean }) => {
      const days = readWindow(`${from}..${to}`, undefined);
      if (days === undefined) return;
      await (await doorway.operations()).backfill(id, { ...days, force });
      out(`${say("cli.backfill-asked", { id, from, to })}\n`);
    });
}

function wantedOf({ subscription, state, edition, count }: Chosen): Wanted {
  return {
    count: Number(count),
    ...(subscription === undefined ? {} : { subscription }),
    ...(state === undefined ? {} : { states: state }),
    ...(edition === undefined ? {} : { edition }),
  };
}
