import { join } from "node:path";
import type { Adapter } from "lowdb";
import * as z from "zod";
import type { Disk } from "../disk.ts";
import type { Tables } from "../rows.ts";
import { checksum } from "./records.ts";

/** Every row as of one commit. */
export interface Snapshot {
  /** Number of the last commit it holds. */
  readonly through: number;
  readonly tables: Tables;
}

const Header = z.object({ version: z.literal(1), through: z.number().int().min(0) });
const Line = z.tuple([z.string(), z.string(), z.unknown()]);

export const names = { current: "snapshot", previous: "snapshot.previous", fresh: "snapshot.new" } as const;

/** Rows written between two turns of the event loop. */
const stride = 2000;

/**
 * A lowdb adapter that survives a power cut at any moment: the new snapshot is whole on the disk before it takes the name,
 * and the one before it is kept. Reading answers with the newest one that is whole, or null when there never was one.
 */
export function createSnapshotFile(disk: Disk, folder: string): Adapter<Snapshot> {
  return {
    async read() {
      const kept = await Promise.all([names.current, names.previous].map((name) => disk.read(join(folder, name))));
      const known = kept.filter((content) => content !== undefined);
      if (known.length === 0) return null;
      const whole = known.map(snapshotOf).find((snapshot) => snapshot !== undefined);
      if (whole === undefined) throw new Error("neither the snapshot nor the one before it is whole");
      return whole;
    },
    async write({ through, tables }) {
      const file = await disk.create(join(folder, names.fresh));
      try {
        for await (const lines of linesOf(through, tables)) await file.write(Buffer.from(lines));
        await file.sync();
      } finally {
        await file.close();
      }
      // Only a whole one is worth keeping as the previous one.
      const current = await disk.read(join(folder, names.current));
      if (current !== undefined && snapshotOf(current) !== undefined)
        await disk.rename(join(folder, names.current), join(folder, names.previous));
      await disk.rename(join(folder, names.fresh), join(folder, names.current));
      await disk.syncFolder(folder);
    },
  };
}

/** A header, one line for each row, and the number of rows: each line with its checksum. */
async function* linesOf(through: number, tables: Tables): AsyncGenerator<string> {
  const checked = (value: unknown) => {
    const text = JSON.stringify(value);
    return `${checksum(text)} ${text}\n`;
  };
  let lines = checked({ version: 1, through });
  let count = 0;
  for (const [table, rows] of tables) {
    for (const [key, value] of rows) {
      lines += checked([table, key, value]);
      if (++count % stride !== 0) continue;
      yield lines;
      lines = "";
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
  yield lines + checked({ rows: count });
}

/** Undefined when a byte of it is not as it was written. */
function snapshotOf(content: Buffer): Snapshot | undefined {
  const lines = content.toString("utf8").split("\n");
  if (lines.pop() !== "") return undefined;
  const texts = lines.map((line) => (checksum(line.slice(9)) === line.slice(0, 8) ? line.slice(9) : undefined));
  const [first, last] = [texts.shift(), texts.pop()];
  if (first === undefined || last === undefined) return undefined;
  const header = Header.safeParse(JSON.parse(first));
  if (!header.success || JSON.parse(last).rows !== texts.length) return undefined;
  const tables: Tables = new Map();
  for (const text of texts) {
    if (text === undefined) return undefined;
    const [table, key, value] = Line.parse(JSON.parse(text));
    const rows = tables.get(table) ?? new Map<string, unknown>();
    tables.set(table, rows.set(key, value));
  }
  return { through: header.data.through, tables };
}
