import type { ExchangeCalendars } from "../market/sessions.ts";
import { type Clocks, createClocks } from "./zone.ts";

/** One due time. The wall time, its zone and the fold name it; the instant only says when that is. */
export interface Occurrence {
  /** What the clock of the zone was to show, such as `2026-11-27T16:30`, even where that clock skipped it. */
  readonly wall: string;
  readonly zone: string;
  /** 1 on the second pass of a repeated hour, which only rules in real time have. */
  readonly fold: 0 | 1;
  /** Milliseconds since 1970. */
  readonly dueAt: number;
  /** Rests on a market calendar that does not reach this day: it is taken for an ordinary weekday. */
  readonly isUnverified: boolean;
}

/** What schedules have to know of the world: when exchanges trade and how clocks run. */
export interface Almanac {
  readonly calendars: ExchangeCalendars;
  readonly clocks: Clocks;
}

export function createAlmanac(calendars: ExchangeCalendars, clocks: Clocks = createClocks()): Almanac {
  return { calendars, clocks };
}

/** The name of an occurrence: the same on every machine, in every zone, after every restart and change of zone data. */
export function occurrenceKey(subscription: string, { wall, zone, fold }: Occurrence): string {
  return `${subscription}|${wall}|${zone}|${fold}`;
}
