import { dayOf, minuteMs, wallText } from "./civil.ts";
import type { Almanac, Occurrence } from "./occurrence.ts";
import type { Rule } from "./schedule.ts";
import { calendarOf, sessionOn } from "./sessions.ts";
import { instantOf, shownAt } from "./zone.ts";

/** So long after or before the open or the close of each session, counted in real time. */
export function* atSessions(rule: Rule & { kind: "edge" }, after: number, almanac: Almanac): Generator<Occurrence> {
  const calendar = calendarOf(almanac.calendars, rule.market);
  const zone = calendar.timezone;
  for (let day = dayOf(after) - 2; ; day++) {
    const session = sessionOn(calendar, day);
    if (session === undefined) continue;
    const dueAt = instantOf(almanac.clocks, zone, session[rule.edge]) + rule.offsetMinutes * minuteMs;
    if (dueAt <= after) continue;
    const { wall, fold } = shownAt(almanac.clocks, zone, dueAt);
    yield { wall: wallText(wall), zone, fold, dueAt, isUnverified: !session.isVerified };
  }
}
