import { setTimeout as pause } from "node:timers/promises";
import { RateLimited, Unavailable } from "./errors.ts";

export interface Patience {
  /** A pause longer than this is no use to whoever waits. */
  readonly longestMs: number;
  /** Pauses before it is given up (default 3). */
  readonly mostPauses?: number;
}

/** Between two tries to reach a server that was not reached. */
const unreachedMs = 300;

/**
 * Does what is asked once the other side lets it. Only what was certainly not carried out is tried again: a limited call,
 * and one that reached nobody.
 */
export async function patiently<T>(work: () => Promise<T>, { longestMs, mostPauses = 3 }: Patience): Promise<T> {
  for (let pauses = 0; ; pauses++) {
    try {
      return await work();
    } catch (error) {
      const wait =
        error instanceof RateLimited ? error.retryAfterMs : error instanceof Unavailable ? unreachedMs : undefined;
      if (wait === undefined || wait > longestMs || pauses === mostPauses) throw error;
      await pause(wait);
    }
  }
}
