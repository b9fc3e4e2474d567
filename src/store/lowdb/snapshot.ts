import { join } from "node:path";
import type { Adapter } from "lowdb";
import * as z from "zod";
import type { Disk } from "../disk.ts";
import type { Tables } from "../rows.ts";
import { contentOf, lineOf, readLines } from "./lines.ts";

/**
 * The rows as of one commit. Some may be newer: they are taken as they stand when their turn comes, while commits go on. The
 * journal after `through` puts every one of those in its place again.
 */
export interface Snapshot {
  /** Of the rows. */
  readonly version: number;
  /** Number of the last commit that is certainly in it. */
  readonly through: number;
  readonly tables: Tables;
}

export interface SnapshotFile extends Adapter<Snapshot> {
  /** What the newest one takes on the disk. */
  bytes(): number;
}

const Header = z.object({ version: z.int().positive(), through: z.int().min(0) });
const Footer = z.object({ rows: z.int().min(0) });

export const names = { current: "snapshot", previous: "snapshot.previous", fresh: "snapshot.new" } as const;

/** Characters written at once: about a millisecond of work; a commit beside it waits for a few of them. */
const pieceSize = 64 * 1024;

/**
 * A lowdb adapter that survives a power cut at any moment: the new snapshot is whole on the disk before it takes the name,
 * and the one before it is kept. Reading answers with the newest one that is whole, or null when there never was one.
 */
export function createSnapshotFile(disk: Disk, folder: string): SnapshotFile {
  const path = (name: keyof typeof names) => join(folder, names[name]);
  let bytes = 0;
  /** Only a whole one is worth keeping as the previous one. */
  let currentIsWhole = false;

  const replaceWith = async (snapshot: Snapshot) => {
    const written = await writeSnapshot(disk, path("fresh"), snapshot);
    if (currentIsWhole) await disk.rename(path("current"), path("previous"));
    currentIsWhole = false;
    await disk.rename(path("fresh"), path("current"));
    currentIsWhole = true;
    bytes = written;
    await disk.syncFolder(folder);
  };

  return {
    bytes: () => bytes,
    async read() {
      const current = createSnapshotReader();
      const found = await readLines(disk, path("current"), current.take);
      currentIsWhole = current.whole();
      bytes = current.bytes();
      if (currentIsWhole) return current.snapshot();
      const previous = createSnapshotReader();
      const foundPrevious = await readLines(disk, path("previous"), previous.take);
      if (previous.whole()) return previous.snapshot();
      if (found || foundPrevious) throw new Error("neither the snapshot nor the one before it is whole");
      return null;
    },
    async write(snapshot) {
      try {
        await replaceWith(snapshot);
      } catch (error) {
        // A full disk is better off without half of one.
        await disk.remove(path("fresh")).catch(() => undefined);
        throw error;
      }
    },
  };
}

async function writeSnapshot(disk: Disk, path: string, snapshot: Snapshot): Promise<number> {
  let bytes = 0;
  const file = await disk.create(path);
  try {
    for (const piece of piecesOf(snapshot)) {
      const content = Buffer.from(piece);
      await file.write(content);
      bytes += content.length;
    }
    await file.sync();
  } finally {
    await file.close();
  }
  return bytes;
}

/** A header, one line for each row, and the number of rows. */
function* piecesOf({ version, through, tables }: Snapshot): Generator<string> {
  let lines = lineOf({ version, through });
  let rows = 0;
  for (const [table, held] of tables) {
    for (const [key, value] of held) {
      lines += lineOf([table, key, value]);
      rows++;
      if (lines.length < pieceSize) continue;
      yield lines;
      lines = "";
    }
  }
  yield lines + lineOf({ rows });
}

/** Takes the lines of a snapshot; it is whole when every byte is as it was written, to the last. */
function createSnapshotReader() {
  const tables: Tables = new Map();
  let header: z.infer<typeof Header> | undefined;
  let damaged = false;
  let rows = 0;
  let ended = false;
  let bytes = 0;

  const takeRow = ([table, key, row]: readonly unknown[]) => {
    damaged ||= typeof table !== "string" || typeof key !== "string";
    const held = tables.get(table as string) ?? new Map<string, unknown>();
    tables.set(table as string, held.set(key as string, row));
    rows++;
  };

  return {
    take(line: string): void {
      bytes += line.length + 1;
      if (damaged) {
        tables.clear();
        return;
      }
      if (ended) {
        damaged = line !== "";
        return;
      }
      const value = contentOf(line);
      if (header === undefined) {
        header = Header.safeParse(value).data;
        damaged = header === undefined;
      } else if (Array.isArray(value)) takeRow(value);
      else {
        ended = Footer.safeParse(value).data?.rows === rows;
        damaged = !ended;
      }
    },
    whole: () => ended && !damaged,
    bytes: () => bytes,
    snapshot(): Snapshot {
      if (header === undefined) throw new Error("a snapshot without a beginning");
      return { ...header, tables };
    },
  };
}
