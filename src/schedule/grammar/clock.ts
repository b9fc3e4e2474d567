import { own } from "../../support/own.ts";
import { timeText } from "../civil.ts";
import { ScheduleError, suggesting } from "../mistake.ts";
import { dayParts } from "./lexicon.ts";
import { number, readNumber } from "./number.ts";

/** A time of day in a text, in minutes since midnight. */
export interface Clock {
  readonly text: string;
  readonly minute: number;
}

const part = `(?<part>${Object.keys(dayParts).join("|")})?\\s*`;
const half = "(?<half>a\\.?m\\.?|p\\.?m\\.?)(?![a-z])";
const patterns = [
  `${part}(?<hour>\\d{1,2}):(?<minute>\\d{2})(?::00)?(?!\\d)(?:\\s*${half})?`,
  `(?<hour>\\d{1,2})\\s*${half}`,
  `${part}(?<hour>${number})\\s*[点时](?:(?<named>半|一刻|三刻|整|钟)|(?<minute>${number})分?(?![\\d:]))?`,
].map((pattern) => new RegExp(pattern, "uy"));
const named = /(?<noon>noon(?![a-z])|正午)|(?:midnight(?![a-z])|午夜|零点)/uy;
const figure = /\d[\d:.]*(?:\s*[ap]\.?m)?/uy;
const namedMinutes: Readonly<Record<string, number>> = { 半: 30, 一刻: 15, 三刻: 45 };

/** The time of day written at a place of a text; figures that are none are a mistake. */
export function readClock(text: string, place: number): Clock | undefined {
  named.lastIndex = place;
  const word = named.exec(text);
  if (word !== null) return { text: word[0], minute: word.groups?.["noon"] === undefined ? 0 : 720 };
  for (const pattern of patterns) {
    pattern.lastIndex = place;
    const match = pattern.exec(text);
    if (match === null) continue;
    const minute = minuteOf(match.groups ?? {});
    if (minute === undefined) throw wrongTime(match[0]);
    return { text: match[0], minute };
  }
  figure.lastIndex = place;
  const figures = figure.exec(text);
  if (figures !== null) throw wrongTime(figures[0]);
  return undefined;
}

function minuteOf(groups: Readonly<Record<string, string | undefined>>): number | undefined {
  const minute =
    groups["minute"] === undefined ? (own(namedMinutes, groups["named"] ?? "") ?? 0) : readNumber(groups["minute"]);
  const hour = hourOf(readNumber(groups["hour"] ?? ""), groups["part"], groups["half"]);
  return hour === undefined || minute > 59 ? undefined : hour * 60 + minute;
}

function hourOf(hour: number, part: string | undefined, half: string | undefined): number | undefined {
  if (half !== undefined) return hour < 1 || hour > 12 ? undefined : (hour % 12) + (half.startsWith("p") ? 12 : 0);
  if (hour > 23) return undefined;
  const stretch = part === undefined ? undefined : own(dayParts, part);
  if (stretch === undefined || hour > 12) return hour;
  if (hour === 12) return stretch.twelve;
  // 中午 starts before noon: 中午11点.
  return part === "中午" && hour > 9 ? hour : hour + stretch.add;
}

function wrongTime(written: string): ScheduleError {
  const word = written.trim();
  const hour = /^\d{1,2}$/.test(word) && Number(word) < 24 ? timeText(Number(word) * 60) : undefined;
  const compact = /^(\d{1,2})\.?([0-5]\d)$/.exec(word);
  const digits =
    compact !== null && Number(compact[1]) < 24 ? `${compact[1]?.padStart(2, "0")}:${compact[2]}` : undefined;
  const suggestion = hour ?? digits;
  return new ScheduleError(
    "wrong-time",
    `"${word}" is no time of day: write 00:00 to 23:59, 8am or 5pm.${suggestion === undefined ? "" : ` Perhaps "${suggestion}".`}`,
    suggesting(word, suggestion),
  );
}
