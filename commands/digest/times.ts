import { day, literal, message, name, type Value } from "../../src/i18n/value.ts";
import type { CommandContext } from "../../src/platform/command.ts";
import { wallText } from "../../src/schedule/civil.ts";
import { printSchedule } from "../../src/schedule/grammar/print.ts";
import type { Occurrence } from "../../src/schedule/occurrence.ts";
import type { Schedule } from "../../src/schedule/schedule.ts";
import { createClocks, shownAt } from "../../src/schedule/zone.ts";
import type { Services } from "../services.ts";

const clocks = createClocks();

/** The clock the reader goes by. */
export function zoneOf({ conversation, services }: CommandContext<Services>): string {
  return conversation.zone ?? services.posts.zone;
}

/** A schedule in the reader's words, its zone told. */
export function scheduleText(schedule: Schedule): Value {
  return name({ en: printSchedule(schedule, "en"), zh: printSchedule(schedule, "zh") });
}

/** A schedule without its zone, as a person could type it again. */
export function timesText(schedule: Schedule): string {
  return printSchedule(schedule, "en").replace(` tz ${schedule.zone}`, "");
}

/** An instant by a clock; the year is told where it is not this one. */
export function momentIn(zone: string, at: number, now: number): Value {
  const [wall, today] = [at, now].map((instant) => wallText(shownAt(clocks, zone, instant).wall)) as [string, string];
  const on = wall.slice(0, 10);
  return message("digest.moment", {
    weekday: day(on, "weekday"),
    day: day(on, on.slice(0, 4) === today.slice(0, 4) ? "short" : "full"),
    time: wall.slice(11),
  });
}

/** A due time by the reader's clock, and by the schedule's own where that is another. */
export function runIn({ dueAt }: Occurrence, schedule: Schedule, context: CommandContext<Services>): Value {
  const [zone, now] = [zoneOf(context), context.services.posts.now()];
  const here = momentIn(zone, dueAt, now);
  if (schedule.zone === zone) return here;
  return message("digest.run-elsewhere", {
    here,
    there: momentIn(schedule.zone, dueAt, now),
    zone: literal(schedule.zone),
  });
}
