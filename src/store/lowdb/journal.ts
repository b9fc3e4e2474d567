import { join } from "node:path";
import type { Disk, OpenFile } from "../disk.ts";
import type { Change } from "../store.ts";
import { type JournalRecord, lineOf, readLines } from "./records.ts";

const pattern = /^journal-(\d{12})$/;
const nameOf = (first: number) => `journal-${String(first).padStart(12, "0")}`;

/** Names of the journal files with the number of the first commit each may hold, oldest first. */
export async function journalFiles(disk: Disk, folder: string): Promise<{ name: string; first: number }[]> {
  const names = await disk.list(folder);
  return names
    .flatMap((name) => {
      const first = pattern.exec(name)?.[1];
      return first === undefined ? [] : [{ name, first: Number(first) }];
    })
    .toSorted((a, b) => a.first - b.first);
}

/**
 * The commits after `through`, in order. A torn end is dropped: its commit was never acknowledged. Damage in front of a
 * commit that came after an acknowledged one cannot be a torn end, and a missing commit cannot be made up: both are refused.
 */
export async function replay(disk: Disk, folder: string, through: number): Promise<JournalRecord[]> {
  const found: JournalRecord[] = [];
  let batch = 0;
  for (const { name } of await journalFiles(disk, folder)) {
    const { records, damage } = readLines((await disk.read(join(folder, name))) ?? Buffer.alloc(0));
    for (const record of records) {
      const last = found.at(-1)?.number ?? through;
      // A batch that failed was given up with its file; its numbers were used again by the next one.
      while ((found.at(-1)?.number ?? 0) >= record.number) found.pop();
      if (record.number > through && record.number !== (found.at(-1)?.number ?? through) + 1)
        throw new Error(`${name} goes on with commit ${record.number} after ${last}`);
      if (record.number > through) found.push(record);
      batch = Math.max(batch, record.batch);
    }
    if (damage?.after !== undefined && damage.after.batch > (records.at(-1)?.batch ?? batch) + 1)
      throw new Error(`${name} is damaged in front of commit ${damage.after.number}, which was acknowledged`);
  }
  return found;
}

export interface Journal {
  /** Commits in order; resolves once they survive a power cut. */
  append(commits: readonly (readonly Change[])[]): Promise<void>;
  /** Number of the last commit kept. */
  last(): number;
  /** Bytes written since the file was begun. */
  size(): number;
  /** Goes on in a new file. */
  turn(): Promise<void>;
  close(): Promise<void>;
}

/** A journal that goes on after commit `last` of batch `lastBatch`, in a new file of its own. */
export function openJournal(disk: Disk, folder: string, last: number, lastBatch: number): Journal {
  let number = last;
  let batch = lastBatch;
  let bytes = 0;
  let file: OpenFile | undefined;
  let used = 0;

  const turn = async () => {
    const old = file;
    file = undefined;
    await old?.close().catch(() => undefined);
    // A name already there belongs to a file that was given up with its commits: they are written anew in its place.
    const fresh = await disk.create(join(folder, nameOf(number + 1)));
    await disk.syncFolder(folder);
    file = fresh;
    bytes = 0;
    used = 0;
  };

  return {
    last: () => number,
    size: () => bytes,
    turn: async () => {
      if (used > 0) await turn();
    },
    async append(commits) {
      if (file === undefined) await turn();
      const lines = commits.map((changes, index) => lineOf({ number: number + index + 1, batch: batch + 1, changes }));
      const content = Buffer.from(lines.join(""));
      try {
        await file?.write(content);
        await file?.sync();
      } catch (error) {
        // Nobody knows what of it the disk has: the file is given up, and the next commit begins another.
        const lost = file;
        file = undefined;
        await lost?.close().catch(() => undefined);
        throw error;
      }
      number += commits.length;
      batch++;
      bytes += content.length;
      used++;
    },
    async close() {
      await file?.close();
      file = undefined;
    },
  };
}
