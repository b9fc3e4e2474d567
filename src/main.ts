#!/usr/bin/env node
import { runProgram } from "./cli/program.ts";
import { compose } from "./compose.ts";
import { readConfig } from "./config/index.ts";
import { languageOfTag } from "./i18n/locale.ts";
import { ClosingBellError } from "./support/errors.ts";

/** Reads the settings, joins the rooms, runs one command line. */
async function main(): Promise<number> {
  try {
    const config = readConfig(process.env, process.cwd());
    const system = process.env["LC_ALL"] || process.env["LC_MESSAGES"] || process.env["LANG"] || "en";
    const doorway = await compose({
      config,
      output: process.stdout,
      input: process.stdin,
      errors: process.stderr,
      language: config.DEFAULT_LANG ?? languageOfTag(system),
    });
    return await runProgram(doorway, process.argv.slice(2));
  } catch (error) {
    if (!(error instanceof ClosingBellError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return error.code === "config" ? 2 : 1;
  }
}

// A reader that closes the pipe early (| head) has what it wanted.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(0);
  process.stderr.write(`The output cannot be written (${error.code}).\n`);
  process.exit(1);
});

process.exitCode = await main();
