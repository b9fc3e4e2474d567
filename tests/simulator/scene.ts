import type { Place } from "../../src/platform/destination.ts";
import type { Chance } from "./chance.ts";
import type { Traits } from "./platform.ts";
import { cronEvery, everyMinutes, type Ruled, weekly } from "./rules.ts";
import { seasons } from "./seasons.ts";
import type { Wish } from "./story.ts";

/** What may go wrong in a run. */
export interface Dangers {
  readonly platforms: boolean;
  readonly kills: boolean;
  readonly disk: boolean;
  readonly clock: boolean;
  readonly sources: boolean;
  readonly chats: boolean;
  readonly people: boolean;
}

/** Everything about a run that is settled before it begins. */
export interface Scene {
  readonly startAt: number;
  /** The program may stay away for days. */
  readonly longRest: boolean;
  readonly days: number;
  readonly spanMs: number;
  readonly dangers: Dangers;
  readonly traits: readonly Traits[];
  readonly places: readonly Place[];
  /** Another wish with each call. */
  wish(): Wish;
  readonly followed: readonly { readonly place: Place; readonly wish: Wish; readonly at: number }[];
  readonly snapshotAfter: number;
  readonly slowestSyncMs: number;
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const weekdays = [1, 2, 3, 4, 5, 6, 7];

export function sceneOf(chance: Chance): Scene {
  const season = chance.of(seasons);
  const isDense = chance.hit(0.6);
  const spanMs = isDense ? chance.int(1, 4) * hourMs : chance.int(20, 60) * hourMs;
  const isCalm = chance.hit(0.12);
  const danger = (part: number) => !isCalm && chance.hit(part);
  const dangers: Dangers = {
    platforms: danger(0.6),
    kills: danger(0.6),
    disk: danger(0.3),
    clock: danger(0.3),
    sources: danger(0.3),
    chats: danger(0.3),
    people: danger(0.5),
  };
  const longRest = danger(0.06);
  const startAt = season.startAt + chance.int(0, 600) * minuteMs;
  const ruled = () => ruleOf(chance, season.zones, isDense, startAt, spanMs);
  const wish = () => wishOf(chance, ruled());
  const popular = Array.from({ length: 3 }, wish);
  const places = placesOf(chance);
  const followed: { place: Place; wish: Wish; at: number }[] = [];
  for (let budget = chance.int(10, 70), tries = 30; budget > 0 && tries > 0; tries--) {
    const one = chance.hit(0.5) ? chance.of(popular) : wish();
    const place = chance.of(places);
    const cost = spanMs / (one.ruled.gap * minuteMs);
    if (followed.some((other) => other.place === place && other.wish.what.join() === one.what.join())) continue;
    if (cost > budget && followed.length > 0) continue;
    budget -= cost + 1;
    followed.push({ place, wish: one, at: chance.hit(0.8) ? 0 : chance.int(0, spanMs / 2) });
  }
  return {
    startAt,
    longRest,
    days: Math.ceil((spanMs + (longRest ? 84 : 6) * hourMs) / (24 * hourMs)),
    spanMs,
    dangers,
    traits: traitsOf(chance),
    places,
    wish,
    followed,
    snapshotAfter: chance.of([2000, 8000, 40_000, 1_000_000]),
    slowestSyncMs: chance.of([0, 0, 4, 40]),
  };
}

function ruleOf(chance: Chance, zones: readonly string[], isDense: boolean, startAt: number, spanMs: number): Ruled {
  const zone = chance.of(zones);
  if (isDense && chance.hit(0.7)) return everyMinutes(chance.of([5, 10, 15, 15, 30, 60]), zone);
  if (chance.hit(0.2)) return cronEvery(chance.of([2, 4]), chance.of([0, 30]), zone);
  const days = chance.hit(0.8) ? weekdays : chance.of([weekdays.slice(0, 5), [1, 6, 7]]);
  const edges = ["00:00", "00:30", "01:30", "02:15", "02:30", "03:00", "23:30"];
  const near = () => new Date(startAt + chance.int(0, spanMs / minuteMs) * minuteMs).toISOString().slice(11, 16);
  const times = Array.from({ length: chance.int(1, 3) }, () => (chance.hit(0.5) ? near() : chance.of(edges)));
  return weekly(days, spread(times), zone);
}

/** In order, and never less than five minutes apart. */
function spread(times: readonly string[]): string[] {
  const minutes = [...times].sort();
  const minute = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
  return minutes.filter(
    (time, index) =>
      index === 0 ||
      (minute(time) - minute(minutes[index - 1] as string) >= 5 &&
        minute(minutes[0] as string) + 1440 - minute(time) >= 5),
  );
}

function wishOf(chance: Chance, ruled: Ruled): Wish {
  return {
    ruled,
    what: ["digest", chance.of(["daily", "crypto", "weekly"]), `p${chance.of([1, 1, 1, 2, 3, 4])}`],
    missed: chance.of(["latest", "latest", "all", "none"] as const),
    overlap: chance.of(["supersede", "supersede", "queue", "skip-new"] as const),
    doubt: chance.of(["hold", "hold", "resend-marked"] as const),
  };
}

function placesOf(chance: Chance): Place[] {
  return ["discord", "slack", "telegram"].flatMap((platform) =>
    Array.from({ length: chance.int(1, 4) }, (_, index) => ({
      platform,
      account: "one",
      channel: `${platform[0]}${index}`,
      ...(chance.hit(0.2) ? { thread: "t" } : {}),
    })),
  );
}

function traitsOf(chance: Chance): Traits[] {
  return [
    {
      name: "discord",
      pace: { perSecond: 50, channelMs: 1000, inFlight: 16 },
      nonceMs: chance.of([61_000, 180_000, 600_000]),
      replaySafeMs: 60_000,
      mayFind: chance.hit(0.8),
      historyMs: 0,
    },
    {
      name: "slack",
      pace: { perSecond: 5, burst: 10, channelMs: 1000, inFlight: 4 },
      mayFind: chance.hit(0.8),
      historyMs: chance.of([0, 2000, 25_000]),
    },
    {
      name: "telegram",
      pace: {
        perSecond: 30,
        channelMs: 1000,
        channelMost: () => ({ messages: 20, withinMs: 60_000 }),
        inFlight: chance.of([1, 8]),
      },
      historyMs: 0,
    },
  ];
}
