import type { Catalog } from "../../i18n/catalog.ts";

export const messages: Catalog = {
  en: {
    "earnings.title": "Upcoming earnings",
    "earnings.absent": "No earnings dates known from {from} to {to}.",
    "earnings.lead":
      "{count, plural, one {# report is} other {# reports are}} expected {single, select, yes {on {from}} other {from {from} to {to}}}{crowd, select, most {, most of them on {busiest} ({most})} busiest {, {busiest} being the busiest day ({most})} other {}}{sized, select, yes {; the largest: {names}} some {; the largest of known size: {names}} other {: {names}}}.",
    "earnings.named": "{name} ({day})",
    "earnings.day": "{weekday}, {day}",
    "earnings.before-open": "before open",
    "earnings.after-close": "after close",
    "earnings.later": "{count, plural, one {# report} other {# reports}} later, to {to}",
    "earnings.more": "{count, plural, one {# more company reports} other {# more companies report}} on these days.",
  },
  zh: {
    "earnings.title": "财报日历",
    "earnings.absent": "{from}至{to}没有已知的财报日期。",
    "earnings.lead":
      "{single, select, yes {{from}} other {{from}至{to}}}预计有{count}家公司披露业绩{crowd, select, most {，{busiest}最集中（{most}家）} busiest {，{busiest}最多（{most}家）} other {}}{sized, select, yes {；市值居前：{names}} some {；已知市值居前：{names}} other {：{names}}}。",
    "earnings.named": "{name}（{day}）",
    "earnings.day": "{day} {weekday}",
    "earnings.before-open": "盘前",
    "earnings.after-close": "盘后",
    "earnings.later": "更晚的{count}家，至{to}",
    "earnings.more": "这些日期另有{count}家公司披露业绩。",
  },
};
