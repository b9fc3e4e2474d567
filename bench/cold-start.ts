import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { projectFolder } from "./folder.ts";
import { type Benchmark, milliseconds, ratios, spread } from "./measure.ts";

const pairs = 11;

/** B12: a fresh process that prints the demo weekly, against one that only loads the same libraries. */
export const coldStart: Benchmark = {
  name: "cold-start",
  async run() {
    const weekly: number[] = [];
    const libraries: number[] = [];
    for (let pair = -1; pair < pairs; pair++) {
      const bare = await milliseconds(() => node("bench/libraries.mjs"));
      const ours = await milliseconds(() => node("dist/main.js", "digest", "weekly"));
      // The first pair brings the files into the system's cache.
      if (pair < 0) continue;
      libraries.push(bare);
      weekly.push(ours);
    }
    return [
      { name: "digest weekly ÷ loading its libraries", spread: ratios(weekly, libraries), target: 1.5 },
      { name: "digest weekly, from start to exit", spread: spread(weekly), unit: "ms" },
      { name: "loading its libraries", spread: spread(libraries), unit: "ms" },
    ];
  },
};

function node(file: string, ...args: string[]): void {
  const { NODE_OPTIONS: _, ...environment } = process.env;
  const { status, stderr } = spawnSync(process.execPath, [join(projectFolder, file), ...args], {
    cwd: projectFolder,
    stdio: ["ignore", "ignore", "pipe"],
    env: { ...environment, MARKET: "demo", DEFAULT_LANG: "en" },
  });
  if (status !== 0) throw new Error(`${file} ended with ${status}: ${stderr}`);
}
