import { crc32 } from "node:zlib";
import * as z from "zod";
import type { Change } from "../store.ts";

/** One commit as the journal keeps it: a line of its checksum and its content. */
export const JournalRecord = z
  .object({
    /** Commits are numbered from 1, without a gap. */
    number: z.number().int().positive(),
    /** Records of one batch are made durable together; a batch begins once the one before it is durable. */
    batch: z.number().int().positive(),
    changes: z.array(z.object({ table: z.string(), key: z.string(), value: z.unknown().optional() })),
  })
  .readonly();
export type JournalRecord = z.infer<typeof JournalRecord>;

export function lineOf(record: { number: number; batch: number; changes: readonly Change[] }): string {
  const text = JSON.stringify(record);
  return `${checksum(text)} ${text}\n`;
}

export function checksum(text: string): string {
  return crc32(text).toString(16).padStart(8, "0");
}

/** The records of a journal file; `whole` is false when bytes were left over that are none. */
export function readLines(content: Buffer): { readonly records: readonly JournalRecord[]; readonly damage?: Damage } {
  const records: JournalRecord[] = [];
  let damaged = false;
  let after: JournalRecord | undefined;
  for (const line of content.toString("utf8").split("\n")) {
    const record = recordOf(line);
    if (record === undefined) damaged ||= line !== "";
    else if (damaged) after ??= record;
    else records.push(record);
  }
  return damaged ? { records, damage: after === undefined ? {} : { after } } : { records };
}

/** Bytes that are no record, and the first readable record behind them. */
export interface Damage {
  readonly after?: JournalRecord;
}

function recordOf(line: string): JournalRecord | undefined {
  const text = line.slice(9);
  if (line[8] !== " " || checksum(text) !== line.slice(0, 8)) return undefined;
  try {
    return JournalRecord.parse(JSON.parse(text));
  } catch {
    // The checksum fits something that is no record: as unreadable as if it did not.
    return undefined;
  }
}
