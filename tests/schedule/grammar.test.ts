import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createMessageBook } from "../../src/i18n/catalog.ts";
import { locales } from "../../src/i18n/locale.ts";
import { createSpeaker } from "../../src/i18n/speaker.ts";
import { refuseUnkeepable } from "../../src/schedule/density.ts";
import { printSchedule } from "../../src/schedule/grammar/print.ts";
import { readSchedule } from "../../src/schedule/grammar/read.ts";
import { ScheduleError } from "../../src/schedule/mistake.ts";
import { type Rule, Schedule } from "../../src/schedule/schedule.ts";
import { words } from "../../src/schedule/words.ts";
import { calendars, everyDay, schedules } from "./samples.ts";

const options = { zone: "Europe/London", calendars };
const read = (text: string) => readSchedule(text, options);

const weekly = (weekdays: readonly number[], ...at: string[]): Rule => ({ kind: "weekly", weekdays, at });
const monthly = (date: number | "last", ...at: string[]): Rule => ({ kind: "monthly", date, at });
const every = (minutes: number): Rule => ({ kind: "every", minutes });
const edge = (market: "us" | "hk" | "cn" | "tw", side: "open" | "close", offsetMinutes: number): Rule => ({
  kind: "edge",
  market,
  edge: side,
  offsetMinutes,
});
const workdays = [1, 2, 3, 4, 5];

describe("rules in English", () => {
  it.each<[string, Rule]>([
    ["daily 08:00", weekly(everyDay, "08:00")],
    ["every day at 8am", weekly(everyDay, "08:00")],
    ["weekdays 08:00,16:30", weekly(workdays, "08:00", "16:30")],
    ["every weekday 8am and 4:30pm", weekly(workdays, "08:00", "16:30")],
    ["weekdays 16:30 08:00", weekly(workdays, "08:00", "16:30")],
    ["fri 17:00", weekly([5], "17:00")],
    ["every friday at 5pm", weekly([5], "17:00")],
    ["Fridays 5 PM", weekly([5], "17:00")],
    ["mon,wed 9:30", weekly([1, 3], "09:30")],
    ["mon-fri 8:00", weekly(workdays, "08:00")],
    ["sat to mon noon", weekly([1, 6, 7], "12:00")],
    ["weekends midnight", weekly([6, 7], "00:00")],
    ["daily 12am, 12pm", weekly(everyDay, "00:00", "12:00")],
    ["monthly last 17:00", monthly("last", "17:00")],
    ["monthly 1 09:00", monthly(1, "09:00")],
    ["every month on the 15th 9am", monthly(15, "09:00")],
    ["every 4h", every(240)],
    ["every 15m", every(15)],
    ["every 2 hours", every(120)],
    ["every half hour", every(30)],
    ["hourly", every(60)],
    ['cron "0 8 * * 1-5"', { kind: "cron", expression: "0 8 * * 1-5" }],
    ["cron 0 8 * * MON-FRI", { kind: "cron", expression: "0 8 * * mon-fri" }],
    ["cron “0  8 * * 1-5”", { kind: "cron", expression: "0 8 * * 1-5" }],
    ["30m after us close", edge("us", "close", 30)],
    ["after us close 30 minutes", edge("us", "close", 30)],
    ["1h30m after the US market close", edge("us", "close", 90)],
    ["15m before hk open", edge("hk", "open", -15)],
    ["at tw close", edge("tw", "close", 0)],
    ["30m after close", edge("us", "close", 30)],
    ["last session of week 17:00", { kind: "last-session", market: "us", at: ["17:00"] }],
    ["last hk session of the week 17:00", { kind: "last-session", market: "hk", at: ["17:00"] }],
    ["cn last session of week 15:30", { kind: "last-session", market: "cn", at: ["15:30"] }],
  ])("%s", (text, rule) => {
    expect(read(text)).toEqual({ version: 1, rule, zone: "Europe/London" });
  });
});

