/** Waits until another message may go to a channel. */
export type Pace = (channel: string) => Promise<void>;

export interface PaceOptions {
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<unknown>;
  /** Messages that may follow each other at once (default 4), one a second after that: docs "Rate limits". */
  readonly burst?: number;
  readonly everyMs?: number;
}

/** More channels than anybody posts to within seconds. */
const mostKept = 1000;

/** Keeps to what Slack allows each channel; a message too many in a burst may be taken and never shown. */
export function createPace({ now, sleep, burst = 4, everyMs = 1000 }: PaceOptions): Pace {
  const restedAt = new Map<string, number>();
  return async (channel) => {
    const time = now();
    const from = Math.max(restedAt.get(channel) ?? 0, time);
    restedAt.delete(channel);
    restedAt.set(channel, from + everyMs);
    if (restedAt.size > mostKept) restedAt.delete(restedAt.keys().next().value as string);
    const waitMs = from - (burst - 1) * everyMs - time;
    if (waitMs > 0) await sleep(waitMs);
  };
}
