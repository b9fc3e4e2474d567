import type { Clock } from "../clock.ts";
import { createTurns } from "../turns.ts";
import type { Budget } from "./call.ts";

/** How many more calls may be made now, by the limits there are. */
export interface BudgetLeft {
  readonly minute?: number;
  readonly hour?: number;
  readonly day?: number;
}

/** The budget does not let a call through in a time worth waiting for. */
export class BudgetSpent extends Error {
  readonly afterMs: number;

  constructor(afterMs: number) {
    super("the budget is spent");
    this.afterMs = afterMs;
  }
}

export interface Gate {
  /** Runs the work in its turn, once the budget lets it. */
  pass<T>(work: () => Promise<T>): Promise<T>;
  /** Waits until one more call may be made, and counts it. */
  admit(): Promise<void>;
  left(): BudgetLeft;
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
/** Whoever asks is better served by another source than by waiting longer. */
const longestWaitMs = 15_000;

/** Instants of calls made or promised, kept from one start of the program to the next where the limits are long. */
export interface CallTimes {
  /** Milliseconds since 1970, in order. */
  read(): Promise<readonly number[]>;
  /** Done once they are kept, or cannot be. */
  write(times: readonly number[]): Promise<void>;
}

/**
 * Holds calls to a budget: never more than the number in any stretch of that length, so that a limit a service counts by its
 * own clock holds too. (A bucket that refills would let twice as many through in its first stretch.)
 */
export function createGate(budget: Budget, clock: Clock, kept?: CallTimes): Gate {
  const { perMinute, perHour, perDay, gapMs = 0, parallel = 2 } = budget;
  const windows = [
    { most: perMinute ?? Number.POSITIVE_INFINITY, ms: minuteMs },
    { most: perHour ?? Number.POSITIVE_INFINITY, ms: hourMs },
    { most: perDay ?? Number.POSITIVE_INFINITY, ms: dayMs },
  ];
  const longestMs = Math.max(gapMs, ...windows.filter(({ most }) => Number.isFinite(most)).map(({ ms }) => ms));
  const isLong = perHour !== undefined || perDay !== undefined;
  // By a clock that only goes forward; what an earlier run left is placed on it by its age.
  const offset = () => clock.now() - clock.elapsed();
  const times: number[] = [];
  let loading: Promise<void> | undefined;
  const load = async () => {
    const [now, since] = [clock.now(), offset()];
    const earlier = isLong ? ((await kept?.read()) ?? []) : [];
    times.unshift(...earlier.filter((at) => at <= now).map((at) => at - since));
  };
  const earliest = (now: number) =>
    windows.reduce(
      (soonest, { most, ms }) => Math.max(soonest, (times[times.length - most] ?? Number.NEGATIVE_INFINITY) + ms),
      Math.max(now, (times.at(-1) ?? Number.NEGATIVE_INFINITY) + gapMs),
    );
  const left = ({ most, ms }: { most: number; ms: number }, now: number) =>
    Math.max(0, most - times.filter((at) => at > now - ms).length);

  return {
    pass: createTurns(parallel),
    async admit() {
      loading ??= load();
      await loading;
      const now = clock.elapsed();
      const at = earliest(now);
      if (at - now > longestWaitMs) throw new BudgetSpent(Math.ceil(at - now));
      const old = times.findIndex((time) => time > now - longestMs);
      times.splice(0, old < 0 ? times.length : old);
      times.push(at);
      // Before the call: a program that falls over and comes back asks no more often than one that stands.
      if (isLong) await kept?.write(times.map((time) => Math.round(time + offset())));
      if (at > now) await clock.sleep(at - now);
    },
    left() {
      const [minute, hour, day] = windows.map((window) => left(window, clock.elapsed()));
      return {
        ...(perMinute !== undefined && { minute: minute as number }),
        ...(perHour !== undefined && { hour: hour as number }),
        ...(perDay !== undefined && { day: day as number }),
      };
    },
  };
}