describe("rules in Chinese", () => {
  it.each<[string, Rule]>([
    ["每天 08:00", weekly(everyDay, "08:00")],
    ["每天８：００", weekly(everyDay, "08:00")],
    ["每日8点", weekly(everyDay, "08:00")],
    ["每天上午八点半", weekly(everyDay, "08:30")],
    ["每天下午5点", weekly(everyDay, "17:00")],
    ["每天下午5:15", weekly(everyDay, "17:15")],
    ["每天晚上8点20分", weekly(everyDay, "20:20")],
    ["每天中午12点、凌晨12点", weekly(everyDay, "00:00", "12:00")],
    ["工作日 08:00，16:30", weekly(workdays, "08:00", "16:30")],
    ["每个工作日8点和16点半", weekly(workdays, "08:00", "16:30")],
    ["每周五 17:00", weekly([5], "17:00")],
    ["星期五 17:00", weekly([5], "17:00")],
    ["每周一、三、五 9:30", weekly([1, 3, 5], "09:30")],
    ["周一周四 9:30", weekly([1, 4], "09:30")],
    ["周一至周五 8:00", weekly(workdays, "08:00")],
    ["周二二十点", weekly([2], "20:00")],
    ["周五十点", weekly([5], "10:00")],
    ["周末 10:00", weekly([6, 7], "10:00")],
    ["每月最后一天 17:00", monthly("last", "17:00")],
    ["每月1日 09:00", monthly(1, "09:00")],
    ["每月15号上午九点", monthly(15, "09:00")],
    ["每4小时", every(240)],
    ["每隔两个小时", every(120)],
    ["每十五分钟", every(15)],
    ["每小时", every(60)],
    ["每半小时", every(30)],
    ['cron "0 8 * * 1-5"', { kind: "cron", expression: "0 8 * * 1-5" }],
    ["美股收盘后30分钟", edge("us", "close", 30)],
    ["美股收盘后半小时", edge("us", "close", 30)],
    ["港股开盘前15分钟", edge("hk", "open", -15)],
    ["A股收盘后1小时", edge("cn", "close", 60)],
    ["台股收盘时", edge("tw", "close", 0)],
    ["本周最后交易日 17:00", { kind: "last-session", market: "us", at: ["17:00"] }],
    ["港股每周最后一个交易日 17:00", { kind: "last-session", market: "hk", at: ["17:00"] }],
  ])("%s", (text, rule) => {
    expect(read(text)).toEqual({ version: 1, rule, zone: "Europe/London" });
  });
});

describe("zones and holidays", () => {
  it.each([
    ["daily 08:00 tz Asia/Shanghai", "Asia/Shanghai", undefined],
    ["tz asia/shanghai daily 08:00", "Asia/Shanghai", undefined],
    ["daily 08:00 tz utc skip holidays us", "UTC", "us"],
    ["daily 08:00 skip hk holidays", "Europe/London", "hk"],
    ["每天 08:00 时区 Asia/Shanghai", "Asia/Shanghai", undefined],
    ["每天 08:00，时区：Asia/Shanghai，遇美股休市跳过", "Asia/Shanghai", "us"],
    ["每天08:00时区纽约遇港股休市跳过", "America/New_York", "hk"],
    ["每天北京时间8点 跳过A股休市日", "Asia/Shanghai", "cn"],
  ])("%s", (text, zone, skipHolidays) => {
    const rule = weekly(everyDay, "08:00");
    expect(read(text)).toEqual({ version: 1, rule, zone, ...(skipHolidays && { skipHolidays }) });
  });
});

