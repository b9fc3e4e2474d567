import { join } from "node:path";
import type { Disk, OpenFile } from "../disk.ts";
import type { Change } from "../store.ts";
import { lineOf } from "./lines.ts";

const nameOf = (first: number) => `journal-${String(first).padStart(12, "0")}`;

export interface Journal {
  /** Commits in order; resolves with the bytes they took, once they survive a power cut. */
  append(commits: readonly (readonly Change[])[]): Promise<number>;
  /** Number of the last commit kept. */
  last(): number;
  /** Goes on in a new file. */
  turn(): Promise<void>;
  close(): Promise<void>;
}

export interface JournalOptions {
  readonly disk: Disk;
  readonly folder: string;
  /** Number and batch of the last commit there is. */
  readonly last: number;
  readonly batch: number;
  /** What the rows to come are of. */
  readonly version: number;
}

/** A journal that goes on after the last commit, in a new file of its own. */
export function openJournal(options: JournalOptions): Journal {
  const { disk, folder, version } = options;
  let { last, batch } = options;
  let file: OpenFile | undefined;
  let used = 0;

  const turn = async () => {
    const old = file;
    file = undefined;
    await old?.close().catch(() => undefined);
    // A name already there belongs to a file that was given up with its commits: they are written anew in its place.
    const fresh = await disk.create(join(folder, nameOf(last + 1)));
    await disk.syncFolder(folder);
    file = fresh;
    used = 0;
  };

  return {
    last: () => last,
    turn: async () => {
      if (used > 0) await turn();
    },
    async append(commits) {
      if (file === undefined) await turn();
      const lines = commits.map((changes, index) => lineOf({ number: last + index + 1, batch: batch + 1, changes }));
      if (used === 0) lines.unshift(lineOf({ version }));
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
      last += commits.length;
      batch++;
      used++;
      return content.length;
    },
    async close() {
      await file?.close();
      file = undefined;
    },
  };
}
