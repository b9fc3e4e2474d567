import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { projectFolder } from "../folder.ts";
import { type Benchmark, type Row, spread } from "../measure.ts";
import { openDiscordRig } from "./discord.ts";
import type { Rig, Timing } from "./rig.ts";
import { openSlackRig } from "./slack.ts";
import { openTelegramRig } from "./telegram.ts";

const warmUps = 100;
const rounds = 5;
const commandsARound = 200;
const crowd = 1000;
const usual = ["class:crypto"];

/** Questions of which no two have the same answer. */
const different = ["1h", "24h", "7d", "30d"].flatMap((window) =>
  Array.from({ length: 40 }, (_, index) => ["class:crypto", `window:${window}`, `top:${index + 1}`]),
);

/** B7: one command at a time against a bare echo bot of the same library, and a thousand at once. */
export const chats: readonly Benchmark[] = Object.entries({
  telegram: openTelegramRig,
  slack: openSlackRig,
  discord: openDiscordRig,
}).map(([name, open]) => ({ name, run: () => platform(open) }));

interface Measured {
  readonly p50: number;
  readonly p99: number;
}

interface Timed {
  readonly alone: Measured;
  /** Until the first sign, and until the answer: of the same question from many, and of many different ones. */
  readonly together: readonly Measured[];
  readonly apart: readonly Measured[];
}

async function platform(open: () => Promise<Rig>): Promise<Row[]> {
  const ours: Measured[] = [];
  const bare: Measured[] = [];
  const crowds: (readonly Measured[])[] = [];
  const mixed: (readonly Measured[])[] = [];
  for (let round = 0; round < rounds; round++) {
    bare.push((await timed(await open(), false)).alone);
    const { alone, together, apart } = await timed(await open(), true);
    ours.push(alone);
    crowds.push(together);
    mixed.push(apart);
  }
  const each = (pick: (ours: Measured, bare: Measured) => number) =>
    spread(ours.map((one, round) => pick(one, bare[round] as Measured)));
  return [
    { name: `p50 ÷ bare bot`, spread: each((a, b) => a.p50 / b.p50), target: 2 },
    { name: `p99 added to the bare bot's`, spread: each((a, b) => a.p99 - b.p99), unit: "ms", target: 5 },
    { name: `p50`, spread: each((a) => a.p50), unit: "ms" },
    { name: `p50 of the bare bot`, spread: each((_a, b) => b.p50), unit: "ms" },
    { name: `${crowd} at once, p99 of the first sign`, spread: p99(crowds, 0), unit: "ms", target: 1000 },
    { name: `${crowd} at once, p99 of the answer`, spread: p99(crowds, 1), unit: "ms" },
    {
      name: `${different.length} different at once, p99 of the first sign`,
      spread: p99(mixed, 0),
      unit: "ms",
      target: 1000,
    },
    { name: `${different.length} different at once, p99 of the answer`, spread: p99(mixed, 1), unit: "ms" },
  ];
}

function p99(rounds: readonly (readonly Measured[])[], which: number) {
  return spread(rounds.map((round) => round[which]?.p99 ?? Number.NaN));
}

/** Starts a bot on a rig and gives it commands: one after the other, then a crowd of them, all of which must be answered. */
async function timed(rig: Rig, ours: boolean): Promise<Timed> {
  const folder = await mkdtemp(join(tmpdir(), "bench-"));
  const bot = await start(rig, ours, folder);
  try {
    const alone: number[] = [];
    for (let i = -warmUps; i < commandsARound; i++) {
      const { answered } = await rig.ask(usual);
      if (i >= 0) alone.push(answered);
    }
    const apart = ours ? await Promise.all(different.map((options) => rig.ask(options))) : [];
    const together = ours ? await Promise.all(Array.from({ length: crowd }, () => rig.ask(usual))) : [];
    return {
      alone: percentiles(alone),
      together: ours
        ? [percentiles(together.map(pick("acknowledged"))), percentiles(together.map(pick("answered")))]
        : [],
      apart: ours ? [percentiles(apart.map(pick("acknowledged"))), percentiles(apart.map(pick("answered")))] : [],
    };
  } finally {
    const ended = new Promise((resolve) => bot.once("exit", resolve));
    bot.kill("SIGTERM");
    await ended;
    await rig.close();
    await rm(folder, { recursive: true, force: true });
  }
}

const pick = (key: keyof Timing) => (timing: Timing) => timing[key];

function percentiles(values: readonly number[]): Measured {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (part: number) => sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? Number.NaN;
  return { p50: at(0.5), p99: at(0.99) };
}

/** Resolves once the bot says that it is there. */
function start(rig: Rig, ours: boolean, folder: string): Promise<ChildProcess> {
  const words = ours ? [join(projectFolder, "dist/main.js"), "start"] : [join(projectFolder, "bench/bare", rig.bare)];
  const child = spawn(process.execPath, words, {
    cwd: ours ? folder : projectFolder,
    env: {
      PATH: process.env["PATH"],
      DEFAULT_LANG: "en",
      STATE_DIR: join(folder, "var"),
      MARKET: "demo",
      ...rig.settings,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  return new Promise((resolve, reject) => {
    let said = "";
    const hear = (text: Buffer) => {
      said += text;
      // Ours names the platform once it is connected.
      if (new RegExp(ours ? `^${rig.name}\\b` : "^ready", "im").test(said)) resolve(child);
    };
    child.stdout.on("data", hear);
    child.stderr.on("data", (text: Buffer) => {
      said += text;
    });
    child.once("exit", (code) =>
      reject(new Error(`The ${ours ? "" : "bare "}${rig.name} bot ended with ${code}: ${said}`)),
    );
  });
}
