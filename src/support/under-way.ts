import { soon } from "./soon.ts";

/** Work that was begun and must not be forgotten when the program ends. */
export interface UnderWay {
  add(work: Promise<void>): void;
  /** True once everything is done; false where that takes longer. */
  settledWithin(ms: number): Promise<boolean>;
}

export function createUnderWay(): UnderWay {
  const running = new Set<Promise<void>>();
  return {
    add(work) {
      running.add(work);
      const forget = () => void running.delete(work);
      work.then(forget, forget);
    },
    settledWithin: async (ms) => (await soon(Promise.allSettled(running), ms)) !== undefined,
  };
}
