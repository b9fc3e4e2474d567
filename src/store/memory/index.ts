import { createRows } from "../rows.ts";
import type { Store } from "../store.ts";

/** Keeps everything until the program ends. */
export function createMemoryStore(): Store {
  return createRows(
    new Map(),
    async () => undefined,
    async () => undefined,
  );
}
