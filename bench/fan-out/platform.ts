import type { Adapter, Part, Sent } from "../../src/platform/adapter.ts";
import type { Destination } from "../../src/platform/destination.ts";
import { OutcomeUnknown, RateLimited, Unavailable } from "../../src/support/errors.ts";
import type { Chance } from "../../tests/simulator/chance.ts";
import type { Life, World } from "../../tests/simulator/world.ts";
import { type Bucket, createBucket, type Rules } from "./rules.ts";

/** Parts of the calls that go wrong. */
export interface Faults {
  /** Asked to wait although nothing was too fast. */
  readonly limited?: number;
  /** An error of the server; half of them had taken the message. */
  readonly failed?: number;
  /** Taken, and the answer never comes; half of the connections break at once, half are given up after 15 s. */
  readonly lost?: number;
  /** Every call hangs until it is given up, or is refused at the door. */
  readonly dead?: "hangs" | "down";
}

/** A platform in memory: its limits, its faults, and its own record of what it took. */
export interface Platform {
  readonly adapter: Adapter;
  /** When each message was taken, by channel and mark. */
  readonly taken: ReadonlyMap<string, number[]>;
  /** Calls refused because they came too fast, or before a wait was over that the program had heard of. */
  readonly refused: number;
  readonly early: number;
  /** Channels of which the program cannot know whether the message arrived. */
  readonly doubted: ReadonlySet<string>;
  /** Time in which nothing was taken because the platform had asked for a pause of everything. */
  readonly pausedMs: number;
  /**
   * Before this no program could be done: a channel was asked to wait so long, or a message that never came may only then be
   * known to be missing.
   */
  readonly bound: number;
}

const givenUpMs = 15_000;
/** A look-up that finds nothing counts from 30 s after the call on, and has to be repeated after 5 s. */
const knownMissingMs = 35_000;
/** How long a message is on its way, and its answer back: 80 to 300 ms together. */
const [leastMs, mostMs] = [40, 150];

export interface PlatformOptions {
  readonly rules: Rules;
  readonly world: World;
  readonly life: Life;
  readonly chance: Chance;
  readonly faults?: Faults;
}

