import type { ExchangeCalendars } from "../market/sessions.ts";
import { hourMs, minuteMs, minutesPerDay } from "./civil.ts";
import { isPossible, readCron } from "./cron.ts";
import { ScheduleError } from "./mistake.ts";
import { type Pattern, patternOf } from "./pattern.ts";
import type { Schedule } from "./schedule.ts";

/** The least a user's schedule may keep between two messages. */
export const minimumMinutes = 5;

/** Refuses, before it is saved, a schedule that never happens or happens too often. */
export function refuseUnkeepable(schedule: Schedule, calendars: ExchangeCalendars, minimum = minimumMinutes): void {
  const { rule } = schedule;
  if (rule.kind === "cron") {
    const reading = readCron(rule.expression);
    if (reading.ok && !isPossible(reading.fields)) {
      throw new ScheduleError("impossible", `"${rule.expression}" never happens: no month it names has such a day.`, {
        word: { is: "literal", text: rule.expression },
      });
    }
  }
  const minutes = shortestGapMinutes(schedule, calendars);
  if (minutes < minimum) {
    throw new ScheduleError(
      "too-dense",
      `This schedule is due every ${minutes} min; it must keep at least ${minimum} min between two messages.`,
      { minutes, minimum },
    );
  }
}

const [shortestWindowMs, longestWindowMs] = [5 * minuteMs, 24 * hourMs];

/** How late an occurrence may still be sent after downtime: a quarter of the shortest gap, 5 minutes to 24 hours. */
export function catchUpWindowMs(schedule: Schedule, calendars: ExchangeCalendars): number {
  const quarter = (shortestGapMinutes(schedule, calendars) * minuteMs) / 4;
  return Math.min(Math.max(quarter, shortestWindowMs), longestWindowMs);
}

/** The shortest time between two occurrences by the wall clock; what a change of the clock does once does not count. */
export function shortestGapMinutes({ rule }: Schedule, calendars: ExchangeCalendars): number {
  if (rule.kind === "every") return rule.minutes;
  if (rule.kind === "edge") return minutesPerDay;
  return gapOf(patternOf(rule, calendars));
}

function gapOf(pattern: Pattern): number {
  const { minutes } = pattern;
  const within = minutes.slice(1).map((minute, i) => minute - (minutes[i] as number));
  const overnight = (minutes[0] as number) - (minutes.at(-1) as number);
  return Math.min(...within, nearestDays(pattern) * minutesPerDay + overnight);
}

/** From any four years: dates and weekdays of a rule fall together in every way that matters for the shortest gap. */
const [someDay, fourYears] = [20_454, 1461];
/** Gaps of a working week and more are all the same to those who ask. */
const longestDays = 7;

function nearestDays({ nextDay }: Pattern): number {
  let nearest = longestDays;
  let day = nextDay(someDay);
  for (let following = day; day !== undefined && day < someDay + fourYears && nearest > 1; day = following) {
    following = nextDay(day + 1);
    if (following !== undefined) nearest = Math.min(nearest, following - day);
  }
  return nearest;
}
