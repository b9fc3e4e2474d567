import { readdir, readFile, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import type { Names } from "../../market/instrument.ts";
import type { Reference } from "../../market/reference.ts";
import { emptySnapshot, type Fault, type Instruments, type Snapshot, type Window } from "../../market/snapshot.ts";
import { MarketError } from "../../support/errors.ts";
import { firstOf, layQuotes } from "../lay.ts";
import type { Provider, Request } from "../provider.ts";
import { calendarEvents } from "./calendar.ts";
import { fromCloses } from "./closes.ts";
import { coinUniverse } from "./coins.ts";
import { createFolderContext, type FolderContext, type NameBook, seenDay } from "./context.ts";
import { cryptoTotals, sentimentReadings } from "./crypto.ts";
import { readCsv, type Wanted } from "./csv.ts";
import { assetFinder, etfFlows, flowFunds, publishedTotals, themeFunds } from "./flows.ts";
import { fundamentals, keyFigures } from "./fundamentals.ts";
import { guessMeta, type Meta, readMeta } from "./meta.ts";
import { newsItems } from "./news.ts";
import { indexQuotes, publishedLists, watchUniverses } from "./quotes.ts";
import { printedRates } from "./rates.ts";
import { type Parsed, parseTable, type RowOf, type TableName, tables } from "./tables.ts";

export interface FilesOptions {
  readonly folder: string;
  readonly reference: Reference;
  readonly names?: NameBook;
  /** Marks every edition made from it as a demonstration. */
  readonly demo?: boolean;
  /** Stands behind another folder: of its wide universes only those asked for are read. */
  readonly supplement?: boolean;
}

/** A folder as read: its tables typed, and everything that could not be used. */
export interface Folder {
  readonly meta: Meta;
  readonly files: readonly TableName[];
  readonly faults: readonly Fault[];
  rows<N extends TableName>(file: N): readonly RowOf<N>[];
}

/** No market folder comes near this; a larger file is a mistake. */
const largestFileBytes = 64 * 1024 * 1024;

export function createFilesProvider(options: FilesOptions): Provider {
  const { folder, reference, names = () => undefined, demo = false, supplement = false } = options;
  return {
    name: "files",
    attribution: "the publishers named in each figure",
    async fetch({ window, span, instruments }) {
      const read = await readFolder(folder, { window, instruments, supplement });
      const context = createFolderContext(
        read.meta,
        window ?? windowOfMeta(read.meta, span),
        reference,
        names,
        basename(folder),
      );
      return observe(read, context, { id: basename(folder), demo, symbols: instruments?.symbols });
    },
  };
}

function windowOfMeta(meta: Meta, span: Request["span"]): Window {
  const to = meta.window_end;
  if (span === "day") return { from: to, to };
  return { from: span === "month" ? `${to.slice(0, 7)}-01` : meta.window_start, to };
}

export interface Reading {
  readonly window?: Window | undefined;
  /** Rows of other instruments are passed over unread; without it every row is read. */
  readonly instruments?: Instruments | undefined;
  readonly supplement?: boolean;
}

/** Reads every file of the layout that is there. A folder with none of them is refused with what was expected. */
export async function readFolder(folder: string, reading: Reading = {}): Promise<Folder> {
  const entries = await readdir(folder).catch((cause: NodeJS.ErrnoException) => {
    const reason =
      cause.code === "ENOTDIR" ? "is not a folder" : cause.code === "ENOENT" ? "does not exist" : "cannot be read";
    throw new MarketError(
      `The market folder ${folder} ${reason}. Give a folder with files such as meta.json and indices.csv.`,
      { cause },
    );
  });
  const known = Object.keys(tables).filter((file) => entries.includes(file)) as TableName[];
  if (known.length === 0) {
    const seen = entries.length === 0 ? "is empty" : `holds ${entries.slice(0, 5).join(", ")}`;
    throw new MarketError(
      `The market folder ${folder} ${seen}. It needs some of the files a market is made of: meta.json, ${Object.keys(tables).slice(0, 6).join(", ")} and others.`,
    );
  }
  const { meta, faults } = readMeta(
    entries.includes("meta.json") ? await readText(join(folder, "meta.json")) : undefined,
  );
  const latest = meta === undefined ? undefined : seenDay(meta);
  const parsed = new Map<string, Parsed<unknown>>();
  const texts = await Promise.all(known.map(async (name) => [name, await readText(join(folder, name))] as const));
  const wanted = rowsWanted(new Map(texts).get("instruments.csv"), meta, reading);
  for (const [file, text] of texts) {
    parsed.set(
      file,
      text === undefined ? unreadable(file) : parseTable(file, text, { latest, wanted: wanted.get(file) }),
    );
  }
  const newest = [...parsed.values()].reduce<string | undefined>(
    (day, table) => (table.newestDay !== undefined && table.newestDay > (day ?? "") ? table.newestDay : day),
    undefined,
  );
  const about = meta ?? guessMeta(newest, reading.window);
  if (about === undefined) {
    const wrong = faults
      .filter((fault) => fault.severity === "dropped")
      .map(
        ({ column, value, expected }) =>
          ` meta.json, ${column}: ${value ?? "nothing"} stands there; expected ${expected}.`,
      );
    throw new MarketError(
      `The market folder ${folder} has no readable meta.json and no dated row, so nobody can say which days it is about.${wrong.join("")} Add a meta.json with window_start and window_end.`,
    );
  }
  return {
    meta: about,
    files: known,
    rows: <N extends TableName>(file: N) => (parsed.get(file)?.rows ?? []) as readonly RowOf<N>[],
    faults: [...faults, ...[...parsed.values()].flatMap((table) => table.faults)],
  };
}

/**
 * Which rows of the tables of single instruments a digest needs. A market of thousands of names is not translated for a
 * digest that speaks of thirty.
 */
function rowsWanted(
  text: string | undefined,
  meta: Meta | undefined,
  { instruments, supplement = false }: Reading,
): ReadonlyMap<string, Wanted> {
  if (text === undefined || instruments === undefined) return new Map();
  const universes = new Set([...instruments.universes, ...(supplement ? [] : (meta?.themes ?? []))]);
  const described: Wanted = (cell) =>
    instruments.symbols.has(cell("symbol")) ||
    /^(?:index|rate|fx|coin)$/.test(cell("kind")) ||
    (universes.size > 0 &&
      cell("universes")
        .split(";")
        .some((id) => universes.has(id.trim())));
  const symbols = new Set(readCsv("instruments.csv", text, described).rows.map((row) => row.cells["symbol"]));
  const known: Wanted = (cell) => symbols.has(cell("symbol"));
  return new Map([
    ["instruments.csv", described],
    ["closes.csv", known],
    ["actions.csv", known],
  ]);
}

async function readText(path: string): Promise<string | undefined> {
  const about = await stat(path).catch(() => undefined);
  if (about === undefined) return undefined;
  return about.isFile() && about.size <= largestFileBytes ? readFile(path, "utf8").catch(() => undefined) : undefined;
}

function unreadable(file: string): Parsed<never> {
  return {
    rows: [],
    columns: [],
    newestDay: undefined,
    faults: [
      {
        file,
        expected: `a plain file that may be read, of at most ${largestFileBytes / 1024 / 1024} MiB`,
        severity: "dropped",
      },
    ],
  };
}

/** Translates a folder into a snapshot. */
export function observe(
  folder: Folder,
  context: FolderContext,
  { id, demo, symbols }: { id: string; demo: boolean; symbols?: ReadonlySet<string> | undefined },
): Snapshot {
  const { meta } = context;
  const closes = fromCloses(
    folder.rows("closes.csv"),
    folder.rows("instruments.csv"),
    folder.rows("actions.csv"),
    context,
    symbols,
  );
  const watched = watchUniverses(folder.rows("watchlist.csv"), context);
  const coins = coinUniverse(folder.rows("coins.csv"), context);
  const universes = firstOf([...watched, ...closes.universes, ...coins], (universe) => universe.id);
  const assetOf = assetFinder(folder.rows("etf_flows.csv"), folder.rows("etf_meta.csv"), context);
  const totals = publishedTotals(folder.rows("etf_published_totals.csv"), assetOf, context);
  return emptySnapshot(context.window, {
    id: meta.report || id,
    seenOn: seenDay(meta),
    demo,
    publisher: { en: meta.broker_en || meta.broker_zh || id, zh: meta.broker_zh || meta.broker_en || id },
    sources: sourceNames(meta),
    themes: meta.themes,
    indices: layQuotes(indexQuotes(folder.rows("indices.csv"), context), closes.indices),
    universes,
    quotes: closes.quotes,
    published: publishedLists(folder.rows("movers.csv"), context),
    etfFlows: etfFlows(folder.rows("etf_flows.csv"), assetOf, context),
    etfTotals: totals,
    funds: [
      ...themeFunds(folder.rows("funds.csv"), context),
      ...flowFunds(folder.rows("etf_meta.csv"), totals, assetOf, context),
    ],
    crypto: cryptoTotals(folder.rows("crypto_market.csv"), context),
    sentiment: sentimentReadings(folder.rows("crypto_market.csv"), folder.rows("sentiment.csv"), context),
    events: calendarEvents(folder.rows("calendar.csv"), universes, context),
    rates: [...printedRates(folder.rows("rates_fx.csv"), context), ...closes.rates],
    series: closes.series,
    fundamentals: [
      ...fundamentals(folder.rows("fundamentals.csv"), universes, context),
      ...keyFigures(folder.rows("key_figures.csv"), context),
    ],
    news: newsItems(folder.rows("news.csv"), context),
    faults: folder.faults,
  });
}

function sourceNames(meta: Meta): Names[] {
  const own = { en: meta.broker_en || meta.broker_zh, zh: meta.broker_zh || meta.broker_en };
  return [...Object.values(meta.sources), ...(own.en === "" ? [] : [own])];
}
