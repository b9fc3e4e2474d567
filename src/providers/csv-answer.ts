import type * as z from "zod";
import type { Arrived, Call, OutboundCall } from "../support/outbound/call.ts";
import { readCsv } from "./files/csv.ts";
import { type Answer, badPayload, type Reading, type Rows, readRows } from "./rows.ts";

/**
 * Rows of a CSV answer, each read alone by its column names. A last line without its line break may have been cut within a
 * number, and is no row.
 */
export function readTable<S extends z.ZodType>(
  reading: Reading,
  text: string,
  columns: readonly string[],
  schema: S,
  /** Whether a header alone is an answer. */
  mayBeEmpty = false,
): Rows<z.output<S>> {
  const end = text.lastIndexOf("\n") + 1;
  const table = readCsv(`${reading.service} ${reading.topic}`, text.slice(0, end));
  const absent = columns.find((column) => !table.columns.includes(column));
  if (absent !== undefined) throw badPayload(reading, `a table without the column ${absent}`);
  const cut = text.slice(end).trim();
  const unreadable = [...table.faults.map(({ value }) => value), ...(cut === "" ? [] : [cut])];
  const rows = [...table.rows.map(({ cells }) => cells), ...unreadable];
  return mayBeEmpty && rows.length === 0 ? { rows: [], faults: [] } : readRows(reading, rows, schema);
}

/** Asks for CSV and reads it. An answer nobody can read is not kept, so that an older one may stand in. */
export async function askForTable<T>(
  call: Call,
  question: Omit<OutboundCall, "expects">,
  read: (text: string) => T,
): Promise<Answer<T>> {
  const check = (arrived: Arrived) => {
    question.check?.(arrived);
    // Pages and JSON are told apart after this, and better.
    if (arrived.status === 200 && /^\s*[^<{\s]/.test(arrived.text)) read(arrived.text);
  };
  const answer = await call({ ...question, expects: "csv", check });
  return { value: read(answer.text), isStale: answer.isStale, receivedAt: answer.receivedAt };
}
