const firstMs = 1000;
const longestMs = 5 * 60_000;

/** How long to wait before try number `tries` + 1: anything up to a limit that doubles from a second to five minutes. */
export function pauseMs(tries: number, random: () => number): number {
  return Math.floor(random() * Math.min(firstMs * 2 ** (tries - 1), longestMs));
}

/** Retries stay a small part of all sends, so that an outage is not answered with a storm. */
export interface RetryBudget {
  sent(now: number): void;
  /** True when one more retry may go now; it is counted. */
  allows(now: number): boolean;
}

const windowMs = 60_000;

/** At most `part` of the sends of the last minute (default 10 %), beyond a burst (default 20). */
export function createRetryBudget({ part = 0.1, burst = 20 } = {}): RetryBudget {
  const sends: number[] = [];
  const retries: number[] = [];
  const forget = (times: number[], now: number) => {
    let old = 0;
    while (old < times.length && (times[old] as number) <= now - windowMs) old++;
    times.splice(0, old);
  };
  return {
    sent(now) {
      forget(sends, now);
      sends.push(now);
    },
    allows(now) {
      forget(sends, now);
      forget(retries, now);
      if (retries.length >= burst + part * sends.length) return false;
      retries.push(now);
      return true;
    },
  };
}
