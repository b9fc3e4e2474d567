import type { Store } from "../store.ts";

/** Keeps everything until the program ends. */
export function createMemoryStore(): Store {
  const values = new Map<string, unknown>();
  return {
    read: (key) => values.get(key),
    async write(key, value) {
      values.set(key, value);
    },
  };
}
