import { copyFile, mkdir, mkdtemp, readdir, readFile, rename, rm } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import type { Fault, Window } from "../../market/snapshot.ts";
import { MarketError } from "../../support/errors.ts";
import { readFolder } from "./index.ts";
import { type TableName, tables } from "./tables.ts";

export interface ImportRequest {
  readonly folder: string;
  /** Where imported markets are kept, one folder each. */
  readonly markets: string;
  /** Only look: nothing is written. */
  readonly dryRun?: boolean;
  /** Take the place of an import of the same name that holds other figures. */
  readonly replace?: boolean;
}

export interface ImportReport {
  readonly name: string;
  readonly window: Window;
  readonly tables: readonly { readonly file: TableName; readonly rows: number }[];
  readonly faults: readonly Fault[];
  readonly outcome: "imported" | "unchanged" | "checked" | "refused";
  readonly place: string;
}

/**
 * Checks a folder row by row and, when nothing is wrong, copies it whole: into a temporary folder first, which then takes
 * its name in one step. A folder with a fault is not imported at all.
 */
export async function importMarket({
  folder,
  markets,
  dryRun = false,
  replace = false,
}: ImportRequest): Promise<ImportReport> {
  const read = await readFolder(folder);
  const name = safeName(read.meta.report || basename(resolve(folder)));
  const place = join(markets, name);
  const report = {
    name,
    window: { from: read.meta.window_start, to: read.meta.window_end },
    tables: read.files.map((file) => ({ file, rows: read.rows(file).length })),
    faults: read.faults,
    place,
  };
  if (read.faults.some((fault) => fault.severity === "dropped")) return { ...report, outcome: "refused" };
  if (dryRun) return { ...report, outcome: "checked" };
  const kept = await readdir(place).catch(() => undefined);
  if (kept !== undefined) {
    if (await sameFiles(folder, place, kept)) return { ...report, outcome: "unchanged" };
    if (!replace) {
      throw new MarketError(
        `A market named ${name} is imported already and holds other figures (${place}). Repeat with --replace to take its place; the old one is kept as ${name}.previous.`,
      );
    }
  }
  await copyWhole(folder, markets, place, kept !== undefined);
  return { ...report, outcome: "imported" };
}

function safeName(text: string): string {
  const name = text.replaceAll(/[^\p{L}\p{N}._-]+/gu, "-").replace(/^[.-]+/, "");
  // These two are markets of their own.
  if (name === "demo" || name === "live") return `${name}-import`;
  return name === "" ? "market" : name.slice(0, 80);
}

async function importable(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && (entry.name === "meta.json" || Object.hasOwn(tables, entry.name)))
    .map((entry) => entry.name)
    .sort();
}

async function sameFiles(folder: string, place: string, kept: readonly string[]): Promise<boolean> {
  const files = await importable(folder);
  if (files.join("/") !== [...kept].sort().join("/")) return false;
  const equal = await Promise.all(
    files.map(async (file) => (await readFile(join(folder, file))).equals(await readFile(join(place, file)))),
  );
  return equal.every(Boolean);
}

async function copyWhole(folder: string, markets: string, place: string, taken: boolean): Promise<void> {
  await mkdir(markets, { recursive: true });
  const temporary = await mkdtemp(join(markets, ".import-"));
  try {
    for (const file of await importable(folder)) await copyFile(join(folder, file), join(temporary, file));
    if (taken) {
      await rm(`${place}.previous`, { recursive: true, force: true });
      await rename(place, `${place}.previous`);
    }
    await rename(temporary, place);
  } catch (error) {
    await rm(temporary, { recursive: true, force: true });
    throw error;
  }
}
