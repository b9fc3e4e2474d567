import { Unauthorized } from "../support/errors.ts";
import type { Adapter } from "./adapter.ts";
import type { Desk } from "./desk.ts";

export interface ListeningOptions {
  readonly desk: Desk;
  /** Told whenever a connection ended. */
  readonly lost?: () => void;
  readonly signal: AbortSignal;
  /** Waits so many milliseconds, or until the signal. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  /** A number from 0 to 1. */
  readonly random: () => number;
  /** Any clock that only goes forward, in milliseconds. */
  readonly now: () => number;
}

const firstPauseMs = 1000;
const longestPauseMs = 60_000;
/** A connection that held this long was a good one: the next trouble starts with the first pause again. */
const settledMs = 5 * 60_000;

/**
 * Keeps one platform listening until the signal: a lost connection is made again after growing pauses, wrong credentials
 * end it with a word to the operator. Never rejects, so that no platform disturbs another. True unless it gave up.
 */
export async function keepListening(adapter: Adapter, options: ListeningOptions): Promise<boolean> {
  const { desk, signal, sleep, random, now, lost = () => undefined } = options;
  for (let tries = 0; !signal.aborted; tries++) {
    const since = now();
    try {
      await adapter.listen?.(desk);
      return true;
    } catch (error) {
      if (signal.aborted) return true;
      lost();
      desk.failed(`listening on ${adapter.name}`, error);
      if (error instanceof Unauthorized) return false;
      if (now() - since > settledMs) tries = 0;
      await sleep(pauseMs(tries, random), signal);
    }
  }
  return true;
}

/** Doubles each time up to a minute; half of it is left to chance, so that many do not come back at once. */
function pauseMs(tries: number, random: () => number): number {
  const whole = Math.min(firstPauseMs * 2 ** tries, longestPauseMs);
  return whole / 2 + (whole / 2) * random();
}
