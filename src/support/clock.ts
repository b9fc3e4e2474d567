import { setTimeout as pause } from "node:timers/promises";

/** Time as an argument. */
export interface Clock {
  /** Milliseconds since 1970, by a clock that people and machines set. */
  now(): number;
  /** Milliseconds by a clock that only goes forward. */
  elapsed(): number;
  /** Resolves after so many milliseconds, or once the signal is set off. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** Longer pauses than a timer can hold end early; whoever waits looks again. */
const longestMs = 2 ** 31 - 1;

/** The clocks of this machine. A pause keeps no program alive. */
export const realClock: Clock = {
  now: Date.now,
  elapsed: () => performance.now(),
  sleep: (ms, signal) =>
    pause(Math.min(Math.max(ms, 0), longestMs), undefined, { ref: false, ...(signal && { signal }) }).catch(
      () => undefined,
    ),
};
