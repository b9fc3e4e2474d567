import { own } from "../support/own.ts";

/** A crontab line, read. Days follow crontab's own rule: date and weekday both restricted means either. */
export interface CronFields {
  readonly minutes: readonly number[];
  readonly hours: readonly number[];
  readonly dates: ReadonlySet<number>;
  readonly months: ReadonlySet<number>;
  /** 1 for Monday … 7 for Sunday. */
  readonly weekdays: ReadonlySet<number>;
  readonly days: "date" | "weekday" | "either";
  /** Minute or hour hold a star or a step: such a rule follows real time when clocks change. */
  readonly isInterval: boolean;
}

export const fieldNames = ["minute", "hour", "date", "month", "weekday"] as const;
export type FieldName = (typeof fieldNames)[number];

export type CronReading =
  | { readonly ok: true; readonly fields: CronFields }
  | { readonly ok: false; readonly problem: "count"; readonly count: number }
  | { readonly ok: false; readonly problem: "field"; readonly field: FieldName; readonly text: string };

export const cronRanges: Readonly<Record<FieldName, readonly [number, number]>> = {
  minute: [0, 59],
  hour: [0, 23],
  date: [1, 31],
  month: [1, 12],
  weekday: [0, 7],
};

const numbered = (names: readonly string[], first: number) =>
  Object.fromEntries(names.map((name, i) => [name, i + first])) as Readonly<Record<string, number>>;
const namesOf: Partial<Record<FieldName, Readonly<Record<string, number>>>> = {
  month: numbered(["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], 1),
  weekday: numbered(["sun", "mon", "tue", "wed", "thu", "fri", "sat"], 0),
};

/** Reads the five fields: numbers, names, lists, ranges, steps and stars. */
export function readCron(expression: string): CronReading {
  const texts = expression.trim().toLowerCase().split(/\s+/);
  if (texts.length !== fieldNames.length || texts[0] === "") {
    return { ok: false, problem: "count", count: texts[0] === "" ? 0 : texts.length };
  }
  const sets: Set<number>[] = [];
  for (const [i, field] of fieldNames.entries()) {
    const set = readField(texts[i] as string, field);
    if (set === undefined) return { ok: false, problem: "field", field, text: texts[i] as string };
    sets.push(set);
  }
  const [minute = "", hour = "", date = "", , weekday = ""] = texts;
  const [minutes, hours, dates, months, weekdays] = sets as [
    Set<number>,
    Set<number>,
    Set<number>,
    Set<number>,
    Set<number>,
  ];
  return {
    ok: true,
    fields: {
      minutes: sorted(minutes),
      hours: sorted(hours),
      dates,
      months,
      weekdays: new Set([...weekdays].map((one) => one || 7)),
      days: isStar(weekday) ? "date" : isStar(date) ? "weekday" : "either",
      isInterval: /[*?/]/.test(minute + hour),
    },
  };
}

const isStar = (text: string) => text === "*" || text === "?";
const sorted = (set: ReadonlySet<number>) => [...set].sort((a, b) => a - b);

function readField(text: string, field: FieldName): Set<number> | undefined {
  const found = new Set<number>();
  for (const part of text.split(",")) {
    const range = readPart(part, field);
    if (range === undefined) return undefined;
    for (let value = range.from; value <= range.to; value += range.step) found.add(value);
  }
  return found;
}

function readPart(part: string, field: FieldName): { from: number; to: number; step: number } | undefined {
  const match = /^(\*|\?|\w+)(?:-(\w+))?(?:\/(\d{1,2}))?$/.exec(part);
  if (match === null) return undefined;
  const [, first = "", last, every] = match;
  const [lowest, highest] = cronRanges[field];
  const step = every === undefined ? 1 : Number(every);
  if (step === 0) return undefined;
  if (isStar(first)) return last === undefined ? { from: lowest, to: highest, step } : undefined;
  const from = readValue(first, field);
  const end = last === undefined ? (every === undefined ? from : highest) : readValue(last, field);
  // A week may end on its Sunday: fri-sun.
  const to = field === "weekday" && end === 0 && from !== 0 ? 7 : end;
  if (from === undefined || to === undefined || from > to) return undefined;
  return { from, to, step };
}

function readValue(text: string, field: FieldName): number | undefined {
  const [lowest, highest] = cronRanges[field];
  const value = /^\d{1,2}$/.test(text) ? Number(text) : own(namesOf[field] ?? {}, text);
  return value !== undefined && value >= lowest && value <= highest ? value : undefined;
}

const longestMonth = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Whether any day can match; 30 February cannot. */
export function isPossible({ days, dates, months }: CronFields): boolean {
  if (days !== "date") return true;
  return [...months].some((month) => [...dates].some((date) => date <= (longestMonth[month - 1] as number)));
}
