import { dayMs, dayOf } from "./civil.ts";
import { everyFew } from "./intervals.ts";
import type { Almanac, Occurrence } from "./occurrence.ts";
import { patternOf } from "./pattern.ts";
import type { Schedule } from "./schedule.ts";
import { atSessions } from "./session-times.ts";
import { calendarOf, isHoliday } from "./sessions.ts";
import { atWalls } from "./wall-times.ts";
import { instantOf, shownAt } from "./zone.ts";

/** Everything due later than `fromExclusive` and up to `toInclusive`, by instant. */
export function occurrences(
  schedule: Schedule,
  fromExclusive: number,
  toInclusive: number,
  almanac: Almanac,
): Occurrence[] {
  return between(schedule, fromExclusive, toInclusive, almanac).flatMap(({ occurrence, closedUntil }) =>
    closedUntil === undefined ? [occurrence] : [],
  );
}

/** What `skip holidays` left out in the same span of time, so that the ledger can say why nothing came. */
export function skippedForHoliday(
  schedule: Schedule,
  fromExclusive: number,
  toInclusive: number,
  almanac: Almanac,
): Occurrence[] {
  return between(schedule, fromExclusive, toInclusive, almanac).flatMap(({ occurrence, closedUntil }) =>
    closedUntil === undefined ? [] : [occurrence],
  );
}

/** The first occurrence strictly later than an instant; undefined when the rule has none left. */
export function next(schedule: Schedule, after: number, almanac: Almanac): Occurrence | undefined {
  let from = after;
  for (;;) {
    const first = candidates(schedule, from, almanac).next();
    if (first.done === true) return undefined;
    if (first.value.closedUntil === undefined) return first.value.occurrence;
    from = first.value.closedUntil - 1;
  }
}

/** An occurrence of the rule; one on a holiday tells when that ends. */
interface Candidate {
  readonly occurrence: Occurrence;
  readonly closedUntil?: number;
}

function between(schedule: Schedule, from: number, to: number, almanac: Almanac): Candidate[] {
  const found: Candidate[] = [];
  for (const candidate of candidates(schedule, from, almanac)) {
    if (candidate.occurrence.dueAt > to) break;
    found.push(candidate);
  }
  return found;
}

function* candidates(schedule: Schedule, after: number, almanac: Almanac): Generator<Candidate> {
  const { skipHolidays } = schedule;
  const calendar = skipHolidays === undefined ? undefined : calendarOf(almanac.calendars, skipHolidays);
  for (const occurrence of ruled(schedule, after, almanac)) {
    if (calendar === undefined) {
      yield { occurrence };
      continue;
    }
    // The exchange's own date decides: 08:00 on Friday in Shanghai is still Thanksgiving in New York.
    const day = dayOf(shownAt(almanac.clocks, calendar.timezone, occurrence.dueAt).wall);
    const closed = isHoliday(calendar, day);
    if (closed === true) {
      yield { occurrence, closedUntil: instantOf(almanac.clocks, calendar.timezone, (day + 1) * dayMs) };
    } else yield { occurrence: closed === undefined ? { ...occurrence, isUnverified: true } : occurrence };
  }
}

/** Every occurrence of the bare rule after an instant, by instant. */
function ruled({ rule, zone }: Schedule, after: number, almanac: Almanac): Generator<Occurrence> {
  if (rule.kind === "every") return everyFew(rule.minutes, zone, after, almanac.clocks);
  if (rule.kind === "edge") return atSessions(rule, after, almanac);
  return atWalls(patternOf(rule, almanac.calendars), zone, after, almanac.clocks);
}
