import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { Writable } from "node:stream";
import { parse } from "csv-parse/sync";
import type { Asked } from "../src/cli/program.ts";
import { compose } from "../src/compose.ts";
import type { DigestSpec } from "../src/digest/digests.ts";
import { digests } from "../src/digest/digests.ts";
import { createEngine } from "../src/digest/engine.ts";
import { sections } from "../src/digest/sections/index.ts";
import { gather } from "../src/providers/gather.ts";
import { demoProviders } from "../src/providers/markets.ts";
import { createNameBook } from "../src/providers/names.ts";
import { demoConfig } from "../tests/fixtures/config.ts";
import { projectFolder } from "./folder.ts";
import { type Benchmark, milliseconds, ratios, spread } from "./measure.ts";
import { readReference } from "./reference.ts";

const warmUps = 10;
const rounds = 31;

/** The demo weekly in a process that is already running, and its parts. */
export const weekly: Benchmark = {
  name: "weekly",
  async run() {
    const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() }) as unknown as NodeJS.WriteStream;
    const doorway = await compose({
      config: demoConfig(join(projectFolder, "var")),
      output: nowhere,
      input: process.stdin,
      errors: process.stderr,
      language: "en",
      signal: new AbortController().signal,
    });
    const asked: Asked = { words: ["weekly"], flags: { as: "text" }, window: undefined };
    const { engine, digest } = await engineOverSnapshot();
    const times = { bare: [] as number[], asking: [] as number[], edition: [] as number[], printing: [] as number[] };
    for (let round = -warmUps; round < rounds; round++) {
      const bare = await milliseconds(readTables);
      let answer: Awaited<ReturnType<typeof doorway.ask>> | undefined;
      const asking = await milliseconds(async () => {
        answer = await doorway.ask(["digest", "weekly"], asked);
      });
      const printing = await milliseconds(() => answer && doorway.print(answer, asked));
      const edition = await milliseconds(() => engine.compose({ digest }));
      if (round < 0) continue;
      times.bare.push(bare);
      times.asking.push(asking);
      times.printing.push(printing);
      times.edition.push(edition);
    }
    return [
      { name: "files to edition ÷ reading and splitting the same tables", spread: ratios(times.asking, times.bare) },
      { name: "files to edition", spread: spread(times.asking), unit: "ms", target: 100 },
      { name: "snapshot to edition", spread: spread(times.edition), unit: "ms", target: 100 },
      { name: "edition to text", spread: spread(times.printing), unit: "ms", target: 100 },
    ];
  },
};

/** An engine whose snapshot is already there. */
async function engineOverSnapshot() {
  const data = join(projectFolder, "data");
  const reference = await readReference();
  const names = await createNameBook(join(data, "demo", "instruments.csv"), reference);
  const digest = digests.find(({ name }) => name === "weekly") as DigestSpec;
  const wanted = new Set(digest.sections.map(({ section }) => section));
  const needs = new Set(sections.filter(({ name }) => wanted.has(name)).flatMap((section) => section.needs));
  const snapshot = await gather(await demoProviders({ data, reference, names }, undefined), needs, {});
  const engine = createEngine({ sections, reference, gather: async () => snapshot });
  return { engine, digest };
}

/** The bare figure: every table of the demo market split into cells, and nothing made of them. */
async function readTables(): Promise<number> {
  let cells = 0;
  for (const folder of ["demo", "reports/huayuan-2024-07-26"]) {
    const path = join(projectFolder, "data", folder);
    for (const file of await readdir(path)) {
      if (!file.endsWith(".csv")) continue;
      const rows: string[][] = parse(await readFile(join(path, file), "utf8"), {
        bom: true,
        relax_column_count: true,
        skip_empty_lines: true,
      });
      for (const row of rows) cells += row.length;
    }
  }
  return cells;
}
