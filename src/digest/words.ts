import type { Catalog } from "../i18n/catalog.ts";

/** Words of the edition's frame. */
export const words: Catalog = {
  en: {
    "digest.daily": "Market daily",
    "digest.weekly": "Market weekly",
    "digest.monthly": "Market monthly",
    "digest.crypto": "Crypto digest",
    "digest.earnings": "Earnings digest",
    "digest.custom": "Market digest",
    "edition.title": "{digest} · {window}",
    "edition.demo": "DEMO · recorded figures of {day}, not the market of today.",
    "edition.faults":
      "{count, plural, one {# row was} other {# rows were}} left out as unreadable; “closing-bell import DIR --dry-run” says which and why.",
    "edition.unanswered":
      "{count, plural, one {# reading or source was} other {# readings or sources were}} left out: not answered, not readable, or too old.",
    "edition.id": "Edition {id} · sources named under the figures.",
    "edition.disclaimer":
      "Facts and figures for information only; no investment advice. Sources may revise their figures.",
    "edition.failed":
      "This section could not be composed because of an error in the program; the other sections are not affected.",
  },
  zh: {
    "digest.daily": "市场日报",
    "digest.weekly": "市场周报",
    "digest.monthly": "市场月报",
    "digest.crypto": "加密资产简报",
    "digest.earnings": "财报简报",
    "digest.custom": "市场简报",
    "edition.title": "{digest} · {window}",
    "edition.demo": "演示版 · 数据为{day}的历史记录，并非当前行情。",
    "edition.faults": "有{count}行因无法读取而未采用；运行“closing-bell import 目录 --dry-run”可查看位置与原因。",
    "edition.unanswered": "有{count}项读数或来源未采用：未响应、无法读取或已过时。",
    "edition.id": "版本{id} · 资料来源见各表下方。",
    "edition.disclaimer": "以上为事实与数据，仅供参考，不构成投资建议。数据来源可能修订数据。",
    "edition.failed": "本板块因程序错误未能生成，其他板块不受影响。",
  },
};
