import type { Value } from "../../src/i18n/value.ts";
import type { CommandContext } from "../../src/platform/command.ts";
import { CommandError } from "../../src/platform/parse.ts";
import { shortestGapMinutes } from "../../src/schedule/density.ts";
import { ScheduleError } from "../../src/schedule/mistake.ts";
import type { Schedule } from "../../src/schedule/schedule.ts";
import { type Line, readLine } from "../../src/subscription/line.ts";
import type { Services } from "../services.ts";
import { isDigest, isDigestCall, type Meaning, type Meant } from "./meaning.ts";
import type { Said } from "./said.ts";

/** What a person wants, as far as it was told. */
export interface Wanted {
  readonly what?: Meant;
  readonly schedule?: Schedule;
  /** What was told of the time, where that is not yet a schedule. */
  readonly begun?: string;
  /** What is still to be told of the time: nothing yet, the days, the time of day. */
  readonly lacks?: "all" | "days" | "time";
}

export interface Reading {
  readonly meaning: Meaning;
  readonly context: CommandContext<Services>;
  /** The clock of a schedule that names none. */
  readonly zone: string;
  /** Words of the schedule that holds so far, for what changes a part of it. */
  readonly before?: { readonly when: string; readonly what: readonly string[] };
}

/** Reads what was said; a mistake in it throws a CommandError. */
export function wantedOf(said: Said, reading: Reading): Wanted {
  const line = lineOf(said, reading);
  const { what, schedule, when, mistake } = line;
  const asked = withSections(what, said.sections, schedule, reading);
  const known = asked === undefined ? {} : { what: asked };
  if (schedule !== undefined) return { ...known, schedule };
  if (mistake === undefined) return { ...known, lacks: "all" };
  if (mistake.id === "needs-time") return { ...known, begun: when, lacks: "time" };
  if (mistake.id === "needs-days") return { ...known, begun: when, lacks: "days" };
  if (mistake.id === "empty") return { ...known, ...(when === "" ? {} : { begun: when }), lacks: "all" };
  throw told(mistake);
}

function lineOf(said: Said, reading: Reading): Line<Meant> {
  const { meaning, context, zone, before } = reading;
  const named = said.zone === undefined ? "" : ` tz ${said.zone}`;
  const readWith = (text: string): Schedule => context.services.posts.read(`${text}${named}`, zone);
  const read = (text: string): Schedule => {
    try {
      return readWith(text);
    } catch (error) {
      // Only a zone, or only what to skip: the rest stays as it is.
      if (before === undefined || !(error instanceof ScheduleError) || error.id !== "empty") throw error;
      return readWith(`${before.when} ${text}`);
    }
  };
  const line = withoutBareDigest(said.line);
  if (said.when === undefined && (said.zone === undefined || line.length > 0))
    return withTheRest(readLine(line, { understand: meaning.of, read }), before?.when, readWith);
  const what = line.length === 0 ? {} : { what: meaning.of(line) };
  const when = said.when ?? "";
  try {
    return { ...what, when, schedule: read(when) };
  } catch (error) {
    if (error instanceof ScheduleError) return withTheRest({ ...what, when, mistake: error }, before?.when, readWith);
    throw error;
  }
}

/** Only the days, or only the time, of a schedule that has both: the rest of it stays as it is. */
function withTheRest(line: Line<Meant>, before: string | undefined, read: (text: string) => Schedule): Line<Meant> {
  const { mistake, when, ...told } = line;
  const [, days, times, skip] = /^(.*) (\d\d:\d\d(?:,\d\d:\d\d)*)( skip .*)?$/.exec(before ?? "") ?? [];
  if (days === undefined || (mistake?.id !== "needs-days" && mistake?.id !== "needs-time")) return line;
  const kept = /skip|跳过/i.test(when) ? "" : (skip ?? "");
  const text = `${mistake.id === "needs-days" ? `${days} ${when}` : `${when} ${times}`}${kept}`;
  try {
    return { ...told, when: text, schedule: read(text) };
  } catch (error) {
    if (error instanceof ScheduleError) return { ...told, when: text, mistake: error };
    throw error;
  }
}

/** `digest fri 17:00` leaves it to the schedule which digest that is. */
function withoutBareDigest(line: readonly string[]): readonly string[] {
  const [first, second = ""] = line;
  return isDigestCall(first) && !isDigest(second) ? line.slice(1) : line;
}

/** Sections are words of what is posted: of what was told, of what is posted now, or of the digest that fits the schedule. */
function withSections(
  what: Meant | undefined,
  sections: readonly string[] | undefined,
  schedule: Schedule | undefined,
  { meaning, before }: Reading,
): Meant | undefined {
  if (sections === undefined) return what;
  const usual = schedule === undefined ? ["digest"] : fitting(schedule);
  const words = what?.words ?? (before?.what[0] === "digest" ? before.what.slice(0, 2) : usual);
  const isDigest = words[0] === "digest";
  return meaning.of([...words, ...sections.map((one) => (isDigest ? `sections:${one}` : one))]);
}

const weekMinutes = 7 * 24 * 60;

/** The digest that speaks of about the time between two posts. */
export function fitting(schedule: Schedule): readonly string[] {
  const { rule } = schedule;
  if (rule.kind === "monthly") return ["digest", "monthly"];
  if (rule.kind === "last-session") return ["digest", "weekly"];
  const isRare = rule.kind !== "edge" && isWeekly(schedule);
  return ["digest", isRare ? "weekly" : "daily"];
}

function isWeekly(schedule: Schedule): boolean {
  return shortestGapMinutes(schedule, {}) >= weekMinutes;
}

/** A mistake in a schedule, as a mistake in a command. */
export function told(mistake: ScheduleError): CommandError {
  return new CommandError(mistake.message, mistake.said as Value);
}
