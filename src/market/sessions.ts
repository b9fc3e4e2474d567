import * as z from "zod";
import { addDays, weekday } from "./days.ts";
import type { Day } from "./figure.ts";

const MonthDays = z.record(z.string(), z.array(z.string()));

/** One exchange's hours and closures, as its notices gave them. */
export const ExchangeCalendar = z
  .object({
    timezone: z.string(),
    sessions: z.array(z.tuple([z.string(), z.string()])),
    complete_through: z.string(),
    closed: MonthDays,
    earlyClose: z.record(z.string(), z.record(z.string(), z.string())),
  })
  .readonly();
export type ExchangeCalendar = z.infer<typeof ExchangeCalendar>;

export const ExchangeCalendars = z.record(z.string(), ExchangeCalendar);
export type ExchangeCalendars = z.infer<typeof ExchangeCalendars>;

/**
 * Whether the exchange holds a session that day. `undefined` past the last year its notices cover: the caller then
 * says that the day is not verified instead of guessing.
 */
export function isSession(calendar: ExchangeCalendar, day: Day): boolean | undefined {
  if (weekday(day) > 5) return false;
  const year = day.slice(0, 4);
  if (day > calendar.complete_through || calendar.closed[year] === undefined) return undefined;
  return !calendar.closed[year].includes(day.slice(5));
}

/** Sessions from `from` to `to`, both included, or undefined when a day lies outside the calendar. */
export function sessionsBetween(calendar: ExchangeCalendar, from: Day, to: Day): Day[] | undefined {
  const days: Day[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) {
    const open = isSession(calendar, day);
    if (open === undefined) return undefined;
    if (open) days.push(day);
  }
  return days;
}
