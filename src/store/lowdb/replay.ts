import { join } from "node:path";
import type { Disk } from "../disk.ts";
import { contentOf, readLines } from "./lines.ts";
import { JournalHeader, JournalRecord } from "./records.ts";

const pattern = /^journal-(\d{12})$/;

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

export interface Replayed {
  /** Number and batch of the last commit found. */
  readonly last: number;
  readonly batch: number;
  /** What the commits take in their files. */
  readonly bytes: number;
}

/**
 * Hands over the commits after `through`, in order, each with the version its rows are of. A torn end is dropped: its commit
 * was never acknowledged. Damage in front of a commit that came after an acknowledged one cannot be a torn end, and a missing
 * commit cannot be made up: both are refused.
 */
export async function replay(
  disk: Disk,
  folder: string,
  through: number,
  take: (record: JournalRecord, version: number) => void,
): Promise<Replayed> {
  const files = await journalFiles(disk, folder);
  let [last, batch, bytes] = [through, 0, 0];
  for (const [index, { name }] of files.entries()) {
    // A batch that failed was given up with its file; its numbers were used again by the next one.
    const end = files[index + 1]?.first ?? Number.POSITIVE_INFINITY;
    const file = createFileReader((record, version, size) => {
      if (record.number <= through || record.number >= end) return;
      if (record.number !== last + 1) throw new Error(`${name} goes on with commit ${record.number} after ${last}`);
      take(record, version);
      last = record.number;
      bytes += size;
    });
    await readLines(disk, join(folder, name), file.take);
    const { lastBatch = batch, afterDamage } = file.found();
    batch = Math.max(batch, lastBatch);
    if (afterDamage !== undefined && afterDamage.batch > lastBatch + 1)
      throw new Error(`${name} is damaged in front of commit ${afterDamage.number}, which was acknowledged`);
  }
  return { last, batch, bytes };
}

/** Takes the lines of one journal file; records are handed on up to the first bytes that are none, the last one behind them is kept. */
function createFileReader(each: (record: JournalRecord, version: number, size: number) => void) {
  let version = 1;
  let damaged = false;
  let lastBatch: number | undefined;
  let afterDamage: JournalRecord | undefined;
  return {
    take(line: string): void {
      if (line === "") return;
      const value = contentOf(line);
      const { data: record } = JournalRecord.safeParse(value);
      const header = record === undefined ? JournalHeader.safeParse(value).data : undefined;
      if (header !== undefined) version = header.version;
      else if (record === undefined) damaged = true;
      else if (damaged) afterDamage = record;
      else {
        lastBatch = record.batch;
        each(record, version, line.length);
      }
    },
    found: () => ({ lastBatch, afterDamage }),
  };
}
