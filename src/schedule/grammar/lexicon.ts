import type { Name } from "../../i18n/value.ts";
import type { Market } from "../schedule.ts";

/** The words of the grammar as data: what is read, in small letters and half width, and what is printed. */

const name = (en: string, zh: string): Name => ({ is: "name", en, zh });

export const marketNames: Readonly<Record<Market, Name>> = {
  us: name("us", "美股"),
  hk: name("hk", "港股"),
  cn: name("cn", "A股"),
  tw: name("tw", "台股"),
};

export const marketWords: Readonly<Record<string, Market>> = {
  us: "us",
  usa: "us",
  nyse: "us",
  美股: "us",
  美国: "us",
  hk: "hk",
  hkex: "hk",
  港股: "hk",
  香港: "hk",
  cn: "cn",
  china: "cn",
  a股: "cn",
  沪深: "cn",
  中国: "cn",
  tw: "tw",
  taiwan: "tw",
  台股: "tw",
  台湾: "tw",
};

export type Edge = "open" | "close";
export const edgeNames: Readonly<Record<Edge, Name>> = { open: name("open", "开盘"), close: name("close", "收盘") };
export const edgeWords: Readonly<Record<string, Edge>> = {
  opens: "open",
  opening: "open",
  open: "open",
  开盘: "open",
  开市: "open",
  closes: "close",
  closing: "close",
  close: "close",
  收盘: "close",
  收市: "close",
};

export const sideWords: Readonly<Record<string, 1 | -1>> = {
  before: -1,
  之前: -1,
  以前: -1,
  前: -1,
  after: 1,
  之后: 1,
  以后: 1,
  后: 1,
};

/** 1 for Monday … 7 for Sunday, in printing order. */
export const weekdayNames = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;
export const weekdayCharacters = "一二三四五六日";

export const dayWords: Readonly<Record<string, readonly number[]>> = {
  "every day": [1, 2, 3, 4, 5, 6, 7],
  everyday: [1, 2, 3, 4, 5, 6, 7],
  daily: [1, 2, 3, 4, 5, 6, 7],
  每天: [1, 2, 3, 4, 5, 6, 7],
  每日: [1, 2, 3, 4, 5, 6, 7],
  "every weekday": [1, 2, 3, 4, 5],
  weekdays: [1, 2, 3, 4, 5],
  weekday: [1, 2, 3, 4, 5],
  workdays: [1, 2, 3, 4, 5],
  每个工作日: [1, 2, 3, 4, 5],
  每工作日: [1, 2, 3, 4, 5],
  工作日: [1, 2, 3, 4, 5],
  weekends: [6, 7],
  weekend: [6, 7],
  每周末: [6, 7],
  周末: [6, 7],
};

/** Zones people name by a city; every other one goes by its IANA name. */
export const zoneWords: Readonly<Record<string, string>> = {
  北京: "Asia/Shanghai",
  上海: "Asia/Shanghai",
  香港: "Asia/Hong_Kong",
  台北: "Asia/Taipei",
  新加坡: "Asia/Singapore",
  东京: "Asia/Tokyo",
  伦敦: "Europe/London",
  纽约: "America/New_York",
  美东: "America/New_York",
};

/** Words that carry no meaning of their own. */
export const fillers = [
  "and",
  "at",
  "on",
  "the",
  "of",
  "each",
  "every",
  "market",
  "和",
  "及",
  "与",
  "在",
  "的",
  "时",
  "每",
];

/** Parts of a day: what to add to an hour up to 12, and which hour twelve stands for. */
export const dayParts: Readonly<Record<string, { readonly add: 0 | 12; readonly twelve: 0 | 12 }>> = {
  凌晨: { add: 0, twelve: 0 },
  清晨: { add: 0, twelve: 12 },
  早上: { add: 0, twelve: 12 },
  早晨: { add: 0, twelve: 12 },
  上午: { add: 0, twelve: 12 },
  中午: { add: 12, twelve: 12 },
  下午: { add: 12, twelve: 12 },
  傍晚: { add: 12, twelve: 12 },
  晚上: { add: 12, twelve: 0 },
};

/** Words for a language, with what is to be written beside a schedule. */
export const languageLines: Readonly<Record<string, string>> = {
  both: "lang both",
  english: "lang en",
  chinese: "lang zh",
  双语: "语言 双语",
  中英双语: "语言 双语",
  英文: "语言 英文",
  中文: "语言 中文",
};

/** What a person may have meant by a word nobody knows. */
export const suggestions: readonly string[] = [
  "daily",
  "weekdays",
  "weekends",
  "monday",
  "tuesday",
  "wednesday",
  "thursday",
  "friday",
  "saturday",
  "sunday",
  "monthly",
  "monthly last",
  "every",
  "hourly",
  "cron",
  "before",
  "after",
  "open",
  "close",
  "last session of week",
  "tz",
  "skip holidays",
  "noon",
  "midnight",
  "每天",
  "工作日",
  "每周五",
  "每月最后一天",
  "每小时",
  "美股收盘后30分钟",
  "港股开盘前15分钟",
  "本周最后交易日",
  "时区",
  "遇美股休市跳过",
];
