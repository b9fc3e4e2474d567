import { join } from "node:path";
import { Low } from "lowdb";
import { ClosingBellError } from "../../support/errors.ts";
import { type Disk, realDisk } from "../disk.ts";
import { apply, createRows, type Tables } from "../rows.ts";
import type { Change, Store } from "../store.ts";
import { type Journal, journalFiles, openJournal, replay } from "./journal.ts";
import { type Lock, takeLock } from "./lock.ts";
import { createSnapshotFile, type Snapshot } from "./snapshot.ts";

export interface LowdbOptions {
  readonly folder: string;
  readonly disk?: Disk;
  /** Makes this process the one writer of the folder (default: a lock file in it). */
  readonly lock?: (path: string) => Promise<Lock>;
  /** Bytes of journal after which a new snapshot is worth its while (default 4 MiB). */
  readonly snapshotAfter?: number;
  /** Told of a snapshot that could not be written; the journal goes on, and it is tried again later. */
  readonly failed?: (what: string, error: unknown) => void;
}

const mostFiles = 8;

/**
 * Rows in one folder: a snapshot of them all, and a journal of every commit since. Reading disturbs nobody; with the first
 * commit this process becomes the one writer, after a fresh look at what the last one left.
 */
export async function openLowdbStore(options: LowdbOptions): Promise<Store> {
  const {
    folder,
    disk = realDisk,
    lock = takeLock,
    snapshotAfter = 4 * 1024 * 1024,
    failed = () => undefined,
  } = options;
  const low = new Low<Snapshot>(createSnapshotFile(disk, folder), { through: 0, tables: new Map() });
  const tables: Tables = new Map();
  let batch = 0;
  let last = 0;
  /** Commits up to here stand in the snapshot before the newest; their journal files may go with the next one. */
  let settled = 0;
  let writer: { readonly journal: Journal; readonly held: Lock } | undefined;
  let snapshotting: Promise<void> | undefined;

  const load = async () => {
    await low.read();
    const { through, tables: kept } = low.data;
    tables.clear();
    for (const [table, rows] of kept) tables.set(table, new Map(rows));
    const records = await replay(disk, folder, through);
    for (const { changes } of records) for (const change of changes) apply(tables, change);
    last = records.at(-1)?.number ?? through;
    batch = records.at(-1)?.batch ?? batch;
    settled = through;
  };

  const write = async (): Promise<Journal> => {
    if (writer !== undefined) {
      await writer.held.assertHeld();
      return writer.journal;
    }
    const held = await lock(join(folder, "lock"));
    try {
      await disk.makeFolder(folder);
      await load();
      writer = { held, journal: openJournal(disk, folder, last, batch) };
      // Many short lives leave many short files.
      if ((await journalFiles(disk, folder)).length > mostFiles) await snapshot(writer.journal);
      return writer.journal;
    } catch (error) {
      await held.release();
      throw error;
    }
  };

  const snapshot = async (journal: Journal) => {
    const through = journal.last();
    low.data = { through, tables: new Map(Array.from(tables, ([table, rows]) => [table, new Map(rows)])) };
    await journal.turn();
    snapshotting = low
      .write()
      .then(() => forgetJournal(disk, folder, settled))
      .then(() => {
        settled = through;
      })
      .catch((error) => failed("writing a snapshot of the state", error))
      .finally(() => {
        low.data = { through: 0, tables: new Map() };
        snapshotting = undefined;
      });
  };

  try {
    await load();
  } catch (error) {
    throw unreadable(folder, error);
  }
  const keep = async (commits: readonly (readonly Change[])[]) => {
    const journal = await write();
    if (journal.size() > snapshotAfter && snapshotting === undefined) await snapshot(journal);
    await journal.append(commits);
  };
  return createRows(tables, keep, async () => {
    await snapshotting;
    await writer?.journal.close();
    await writer?.held.release();
    writer = undefined;
  });
}

/** Removes journal files that hold nothing after a commit. */
async function forgetJournal(disk: Disk, folder: string, through: number): Promise<void> {
  const files = await journalFiles(disk, folder);
  const needless = files.filter((_, index) => (files[index + 1]?.first ?? Number.POSITIVE_INFINITY) <= through + 1);
  for (const { name } of needless) await disk.remove(join(folder, name));
}

function unreadable(folder: string, error: unknown): ClosingBellError {
  const reason = error instanceof Error ? error.message : String(error);
  return new ClosingBellError(
    "store",
    `The state in ${folder} cannot be read: ${reason}. Put a backup of the folder in its place, or move it away to start anew.`,
  );
}
