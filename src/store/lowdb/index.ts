import { join } from "node:path";
import { Low } from "lowdb";
import { ClosingBellError } from "../../support/errors.ts";
import { type Disk, realDisk } from "../disk.ts";
import { apply, createRows, type Tables } from "../rows.ts";
import type { Change, Store } from "../store.ts";
import { type Journal, openJournal } from "./journal.ts";
import { type Lock, takeLock } from "./lock.ts";
import { type Migration, migrations as ownMigrations } from "./migrations/index.ts";
import { journalFiles, type Replayed, replay } from "./replay.ts";
import { createSnapshotFile, type Snapshot } from "./snapshot.ts";
import { bring, newestVersion } from "./versions.ts";

export interface LowdbOptions {
  readonly folder: string;
  readonly disk?: Disk;
  /** Makes this process the one writer of the folder (default: a lock file in it). */
  readonly lock?: (path: string) => Promise<Lock>;
  /**
   * Bytes of journal after which a new snapshot is worth its while (default 4 MiB). It takes a quarter of the last snapshot
   * as well, so that a change costs no more where there are many rows. Less journal starts quicker and writes more.
   */
  readonly snapshotAfter?: number;
  /** What brings older rows to the shape of today (default: the numbered files of this program). */
  readonly migrations?: readonly Migration[];
  /** Told of a snapshot that could not be written; the journal goes on, and it is tried again later. */
  readonly failed?: (what: string, error: unknown) => void;
}

const mostFiles = 8;
const worthOfSnapshot = 1 / 4;

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
    migrations = ownMigrations,
    failed = () => undefined,
  } = options;
  const version = newestVersion(migrations);
  const tables: Tables = new Map();
  const file = createSnapshotFile(disk, folder);
  const low = new Low<Snapshot>(file, { version, through: 0, tables });
  let read: Read | undefined;
  /** Commits up to here stand in the snapshot before the newest; their journal files may go with the next one. */
  let settled = 0;
  /** Bytes of journal since the newest snapshot was begun. */
  let grown = 0;
  let writer: { readonly journal: Journal; readonly held: Lock } | undefined;
  let snapshotting: Promise<void> | undefined;

  const load = async () => {
    const stamp = await stampOf(disk, folder);
    if (read?.stamp === stamp) return read;
    low.data = { version, through: 0, tables: new Map() };
    await low.read();
    const replayed = await replayOver(low.data, { disk, folder, migrations });
    // Only now, so that rows read before stay where reading fails.
    tables.clear();
    for (const [table, rows] of low.data.tables) tables.set(table, rows);
    settled = low.data.through;
    grown = replayed.bytes;
    read = { ...replayed, stamp };
    return read;
  };

  const write = async (): Promise<Journal> => {
    if (writer !== undefined) {
      await writer.held.assertHeld();
      return writer.journal;
    }
    const held = await lock(join(folder, "lock"));
    try {
      await disk.makeFolder(folder);
      const { last, batch, older } = await load();
      const files = await journalFiles(disk, folder);
      // A writer that was killed may have left commits that are not on the disk yet: they count from here on.
      for (const { name } of files) await disk.sync(join(folder, name));
      const journal = openJournal({ disk, folder, last, batch, version });
      // Many short lives leave many short files.
      if (older || files.length > mostFiles) await snapshot(journal);
      writer = { held, journal };
      read = undefined;
      return journal;
    } catch (error) {
      await held.release();
      throw error;
    }
  };

  const snapshot = async (journal: Journal) => {
    await journal.turn();
    const through = journal.last();
    low.data = { version, through, tables };
    grown = 0;
    snapshotting = low
      .write()
      .then(() => forgetJournal(disk, folder, settled))
      .then(() => {
        settled = through;
      })
      .catch((error) => failed("writing a snapshot of the state", error))
      .finally(() => {
        snapshotting = undefined;
      });
  };

  const keep = async (commits: readonly (readonly Change[])[]) => {
    const journal = await write();
    const worth = Math.max(snapshotAfter, file.bytes() * worthOfSnapshot);
    if (grown > worth && snapshotting === undefined) await snapshot(journal);
    grown += await journal.append(commits);
  };

  try {
    await load();
  } catch (error) {
    throw unreadable(folder, error);
  }
  return createRows(tables, keep, async () => {
    await snapshotting;
    const { journal, held } = writer ?? {};
    writer = undefined;
    await journal?.close().finally(() => held?.release());
  });
}

interface Read extends Replayed {
  /** The folder as it was then. */
  readonly stamp: string;
  /** Rows on the disk are of an older version. */
  readonly older: boolean;
}

/** Puts the journal on top of a snapshot, and brings both to the version of today. */
async function replayOver(
  { version: kept, through, tables }: Snapshot,
  { disk, folder, migrations = [] }: Pick<LowdbOptions, "folder" | "migrations"> & { readonly disk: Disk },
): Promise<Omit<Read, "stamp">> {
  let version = through === 0 ? undefined : kept;
  const bringTo = (wanted: number) => {
    bring(tables, version ?? wanted, wanted, migrations);
    version = wanted;
  };
  const replayed = await replay(disk, folder, through, ({ changes }, itsVersion) => {
    bringTo(itsVersion);
    for (const change of changes) apply(tables, change);
  });
  const older = version !== undefined && version < newestVersion(migrations);
  bringTo(newestVersion(migrations));
  return { ...replayed, older };
}

/** Another one once something was written to the folder. */
async function stampOf(disk: Disk, folder: string): Promise<string> {
  const names = await disk.list(folder);
  const kept = names.filter((name) => name.startsWith("snapshot") || name.startsWith("journal")).toSorted();
  const stamps = await Promise.all(kept.map(async (name) => `${name} ${await disk.stamp(join(folder, name))}`));
  return stamps.join("\n");
}

/** Removes journal files that hold nothing after a commit. */
async function forgetJournal(disk: Disk, folder: string, through: number): Promise<void> {
  const files = await journalFiles(disk, folder);
  const needless = files.filter((_, index) => (files[index + 1]?.first ?? Number.POSITIVE_INFINITY) <= through + 1);
  for (const { name } of needless) await disk.remove(join(folder, name));
}

function unreadable(folder: string, error: unknown): ClosingBellError {
  if (error instanceof ClosingBellError) return error;
  const reason = error instanceof Error ? error.message : String(error);
  return new ClosingBellError(
    "store",
    `The state in ${folder} cannot be read: ${reason}. Put a backup of the folder in its place, or move it away to start anew.`,
  );
}
