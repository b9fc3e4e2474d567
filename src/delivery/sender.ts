import type { Pace } from "../platform/pace.ts";
import type { Clock } from "../support/clock.ts";
import { createRetryBudget } from "./backoff.ts";
import { createBreaker } from "./breaker.ts";
import { createLane } from "./lane.ts";
import type { Outcome } from "./outcome.ts";
import type { Ended, Next, Trip } from "./post.ts";

export interface SenderOptions {
  readonly pace?: Pace;
  readonly clock: Clock;
  /** Carries a digest one step further. */
  readonly step: (key: string, trip: Trip) => Promise<Next>;
  /** Told of every try, and the queue it came from. */
  readonly tried: (key: string, outcome: Outcome, channel: string) => void;
  readonly ended: (key: string, ended: Ended | undefined) => void;
  readonly signal: AbortSignal;
}

/** The one sender of a token: paces, holds back where asked to, and lets no trouble of one platform reach another. */
export interface Sender {
  add(channel: string, key: string): void;
  /** Sends until the signal; resolves when what was under way is over. */
  run(): Promise<void>;
  /** Digests that wait or are under way. */
  readonly waiting: number;
}

const usualPace: Pace = { perSecond: 1, channelMs: 1000, inFlight: 1 };

export function createSender({ pace = usualPace, clock, step, tried, ended, signal }: SenderOptions): Sender {
  const lane = createLane<string>(pace);
  const breaker = createBreaker();
  const budget = createRetryBudget();
  const underWay = new Set<Promise<void>>();
  const retrying = new Set<string>();
  let wake: (() => void) | undefined;
  /** Taken from the lane, and not let through yet. */
  let stopped: { readonly key: string; readonly channel: string } | undefined;

  const woken = () =>
    new Promise<void>((resolve) => {
      wake = resolve;
    });

  const learn = (outcome: Outcome | undefined) => {
    const now = clock.elapsed();
    if (outcome === undefined || outcome.is === "wait") breaker.released();
    else if (outcome.is === "sent" || outcome.is === "refused" || outcome.is === "moved") breaker.succeeded(now);
    else if (outcome.is === "revoked") breaker.trip(now);
    else if (outcome.is === "unsent" || outcome.is === "unknown") breaker.failed(now);
  };

  /** The whole token waits from the moment it is told to. */
  let heldUntil = 0;
  const tripOn = (channel: string): Trip => ({
    leaving() {
      const now = clock.elapsed();
      if (heldUntil > now) return heldUntil - now;
      lane.left(channel, now);
      return 0;
    },
    heard(outcome) {
      if (outcome.is !== "wait" || outcome.scope !== "account") return;
      heldUntil = Math.max(heldUntil, clock.elapsed() + outcome.ms);
      lane.hold(heldUntil);
    },
  });

  const carry = async (key: string, channel: string): Promise<void> => {
    const next = await step(key, tripOn(channel));
    const now = clock.elapsed();
    budget.sent(now);
    if (next.is === "done") {
      if (next.ended?.outcome !== undefined) tried(key, next.ended.outcome, channel);
      learn(next.ended?.outcome);
      retrying.delete(key);
      lane.done(channel);
      ended(key, next.ended);
      return;
    }
    learn(next.outcome);
    if (next.outcome !== undefined && next.outcome.is !== "sent") {
      tried(key, next.outcome, channel);
      retrying.add(key);
    } else retrying.delete(key);
    lane.done(channel, { item: key, notBefore: now + next.ms });
  };

  const start = (key: string, channel: string) => {
    const work = carry(key, channel).finally(() => {
      underWay.delete(work);
      wake?.();
    });
    underWay.add(work);
  };

  /** Asked before the breaker is: what is put off must not be the one that probes. */
  const isTooMany = (key: string, now: number) => retrying.has(key) && !budget.allows(now);

  /** How long to wait before anything may go; undefined when something was started. */
  const turn = (): number | undefined => {
    const now = clock.elapsed();
    if (stopped === undefined) {
      const taken = lane.take(now, (item) => (isTooMany(item, now) ? now + budgetMs : undefined));
      if ("idle" in taken) return Number.POSITIVE_INFINITY;
      if ("waitUntil" in taken) return taken.waitUntil - now;
      stopped = { key: taken.go, channel: taken.channel };
    }
    const { key, channel } = stopped;
    if (!breaker.admits(now)) return Math.max((breaker.probeAt ?? now) - now, probingMs);
    stopped = undefined;
    start(key, channel);
    return undefined;
  };

  return {
    get waiting() {
      return lane.waiting + underWay.size + (stopped === undefined ? 0 : 1);
    },
    add(channel, key) {
      lane.add(channel, key);
      wake?.();
    },
    async run() {
      while (!signal.aborted) {
        const called = woken();
        const waitMs = turn();
        if (waitMs === undefined) continue;
        const until = new AbortController();
        const stop = () => until.abort("ending");
        signal.addEventListener("abort", stop, { once: true });
        await Promise.race([called, clock.sleep(Number.isFinite(waitMs) ? waitMs : longestMs, until.signal)]);
        signal.removeEventListener("abort", stop);
        until.abort("called");
      }
      await Promise.all(underWay);
    },
  };
}

/** While one probe is under way. */
const probingMs = 100;
/** A retry waits so long while retries are more than their share; what is fresh goes on. */
const budgetMs = 1000;
const longestMs = 3_600_000;
