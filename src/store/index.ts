/** Where things are kept that must outlive a restart. */
export const stores = {
  memory: async () => (await import("./memory/index.ts")).createMemoryStore,
  lowdb: async () => (await import("./lowdb/index.ts")).openLowdbStore,
} as const;
