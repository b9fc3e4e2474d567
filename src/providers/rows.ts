import type * as z from "zod";
import type { Fault } from "../market/snapshot.ts";
import { type Arrived, type Call, type OutboundCall, OutboundError } from "../support/outbound/call.ts";
import { cleanText } from "../support/text.ts";

/** What is read: a source by the name its figures cite, and the topic asked for. */
export interface Reading {
  readonly service: string;
  readonly topic: string;
}

export function badPayload({ service, topic }: Reading, why: string): OutboundError {
  return new OutboundError(service, "bad-payload", `${service} answered ${topic} with ${why}.`);
}

export interface Rows<T> {
  readonly rows: readonly T[];
  readonly faults: readonly Fault[];
}

/** A row or part of an answer that was not used. */
export function fault({ service, topic }: Reading, expected: string, more: Partial<Fault> = {}): Fault {
  return { file: `${service} ${topic}`, expected, severity: "dropped", ...more };
}

/**
 * Rows of an answer, each read alone: one that fails is dropped and reported. Where more than half of them fail, or there is
 * none at all, the answer is not what it was taken for.
 */
export function readRows<S extends z.ZodType>(
  reading: Reading,
  rows: readonly unknown[],
  schema: S,
): Rows<z.output<S>> {
  if (rows.length === 0) throw badPayload(reading, "no rows");
  const read: z.output<S>[] = [];
  const faults: Fault[] = [];
  for (const [index, row] of rows.entries()) {
    const { data, error } = schema.safeParse(row);
    if (error === undefined) read.push(data);
    else faults.push(faultOf(reading, row, index + 1, error));
  }
  const [first] = faults;
  if (first !== undefined && faults.length * 2 > rows.length) {
    const column = first.column === undefined ? "" : `${first.column}: `;
    const why = `${faults.length} unreadable rows of ${rows.length} (row ${first.row}: ${column}expected ${first.expected})`;
    throw badPayload(reading, why);
  }
  return { rows: read, faults };
}

function faultOf(reading: Reading, row: unknown, number: number, error: z.ZodError): Fault {
  const [issue] = error.issues;
  const path = issue?.path ?? [];
  const column = path.join(".");
  return fault(reading, issue?.message ?? "something else", {
    row: number,
    ...(column === "" ? {} : { column }),
    value: shown(path.reduce<unknown>((part, key) => (part as Record<PropertyKey, unknown> | undefined)?.[key], row)),
  });
}

function shown(value: unknown): string {
  return cleanText(JSON.stringify(value) ?? "nothing").slice(0, 80);
}

/** The whole of an answer by its schema; what has another shape is no answer. */
export function readAnswer<S extends z.ZodType>(reading: Reading, answer: unknown, schema: S): z.output<S> {
  const { data, error } = schema.safeParse(answer);
  if (error === undefined) return data;
  const [issue] = error.issues;
  const column = issue?.path.join(".") ?? "";
  throw badPayload(reading, `another shape (${column === "" ? "" : `${column}: `}${issue?.message ?? "unknown"})`);
}

export interface Answer<T> {
  readonly value: T;
  /** The source failed just now, and an older answer stands in. */
  readonly isStale: boolean;
  /** Milliseconds since 1970; earlier than now where a kept answer is used. */
  readonly receivedAt: number;
}

/**
 * Asks for JSON and reads it. `read` is shown the answer before it is kept as well, so that one nobody can read is never kept
 * and an older one may stand in.
 */
export async function askFor<T>(
  call: Call,
  question: Omit<OutboundCall, "expects">,
  read: (json: unknown) => T,
): Promise<Answer<T>> {
  const check = (arrived: Arrived) => {
    question.check?.(arrived);
    if (arrived.status === 200 && arrived.json !== undefined) read(arrived.json);
  };
  const answer = await call({ ...question, expects: "json", check });
  return { value: read(answer.json), isStale: answer.isStale, receivedAt: answer.receivedAt };
}