describe("a mistake", () => {
  const mistakeIn = (text: string): ScheduleError => {
    try {
      return expect.fail(`"${text}" was read as ${JSON.stringify(read(text))}`);
    } catch (error) {
      if (error instanceof ScheduleError) return error;
      throw error;
    }
  };

  it.each([
    ["", "empty", "A schedule says when, as in daily 08:00."],
    ["tz UTC", "empty", "A schedule says when, as in daily 08:00."],
    ["dayly 08:00", "unknown-word", '"dayly" is no word of a schedule. Did you mean "daily"?'],
    ["每填 08:00", "unknown-word", '"每填" is no word of a schedule. Did you mean "每天"?'],
    ["daily 08:00 constructor", "unknown-word", '"constructor" is no word of a schedule.'],
    ["daily 25:00", "wrong-time", '"25:00" is no time of day: write 00:00 to 23:59, 8am or 5pm.'],
    ["daily 8", "wrong-time", '"8" is no time of day: write 00:00 to 23:59, 8am or 5pm. Perhaps "08:00".'],
    ["daily 1630", "wrong-time", '"1630" is no time of day: write 00:00 to 23:59, 8am or 5pm. Perhaps "16:30".'],
    ["daily 13pm", "wrong-time", '"13pm" is no time of day: write 00:00 to 23:59, 8am or 5pm.'],
    ["每天25点", "wrong-time", '"25点" is no time of day: write 00:00 to 23:59, 8am or 5pm.'],
    ["daily 08:00 tz shanghai", "unknown-zone", 'There is no time zone "shanghai". Did you mean "Asia/Shanghai"?'],
    [
      "daily 08:00 tz Asia/Shangai",
      "unknown-zone",
      'There is no time zone "asia/shangai". Did you mean "Asia/Shanghai"?',
    ],
    ["daily 08:00 tz +08:00", "zone-offset", '"+08:00" is a distance from UTC, not a time zone: write Asia/Shanghai.'],
    ["daily 08:00 tz UTC+8", "zone-offset", '"utc+8" is a distance from UTC, not a time zone: write Asia/Shanghai.'],
    ["daily 08:00 tz GMT+8", "zone-offset", '"gmt+8" is a distance from UTC, not a time zone: write Asia/Shanghai.'],
    ["每天 08:00 时区 UTC+9", "zone-offset", '"utc+9" is a distance from UTC, not a time zone: write Asia/Tokyo.'],
    ["daily 08:00 tz UTC-5", "zone-offset", '"utc-5" is a distance from UTC, not a time zone: write Etc/GMT+5.'],
    [
      "daily 08:00 tz UTC+5:30",
      "zone-offset",
      '"utc+5:30" is a distance from UTC, not a time zone: write Asia/Kolkata.',
    ],
    ["daily 08:00 tz UTC-0", "zone-offset", '"utc-0" is a distance from UTC, not a time zone: write UTC.'],
    ["daily 08:00 tz UTC+25", "unknown-zone", 'There is no time zone "utc+25".'],
    ["daily 8h", "wrong-time", '"8h" is no time of day: write 00:00 to 23:59, 8am or 5pm. Did you mean "08:00"?'],
    ["30m", "wrong-time", '"30m" is no time of day: write 00:00 to 23:59, 8am or 5pm.'],
    ["fri 17:00 both", "unknown-word", '"both" is no word of a schedule. Did you mean "lang both"?'],
    ["每周五 17:00 双语", "unknown-word", '"双语" is no word of a schedule. Did you mean "语言 双语"?'],
    ["monthly 15,30 09:00", "one-date", '"monthly 15,30" is not one day of the month: write 1 to 31, or last.'],
    [
      "every month on the 1st and 15th 9am",
      "one-date",
      '"every month on the 1st and 15th" is not one day of the month: write 1 to 31, or last.',
    ],
    ["monthly 15 30 09:00", "one-date", '"monthly 15 30" is not one day of the month: write 1 to 31, or last.'],
    ["monthly 15 9", "wrong-time", '"9" is no time of day: write 00:00 to 23:59, 8am or 5pm. Perhaps "09:00".'],
    ["每月1日 15日 9点", "one-date", '"每月1日 15日" is not one day of the month: write 1 to 31, or last.'],
    ["每月1日、15日 09:00", "one-date", '"每月1日、15日" is not one day of the month: write 1 to 31, or last.'],
    [
      "monthly first monday 9:00",
      "one-date",
      '"monthly first monday" is not one day of the month: write 1 to 31, or last.',
    ],
    ["the last friday 17:00", "one-date", '"the last friday" is not one day of the month: write 1 to 31, or last.'],
    ["每月第一个周一 9:00", "one-date", '"每月第一个周一" is not one day of the month: write 1 to 31, or last.'],
    [
      "every other friday 9:00",
      "every-other",
      '"every other friday" is not possible: take every week, or a day of the month.',
    ],
    [
      "every 2 weeks fri 9:00",
      "every-other",
      '"every 2 weeks" is not possible: take every week, or a day of the month.',
    ],
    ["隔周五 9:00", "every-other", '"隔周五" is not possible: take every week, or a day of the month.'],
    ["每两周 周五 9:00", "every-other", '"每两周" is not possible: take every week, or a day of the month.'],
    ['cron "99 8 * * *"', "wrong-cron", '"99" does not fit the minute of a cron line: it takes 0 to 59.'],
    ['cron "0 8 * *"', "short-cron", "A cron line has five fields; this one has 4."],
    ["cron", "short-cron", "A cron line has five fields; this one has 0."],
    ["monthly 32 09:00", "wrong-date", "No month has a day 32: write 1 to 31, or last."],
    ["daily 08:00 tz UTC tz UTC", "twice", '"tz utc" and "tz utc" say the same thing twice.'],
    ["monthly 1 09:00 monthly 2", "twice", '"monthly 1" and "monthly 2" say the same thing twice.'],
    ["daily every 4h", "mixed", '"daily" and "every 4h" are two schedules: make one of each.'],
    ["every 4h 08:00", "stray", '"08:00" has no place beside "every 4h".'],
    ["daily 08:00 us", "stray", '"us" has no place beside "daily".'],
    ["17:00", "needs-days", "On which days? For example daily 17:00."],
    ["weekdays", "needs-time", "At what time? For example weekdays 08:00."],
    ["monthly 09:00", "needs-date", "On which day of the month? For example monthly 1 09:00 or monthly last 17:00."],
    ["30m us", "needs-edge", "Open or close? For example 30m after us close."],
    ["30m hk open", "needs-side", "Before or after? For example 30m after hk open."],
    ["daily 08:00 skip holidays", "needs-market", "Holidays of which market? Write skip holidays us, or hk, cn or tw."],
    ["20h after us close", "wrong-offset", '"20h" is too far from the session: at most 12 hours.'],
    ["every 7h", "uneven", '"every 7h" does not divide a day: take "every 6h" or "every 8h".'],
    ["every 24h", "too-rare", '"every 24h" is longer than 12 hours: take daily 08:00 or given days.'],
    ['cron "0 0 30 2 *"', "impossible", '"0 0 30 2 *" never happens: no month it names has such a day.'],
    ["every 2m", "too-dense", "This schedule is due every 2 min; it must keep at least 5 min between two messages."],
  ])("in “%s” is %s", (text, id, plain) => {
    const mistake = mistakeIn(text);
    expect([mistake.id, mistake.message, mistake.said.id]).toEqual([id, plain, `schedule.${id}`]);
  });

  it.each([
    [
      "daily 08:00 tz shanghai",
      "There is no time zone “shanghai”. Did you mean “Asia/Shanghai”? Write it like Asia/Shanghai, America/New_York or UTC.",
      "没有“shanghai”这个时区。您是指“Asia/Shanghai”吗？请写成 Asia/Shanghai、America/New_York 或 UTC。",
    ],
    [
      "every 7h",
      "“every 7h” does not divide a day, so that its times would differ from day to day. Take “every 6h” or “every 8h”.",
      "“every 7h”不能整除一天，每天的时刻会不同。请用“每6小时”或“每8小时”。",
    ],
    ["45m us close", "Before or after? For example “45m after us close”.", "之前还是之后？例如“美股收盘后45分钟”。"],
    [
      'cron "0 8 * * 9"',
      "“9” does not fit the weekday of a cron line: it takes 0 to 7, lists 1,3, ranges 1-5, steps */15.",
      "“9”不能用作 cron 的星期：可用 0 至 7、列表 1,3、范围 1-5、步长 */15。",
    ],
    [
      'cron "* * * * *"',
      "That is due every minute; a schedule keeps at least 5 minutes between two messages. Take “every 5m” or fewer times.",
      "这样每1分钟就要发送一次；两条消息之间至少相隔 5 分钟。请用“每5分钟”或减少时刻。",
    ],
  ])("in “%s” is told in the person's language", (text, en, zh) => {
    const book = createMessageBook([words]);
    const { said } = mistakeIn(text);
    expect([createSpeaker(book, "en").say(said), createSpeaker(book, "zh").say(said)]).toEqual([en, zh]);
  });

  it("shows forms that can be typed as they stand", () => {
    const book = createMessageBook([words]);
    for (const locale of locales) {
      const [, shown = ""] = book.text("schedule.forms", {}, locale).split(/: |：/);
      const examples = shown.split(/\. |。/)[0]?.split(" · ") ?? [];
      expect(examples).toHaveLength(8);
      for (const example of examples) expect(printSchedule(read(example), locale)).toContain("Europe/London");
    }
  });

  it("is found in any text, quickly, and is never anything but a mistake", () => {
    const pieces = fc.constantFrom(
      "every",
      "每",
      "周",
      "一",
      "8",
      ":",
      "00",
      "点",
      "last",
      "us",
      "cron",
      '"',
      "tz",
      " ",
      ",",
      "、",
      "\n",
      "𝟘",
      "é",
      "(",
      "*",
    );
    const texts = fc.oneof(
      fc.string({ unit: "grapheme", maxLength: 400 }),
      fc.array(pieces, { maxLength: 150 }).map((all) => all.join("")),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const start = performance.now();
        let schedule: Schedule | undefined;
        try {
          schedule = read(text);
        } catch (error) {
          if (!(error instanceof ScheduleError)) throw error;
        }
        if (schedule !== undefined) expect(Schedule.parse(schedule)).toEqual(schedule);
        expect(performance.now() - start).toBeLessThan(250);
      }),
      { numRuns: 500 },
    );
  });
});

