import { pace as discordPace, replaySafeMs } from "../../adapters/discord/limits.ts";
import { pace as slackPace } from "../../adapters/slack/limits.ts";
import { pace as telegramPace } from "../../adapters/telegram/pace.ts";
import type { Pace } from "../../src/platform/pace.ts";

/** So many at a time after a rest, and so many a second. */
export interface Rate {
  readonly perSecond: number;
  readonly atOnce: number;
}

/** What a platform allows, by its own documentation, and what becomes of a message in doubt there. */
export interface Rules {
  readonly name: string;
  /** What the program keeps to. */
  readonly pace: Pace;
  readonly token: Rate;
  readonly channel?: Rate;
  readonly group?: Rate;
  /** Messages of which the formula counts none, because the platform says how many may go at once. */
  readonly free: number;
  /** Retry-After in whole seconds. */
  readonly wholeSeconds: boolean;
  /** How long a nonce is known, and how long the program relies on that. */
  readonly nonceMs?: number;
  readonly replaySafeMs?: number;
  /** History shows a message after this long; undefined where there is none to look at. */
  readonly historyMs?: number;
}

/**
 * The planning values of RELIABILITY.md 3.1. Where a platform counts by the second, a second's worth may arrive at once; a
 * channel bears two, since "short bursts" are allowed: a message that was quicker on its way than the one before is no offence.
 */
export const telegram: Rules = {
  name: "telegram",
  pace: telegramPace,
  token: { perSecond: 30, atOnce: 30 },
  channel: { perSecond: 1, atOnce: 2 },
  group: { perSecond: 1 / 3, atOnce: 20 },
  free: 0,
  wholeSeconds: true,
};

export const discord: Rules = {
  name: "discord",
  pace: discordPace,
  token: { perSecond: 50, atOnce: 50 },
  free: 0,
  wholeSeconds: false,
  nonceMs: 3 * 60_000,
  replaySafeMs,
  historyMs: 1000,
};

export const slack: Rules = {
  name: "slack",
  pace: slackPace,
  token: { perSecond: 5, atOnce: 50 },
  channel: { perSecond: 1, atOnce: 2 },
  free: 50,
  wholeSeconds: true,
  historyMs: 10_000,
};

/** Seconds that n messages take at least. */
export function idealSeconds({ token, free }: Rules, messages: number): number {
  return Math.max(0, messages - free) / token.perSecond;
}

/** Counts by leaving: how long the next one has to wait, or 0 when it may go and is counted. */
export interface Bucket {
  take(at: number): number;
}

export function createBucket({ perSecond, atOnce }: Rate): Bucket {
  const gapMs = 1000 / perSecond;
  let emptyAt = Number.NEGATIVE_INFINITY;
  return {
    take(at) {
      const waitMs = emptyAt - (atOnce - 1) * gapMs - at;
      // Sums of fractions of a millisecond are no offence.
      if (waitMs > 1e-3) return waitMs;
      emptyAt = Math.max(emptyAt, at) + gapMs;
      return 0;
    },
  };
}
