import type { Catalog } from "../../i18n/catalog.ts";

export const messages: Catalog = {
  en: {
    "fundamentals.title": "Company figures",
    "fundamentals.absent": "No company figures for this window.",
    "fundamentals.lead": "{company}, {period}: {items}.",
    "fundamentals.item":
      "{metric}{other, select, yes { {period}} other {}}{known, select, yes { {value}} other {}}{compared, plural, =0 {} other { ({changes})}}",
    "fundamentals.yoy": "{change} yoy",
    "fundamentals.qoq": "{change} qoq",
    "fundamentals.mom": "{change} mom",
    "fundamentals.before": "{change} against before",
    "fundamentals.column-yoy": "yoy",
    "fundamentals.column-qoq": "qoq",
    "fundamentals.column-mom": "mom",
    "fundamentals.group":
      "{metric}, yoy: {verdict, select, all {up at all {total}} none {up at none of {total}} other {up at {up} of {total}}} ({items}).",
    "fundamentals.parts-exceed":
      "The printed parts of {whole} at {company} add up to more than the whole; treat them with care.",
    "fundamentals.key-title": "Key figures from announcements ({count})",
    "fundamentals.announced":
      "{qualifier, select, none {} other {{qualifier} }}{value}{measured, select, yes { {measure}} other {}}",
    "fundamentals.key":
      "{entity}: {metric} {value}{compared, select, yes { ({change})} other {}}{dated, select, yes { ({period})} other {}}",
  },
  zh: {
    "fundamentals.title": "公司数据",
    "fundamentals.absent": "本期没有公司数据。",
    "fundamentals.lead": "{company}（{period}）：{items}。",
    "fundamentals.item":
      "{metric}{other, select, yes {（{period}）} other {}}{known, select, yes {{value}} other {}}{compared, plural, =0 {} other {（{changes}）}}",
    "fundamentals.yoy": "同比{change}",
    "fundamentals.qoq": "环比{change}",
    "fundamentals.mom": "环比{change}",
    "fundamentals.before": "较此前{change}",
    "fundamentals.column-yoy": "同比",
    "fundamentals.column-qoq": "环比",
    "fundamentals.column-mom": "月环比",
    "fundamentals.group":
      "{metric}同比：{verdict, select, all {{total}家全部增长} none {{total}家无一增长} other {{total}家中{up}家增长}}（{items}）。",
    "fundamentals.parts-exceed": "{company}的{whole}各分项之和超过总额，请谨慎使用。",
    "fundamentals.key-title": "公告中的关键数字（{count}）",
    "fundamentals.announced":
      "{worded, select, yes {{sure, select, yes {} more_than {超过} nearly {近} up_to {最高} first_time_above {首次超过} other {}}{printed}} other {{value}{measured, select, yes { {measure}} other {}}}}",
    "fundamentals.key":
      "{entity}：{metric} {value}{compared, select, yes {（{change}）} other {}}{dated, select, yes {（{period}）} other {}}",
  },
};
