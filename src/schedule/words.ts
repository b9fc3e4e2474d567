import type { Catalog } from "../i18n/catalog.ts";

/** What a person is told when a schedule cannot be understood or kept. */
export const words: Catalog = {
  en: {
    "schedule.forms":
      'A schedule reads like: daily 08:00 · weekdays 08:00,16:30 · fri 17:00 · monthly last 17:00 · every 4h · 30m after us close · last session of week 17:00 · cron "0 8 * * 1-5". It may end with “tz Asia/Shanghai” and “skip holidays us”.',
    "schedule.empty": "When? {forms}",
    "schedule.too-long": "That is too long for a schedule: {count} characters, at most {most}. {forms}",
    "schedule.unknown-word":
      "“{word}” is no word of a schedule.{suggested, select, yes { Did you mean “{suggestion}”?} other {}} {forms}",
    "schedule.wrong-time":
      "“{word}” is no time of day. Write 00:00 to 23:59, 8am or 5pm{suggested, select, yes {; perhaps “{suggestion}”} other {}}.",
    "schedule.unknown-zone":
      "There is no time zone “{word}”.{suggested, select, yes { Did you mean “{suggestion}”?} other {}} Write it like Asia/Shanghai, America/New_York or UTC.",
    "schedule.zone-offset":
      "“{word}” is a distance from UTC, not a time zone. For that clock all year round write “{zone}”{turned, select, yes { (in these names the sign is turned round)} other {}}; where clocks are moved in summer, the place, such as Europe/Berlin.",
    "schedule.wrong-cron":
      "“{word}” does not fit the {field, select, minute {minute} hour {hour} date {date} month {month} other {weekday}} of a cron line: it takes {from} to {to}, lists 1,3, ranges 1-5, steps */15.",
    "schedule.short-cron":
      'A cron line has five fields, minute hour date month weekday, as in “cron "0 8 * * 1-5"”; this one has {count}.',
    "schedule.wrong-date": "No month has a day {word}: write 1 to 31, or last.",
    "schedule.twice": "“{first}” and “{second}” say the same thing twice: leave one out.",
    "schedule.mixed": "“{first}” and “{second}” are two schedules: make one of each.",
    "schedule.stray": "“{word}” has no place beside “{head}”. {forms}",
    "schedule.needs-days": "On which days? For example “daily {time}” or “weekdays {time}”.",
    "schedule.needs-time": "At what time? For example “{head} 08:00”.",
    "schedule.needs-date": "On which day of the month? For example “monthly 1 09:00” or “monthly last 17:00”.",
    "schedule.one-date":
      "“{word}” is not one day of the month. Monthly takes one, 1 to 31 or last, as in “monthly 15 09:00” or “monthly last 17:00”; for two days, make two subscriptions.",
    "schedule.every-other":
      "“{word}” is not possible: a schedule goes by every week or every month. Take every week, as in “fri 17:00”, or a day of the month, as in “monthly 15 09:00”.",
    "schedule.needs-edge": "Open or close? For example “15m before {market} open” or “30m after {market} close”.",
    "schedule.needs-side": "Before or after? For example “{duration} after {market} {edge}”.",
    "schedule.needs-market": "Holidays of which market? Write “skip holidays us”, or hk, cn or tw.",
    "schedule.wrong-offset": "“{word}” is too far from the session: at most 12 hours before or after.",
    "schedule.uneven":
      "“{word}” does not divide a day, so that its times would differ from day to day. Take “{lower}” or “{higher}”.",
    "schedule.too-rare": "“{word}” is longer than the 12 hours an interval may have. Take “daily 08:00” or given days.",
    "schedule.impossible": "“{word}” never happens: no month it names has such a day.",
    "schedule.too-dense":
      "That is due every {minutes, plural, one {minute} other {# minutes}}; a schedule keeps at least {minimum} minutes between two messages. Take “every {minimum}m” or fewer times.",
  },
  zh: {
    "schedule.forms":
      '时间可以这样写：每天 08:00 · 工作日 08:00,16:30 · 每周五 17:00 · 每月最后一天 17:00 · 每4小时 · 美股收盘后30分钟 · 本周最后交易日 17:00 · cron "0 8 * * 1-5"。末尾可加“时区 Asia/Shanghai”和“遇美股休市跳过”。',
    "schedule.empty": "什么时候发送？{forms}",
    "schedule.too-long": "这段时间描述太长：{count} 个字符，最多 {most} 个。{forms}",
    "schedule.unknown-word": "看不懂“{word}”。{suggested, select, yes {您是指“{suggestion}”吗？} other {}}{forms}",
    "schedule.wrong-time":
      "“{word}”不是一天中的时刻。请写 00:00 至 23:59，或 8点、下午5点{suggested, select, yes {；也许是“{suggestion}”} other {}}。",
    "schedule.unknown-zone":
      "没有“{word}”这个时区。{suggested, select, yes {您是指“{suggestion}”吗？} other {}}请写成 Asia/Shanghai、America/New_York 或 UTC。",
    "schedule.zone-offset":
      "“{word}”是与UTC的时差，不是时区。全年使用这一时差请写“{zone}”{turned, select, yes {（此类名称正负号相反）} other {}}；实行夏令时的地方请写地名，例如 Europe/Berlin。",
    "schedule.wrong-cron":
      "“{word}”不能用作 cron 的{field, select, minute {分钟} hour {小时} date {日期} month {月份} other {星期}}：可用 {from} 至 {to}、列表 1,3、范围 1-5、步长 */15。",
    "schedule.short-cron": 'cron 有五项：分 时 日 月 星期，例如“cron "0 8 * * 1-5"”；这里有 {count} 项。',
    "schedule.wrong-date": "没有哪个月有 {word} 日：请写 1 至 31，或最后一天。",
    "schedule.twice": "“{first}”和“{second}”说的是同一件事，请去掉一个。",
    "schedule.mixed": "“{first}”和“{second}”是两个不同的时间安排，请分开设置。",
    "schedule.stray": "“{word}”不能和“{head}”连用。{forms}",
    "schedule.needs-days": "哪几天？例如“每天 {time}”或“工作日 {time}”。",
    "schedule.needs-time": "几点？例如“{head} 08:00”。",
    "schedule.needs-date": "每月哪一天？例如“每月1日 09:00”或“每月最后一天 17:00”。",
    "schedule.one-date":
      "“{word}”不是每月中的某一日。每月只能指定一天：1 至 31 日或最后一天，例如“每月15日 09:00”或“每月最后一天 17:00”；两天请分成两项订阅。",
    "schedule.every-other":
      "无法设置“{word}”：只能按每周或每月发送。请改为每周，例如“每周五 17:00”，或每月某日，例如“每月15日 09:00”。",
    "schedule.needs-edge": "开盘还是收盘？例如“{market}开盘前15分钟”或“{market}收盘后30分钟”。",
    "schedule.needs-side": "之前还是之后？例如“{market}{edge}后{duration}”。",
    "schedule.needs-market": "哪个市场的休市日？请写“遇美股休市跳过”，或港股、A股、台股。",
    "schedule.wrong-offset": "“{word}”离开盘或收盘太远：最多前后12小时。",
    "schedule.uneven": "“{word}”不能整除一天，每天的时刻会不同。请用“{lower}”或“{higher}”。",
    "schedule.too-rare": "“{word}”超过间隔的上限12小时。请用“每天 08:00”或指定日期。",
    "schedule.impossible": "“{word}”永远不会到来：所写的月份没有这一天。",
    "schedule.too-dense":
      "这样每{minutes}分钟就要发送一次；两条消息之间至少相隔 {minimum} 分钟。请用“每{minimum}分钟”或减少时刻。",
  },
};
