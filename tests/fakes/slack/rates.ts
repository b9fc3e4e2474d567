/** Limits of calls: docs "Rate limits". */
export interface RateOptions {
  /** Posts: one a second per channel with short bursts tolerated, and several hundred a minute over all. */
  readonly posts?: { readonly perChannel: Bucket; readonly overAll: Bucket };
  /** History of apps that are sold outside the Marketplace: once a minute, and few messages. */
  readonly history?: "once-a-minute";
}

interface Bucket {
  readonly perSecond: number;
  readonly burst: number;
}

/** Pages of such an app. */
export const fewMessages = 15;

/** Counts calls; says how many seconds a call came too early. */
export function createRates({ posts, history }: RateOptions, now: () => number) {
  const levels = new Map<string, { at: number; full: number }>();
  const early = (name: string, { perSecond, burst }: Bucket): number => {
    const { at, full } = levels.get(name) ?? { at: now(), full: 0 };
    const level = Math.max(full - ((now() - at) * perSecond) / 1000, 0);
    const waitMs = Math.max(((level + 1 - burst) * 1000) / perSecond, 0);
    // A thousandth of a millisecond is rounding.
    const isEarly = waitMs > 0.001;
    levels.set(name, { at: now(), full: isEarly ? level : level + 1 });
    return isEarly ? waitMs / 1000 : 0;
  };
  return (method: string, channel: string): number => {
    if (method === "chat.postMessage" && posts !== undefined) {
      return Math.max(early(`channel ${channel}`, posts.perChannel), early("all", posts.overAll));
    }
    const isHistory = method === "conversations.history" || method === "conversations.replies";
    return isHistory && history !== undefined ? early(method, { perSecond: 1 / 60, burst: 1 }) : 0;
  };
}
