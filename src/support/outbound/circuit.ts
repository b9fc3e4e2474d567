import type { Trouble } from "./call.ts";

export interface Opening {
  readonly trouble: Trouble;
  /** Until the service may be asked again; undefined: not before the next start. */
  readonly forMs: number | undefined;
}

/** Leaves a service alone that refused or failed. */
export interface Circuit {
  /** Why and how long a question is not to be asked now; undefined where it may be. */
  opening(path: string, now: number): Opening | undefined;
  succeeded(): void;
  failed(trouble: Trouble, path: string, now: number, retryAfterMs?: number): void;
}

const minuteMs = 60_000;
const longestMs = 60 * minuteMs;
/** A service that was not reached, perhaps because this machine was cut off, may be back at any time. */
const longestUnreachedMs = 5 * minuteMs;
/** A service that asks for more than this is asked again all the same. */
const longestObeyedMs = 24 * 60 * minuteMs;
/** Failures in a row after which a service is left alone. */
const mostFailures = 3;
const counted: readonly Trouble[] = ["upstream", "network", "blocked", "auth"];

/**
 * A pause that was asked for is kept, a minute at least, doubling up to an hour while it is asked for again. A key that was
 * refused is refused until the next start; a plan only for the path it was about, because plans differ by path. A service
 * that fails three times in a row, or wants a key nobody has, is left alone as if it had asked for it, so that nobody waits
 * for a dead one each time.
 */
export function createCircuit({ hasKey }: { readonly hasKey: boolean }): Circuit {
  let pauses = 0;
  let failures = 0;
  let shut: { readonly trouble: Trouble; readonly until: number } | undefined;
  let refused = false;
  const uncovered = new Set<string>();

  const pause = (trouble: Trouble, now: number, asked = 0) => {
    const most = trouble === "upstream" || trouble === "network" ? longestUnreachedMs : longestMs;
    const ms = Math.max(Math.min(minuteMs * 2 ** pauses, most), Math.min(asked, longestObeyedMs));
    pauses++;
    const until = Math.max(now + ms, shut?.until ?? 0);
    shut = { trouble, until };
  };

  return {
    opening(path, now) {
      if (refused) return { trouble: "auth", forMs: undefined };
      if (uncovered.has(path)) return { trouble: "plan", forMs: undefined };
      return shut !== undefined && now < shut.until ? { trouble: shut.trouble, forMs: shut.until - now } : undefined;
    },
    succeeded() {
      [pauses, failures, shut] = [0, 0, undefined];
    },
    failed(trouble, path, now, retryAfterMs) {
      if (trouble === "auth" && hasKey) refused = true;
      else if (trouble === "plan") uncovered.add(path);
      // Calls that were under way together are refused together: that is one refusal.
      else if (shut !== undefined && now < shut.until) return;
      else if (trouble === "rate-limited") pause(trouble, now, retryAfterMs);
      else if (counted.includes(trouble) && ++failures >= mostFailures) pause(trouble, now);
    },
  };
}
