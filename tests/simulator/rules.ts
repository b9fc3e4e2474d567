import type { Rule, Schedule } from "../../src/schedule/schedule.ts";
import { type Due, day, liveThrough, minute, wallClock } from "../schedule/clock-oracle.ts";

/** A schedule, and when it is due by a clock that is lived through minute by minute. */
export interface Ruled {
  readonly schedule: Schedule;
  readonly kind: "fixed" | "interval";
  readonly matches: (wall: number) => boolean;
  /** Least minutes between two, by the wall clock. */
  readonly gap: number;
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
export function dueIn({ schedule, matches, kind }: Ruled, startAt: number, days: number): readonly Due[] {
  const name = JSON.stringify([schedule, startAt, days]);
  const found =
    known.get(name) ?? liveThrough(clockOf(schedule.zone), matches, kind, startAt - day, startAt + days * day);
  known.set(name, found);
  return found;
}

const clocks = new Map<string, ReturnType<typeof wallClock>>();

function clockOf(zone: string) {
  const clock = clocks.get(zone) ?? wallClock(zone);
  clocks.set(zone, clock);
  return clock;
}
