import type * as z from "zod";

/**
 * Rows of a kind, each looked at once: one that was right before is the same object as then, and nobody changes it. A row
 * that lacks what a later version fills in is filled in anew each time. Undefined for what is no such row.
 */
export function createChecked<T extends object>(schema: z.ZodType<T>): (row: unknown) => T | undefined {
  const right = new WeakSet<object>();
  return (row) => {
    if (typeof row !== "object" || row === null) return undefined;
    if (right.has(row)) return row as T;
    const { data } = schema.safeParse(row);
    if (data !== undefined && Object.keys(data).length === Object.keys(row).length) {
      right.add(row);
      return row as T;
    }
    return data;
  };
}
