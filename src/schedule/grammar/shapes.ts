import { nearest } from "../../support/nearest.ts";
import { own } from "../../support/own.ts";
import { hint, ScheduleError, suggesting } from "../mistake.ts";
import type { Market } from "../schedule.ts";
import { zoneNamed } from "../zone.ts";
import {
  dayWords,
  type Edge,
  edgeWords,
  marketWords,
  sideWords,
  weekdayCharacters,
  weekdayNames,
  zoneWords,
} from "./lexicon.ts";
import { number, readNumber } from "./number.ts";
import type { Token } from "./token.ts";

type Groups = Readonly<Record<string, string | undefined>>;
export type Meaning<T = Token> = T extends Token ? Omit<T, "text"> : never;

/** How one kind of piece is written, and what it means; undefined for pieces that mean nothing. */
export interface Shape {
  readonly pattern: RegExp;
  readonly read: (groups: Groups, text: string) => Meaning | undefined;
}

/** Longer words first, and the end of a Latin word only where a word ends. */
export function anyOf(words: Iterable<string>): string {
  const parts = [...words].sort((a, b) => b.length - a.length);
  const end = (word: string) => (/[a-z]$/.test(word) ? "(?![a-z])" : "");
  return parts.map((word) => word.replaceAll(" ", "\\s+") + end(word)).join("|");
}

const shape = (pattern: string, read: Shape["read"]): Shape => ({ pattern: new RegExp(pattern, "uy"), read });
const nothing = () => undefined;

const market = anyOf(Object.keys(marketWords));
const marketOf = (text: string | undefined) => (text === undefined ? undefined : own(marketWords, text));
const unit = "(?:(?<minutes>minutes?|mins?|m|分钟)|(?<hours>hours?|hrs?|h|小时|钟头))(?![a-z])";
const weekday =
  "(?:mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)s?(?![a-z])";
const week = "(?:周|星期|礼拜)";
const character = "[一二三四五六日天]";
// 周二二十点 is Tuesday at twenty o'clock.
const further = `${character}(?![十点时])`;

const ordinal = "(?:first|second|third|fourth|fifth|last|1st|2nd|3rd|4th|5th)";
const month = "(?:(?:monthly|every\\s+month)\\s+)?(?:on\\s+)?(?:the\\s+)?";
// Commas of a line may have become blanks: “monthly 15 30 09:00” tells two dates, “monthly 15 9” perhaps a time.
const timeAhead = "(?:\\d:\\d|\\d\\s*[ap]\\.?m|[点时]|noon|midnight)";
const dateEnd = "(?![\\d:.a-z]|\\s*[点时]|\\s*[ap]\\.?m)";

/** What people ask for and no schedule can keep: it is told, rather than taken for words that are none. */
const impossible: readonly Shape[] = [
  shape(
    `every\\s+(?:(?:other|second|2nd)\\s+(?:${weekday}|weeks?(?![a-z]))|(?:two|2)\\s+weeks(?![a-z]))|(?:biweekly|fortnightly)(?![a-z])`,
    readEveryOther,
  ),
  shape(`每?隔(?:一?个?${week}${character}?)|每(?:两|二|2)个?${week}`, readEveryOther),
  shape(`${month}${ordinal}\\s+${weekday}`, readOneDate),
  shape(`每月(?:的)?第[一二三四五1-5]个?${week}${character}`, readOneDate),
  shape(
    `(?:monthly|every\\s+month)(?:\\s+on)?(?:\\s+the)?\\s+\\d{1,2}(?:st|nd|rd|th)?(?:\\s*(?:,|、|and|&)\\s*(?:the\\s+)?|\\s+(?=.*${timeAhead}))\\d{1,2}(?:st|nd|rd|th)?${dateEnd}`,
    readOneDate,
  ),
  shape(`每月(?:的)?\\d{1,2}[日号]?(?:\\s*[,、和及与]\\s*\\d{1,2}[日号]?|\\s+\\d{1,2}[日号])${dateEnd}`, readOneDate),
];

