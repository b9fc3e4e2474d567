import type { Occurrence } from "../../src/schedule/occurrence.ts";

/**
 * What the clocks of the world show, asked from the runtime's date formatting minute by minute: slow, simple, and
 * without any of the arithmetic under test.
 */
export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;

/** An instant from text, and back: both only as readable as UTC. */
export const at = (text: string): number => Date.parse(text);
export const iso = (instant: number): string => new Date(instant).toISOString().slice(0, 16);

/** The zones of the runtime. */
export const zones: readonly string[] = Intl.supportedValuesOf("timeZone");

/** The wall time a zone's clock shows, as milliseconds of a UTC clock showing the same. */
export type WallClock = (instant: number) => number;

export function wallClock(zone: string): WallClock {
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  });
  const exact: WallClock = (instant) => {
    const shown = Array.from(format.format(instant).matchAll(/\d+/g), ([figures]) => Number(figures));
    const [month = 0, date, year = 0, hours, minutes, seconds] = shown;
    return Date.UTC(year, month - 1, date, hours, minutes, seconds);
  };
  const offsets = new Map<number, number>();
  const offsetAt = (instant: number) => {
    const known = offsets.get(instant) ?? exact(instant) - instant;
    offsets.set(instant, known);
    return known;
  };
  // Clocks are not moved twice within one hour.
  return (instant) => {
    const start = Math.floor(instant / hour) * hour;
    const offset = offsetAt(start);
    return offset === offsetAt(start + hour) ? instant + offset : exact(instant);
  };
}

/** A moment the clock is moved: `before` is what it would have shown, `after` what it shows instead. */
export interface Transition {
  readonly zone: string;
  readonly instant: number;
  readonly before: number;
  readonly after: number;
}

/** Every change of a zone's clock in a span of time, found by looking at it every day. */
export function transitionsOf(zone: string, from: number, to: number): Transition[] {
  const clock = wallClock(zone);
  const offset = (instant: number) => clock(instant) - instant;
  const found: Transition[] = [];
  for (let start = from; start < to; start += day) {
    if (offset(start) === offset(start + day)) continue;
    let [low, high] = [start, start + day];
    while (high - low > minute) {
      const middle = low + Math.floor((high - low) / minute / 2) * minute;
      if (offset(middle) === offset(low)) low = middle;
      else high = middle;
    }
    found.push({ zone, instant: high, before: high + offset(low), after: clock(high) });
  }
  return found;
}

/** Wall times between two, a minute apart: the ones a gap swallows, or an overlap repeats. */
export function minutesBetween(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, (to - from) / minute) }, (_, i) => from + i * minute);
}

export type Due = Pick<Occurrence, "wall" | "fold" | "dueAt">;

/**
 * Lives through every minute after `from` up to `to` with an eye on the clock. Fixed times: the first time the clock shows
 * them, or, where it skips them, as long after the jump as they lay behind its start. Others: whenever the clock shows them.
 */
export function liveThrough(
  clock: WallClock,
  matches: (wall: number) => boolean,
  kind: "fixed" | "interval",
  from: number,
  to: number,
): Due[] {
  const due: Due[] = [];
  const start = Math.ceil((from - 2 * day) / minute) * minute;
  let shown = clock(start - minute);
  let latest = shown;
  for (let now = start; now <= to; now += minute) {
    const wall = clock(now);
    const isNew = wall > latest;
    if (matches(wall) && (isNew || kind === "interval")) due.push({ wall: iso(wall), fold: isNew ? 0 : 1, dueAt: now });
    if (kind === "fixed" && wall > shown + minute) {
      for (const skipped of minutesBetween(shown + minute, wall)) {
        if (!matches(skipped) || isWholeDayWithin(skipped, shown + minute, wall)) continue;
        due.push({ wall: iso(skipped), fold: 0, dueAt: now + skipped - (shown + minute) });
      }
    }
    shown = wall;
    latest = Math.max(latest, wall);
  }
  const byInstant = new Map<number, Due>();
  for (const one of due) {
    const other = byInstant.get(one.dueAt);
    if (other === undefined || at(`${one.wall}Z`) === clock(one.dueAt)) byInstant.set(one.dueAt, one);
  }
  return [...byInstant.values()].filter(({ dueAt }) => dueAt > from && dueAt <= to).sort((a, b) => a.dueAt - b.dueAt);
}

function isWholeDayWithin(wall: number, from: number, to: number): boolean {
  const midnight = Math.floor(wall / day) * day;
  return midnight >= from && midnight + day <= to;
}
