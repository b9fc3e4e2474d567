/**
 * Calendar arithmetic on wall clocks, without zones. A wall time is the milliseconds a clock in UTC would count to show
 * it; a day number counts days since 1970-01-01. Both compare and subtract like numbers.
 */
export const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;
export const minutesPerDay = 1440;

export function dayOf(wall: number): number {
  return Math.floor(wall / dayMs);
}

/** 1 for Monday … 7 for Sunday. */
export function weekdayOf(day: number): number {
  return ((((day + 3) % 7) + 7) % 7) + 1;
}

/** `2026-11-27T16:30`, as occurrence keys and titles write a wall time. */
export function wallText(wall: number): string {
  return new Date(wall).toISOString().slice(0, 16);
}

/** `2026-11-27`. */
export function dayText(day: number): string {
  return new Date(day * dayMs).toISOString().slice(0, 10);
}

export function dayNumber(on: string): number {
  return Date.parse(`${on}T00:00:00Z`) / dayMs;
}

/** Minutes since midnight of `16:30`. */
export function minuteOfDay(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}

/** `16:30` of 990 minutes since midnight. */
export function timeText(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
}

/** Days of a month, 1 to 12, of a year. */
export function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}
