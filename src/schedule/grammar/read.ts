import type { ExchangeCalendars } from "../../market/sessions.ts";
import { minutesPerDay, timeText } from "../civil.ts";
import { minimumMinutes, refuseUnkeepable } from "../density.ts";
import { forms, hint, ScheduleError, suggesting } from "../mistake.ts";
import type { Rule, Schedule } from "../schedule.ts";
import { marketNames } from "./lexicon.ts";
import { all, type Kind, literal, type Of, only } from "./parts.ts";
import type { Token } from "./token.ts";
import { normalized, tokensOf } from "./tokens.ts";
import { ascending, cronOf, dateOf, edgeOf, intervalOf, timesOf } from "./values.ts";

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
  if (stray?.is === "duration" && taken.includes("time")) throw noClock(stray);
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

/** A length of time where a time of day belongs: 8h was to be 08:00. */
function noClock({ text, minutes }: Of<"duration">): ScheduleError {
  const suggestion = minutes % 60 === 0 && minutes < minutesPerDay ? timeText(minutes) : undefined;
  return new ScheduleError(
    "wrong-time",
    `"${text}" is no time of day: write 00:00 to 23:59, 8am or 5pm.${hint(suggestion)}`,
    suggesting(text, suggestion),
  );
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
  const [duration] = all(tokens, "duration");
  if (market === undefined && duration !== undefined && all(tokens, "side").length === 0) throw noClock(duration);
  if (market === undefined) throw new ScheduleError("empty", "A schedule says when, as in daily 08:00.", { forms });
  throw new ScheduleError("needs-edge", `Open or close? For example 30m after ${market.market} close.`, {
    market: marketNames[market.market],
  });
}
