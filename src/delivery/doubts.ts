import type { Clock } from "../support/clock.ts";

/** How long ago messages in doubt were tried and looked for, by the clock nobody sets. */
export interface Doubts {
  tried(name: string): void;
  looked(name: string): void;
  /** It is known what became of it. */
  over(name: string): void;
  /** One more try certainly arrives while the platform still knows the first one. */
  mayRepeat(name: string, replaySafeMs: number): boolean;
  /** How long until a look says something. */
  restMs(name: string): number;
}

/** A platform has settled what it was asked to do by then. */
const settlementMs = 30_000;
/** Between the two looks that have to agree. */
const betweenLooksMs = 5000;
/** A call is given up by then. */
const longestCallMs = 15_000;

/** Tries of an earlier run count as if they were made at the start of this one: what its clock showed may not be true. */
export function createDoubts(clock: Clock): Doubts {
  const startedAt = clock.elapsed();
  const tries = new Map<string, { readonly first: number; readonly last: number }>();
  const looks = new Map<string, number>();
  return {
    tried(name) {
      const now = clock.elapsed();
      tries.set(name, { first: tries.get(name)?.first ?? now, last: now });
      looks.delete(name);
    },
    looked: (name) => void looks.set(name, clock.elapsed()),
    over(name) {
      tries.delete(name);
      looks.delete(name);
    },
    mayRepeat(name, replaySafeMs) {
      const first = tries.get(name)?.first;
      return first !== undefined && clock.elapsed() - first + longestCallMs <= replaySafeMs;
    },
    restMs(name) {
      const tried = tries.get(name)?.last ?? startedAt;
      const looked = looks.get(name) ?? Number.NEGATIVE_INFINITY;
      return Math.max(tried + settlementMs, looked + betweenLooksMs) - clock.elapsed();
    },
  };
}
