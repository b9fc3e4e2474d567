import { type ExchangeCalendar, type ExchangeCalendars, isSession } from "../market/sessions.ts";
import { own } from "../support/own.ts";
import { dayMs, dayNumber, dayText, minuteMs, minuteOfDay, weekdayOf } from "./civil.ts";
import { exchangeOf, type Market } from "./schedule.ts";

/** One exchange day with trading: wall times of its first open and last close, by the exchange's clock. */
export interface Session {
  readonly day: number;
  readonly open: number;
  readonly close: number;
  /** False past the last day the exchange's notices cover: a weekday, taken for a full session. */
  readonly isVerified: boolean;
}

/** The calendar of a market. One that is missing is a fault of the installation, not of a schedule. */
export function calendarOf(calendars: ExchangeCalendars, market: Market): ExchangeCalendar {
  const calendar = own(calendars, exchangeOf[market]);
  if (calendar === undefined) throw new Error(`data/calendars has no calendar of ${exchangeOf[market]} (${market}).`);
  return calendar;
}

export function sessionOn(calendar: ExchangeCalendar, day: number): Session | undefined {
  const on = dayText(day);
  const known = isSession(calendar, on);
  if (known === false) return undefined;
  const early = own(own(calendar.earlyClose, on.slice(0, 4)) ?? {}, on.slice(5));
  const opens = calendar.sessions[0]?.[0] ?? "00:00";
  const closes = early ?? calendar.sessions.at(-1)?.[1] ?? "00:00";
  return {
    day,
    open: day * dayMs + minuteOfDay(opens) * minuteMs,
    close: day * dayMs + minuteOfDay(closes) * minuteMs,
    isVerified: known === true,
  };
}

/** The last session of the week, Monday to Sunday, that a day lies in; none in a week of closure. */
export function lastSessionOfWeek(calendar: ExchangeCalendar, day: number): Session | undefined {
  const monday = day - weekdayOf(day) + 1;
  for (let one = monday + 4; one >= monday; one--) {
    const session = sessionOn(calendar, one);
    if (session !== undefined) return session;
  }
  return undefined;
}

/** A weekday on which the exchange stays closed; undefined where its notices do not reach. Weekends are no holidays. */
export function isHoliday(calendar: ExchangeCalendar, day: number): boolean | undefined {
  if (weekdayOf(day) > 5) return false;
  const open = isSession(calendar, dayText(day));
  return open === undefined ? undefined : !open;
}

/** The last day a market's calendar vouches for. Schedules bound to it run unverified from the day after. */
export function horizonOf(calendars: ExchangeCalendars, market: Market): number {
  return dayNumber(calendarOf(calendars, market).complete_through);
}
