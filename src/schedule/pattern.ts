import type { ExchangeCalendars } from "../market/sessions.ts";
import { dayMs, dayOf, daysInMonth, minuteMs, minuteOfDay, weekdayOf } from "./civil.ts";
import { type CronFields, isPossible, readCron } from "./cron.ts";
import type { Rule } from "./schedule.ts";
import { calendarOf, lastSessionOfWeek } from "./sessions.ts";

/** A rule as days of the calendar times minutes of the day, before any zone. */
export interface Pattern {
  /** Minutes since midnight, ascending. */
  readonly minutes: readonly number[];
  /** The first day with these times, that day or later; undefined when there is none. */
  readonly nextDay: (from: number) => number | undefined;
  /**
   * `first`: a repeated hour counts once and a skipped one is made up for. `every`: each time the clock really shows.
   */
  readonly passes: "first" | "every";
  /** Days that rest on a calendar which does not reach so far. */
  readonly isUnverified?: (day: number) => boolean;
}

/** Rules read from the wall clock; `every` and `edge` count in real time and are none. */
export type WallRule = Exclude<Rule, { kind: "every" | "edge" }>;

export function patternOf(rule: WallRule, calendars: ExchangeCalendars): Pattern {
  switch (rule.kind) {
    case "weekly": {
      const days = new Set(rule.weekdays);
      return fixed(rule.at, (from) => scan(from, 7, (day) => days.has(weekdayOf(day))));
    }
    case "monthly":
      return fixed(rule.at, (from) => nextDate(from, rule.date));
    case "cron":
      return cronPattern(rule.expression);
    case "last-session": {
      const calendar = calendarOf(calendars, rule.market);
      return {
        ...fixed(rule.at, (from) => nextLastSession(from, (day) => lastSessionOfWeek(calendar, day)?.day)),
        isUnverified: (day) => lastSessionOfWeek(calendar, day)?.isVerified === false,
      };
    }
  }
}

function fixed(at: readonly string[], nextDay: Pattern["nextDay"]): Pattern {
  return { minutes: at.map(minuteOfDay), nextDay, passes: "first" };
}

function scan(from: number, length: number, isDay: (day: number) => boolean): number | undefined {
  for (let day = from; day < from + length; day++) if (isDay(day)) return day;
  return undefined;
}

function nextDate(from: number, date: number | "last"): number {
  const first = new Date(from * dayMs);
  const [year, month] = [first.getUTCFullYear(), first.getUTCMonth()];
  const inMonth = (ahead: number) => {
    const start = new Date(Date.UTC(year, month + ahead, 1));
    const length = daysInMonth(start.getUTCFullYear(), start.getUTCMonth() + 1);
    return start.getTime() / dayMs + (date === "last" ? length : Math.min(date, length)) - 1;
  };
  const here = inMonth(0);
  return here >= from ? here : inMonth(1);
}

// No market closes for ten weeks on end; a calendar that says so has no answer.
const longestClosureWeeks = 10;

function nextLastSession(from: number, lastOf: (day: number) => number | undefined): number | undefined {
  for (let week = 0; week < longestClosureWeeks; week++) {
    const last = lastOf(from + 7 * week);
    if (last !== undefined && last >= from) return last;
  }
  return undefined;
}

function cronPattern(expression: string): Pattern {
  const reading = readCron(expression);
  if (!reading.ok) throw new Error(`"${expression}" passed the schema of schedules and is no cron expression.`);
  const { fields } = reading;
  return {
    minutes: fields.hours.flatMap((hour) => fields.minutes.map((minute) => hour * 60 + minute)),
    nextDay: isPossible(fields) ? (from) => nextCronDay(fields, from) : () => undefined,
    passes: fields.isInterval ? "every" : "first",
  };
}

/** 29 February comes every four years, but not in 2100: the longest wait is eight years. */
const longestWaitMonths = 8 * 12 + 1;

function nextCronDay(fields: CronFields, from: number): number | undefined {
  const first = new Date(from * dayMs);
  const [year, month] = [first.getUTCFullYear(), first.getUTCMonth()];
  for (let ahead = 0; ahead < longestWaitMonths; ahead++) {
    if (!fields.months.has(((month + ahead) % 12) + 1)) continue;
    const start = Date.UTC(year, month + ahead, 1) / dayMs;
    const end = Date.UTC(year, month + ahead + 1, 1) / dayMs;
    const begin = Math.max(start, from);
    const found = scan(begin, end - begin, (day) => isCronDay(fields, day, day - start + 1));
    if (found !== undefined) return found;
  }
  return undefined;
}

function isCronDay({ days, dates, weekdays }: CronFields, day: number, date: number): boolean {
  if (days === "date") return dates.has(date);
  if (days === "weekday") return weekdays.has(weekdayOf(day));
  return dates.has(date) || weekdays.has(weekdayOf(day));
}

/** The first wall time of the pattern later than the given one. */
export function nextWall({ minutes, nextDay }: Pattern, after: number): number | undefined {
  const today = dayOf(after);
  const day = nextDay(today);
  if (day === undefined) return undefined;
  if (day > today) return day * dayMs + (minutes[0] as number) * minuteMs;
  const minute = minutes.find((one) => day * dayMs + one * minuteMs > after);
  if (minute !== undefined) return day * dayMs + minute * minuteMs;
  const later = nextDay(today + 1);
  return later === undefined ? undefined : later * dayMs + (minutes[0] as number) * minuteMs;
}
