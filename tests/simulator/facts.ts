import type { World } from "./world.ts";

export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** What happened to the machine and the program on it, by true time since the start. */
export interface Facts {
  readonly startAt: number;
  readonly steps: World["steps"];
  /** When the program ran, from the moment it was ready. */
  readonly lives: readonly Stretch[];
  /** When the disk was full, or the process stood still. */
  readonly hindered: readonly Stretch[];
  /** When posts could not be made. */
  readonly unmade: readonly Stretch[];
  /** When each platform was anything but well. */
  readonly troubles: ReadonlyMap<string, readonly number[]>;
  readonly endAt: number;
}

const minuteMs = 60_000;
/** The longest pause after a failed call is five minutes; then there is a queue. */
const afterTroubleMs = 7 * minuteMs;
/** What was missed for so long goes out at the pace of the platform. */
const afterMs = (lengthMs: number) => 2 * minuteMs + lengthMs / 8;
/** A look at the clock each second, and a second try to write down what is due. */
export const planningMs = 15_000;

export interface Timeline {
  wallAt(elapsed: number): number;
  /** The first instant from one on at which the program ran and the clock showed that much. */
  firstChance(wall: number, since: number): number | undefined;
  /** By then it must have noticed: it ran on for long enough, unhindered. */
  sureBy(wall: number, since: number): number | undefined;
  /** The least and the most the clock showed in that time, from a reading on. */
  shownBetween(from: number, to: number, wall: number): readonly [least: number, most: number];
  /** Something that excuses what did not happen on a platform in that time. */
  wasDisturbed(platform: string, from: number, to: number): boolean;
  /** When the clock first showed it. */
  reached(wall: number): number;
}

export function createTimeline(facts: Facts): Timeline {
  const { startAt, steps, lives, endAt } = facts;
  const evens = steps.map(({ at, offset }, index) => ({ from: at, to: steps[index + 1]?.at ?? Infinity, offset }));
  const wallAt = (elapsed: number) => startAt + elapsed + (evens.findLast(({ from }) => from <= elapsed)?.offset ?? 0);
  const first = (wall: number, since: number, stretches: readonly Stretch[], leastMs: number): number | undefined => {
    for (const { from, to } of stretches) {
      for (const even of evens) {
        const at = Math.max(from, since, even.from, wall - startAt - even.offset);
        if (at + leastMs <= Math.min(to, even.to)) return at;
      }
    }
    return undefined;
  };
  const healthy = without(lives, facts.hindered);
  const disturbances: Stretch[] = [
    ...gapsOf(lives, endAt).map(({ from, to }) => ({ from: from - 20_000, to: to + afterMs(to - from) })),
    ...facts.hindered.map(({ from, to }) => ({ from, to: to + afterMs(to - from) })),
    ...facts.unmade.map(({ from, to }) => ({ from, to: to + afterMs(to - from) })),
    ...steps.slice(1).map(({ at, offset }, index) => ({
      from: at,
      to: at + afterMs(Math.max(0, offset - (steps[index]?.offset ?? 0))),
    })),
  ];
  const everywhere: Stretch[] = [{ from: -Infinity, to: Infinity }];

  return {
    wallAt,
    firstChance: (wall, since) => first(wall, since, lives, 0),
    sureBy: (wall, since) => {
      const at = first(wall, since, healthy, planningMs);
      return at === undefined ? undefined : at + planningMs;
    },
    shownBetween(from, to, wall) {
      const changes = evens.filter((even) => even.from > from && even.from <= to);
      const moments = [from, ...changes.flatMap((even) => [even.from - 1, even.from]), to];
      const shown = moments.map(wallAt).filter((one) => one >= wall);
      return [Math.min(...shown), Math.max(...shown)];
    },
    reached: (wall) => first(wall, 0, everywhere, 0) ?? Infinity,
    wasDisturbed: (platform, from, to) =>
      disturbances.some((one) => one.from <= to && from <= one.to) ||
      (facts.troubles.get(platform) ?? []).some((at) => at <= to && from <= at + afterTroubleMs),
  };
}

function without(stretches: readonly Stretch[], holes: readonly Stretch[]): Stretch[] {
  let left = [...stretches];
  for (const hole of holes)
    left = left.flatMap(({ from, to }) =>
      hole.to <= from || hole.from >= to
        ? [{ from, to }]
        : [
            { from, to: Math.max(from, hole.from) },
            { from: Math.min(to, hole.to), to },
          ].filter((one) => one.to > one.from),
    );
  return left;
}

function gapsOf(stretches: readonly Stretch[], endAt: number): Stretch[] {
  const ends = [0, ...stretches.map(({ to }) => to)];
  return ends.map((from, index) => ({ from, to: stretches[index]?.from ?? endAt })).filter(({ from, to }) => to > from);
}
