import { CommandError, splitWords } from "../platform/parse.ts";
import { type MistakeId, ScheduleError } from "../schedule/mistake.ts";
import type { Schedule } from "../schedule/schedule.ts";

/** What understands the two halves of a line. */
export interface LineReading<What> {
  /** What words ask to be posted; throws a CommandError where they ask for nothing. */
  understand(words: readonly string[]): What;
  /** The schedule a text says; throws a ScheduleError. */
  read(text: string): Schedule;
}

/** A line such as `weekly fri 17:00`, taken apart. */
export interface Line<What> {
  /** What is to be posted, where it was told. */
  readonly what?: What;
  /** The words that tell when, as one text; empty where there are none. */
  readonly when: string;
  readonly schedule?: Schedule;
  /** Why `when` is no schedule, or not yet one. */
  readonly mistake?: ScheduleError;
}

/** Words of a line as they came: one that holds a whole line, as from an option or a form, is cut into its words. */
export function wordsOfLine(words: readonly string[]): readonly string[] {
  const told = words.filter((word) => word.trim() !== "");
  return told.length === 1 ? splitWords(told[0] as string) : told;
}

/** Words as one text; those that hold blanks, such as a cron line, are kept together. */
export function textOfWords(words: readonly string[]): string {
  return words.map((word) => (/\s/.test(word) ? `"${word}"` : word)).join(" ");
}

/**
 * Parts what is to be posted from when: the shortest what that is understood and whose rest is a schedule. A schedule alone
 * tells no what, and what alone no when. Throws a CommandError where neither half makes sense.
 */
export function readLine<What>(words: readonly string[], reading: LineReading<What>): Line<What> {
  if (words.length === 0) return { when: "" };
  const halves = halvesOf(words, reading);
  const told = halves.filter(({ said }) => said.length > 0);
  return (
    whole(halves) ??
    begun(told, reading) ??
    onlyWhat(words, reading) ??
    begun(halves, reading) ??
    failed(words, halves, reading)
  );
}

interface Half<What> {
  readonly said: readonly string[];
  readonly what?: What;
  readonly wrong?: CommandError;
  readonly when: string;
  readonly schedule?: Schedule;
  readonly mistake?: ScheduleError;
}

/** A line of more words is none. */
const mostWords = 40;

/** Every way to part the words: what before when, when alone, and when before what. */
function halvesOf<What>(words: readonly string[], reading: LineReading<What>): Half<What>[] {
  const places = Array.from({ length: Math.min(words.length, mostWords) - 1 }, (_, index) => index + 1);
  return [
    ...places.map((at) => halfOf(words.slice(0, at), words.slice(at), reading)),
    halfOf([], words, reading),
    ...places.map((at) => halfOf(words.slice(at), words.slice(0, at), reading)),
  ];
}

function halfOf<What>(said: readonly string[], rest: readonly string[], reading: LineReading<What>): Half<What> {
  const when = textOfWords(rest);
  return { said, when, ...understood(said, reading), ...read(when, reading) };
}

function understood<What>(
  said: readonly string[],
  { understand }: LineReading<What>,
): Pick<Half<What>, "what" | "wrong"> {
  if (said.length === 0) return {};
  try {
    return { what: understand(said) };
  } catch (error) {
    if (error instanceof CommandError) return { wrong: error };
    throw error;
  }
}

function read<What>(when: string, reading: LineReading<What>): Pick<Half<What>, "schedule" | "mistake"> {
  try {
    return { schedule: reading.read(when) };
  } catch (error) {
    if (error instanceof ScheduleError) return { mistake: error };
    throw error;
  }
}

const whole = <What>(halves: readonly Half<What>[]): Line<What> | undefined =>
  lineOf(halves.find(({ wrong, schedule }) => wrong === undefined && schedule !== undefined));

/** What completes a schedule that lacks one thing, which can be asked for. */
const completed: Readonly<Partial<Record<MistakeId, (when: string) => string>>> = {
  "needs-time": (when) => `${when} 08:00`,
  "needs-days": (when) => `daily ${when}`,
  "needs-date": (when) => when.replace(/monthly|每月/i, "monthly 1"),
};

function begun<What>(halves: readonly Half<What>[], reading: LineReading<What>): Line<What> | undefined {
  const isBegun = ({ when, mistake }: Half<What>) => {
    const complete = mistake && completed[mistake.id];
    return complete !== undefined && read(complete(when), reading).schedule !== undefined;
  };
  return lineOf(halves.find((half) => half.wrong === undefined && isBegun(half)));
}

function onlyWhat<What>(words: readonly string[], reading: LineReading<What>): Line<What> | undefined {
  const { what } = understood(words, reading);
  return what === undefined ? undefined : { what, when: "" };
}

/** Wishes no schedule can keep: whoever reads these words has read what was meant. */
const unmistakable: ReadonlySet<MistakeId> = new Set(["one-date", "every-other"]);

/**
 * The mistake nearest to what was meant: in what stands before a schedule that can be read, in the rest after as much of a
 * what as is understood, or in the whole as a schedule.
 */
function failed<What>(words: readonly string[], halves: readonly Half<What>[], reading: LineReading<What>): Line<What> {
  const before = halves.slice(0, words.length - 1);
  const isSure = ({ wrong, mistake }: Half<What>) => wrong === undefined && mistake && unmistakable.has(mistake.id);
  const sure = before.findLast(isSure) ?? halves.find(isSure);
  if (sure !== undefined) return lineOf(sure) as Line<What>;
  const unknown = before.find(({ schedule }) => schedule !== undefined);
  if (unknown?.wrong !== undefined) throw unknown.wrong;
  const known = before.findLast(({ what }) => what !== undefined);
  if (known !== undefined) return lineOf({ ...known, ...mistakeBehind(known, reading) }) as Line<What>;
  const begun = before.find(({ mistake }) => mistake?.id === "needs-time");
  if (begun?.wrong !== undefined) throw begun.wrong;
  return lineOf(halves.find(({ said }) => said.length === 0)) as Line<What>;
}

/** What a schedule lacks is not worth asking for where it would be a mistake even so: that mistake is told. */
function mistakeBehind<What>({ when, mistake }: Half<What>, reading: LineReading<What>): Pick<Half<What>, "mistake"> {
  const complete = mistake && completed[mistake.id];
  const behind = complete && read(complete(when), reading).mistake;
  return behind === undefined || completed[behind.id] !== undefined ? {} : { mistake: behind };
}

function lineOf<What>(half: Half<What> | undefined): Line<What> | undefined {
  if (half === undefined) return undefined;
  const { said: _, wrong: __, ...line } = half;
  return line;
}