/** In the order they are tried: what is longer or starts like something shorter comes first. */
export const shapes: readonly Shape[] = [
  shape("[\\s,;、。]+", nothing),
  ...impossible,
  shape('cron\\s*(?:"(?<quoted>[^"]*)"|“(?<curly>[^”]*)”|(?<bare>(?:\\S+\\s+){4}\\S+)|(?<rest>.*))', readCronWords),
  shape(
    `(?:tz|time\\s?zone|时区)\\s*[:=]?\\s*(?:(?<name>(?:utc|gmt)[+-]\\d{1,2}:\\d\\d|[a-z][a-z0-9_+/-]*)|(?<city>${anyOf(Object.keys(zoneWords))})(?:时间)?|(?<other>[^\\s,;]*))`,
    readZone,
  ),
  shape(`(?<city>${anyOf(Object.keys(zoneWords))})时间`, readZone),
  shape(`skip\\s+(?:holidays?\\s+)?(?<market>${market})(?:\\s+holidays?(?![a-z]))?`, readSkip),
  shape(`遇(?<market>${market})(?:休市|假期|假日)日?跳过`, readSkip),
  shape(`跳过(?<market>${market})(?:休市|假期|假日)日?`, readSkip),
  shape("skip(?:\\s+holidays?)?(?![a-z])|遇?(?:休市|假期|假日)日?跳过|跳过(?:休市|假期|假日)日?", readSkip),
  shape(
    `last\\s+(?:(?<market>${market})\\s+)?(?:session|trading\\s+day)(?![a-z])(?:\\s+of(?:\\s+the)?\\s+week(?![a-z]))?`,
    readLastSession,
  ),
  shape(`(?:本|每)?周最后(?:一个|一)?(?<market>${market})?交易日`, readLastSession),
  shape(
    "(?:monthly|every\\s+month)(?![a-z])(?:\\s+on)?(?:\\s+the)?(?:\\s+(?:(?<last>last)(?:\\s+day)?(?![a-z])|(?<date>\\d{1,4})(?:st|nd|rd|th)?(?![\\d:a-z])(?!\\s*[ap]\\.?m)))?",
    readMonthly,
  ),
  shape("每月(?:的)?(?:(?<last>最后一[天日]|底|末)|(?<date>\\d{1,4})(?![\\d:])(?!\\s*[点时])[日号]?)?", readMonthly),
  shape(`(?:every\\s+)?(?<from>${weekday})\\s*(?:-|–|to(?![a-z]))\\s*(?<to>${weekday})`, readWeekdayRange),
  shape(`每?${week}(?<from>${character})(?:至|到|-|~)${week}?(?<to>${character})`, readWeekdayRange),
  shape(`每?${week}(?<list>${character}(?:(?:\\s*[、,和及]\\s*)?${week}?${further})*)`, ({ list = "" }) => ({
    is: "days",
    weekdays: [...list].map(weekdayNumber).filter((one) => one > 0),
  })),
  shape(anyOf(Object.keys(dayWords)), (_groups, text) => ({
    is: "days",
    weekdays: own(dayWords, text.replace(/\s+/g, " ")) ?? [],
  })),
  shape(`(?<day>${weekday})`, ({ day = "" }) => ({ is: "days", weekdays: [weekdayNumber(day)] })),
  shape("hourly(?![a-z])", () => ({ is: "every", minutes: 60 })),
  shape("每隔?半个?小时|every\\s+half\\s+(?:an\\s+)?hour(?![a-z])", () => ({ is: "every", minutes: 30 })),
  shape(`(?:every|每隔?)\\s*(?<count>${number})?\\s*个?${unit}`, ({ count = "1", hours }) => ({
    is: "every",
    minutes: readNumber(count) * (hours === undefined ? 1 : 60),
  })),
  shape("半个?小时|half\\s+an\\s+hour(?![a-z])", () => ({ is: "duration", minutes: 30 })),
  shape(`(?<count>${number})\\s*个?${unit}`, ({ count = "", hours }) => ({
    is: "duration",
    minutes: readNumber(count) * (hours === undefined ? 1 : 60),
  })),
  shape(anyOf(Object.keys(marketWords)), (_groups, text) => ({
    is: "market",
    market: own(marketWords, text) as Market,
  })),
  shape(anyOf(Object.keys(edgeWords)), (_groups, text) => ({ is: "edge", edge: own(edgeWords, text) as Edge })),
  shape(anyOf(Object.keys(sideWords)), (_groups, text) => ({ is: "side", sign: own(sideWords, text) as 1 | -1 })),
];

