import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { openDiscordRig } from "./chat/discord.ts";
import type { Rig } from "./chat/rig.ts";
import { openSlackRig } from "./chat/slack.ts";
import { openTelegramRig } from "./chat/telegram.ts";
import { projectFolder } from "./folder.ts";
import { type Benchmark, ratios, spread } from "./measure.ts";

const [rounds, roundMs, restMs, startMs] = [5, 60_000, 20_000, 60_000] as const;

/** B13: the built program with its three platforms connected and nothing to do, beside a process with one timer. Linux alone. */
export const idle: Benchmark = {
  name: "idle",
  isLong: true,
  async run() {
    const folder = await mkdtemp(join(tmpdir(), "closing-bell-idle-"));
    const rigs = await Promise.all([openTelegramRig(), openSlackRig(), openDiscordRig()]);
    const children: ChildProcess[] = [];
    try {
      const timer = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { stdio: "ignore" });
      children.push(timer);
      const program = startProgram(rigs, folder);
      children.push(program);
      await connected(program, rigs);
      // What a start leaves to be collected and compiled is no idleness.
      await pause(restMs);
      const ours: number[] = [];
      const bare: number[] = [];
      for (let round = 0; round < rounds; round++) {
        const before = await Promise.all([processorMs(program), processorMs(timer)]);
        await pause(roundMs);
        const after = await Promise.all([processorMs(program), processorMs(timer)]);
        ours.push(after[0] - before[0]);
        bare.push(after[1] - before[1]);
      }
      const percent = (times: readonly number[]) => spread(times.map((ms) => (100 * ms) / roundMs));
      return [
        { name: "idle program ÷ a process with one timer", spread: ratios(ours, bare), target: 2 },
        { name: "idle program", spread: percent(ours), unit: "% of a core", target: 0.1 },
        { name: "a process with one timer", spread: percent(bare), unit: "% of a core" },
      ];
    } finally {
      for (const child of children) await end(child);
      for (const rig of rigs) await rig.close();
      await rm(folder, { recursive: true, force: true });
    }
  },
};

function startProgram(rigs: readonly Rig[], folder: string): ChildProcess {
  const settings = Object.assign({}, ...rigs.map((rig) => rig.settings)) as Record<string, string>;
  return spawn(process.execPath, [join(projectFolder, "dist/main.js"), "start"], {
    cwd: folder,
    env: { PATH: process.env["PATH"], DEFAULT_LANG: "en", STATE_DIR: join(folder, "var"), MARKET: "demo", ...settings },
    stdio: ["ignore", "pipe", "pipe"],
  });
}

/** Resolves once the program has named every platform. */
function connected(program: ChildProcess, rigs: readonly Rig[]): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = "";
    const missing = () => rigs.filter(({ name }) => !new RegExp(`^${name}\\b`, "im").test(said));
    const late = setTimeout(
      () => reject(new Error(`Not connected: ${missing().map(({ name }) => name)}. It said: ${said}`)),
      startMs,
    );
    const hear = (text: Buffer) => {
      said += text;
      if (missing().length > 0) return;
      clearTimeout(late);
      resolve();
    };
    program.stdout?.on("data", hear);
    program.stderr?.on("data", hear);
    program.once("exit", (code) => reject(new Error(`The program ended with ${code}: ${said}`)));
  });
}

/** Time on the processor of all threads of a process so far, as the scheduler of Linux counts it. */
async function processorMs({ pid }: ChildProcess): Promise<number> {
  const threads = await readdir(`/proc/${pid}/task`);
  const times = await Promise.all(
    threads.map(async (thread) =>
      Number((await readFile(`/proc/${pid}/task/${thread}/schedstat`, "utf8")).split(" ")[0]),
    ),
  );
  return times.reduce((sum, nanoseconds) => sum + nanoseconds, 0) / 1e6;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGTERM");
  await ended;
}