export function createPlatform({ rules, world, life, chance, faults = {} }: PlatformOptions): Platform {
  const token = createBucket(rules.token);
  const channels = new Map<string, Bucket[]>();
  const taken = new Map<string, number[]>();
  const nonces = new Map<string, { readonly at: number; readonly sent: Sent }>();
  const doubted = new Set<string>();
  /** When a pause is over, and since when the program knows. */
  const pauses = new Map<string, { until: number; knownAt: number }>();
  let [refused, early, pausedMs, bound, ids] = [0, 0, 0, 0, 0];

  const bucketsOf = (channel: string) => {
    const known = channels.get(channel) ?? [
      ...(rules.channel === undefined ? [] : [createBucket(rules.channel)]),
      ...(rules.group === undefined || !channel.startsWith("-") ? [] : [createBucket(rules.group)]),
    ];
    channels.set(channel, known);
    return known;
  };
  const onTheWay = () => leastMs + chance() * (mostMs - leastMs);
  const limited = (waitMs: number, scope: "channel" | "account") =>
    new RateLimited("Too fast.", rules.wholeSeconds ? Math.ceil(waitMs / 1000) * 1000 : waitMs, "429", scope);

  /** Everything stands still until a pause is over, for those too who do not know of it yet. */
  const pausedFor = (channel: string, leftAt: number) => {
    for (const name of ["*", channel]) {
      const pause = pauses.get(name);
      if (pause === undefined || world.elapsed() >= pause.until) continue;
      if (leftAt > pause.knownAt) early++;
      return limited(pause.until - world.elapsed(), name === "*" ? "account" : "channel");
    }
    return undefined;
  };
  const tooFast = (channel: string) => {
    const wait = token.take(world.elapsed());
    if (wait > 0) return limited(wait, "account");
    for (const bucket of bucketsOf(channel)) {
      const waitHere = bucket.take(world.elapsed());
      if (waitHere > 0) return limited(waitHere, "channel");
    }
    return undefined;
  };
  const pause = (scope: "channel" | "account", channel: string, waitMs: number, knownAt: number) => {
    const until = world.elapsed() + waitMs;
    if (scope === "account") pausedMs += until - Math.max(world.elapsed(), pauses.get("*")?.until ?? 0);
    else boundBy(until);
    pauses.set(scope === "account" ? "*" : channel, { until, knownAt });
  };
  const boundBy = (at: number) => {
    bound = Math.max(bound, at);
  };

  const take = (channel: string, mark: string): Sent => {
    const now = world.elapsed();
    const first = nonces.get(mark);
    if (first !== undefined && now - first.at <= (rules.nonceMs ?? -1)) return first.sent;
    const sent = { messageId: `${++ids}` };
    nonces.set(mark, { at: now, sent });
    const name = `${channel} ${mark}`;
    taken.set(name, [...(taken.get(name) ?? []), now]);
    return sent;
  };

  /** What a call that arrives is answered, and after how long. */
  const arrive = (
    channel: string,
    mark: string,
    leftAt: number,
  ): { readonly ms: number; readonly end: Sent | Error } => {
    const ms = onTheWay();
    if (faults.dead === "down") return { ms: 0, end: new Unavailable("Not reached.") };
    if (faults.dead === "hangs") return { ms: givenUpMs, end: new OutcomeUnknown("No answer.") };
    const paused = pausedFor(channel, leftAt);
    if (paused !== undefined) return { ms, end: paused };
    const fast = tooFast(channel);
    if (fast !== undefined) {
      refused++;
      return { ms, end: fast };
    }
    if (chance.hit(faults.limited ?? 0)) {
      const asked = limited(500 + chance() * 2500, chance.hit(0.5) ? "account" : "channel");
      pause(asked.scope, channel, asked.retryAfterMs, world.elapsed() + ms);
      return { ms, end: asked };
    }
    if (chance.hit(faults.failed ?? 0)) {
      doubted.add(channel);
      if (chance.hit(0.5)) take(channel, mark);
      else if (rules.historyMs !== undefined && rules.replaySafeMs === undefined) boundBy(leftAt + knownMissingMs);
      return { ms, end: new OutcomeUnknown("An error of the server.", "502") };
    }
    const sent = take(channel, mark);
    if (!chance.hit(faults.lost ?? 0)) return { ms, end: sent };
    doubted.add(channel);
    return { ms: chance.hit(0.5) ? ms : givenUpMs, end: new OutcomeUnknown("No answer.") };
  };

  const send = (channel: string, mark: string): Promise<Sent> =>
    new Promise((resolve, reject) => {
      const leftAt = world.elapsed();
      world.after(onTheWay(), () => {
        const { ms, end } = arrive(channel, mark, leftAt);
        world.after(ms, () => (end instanceof Error ? reject(end) : resolve(end)), life);
      });
    });
  const find = async ({ channel }: Destination, mark: string): Promise<Sent | undefined> => {
    await life.call(2 * onTheWay(), () => undefined);
    const at = taken.get(`${channel} ${mark}`)?.[0];
    return at === undefined || world.elapsed() - at < (rules.historyMs ?? 0) ? undefined : { messageId: "found" };
  };

  return {
    taken,
    doubted,
    get refused() {
      return refused;
    },
    get early() {
      return early;
    },
    get pausedMs() {
      return pausedMs;
    },
    get bound() {
      return bound;
    },
    adapter: {
      name: rules.name,
      pace: rules.pace,
      render: () => [],
      send: ({ channel }: Destination, _part: Part, manner = {}) => send(channel, manner.mark ?? ""),
      ...(rules.replaySafeMs === undefined ? {} : { replaySafeMs: rules.replaySafeMs }),
      ...(rules.historyMs === undefined
        ? {}
        : { find: (destination: Destination, _part: Part, mark: string) => find(destination, mark) }),
    },
  };
}
