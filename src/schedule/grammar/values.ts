import { minutesPerDay, timeText } from "../civil.ts";
import { cronRanges, readCron } from "../cron.ts";
import { ScheduleError } from "../mistake.ts";
import type { Rule } from "../schedule.ts";
import { edgeNames, marketNames } from "./lexicon.ts";
import { all, literal, type Of, only } from "./parts.ts";
import { durationNames, intervalNames } from "./print.ts";
import type { Token } from "./token.ts";

/** What each kind of rule takes from the tokens, and the mistakes there are to make about it. */

export function ascending(numbers: readonly number[]): number[] {
  return [...new Set(numbers)].sort((a, b) => a - b);
}

export function timesOf(tokens: readonly Token[], head: Token): string[] {
  const times = ascending(all(tokens, "time").map((time) => time.minute));
  if (times.length === 0) {
    throw new ScheduleError("needs-time", `At what time? For example ${head.text} 08:00.`, {
      head: literal(head.text),
    });
  }
  return times.map(timeText);
}

export function dateOf({ date }: Of<"monthly">): number | "last" {
  if (date !== undefined) return date;
  throw new ScheduleError(
    "needs-date",
    "On which day of the month? For example monthly 1 09:00 or monthly last 17:00.",
  );
}

export function intervalOf({ minutes, text }: Of<"every">): number {
  if (minutes > minutesPerDay / 2) {
    throw new ScheduleError("too-rare", `"${text}" is longer than 12 hours: take daily 08:00 or given days.`, {
      word: literal(text),
    });
  }
  const divides = (count: number) => minutesPerDay % count === 0;
  if (minutes >= 1 && divides(minutes)) return minutes;
  let [lower, higher] = [Math.max(minutes, 1), minutes + 1];
  while (!divides(lower)) lower--;
  while (!divides(higher)) higher++;
  const [shorter, longer] = [intervalNames(lower), intervalNames(higher)];
  throw new ScheduleError("uneven", `"${text}" does not divide a day: take "${shorter.en}" or "${longer.en}".`, {
    word: literal(text),
    lower: shorter,
    higher: longer,
  });
}

export function cronOf(expression: string): string {
  const reading = readCron(expression);
  if (reading.ok) return expression;
  if (reading.problem === "count") {
    throw new ScheduleError("short-cron", `A cron line has five fields; this one has ${reading.count}.`, {
      count: reading.count,
    });
  }
  const { field, text } = reading;
  const [from, to] = cronRanges[field];
  throw new ScheduleError(
    "wrong-cron",
    `"${text}" does not fit the ${field} of a cron line: it takes ${from} to ${to}.`,
    {
      word: literal(text),
      field,
      from,
      to,
    },
  );
}

export function edgeOf(tokens: readonly Token[]): Rule {
  const edge = only(tokens, "edge")?.edge ?? "close";
  const market = only(tokens, "market")?.market ?? "us";
  const side = only(tokens, "side");
  const durations = all(tokens, "duration");
  const minutes = durations.reduce((sum, one) => sum + one.minutes, 0);
  if (side === undefined && minutes > 0) {
    throw new ScheduleError("needs-side", `Before or after? For example 30m after ${market} ${edge}.`, {
      duration: durationNames(minutes),
      market: marketNames[market],
      edge: edgeNames[edge],
    });
  }
  if (minutes > minutesPerDay / 2) {
    const word = durations.map((one) => one.text).join(" ");
    throw new ScheduleError("wrong-offset", `"${word}" is too far from the session: at most 12 hours.`, {
      word: literal(word),
    });
  }
  return { kind: "edge", market, edge, offsetMinutes: minutes === 0 ? 0 : minutes * (side?.sign ?? 1) };
}