describe("a printed schedule", () => {
  it.each([
    [
      "weekdays 8:00,16:30 skip holidays hk",
      "weekdays 08:00,16:30 tz Europe/London skip holidays hk",
      "工作日 08:00,16:30 时区 Europe/London 遇港股休市跳过",
    ],
    ["sun,mon 9am", "mon,sun 09:00 tz Europe/London", "每周一、日 09:00 时区 Europe/London"],
    ["monthly 31 17:00", "monthly 31 17:00 tz Europe/London", "每月31日 17:00 时区 Europe/London"],
    ["every 90m", "every 90m tz Europe/London", "每90分钟 时区 Europe/London"],
    ["60m after us close", "1h after us close tz Europe/London", "美股收盘后1小时 时区 Europe/London"],
    [
      "last session of week 17:00",
      "last us session of week 17:00 tz Europe/London",
      "美股本周最后交易日 17:00 时区 Europe/London",
    ],
  ])("%s reads %s, %s", (text, en, zh) => {
    const schedule = read(text);
    expect([printSchedule(schedule, "en"), printSchedule(schedule, "zh")]).toEqual([en, zh]);
  });

  it("reads back as the same schedule in both languages", () => {
    const saved = schedules.filter((schedule) => {
      try {
        refuseUnkeepable(schedule, calendars);
        return true;
      } catch (error) {
        if (error instanceof ScheduleError) return false;
        throw error;
      }
    });
    fc.assert(
      fc.property(saved, (schedule) => {
        expect(readSchedule(printSchedule(schedule, "en"), options)).toEqual(schedule);
        expect(readSchedule(printSchedule(schedule, "zh"), options)).toEqual(schedule);
        expect(Schedule.parse(schedule)).toEqual(schedule);
      }),
      { numRuns: 1000 },
    );
  });
});
