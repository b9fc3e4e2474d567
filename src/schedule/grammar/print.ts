import type { Locale } from "../../i18n/locale.ts";
import type { Name } from "../../i18n/value.ts";
import type { Rule, Schedule } from "../schedule.ts";
import { edgeNames, marketNames, weekdayCharacters, weekdayNames } from "./lexicon.ts";

/** A schedule in the words a person could type: reading them gives the same schedule. The zone is always told. */
export function printSchedule({ rule, zone, skipHolidays }: Schedule, locale: Locale): string {
  const [tz, skip] =
    locale === "zh"
      ? [`时区 ${zone}`, skipHolidays && `遇${marketNames[skipHolidays].zh}休市跳过`]
      : [`tz ${zone}`, skipHolidays && `skip holidays ${skipHolidays}`];
  return [locale === "zh" ? chinese(rule) : english(rule), tz, ...(skip === undefined ? [] : [skip])].join(" ");
}

/** A length of time in both languages: 4h, 4小时. */
export function durationNames(minutes: number): Name {
  return minutes % 60 === 0
    ? { is: "name", en: `${minutes / 60}h`, zh: `${minutes / 60}小时` }
    : { is: "name", en: `${minutes}m`, zh: `${minutes}分钟` };
}

/** An interval in both languages: every 4h, 每4小时. */
export function intervalNames(minutes: number): Name {
  const { en, zh } = durationNames(minutes);
  return { is: "name", en: `every ${en}`, zh: `每${zh}` };
}

function english(rule: Rule): string {
  switch (rule.kind) {
    case "weekly":
      return `${englishDays(rule.weekdays)} ${rule.at.join(",")}`;
    case "monthly":
      return `monthly ${rule.date} ${rule.at.join(",")}`;
    case "every":
      return intervalNames(rule.minutes).en;
    case "cron":
      return `cron "${rule.expression}"`;
    case "last-session":
      return `last ${rule.market} session of week ${rule.at.join(",")}`;
    case "edge": {
      const edge = `${rule.market} ${edgeNames[rule.edge].en}`;
      if (rule.offsetMinutes === 0) return `at ${edge}`;
      return `${durationNames(Math.abs(rule.offsetMinutes)).en} ${rule.offsetMinutes < 0 ? "before" : "after"} ${edge}`;
    }
  }
}

function chinese(rule: Rule): string {
  switch (rule.kind) {
    case "weekly":
      return `${chineseDays(rule.weekdays)} ${rule.at.join(",")}`;
    case "monthly":
      return `每月${rule.date === "last" ? "最后一天" : `${rule.date}日`} ${rule.at.join(",")}`;
    case "every":
      return intervalNames(rule.minutes).zh;
    case "cron":
      return `cron "${rule.expression}"`;
    case "last-session":
      return `${marketNames[rule.market].zh}本周最后交易日 ${rule.at.join(",")}`;
    case "edge": {
      const edge = marketNames[rule.market].zh + edgeNames[rule.edge].zh;
      if (rule.offsetMinutes === 0) return `${edge}时`;
      return `${edge}${rule.offsetMinutes < 0 ? "前" : "后"}${durationNames(Math.abs(rule.offsetMinutes)).zh}`;
    }
  }
}

function englishDays(weekdays: readonly number[]): string {
  if (weekdays.length === 7) return "daily";
  if (weekdays.join() === "1,2,3,4,5") return "weekdays";
  return weekdays.map((one) => weekdayNames[one - 1]).join(",");
}

function chineseDays(weekdays: readonly number[]): string {
  if (weekdays.length === 7) return "每天";
  if (weekdays.join() === "1,2,3,4,5") return "工作日";
  return `每周${weekdays.map((one) => weekdayCharacters[one - 1]).join("、")}`;
}
