import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const built = fileURLToPath(new URL("../../../dist/main.js", import.meta.url));

export interface LifeOptions {
  /** The program that is started (default: the one that was built). */
  readonly program?: string;
  /** Its STATE_DIR, which outlives it. */
  readonly folder: string;
  readonly settings: Readonly<Record<string, string>>;
}

/** One life of the program, which others may follow on the same state. */
export interface Life {
  /** When it was started, by `performance.now`. */
  readonly began: number;
  readonly err: () => string;
  /** Resolves once it has said that it hears, or has ended. */
  readonly up: Promise<void>;
  /** Resolves with the exit code, or the name of the signal it died of. */
  readonly ended: Promise<number | string>;
  signal(name: "SIGKILL" | "SIGSTOP" | "SIGCONT" | "SIGTERM"): void;
}

export function begin({ program = built, folder, settings }: LifeOptions): Life {
  const child = spawn(process.execPath, [program, "start"], {
    cwd: folder,
    env: {
      PATH: process.env["PATH"],
      LANG: "en_US.UTF-8",
      STATE_DIR: folder,
      LOG_LEVEL: "error",
      MARKET: "demo",
      ...settings,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let err = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    err += text;
  });
  return {
    began: performance.now(),
    err: () => err,
    up: new Promise((resolve) => child.stdout.once("close", resolve).on("data", () => resolve())),
    ended: new Promise((resolve, reject) => {
      child.on("error", reject).on("close", (code, signal) => resolve(code ?? signal ?? "unknown"));
    }),
    signal: (name) => void child.kill(name),
  };
}
