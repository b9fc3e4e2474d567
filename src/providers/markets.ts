import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Reference } from "../market/reference.ts";
import type { Window } from "../market/snapshot.ts";
import { MarketError } from "../support/errors.ts";
import type { NameBook } from "./files/context.ts";
import { createFilesProvider } from "./files/index.ts";
import { readMeta } from "./files/meta.ts";
import type { Provider } from "./provider.ts";

export interface MarketFolders {
  /** `data/`: the reports and the demo market that come with the program. */
  readonly data: string;
  readonly reference: Reference;
  readonly names: NameBook;
}

/** The folders of a market: `demo`, the name of an imported one, or a folder. `kept` is where imports are. `live` has none. */
export async function providersOf(
  market: string,
  kept: string,
  options: MarketFolders,
  window: Window | undefined,
): Promise<Provider[]> {
  if (market === "demo") return demoProviders(options, window);
  const imported = join(kept, market);
  const known =
    /^[\p{L}\p{N}][\p{L}\p{N}._-]*$/u.test(market) &&
    (await stat(imported).then(
      (about) => about.isDirectory(),
      () => false,
    ));
  return folderProviders(options, known ? imported : market, window);
}

interface Edition {
  readonly folders: readonly string[];
  readonly window: Window;
}

/**
 * The demo market: two published weeks as they were printed, and around the second one the recorded market of 26 July
 * 2024. A window that neither covers is refused, because nothing could be shown for it.
 */
export async function demoProviders(options: MarketFolders, window: Window | undefined): Promise<Provider[]> {
  const reports = join(options.data, "reports");
  const market = join(options.data, "demo");
  const editions: Edition[] = [
    { folders: [join(reports, "galaxy-2024-07-05")], window: { from: "2024-06-28", to: "2024-07-05" } },
    { folders: [join(reports, "huayuan-2024-07-26"), market], window: { from: "2024-07-22", to: "2024-07-26" } },
  ];
  const { folders } = pick(editions, window, "the demo market");
  return folders.map((folder, index) => createFilesProvider({ ...options, folder, demo: true, supplement: index > 0 }));
}

/** A folder in the import layout, or a folder of such folders, of which the one for the window is taken. */
export async function folderProviders(
  options: MarketFolders,
  folder: string,
  window: Window | undefined,
): Promise<Provider[]> {
  const editions = await editionsIn(folder);
  if (editions.length === 0) return [createFilesProvider({ ...options, folder })];
  const { folders } = pick(editions, window, folder);
  return folders.map((one) => createFilesProvider({ ...options, folder: one }));
}

async function editionsIn(folder: string): Promise<Edition[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  if (entries.some((entry) => entry.isFile() && /\.(csv|json)$/.test(entry.name))) return [];
  const found = await Promise.all(
    entries
      .filter((entry) => entry.isDirectory())
      .map(async (entry) => {
        const path = join(folder, entry.name);
        const { meta } = readMeta(await readFile(join(path, "meta.json"), "utf8").catch(() => undefined));
        return meta === undefined
          ? []
          : [{ folders: [path], window: { from: meta.window_start, to: meta.window_end } }];
      }),
  );
  return found.flat();
}

/** The edition whose window covers the wanted one; the newest where none is wanted. */
function pick(editions: readonly Edition[], wanted: Window | undefined, where: string): Edition {
  const ordered = editions.toSorted((a, b) => (a.window.to < b.window.to ? -1 : 1));
  const found =
    wanted === undefined
      ? ordered.at(-1)
      : ordered.findLast(
          ({ window }) => window.to >= wanted.to && (window.from <= wanted.from || sameMonth(window, wanted)),
        );
  if (found !== undefined) return found;
  const known = ordered.map(({ window }) => `${window.from}..${window.to}`).join(" and ");
  throw new MarketError(
    `No figures for ${wanted?.from}..${wanted?.to}: ${where} holds ${known}. Ask for one of these with --week, or a day inside with --date.`,
  );
}

/** A month to date is read from the week that ends it. */
function sameMonth(window: Window, wanted: Window): boolean {
  return wanted.from.endsWith("-01") && wanted.from.slice(0, 7) === window.to.slice(0, 7) && wanted.to === window.to;
}
