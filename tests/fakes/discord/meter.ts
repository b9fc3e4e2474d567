import type { Answer } from "./routes.ts";
import type { World } from "./world.ts";

/** What every answer tells of the allowance it was made from. */
type Headers = Readonly<Record<string, string>>;

export interface Meter {
  /** Counts a call; answers what refuses it, or what its answer tells of the allowance. */
  count(line: string, authorized: boolean): { readonly refusal?: Answer; readonly headers: Headers };
}

/** Buckets are told on every answer, as a client may not know them in advance. */
const usual: Headers = {
  "x-ratelimit-limit": "5",
  "x-ratelimit-remaining": "4",
  "x-ratelimit-reset-after": "1.000",
  "x-ratelimit-bucket": "a-bucket",
};

/** Enforces what the world says a channel and a bot may do. */
export function createMeter(world: World): Meter {
  const windows = new Map<string, { left: number; until: number }>();
  const lately: number[] = [];

  const overall = (now: number): Answer | undefined => {
    if (world.perSecond === undefined) return undefined;
    while (lately.length > 0 && (lately[0] as number) <= now - 1000) lately.shift();
    if (lately.length < world.perSecond) {
      lately.push(now);
      return undefined;
    }
    return limited(world, ((lately[0] as number) + 1000 - now) / 1000, true);
  };
  const ofChannel = (channel: string, now: number): ReturnType<Meter["count"]> => {
    const { most, withinMs } = world.rule ?? { most: 0, withinMs: 0 };
    const known = windows.get(channel);
    const window = known !== undefined && known.until > now ? known : { left: most, until: now + withinMs };
    windows.set(channel, window);
    const headers = (left: number) => ({
      "x-ratelimit-limit": String(most),
      "x-ratelimit-remaining": String(left),
      "x-ratelimit-reset-after": ((window.until - now) / 1000).toFixed(3),
      "x-ratelimit-bucket": "posts",
    });
    if (window.left === 0) return { refusal: limited(world, (window.until - now) / 1000, false), headers: headers(0) };
    window.left--;
    return { headers: headers(window.left) };
  };

  return {
    count(line, authorized) {
      const now = world.now();
      const refusal = authorized ? overall(now) : undefined;
      if (refusal !== undefined) return { refusal, headers: {} };
      const channel = /^POST \/channels\/(\d+)\/messages$/.exec(line)?.[1];
      return channel === undefined || world.rule === undefined ? { headers: usual } : ofChannel(channel, now);
    },
  };
}

function limited(world: World, seconds: number, global: boolean): Answer {
  world.early++;
  const retryAfter = Math.max(Math.ceil(seconds * 1000), 1) / 1000;
  return {
    status: 429,
    body: { message: "You are being rate limited.", retry_after: retryAfter, global },
    headers: {
      "retry-after": String(Math.ceil(retryAfter)),
      "x-ratelimit-scope": global ? "global" : "user",
      ...(global ? { "x-ratelimit-global": "true" } : {}),
    },
  };
}
