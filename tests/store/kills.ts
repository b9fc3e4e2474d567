import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { openLowdbStore } from "../../src/store/lowdb/index.ts";
import type { Store } from "../../src/store/store.ts";

/** Numbers of one life; the next one begins with the next of them. */
const perLife = 100_000;

/** What stands wrong after one life, and how many commits it acknowledged. */
export interface Life {
  readonly acknowledged: number;
  readonly wrong: readonly string[];
}

/** Makes a program that commits in a loop and begins quickly, as it is begun very often. */
export async function buildLoop(folder: string): Promise<string> {
  const program = join(folder, "loop.mjs");
  await build({
    entryPoints: [fileURLToPath(new URL("./commit-loop.mjs", import.meta.url))],
    outfile: program,
    bundle: true,
    format: "esm",
    platform: "node",
    logLevel: "error",
  });
  return program;
}

/**
 * Real processes on real files: one commits until it is killed, a moment after its first commit. The next start has to know
 * all that was acknowledged, in this life and in those before.
 */
export async function killedLife(program: string, folder: string, known: Set<number>, life: number, afterMs: number) {
  const child = spawn(process.execPath, [program, folder, String(life * perLife)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let told = "";
  child.stdout.on("data", (data: Buffer) => {
    told += data;
  });
  const ended = once(child, "close");
  await Promise.race([once(child.stdout, "data"), ended]);
  await pause(afterMs);
  child.kill("SIGKILL");
  await ended;
  // The last line may be torn.
  const acknowledged = told.split("\n").slice(0, -1).map(Number);
  for (const number of acknowledged) known.add(number);
  const store = await openLowdbStore({ folder });
  return { acknowledged: acknowledged.length, wrong: wrongIn(store, known) } satisfies Life;
}

function wrongIn(store: Store, known: ReadonlySet<number>): string[] {
  const wrong: string[] = [];
  const has = (table: string, number: number) => store.get(table, String(number)) !== undefined;
  for (const number of known) {
    const removed = number % 4 === 2 && has("things", number + 2);
    if (has("things", number) === removed) wrong.push(`${number} is ${removed ? "back" : "lost"}`);
  }
  for (const [key] of store.entries("things"))
    if (!has("twins", Number(key))) wrong.push(`half of commit ${key} is there`);
  return wrong;
}