function weekdayNumber(word: string): number {
  const character = weekdayCharacters.indexOf(word === "天" ? "日" : word);
  return character >= 0 ? character + 1 : weekdayNames.findIndex((one) => word.startsWith(one)) + 1;
}

function readWeekdayRange({ from = "", to = "" }: Groups): Meaning {
  const [first, last] = [weekdayNumber(from), weekdayNumber(to)];
  const length = ((last - first + 7) % 7) + 1;
  return { is: "days", weekdays: Array.from({ length }, (_, i) => ((first - 1 + i) % 7) + 1) };
}

function readMonthly({ last, date }: Groups): Meaning {
  if (last !== undefined) return { is: "monthly", date: "last" };
  if (date === undefined) return { is: "monthly", date: undefined };
  const number = Number(date);
  if (number < 1 || number > 31) {
    throw new ScheduleError("wrong-date", `No month has a day ${date}: write 1 to 31, or last.`, {
      word: { is: "literal", text: date },
    });
  }
  return { is: "monthly", date: number };
}

function readOneDate(_groups: Groups, text: string): never {
  throw new ScheduleError("one-date", `"${text}" is not one day of the month: write 1 to 31, or last.`, {
    word: { is: "literal", text },
  });
}

function readEveryOther(_groups: Groups, text: string): never {
  throw new ScheduleError("every-other", `"${text}" is not possible: take every week, or a day of the month.`, {
    word: { is: "literal", text },
  });
}

function readLastSession(groups: Groups): Meaning {
  return { is: "last-session", market: marketOf(groups["market"]) };
}

function readSkip(groups: Groups): Meaning {
  const closing = marketOf(groups["market"]);
  if (closing === undefined) {
    throw new ScheduleError("needs-market", "Holidays of which market? Write skip holidays us, or hk, cn or tw.");
  }
  return { is: "skip", market: closing };
}

function readCronWords({ quoted, curly, bare, rest = "" }: Groups): Meaning {
  return { is: "cron", expression: (quoted ?? curly ?? bare ?? rest).trim().replace(/\s+/g, " ") };
}

function readZone({ name, city, other = "" }: Groups): Meaning {
  const zone = city === undefined ? zoneNamed(name ?? "") : own(zoneWords, city);
  if (zone !== undefined) return { is: "zone", zone };
  const word = name ?? other;
  refuseOffset(word);
  const suggestion = nearestZone(word);
  throw new ScheduleError(
    "unknown-zone",
    `There is no time zone "${word}".${hint(suggestion)}`,
    suggesting(word, suggestion),
  );
}

/** Places whose clocks are never moved, by how many hours they are ahead of UTC. */
const steadyZones: Readonly<Record<string, string>> = {
  "0": "UTC",
  "4": "Asia/Dubai",
  "5.5": "Asia/Kolkata",
  "7": "Asia/Bangkok",
  "8": "Asia/Shanghai",
  "9": "Asia/Tokyo",
};

/** UTC+8 and +08:00 name no zone, but one that fits can be told. */
function refuseOffset(word: string): void {
  const [, sign, hour = "", minute = "00"] = /^(?:utc|gmt)?([+-])(\d{1,2})(?::?(\d\d))?$/.exec(word) ?? [];
  if (sign === undefined) return;
  const hours = (sign === "-" ? -1 : 1) * (Number(hour) + Number(minute) / 60);
  const steady = own(steadyZones, String(hours + 0));
  const zone = steady ?? zoneNamed(`Etc/GMT${sign === "-" ? "+" : "-"}${Number(hour)}`);
  if (zone === undefined || (steady === undefined && minute !== "00")) return;
  throw new ScheduleError("zone-offset", `"${word}" is a distance from UTC, not a time zone: write ${zone}.`, {
    word: { is: "literal", text: word },
    zone: { is: "literal", text: zone },
    turned: steady === undefined ? "yes" : "no",
  });
}

const longestZone = 40;

/** By the whole name or by its city alone. */
function nearestZone(word: string): string | undefined {
  if (word.length > longestZone) return undefined;
  const zones = Intl.supportedValuesOf("timeZone");
  if (word.includes("/")) return nearest(word, zones);
  const cities = new Map(zones.map((zone) => [zone.slice(zone.lastIndexOf("/") + 1), zone]));
  return cities.get(nearest(word, cities.keys()) ?? "");
}
