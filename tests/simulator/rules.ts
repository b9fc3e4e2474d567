import type { Rule, Schedule } from "../../src/schedule/schedule.ts";
import { type Due, day, iso, liveThrough, minute, wallClock } from "../schedule/clock-oracle.ts";

/** A schedule, and when it is due by a clock that is lived through minute by minute. */
export interface Ruled {
  readonly schedule: Schedule;
  readonly kind: "fixed" | "interval";
  readonly matches: (wall: number) => boolean;
  /** Least minutes between two, by the wall clock. */
  readonly gap: number;
  /** Never longer than this between two, in real time. */
  readonly longest?: number;
}

const timeOf = (wall: number) => (wall / minute) % 1440;
const minuteOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
const weekdayOf = (wall: number) => new Date(wall).getUTCDay() || 7;

function scheduleOf(rule: Rule, zone: string): Schedule {
  return { version: 1, rule, zone };
}

export function everyMinutes(minutes: number, zone: string): Ruled {
  return {
    schedule: scheduleOf({ kind: "every", minutes }, zone),
    kind: "interval",
    matches: (wall) => timeOf(wall) % minutes === 0,
    gap: minutes,
    longest: minutes,
  };
}

export function weekly(weekdays: readonly number[], at: readonly string[], zone: string): Ruled {
  const minutes = at.map(minuteOf);
  const gaps = [...minutes.slice(1), 1440 + (minutes[0] ?? 0)].map((one, index) => one - (minutes[index] ?? 0));
  return {
    schedule: scheduleOf({ kind: "weekly", weekdays, at }, zone),
    kind: "fixed",
    matches: (wall) => minutes.includes(timeOf(wall)) && weekdays.includes(weekdayOf(wall)),
    gap: Math.min(...gaps),
  };
}

/** Hours by a star or a step, in real time. */
export function cronEvery(hours: number, at: number, zone: string): Ruled {
  return {
    schedule: scheduleOf({ kind: "cron", expression: `${at} */${hours} * * *` }, zone),
    kind: "interval",
    matches: (wall) => timeOf(wall) % 60 === at && Math.floor(timeOf(wall) / 60) % hours === 0,
    gap: hours * 60,
  };
}

/** A quarter of the shortest gap, from five minutes to a day. */
export function windowMs({ gap }: Ruled): number {
  return Math.min(Math.max((gap * minute) / 4, 5 * minute), day);
}

const known = new Map<string, readonly Due[]>();

/** Everything due in a season of so many days, from some days before its start. */
export function dueIn(
  { schedule, matches, kind, longest = Infinity }: Ruled,
  startAt: number,
  days: number,
): readonly Due[] {
  const from = Math.floor(startAt / day) * day - day;
  const to = from + (days + 3) * day;
  const name = JSON.stringify([schedule, from, to]);
  const found =
    known.get(name) ??
    shortened(liveThrough(clockOf(schedule.zone), matches, kind, from, to), clockOf(schedule.zone), longest);
  if (known.size > mostKnown) known.clear();
  known.set(name, found);
  return found;
}

/** Where a change of the clock makes a pause too long there is one more in it. */
function shortened(due: readonly Due[], clock: (instant: number) => number, longest: number): readonly Due[] {
  return due.flatMap((one, index) => {
    const dueAt = one.dueAt + longest * minute;
    const next = due[index + 1];
    if (next === undefined || next.dueAt <= dueAt) return [one];
    const wall = clock(dueAt);
    const isAgain = Array.from({ length: 180 }, (_, back) => clock(dueAt - (back + 1) * minute)).some(
      (shown) => shown >= wall,
    );
    return [one, { wall: iso(wall), fold: isAgain ? 1 : 0, dueAt }];
  });
}

const mostKnown = 2000;
const clocks = new Map<string, (instant: number) => number>();

/** The clock of a zone, asked once for each minute. */
function clockOf(zone: string): (instant: number) => number {
  const clock = clocks.get(zone) ?? remembered(wallClock(zone));
  clocks.set(zone, clock);
  return clock;
}

function remembered(clock: (instant: number) => number): (instant: number) => number {
  const days = new Map<number, Float64Array>();
  let lastDay = Number.NaN;
  let walls: Float64Array = new Float64Array();
  return (instant) => {
    const number = Math.floor(instant / day);
    if (number !== lastDay) {
      walls = days.get(number) ?? Float64Array.from({ length: 1440 }, (_, at) => clock(number * day + at * minute));
      days.set(number, walls);
      lastDay = number;
    }
    return instant % minute === 0 ? (walls[(instant - number * day) / minute] as number) : clock(instant);
  };
}
