/** Every chat platform by name; a platform's library is loaded only when it is asked for. */
export const adapters = {
  console: async () => (await import("./console/index.ts")).createConsoleAdapter,
} as const;

export type AdapterName = keyof typeof adapters;
