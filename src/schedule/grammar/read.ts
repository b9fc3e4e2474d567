import type { ExchangeCalendars } from "../../market/sessions.ts";
import { minutesPerDay, timeText } from "../civil.ts";
import { cronRanges, readCron } from "../cron.ts";
import { minimumMinutes, refuseUnkeepable } from "../density.ts";
import { forms, ScheduleError } from "../mistake.ts";
import type { Rule, Schedule } from "../schedule.ts";
import { edgeNames, marketNames } from "./lexicon.ts";
import { durationNames, intervalNames } from "./print.ts";
import { normalized, type Token, tokensOf } from "./token.ts";

export interface ReadOptions {
  /** The zone of whoever writes, for a schedule that names none. */
  readonly zone: string;
  readonly calendars: ExchangeCalendars;
  /** Schedules with less between two messages are refused: 5 minutes, unless an operator asks. */
  readonly minimumMinutes?: number;
}

const longestText = 300;

/**
 * Reads a schedule in either language, its parts in any order. Throws a ScheduleError that says what is allowed for words
 * that are none, and for a schedule nobody could keep.
 */
export function readSchedule(text: string, options: ReadOptions): Schedule {
  if (text.length > longestText) {
    throw new ScheduleError("too-long", `A schedule has at most ${longestText} characters, not ${text.length}.`, {
      count: text.length,
      most: longestText,
      forms,
    });
  }
  const tokens = tokensOf(normalized(text));
  if (tokens.length === 0) throw new ScheduleError("empty", "A schedule says when, as in daily 08:00.", { forms });
  const skip = only(tokens, "skip")?.market;
  const schedule: Schedule = {
    version: 1,
    rule: ruleOf(tokens),
    zone: only(tokens, "zone")?.zone ?? options.zone,
    ...(skip === undefined ? {} : { skipHolidays: skip }),
  };
  refuseUnkeepable(schedule, options.calendars, options.minimumMinutes ?? minimumMinutes);
  return schedule;
}

type Kind = Token["is"];
type Of<K extends Kind> = Token & { readonly is: K };

function all<K extends Kind>(tokens: readonly Token[], kind: K): Of<K>[] {
  return tokens.filter((token): token is Of<K> => token.is === kind);
}

/** The one token of a kind; two of them are a mistake. */
function only<K extends Kind>(tokens: readonly Token[], kind: K): Of<K> | undefined {
  const [first, second] = all(tokens, kind);
  if (first !== undefined && second !== undefined) {
    throw new ScheduleError("twice", `"${first.text}" and "${second.text}" say the same thing twice.`, {
      first: literal(first.text),
      second: literal(second.text),
    });
  }
  return first;
}

const literal = (text: string) => ({ is: "literal", text }) as const;

/** Kinds that make a schedule, and what else each of them takes; whatever has a place beside it is one of its parts. */
const heads: Readonly<Partial<Record<Kind, readonly Kind[]>>> = {
  days: ["time"],
  monthly: ["time"],
  every: [],
  cron: [],
  "last-session": ["time", "market"],
  edge: ["market", "side", "duration"],
};
const everywhere: readonly Kind[] = ["zone", "skip"];

function ruleOf(tokens: readonly Token[]): Rule {
  const head = headOf(tokens);
  const taken = [head.is, ...everywhere, ...(heads[head.is] ?? [])];
  const stray = tokens.find((token) => !taken.includes(token.is));
  if (stray !== undefined) {
    throw new ScheduleError("stray", `"${stray.text}" has no place beside "${head.text}".`, {
      word: literal(stray.text),
      head: literal(head.text),
      forms,
    });
  }
  switch (head.is) {
    case "days":
      return {
        kind: "weekly",
        weekdays: ascending(all(tokens, "days").flatMap((one) => one.weekdays)),
        at: timesOf(tokens, head),
      };
    case "monthly":
      only(tokens, "monthly");
      return { kind: "monthly", date: dateOf(head), at: timesOf(tokens, head) };
    case "every":
      only(tokens, "every");
      return { kind: "every", minutes: intervalOf(head) };
    case "cron":
      only(tokens, "cron");
      return { kind: "cron", expression: cronOf(head.expression) };
    case "last-session": {
      only(tokens, "last-session");
      const market = head.market ?? only(tokens, "market")?.market ?? "us";
      return { kind: "last-session", market, at: timesOf(tokens, head) };
    }
    default:
      return edgeOf(tokens);
  }
}

function headOf(tokens: readonly Token[]): Token {
  const found = tokens.filter((token) => heads[token.is] !== undefined);
  const [head] = found;
  const other = found.find((token) => token.is !== head?.is);
  if (head !== undefined && other !== undefined) {
    throw new ScheduleError("mixed", `"${head.text}" and "${other.text}" are two schedules: make one of each.`, {
      first: literal(head.text),
      second: literal(other.text),
    });
  }
  if (head !== undefined) return head;
  const [time] = all(tokens, "time");
  if (time !== undefined) {
    throw new ScheduleError("needs-days", `On which days? For example daily ${timeText(time.minute)}.`, {
      time: timeText(time.minute),
    });
  }
  const [market] = all(tokens, "market");
  if (market === undefined) throw new ScheduleError("empty", "A schedule says when, as in daily 08:00.", { forms });
  throw new ScheduleError("needs-edge", `Open or close? For example 30m after ${market.market} close.`, {
    market: marketNames[market.market],
  });
}

function ascending(numbers: readonly number[]): number[] {
  return [...new Set(numbers)].sort((a, b) => a - b);
}

function timesOf(tokens: readonly Token[], head: Token): string[] {
  const times = ascending(all(tokens, "time").map((time) => time.minute));
  if (times.length === 0) {
    throw new ScheduleError("needs-time", `At what time? For example ${head.text} 08:00.`, {
      head: literal(head.text),
    });
  }
  return times.map(timeText);
}

function dateOf({ date }: Of<"monthly">): number | "last" {
  if (date !== undefined) return date;
  throw new ScheduleError(
    "needs-date",
    "On which day of the month? For example monthly 1 09:00 or monthly last 17:00.",
  );
}

function intervalOf({ minutes, text }: Of<"every">): number {
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

function cronOf(expression: string): string {
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

function edgeOf(tokens: readonly Token[]): Rule {
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
