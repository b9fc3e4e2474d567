/** Stops calling a platform that fails, and finds out with single calls when it works again. */
export interface Breaker {
  /** True when a call may be made now. While open, one probe at a time. */
  admits(now: number): boolean;
  succeeded(now: number): void;
  failed(now: number): void;
  /** What was admitted made no call after all. */
  released(): void;
  /** The credentials were refused: nothing goes for a long pause, or until `reset`. */
  trip(now: number): void;
  reset(): void;
  /** When a probe may be tried; undefined while calls go freely. */
  readonly probeAt: number | undefined;
}

export interface BreakerOptions {
  readonly windowMs?: number;
  /** Calls in the window before anything is concluded. */
  readonly least?: number;
  /** Part of them that failed. */
  readonly part?: number;
  readonly firstPauseMs?: number;
  readonly longestPauseMs?: number;
}

/** Refused credentials are tried again this seldom: somebody may have mended them on the platform's side. */
const refusedPauseMs = 5 * 60_000;

/** Opens when at least half of at least twenty calls within thirty seconds failed. */
export function createBreaker(options: BreakerOptions = {}): Breaker {
  const { windowMs = 30_000, least = 20, part = 0.5, firstPauseMs = 5000, longestPauseMs = 60_000 } = options;
  const recent = createTally(windowMs);
  let open: { readonly probeAt: number; readonly pauseMs: number; probing: boolean } | undefined;

  const openFor = (now: number, pauseMs: number) => {
    open = { probeAt: now + pauseMs, pauseMs, probing: false };
    recent.clear();
  };

  return {
    get probeAt() {
      return open?.probeAt;
    },
    admits(now) {
      if (open === undefined) return true;
      if (open.probing || now < open.probeAt) return false;
      open.probing = true;
      return true;
    },
    succeeded(now) {
      open = undefined;
      recent.add(now, true);
    },
    failed(now) {
      if (open !== undefined) return openFor(now, Math.min(open.pauseMs * 2, longestPauseMs));
      recent.add(now, false);
      if (recent.calls >= least && recent.failures >= part * recent.calls) openFor(now, firstPauseMs);
    },
    released() {
      if (open !== undefined) open.probing = false;
    },
    trip(now) {
      openFor(now, refusedPauseMs);
    },
    reset() {
      open = undefined;
      recent.clear();
    },
  };
}

/** Calls of the last while, counted as they come and go. */
function createTally(windowMs: number) {
  let calls: { readonly at: number; readonly ok: boolean }[] = [];
  let [old, failures] = [0, 0];
  return {
    get calls() {
      return calls.length - old;
    },
    get failures() {
      return failures;
    },
    add(at: number, ok: boolean) {
      calls.push({ at, ok });
      if (!ok) failures++;
      for (let first = calls[old]; first !== undefined && first.at <= at - windowMs; first = calls[++old])
        if (!first.ok) failures--;
      // Half of them are no longer counted: the others move up.
      if (old * 2 > calls.length) {
        calls = calls.slice(old);
        old = 0;
      }
    },
    clear() {
      calls = [];
      [old, failures] = [0, 0];
    },
  };
}
