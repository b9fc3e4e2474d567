import type { Catalog } from "../../i18n/catalog.ts";

export const messages: Catalog = {
  en: {
    "calendar.title": "Events ahead",
    "calendar.absent": "No conferences or macro dates are known after this window.",
    "calendar.lead": "{count, plural, one {# event} other {# events}} ahead: {items}.",
    "calendar.named": "{title} ({day})",
  },
  zh: {
    "calendar.title": "近期事件",
    "calendar.absent": "本期之后没有已知的会议或宏观日期。",
    "calendar.lead": "后续{count}项事件：{items}。",
    "calendar.named": "{title}（{day}）",
  },
};
