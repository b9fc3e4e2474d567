import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const main = fileURLToPath(new URL("../../dist/main.js", import.meta.url));

/** The program as a user starts it, with what it has said so far. */
export interface Running {
  readonly out: () => string;
  readonly err: () => string;
  /** Resolves once its output holds the text; rejects with all it said when it ends first or takes too long. */
  said(text: string): Promise<void>;
  /** Asks it to end as a service manager does, and answers with its exit code. */
  stop(): Promise<number | null>;
  /** Resolves with the exit code when it ends by itself. */
  readonly ended: Promise<number | null>;
}

const patienceMs = 15_000;

/** Starts the built program in an empty folder with only these settings. */
export async function start(
  settings: Readonly<Record<string, string>>,
  words: readonly string[] = ["start"],
): Promise<Running> {
  const folder = await mkdtemp(join(tmpdir(), "closing-bell-"));
  const child: ChildProcess = spawn(process.execPath, [main, ...words], {
    cwd: folder,
    env: {
      PATH: process.env["PATH"],
      LANG: "en_US.UTF-8",
      STATE_DIR: join(folder, "var"),
      LOG_LEVEL: "error",
      MARKET: "demo",
      ...settings,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let [out, err] = ["", ""];
  const waiting = new Set<() => void>();
  const wake = () => {
    for (const look of waiting) look();
  };
  child.stdout?.setEncoding("utf8").on("data", (text: string) => {
    out += text;
    wake();
  });
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    err += text;
    wake();
  });
  let over = false;
  const ended = new Promise<number | null>((resolve, reject) => child.on("error", reject).on("close", resolve)).finally(
    async () => {
      over = true;
      wake();
      await rm(folder, { recursive: true, force: true });
    },
  );
  return {
    out: () => out,
    err: () => err,
    ended,
    said: (text) =>
      new Promise((resolve, reject) => {
        const give = (why: string) => {
          waiting.delete(look);
          clearTimeout(limit);
          reject(new Error(`${why} before it said ${JSON.stringify(text)}.\nout: ${out}\nerr: ${err}`));
        };
        const look = () => {
          if (out.includes(text) || err.includes(text)) {
            waiting.delete(look);
            clearTimeout(limit);
            resolve();
          } else if (over) give("It ended");
        };
        const limit = setTimeout(() => give("Time was up"), patienceMs);
        waiting.add(look);
        look();
      }),
    async stop() {
      child.kill("SIGTERM");
      return ended;
    },
  };
}
