import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { keySentence, liveTable } from "./live-table.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const readme = await readFile(join(root, "README.md"), "utf8");
const manifest = JSON.parse(await readFile(join(root, "package.json"), "utf8"));

/** Command lines of the README, without the explanation that stands behind two spaces or a redirection. */
const lines = Array.from(readme.matchAll(/^ {4}npx closing-bell (.*)$/gm), (match) =>
  (match[1] as string).split(/ {2,}| > /)[0]?.replace("path/to/folder", join(root, "data/reports/galaxy-2024-07-05")),
).filter((line) => line !== undefined);

let state = "";
beforeAll(async () => {
  state = await mkdtemp(join(tmpdir(), "readme-"));
});
afterAll(() => rm(state, { recursive: true, force: true }));

describe("the README", () => {
  it("shows commands to try", () => {
    expect(lines.length).toBeGreaterThan(8);
  });

  it.each(lines)("closing-bell %s runs", async (line) => {
    const { stdout } = await promisify(execFile)(process.execPath, [join(root, "dist/main.js"), ...line.split(" ")], {
      env: { PATH: process.env["PATH"], STATE_DIR: state },
    });
    expect(stdout).not.toBe("");
  });

  it("tells of every live source where it stands, its terms and its key, as the source's own facts say", () => {
    expect(readme).toContain(`\n\n${liveTable()}\n\n`);
    expect(readme.replaceAll("\n", " ")).toContain(keySentence());
  });

  it("gives a reason for every dependency, and for no other", () => {
    const rows = Array.from(
      readme.matchAll(/^\| ([a-z@][a-z0-9.,@/ -]*) \| [^|]+ \|$/gm),
      (match) => match[1] as string,
    );
    const named = rows.flatMap((row) => row.split(", "));
    const runtime = Object.keys(manifest.dependencies);
    expect(runtime.filter((dependency) => !named.includes(dependency))).toEqual([]);
    const known = [...runtime, ...Object.keys(manifest.devDependencies)].map((dependency) =>
      dependency.replace(/^@biomejs\//, ""),
    );
    const tools = rows.filter((row) => runtime.includes(row) || row.includes(", ")).flatMap((row) => row.split(", "));
    expect(tools.filter((tool) => !known.includes(tool))).toEqual([]);
  });

  it("names every script it tells to run", () => {
    const told = Array.from(
      readme.matchAll(/npm (?:run )?(test|start|fix|bench|golden)\b/g),
      (match) => match[1] as string,
    );
    expect(told.filter((script) => manifest.scripts[script] === undefined)).toEqual([]);
  });
});
