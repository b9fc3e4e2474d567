#!/usr/bin/env node
import { platforms } from "../adapters/index.ts";
import { runProgram } from "./cli/program.ts";
import { compose } from "./compose.ts";
import { readConfig } from "./config/index.ts";
import { settings as heartbeat } from "./delivery/heartbeat.ts";
import { languageOfTag } from "./i18n/locale.ts";
import { ClosingBellError } from "./support/errors.ts";

/** Set off by the first request to end; a second one ends at once. */
const ending = new AbortController();
for (const name of ["SIGINT", "SIGTERM"] as const) process.once(name, () => ending.abort());

/** Reads the settings, joins the rooms, runs one command line. */
async function main(): Promise<number> {
  try {
    const own = Object.values(platforms).map((platform) => platform.settings);
    const groups = [...own, heartbeat, ...(await liveGroups())];
    const config = readConfig(process.env, process.cwd(), groups, (values) =>
      // Whoever has a chat wants the market of today in it; whoever only looks needs no network.
      Object.values(platforms).some((platform) => platform.isConfigured(values)) ? "live" : "demo",
    );
    const system = process.env["LC_ALL"] || process.env["LC_MESSAGES"] || process.env["LANG"] || "en";
    const doorway = await compose({
      config,
      output: process.stdout,
      input: process.stdin,
      errors: process.stderr,
      language: config.DEFAULT_LANG ?? languageOfTag(system),
      signal: ending.signal,
    });
    // A chat library that forgets to await must not end the conversations of everybody else.
    process.on("unhandledRejection", (reason) => doorway.failed("something nobody waited for", reason));
    return await runProgram(doorway, process.argv.slice(2)).finally(doorway.close);
  } catch (error) {
    if (!(error instanceof ClosingBellError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return error.code === "config" ? 2 : 1;
  }
}

/** Settings of the live sources. Where the demo is chosen, they are not even loaded: it is there at once. */
async function liveGroups() {
  const isAboutLive = process.argv.some((word) => word.endsWith("live") || word === "doctor");
  if (process.env["MARKET"] === "demo" && !isAboutLive) return [];
  const [{ sources }, { liveSettings }] = await Promise.all([
    import("./providers/index.ts"),
    import("./providers/live/settings.ts"),
  ]);
  return [liveSettings(sources.map(({ facts }) => facts))];
}

// A reader that closes the pipe early (| head) has what it wanted.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(0);
  process.stderr.write(`The output cannot be written (${error.code}).\n`);
  process.exit(1);
});

process.exitCode = await main();
// Asked to end, the program does not wait for a platform that hangs.
if (ending.signal.aborted) process.exit();
