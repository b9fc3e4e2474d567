import type { Pace } from "../../src/platform/pace.ts";

/** What a platform counts to refuse what comes too fast. */
export interface Limits {
  /** Undefined when a message may go; else how long to wait. Counts it. */
  refuse(
    at: number,
    channel: string,
    life: number,
  ): { readonly waitMs: number; readonly scope: "channel" | "account" } | undefined;
  /** Nothing is taken until then; whoever tries is punished. */
  block(until: number, channel?: string): void;
  /** What a single life of the program did against the rules. */
  readonly wrong: string[];
}

/** A clock of theirs and one of ours differ by a millisecond at times. */
const toleranceMs = 2;

export function createLimits(pace: Pace): Limits {
  const sent: { at: number; channel: string; life: number }[] = [];
  const blocked = new Map<string, { until: number; life: number }>();
  const wrong: string[] = [];
  let lastLife = 0;

  const tooFast = (at: number, channel: string) => {
    const most = Math.ceil(pace.perSecond + (pace.burst ?? 1));
    const lately = sent.filter((one) => one.at > at - 1000 + toleranceMs);
    if (lately.length >= most) return { scope: "account" as const, since: lately[0] };
    const here = sent.filter((one) => one.channel === channel);
    const last = here.at(-1);
    if (last !== undefined && at - last.at < pace.channelMs - toleranceMs)
      return { scope: "channel" as const, since: last };
    const { messages, withinMs } = pace.channelMost?.(channel) ?? { messages: 0, withinMs: 0 };
    const window = here.filter((one) => one.at > at - withinMs + toleranceMs);
    if (messages > 0 && window.length >= messages) return { scope: "channel" as const, since: window[0] };
    return undefined;
  };

  return {
    wrong,
    block(until, channel = "*") {
      const known = blocked.get(channel)?.until ?? 0;
      blocked.set(channel, { until: Math.max(known, until), life: lastLife });
    },
    refuse(at, channel, life) {
      lastLife = life;
      while (sent[0] !== undefined && sent[0].at < at - 120_000) sent.shift();
      for (const name of ["*", channel]) {
        const block = blocked.get(name);
        if (block === undefined || at >= block.until) continue;
        if (block.life === life) wrong.push(`called ${name} ${block.until - at} ms before Retry-After was over`);
        // Punished: it takes longer now.
        block.until += 1000;
        return { waitMs: block.until - at, scope: name === "*" ? "account" : "channel" };
      }
      const fast = tooFast(at, channel);
      if (fast !== undefined) {
        if (fast.since?.life === life) wrong.push(`sent to ${channel} faster than its ${fast.scope} may`);
        return { waitMs: pace.channelMs, scope: fast.scope };
      }
      sent.push({ at, channel, life });
      return undefined;
    },
  };
}
