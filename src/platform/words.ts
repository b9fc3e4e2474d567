import type { Catalog } from "../i18n/catalog.ts";

/** What a person is told when a command cannot be understood. */
export const words: Catalog = {
  en: {
    "usage.unknown-command":
      "There is no command “{word}”.{suggested, select, yes { Did you mean “{suggestion}”?} other {}} Commands: {commands}.",
    "usage.unknown-word":
      "/{command} does not know “{word}”.{suggested, select, yes { Did you mean “{suggestion}”?} other {}}{options, plural, =0 { It takes no options.} other { It takes {allowed}.}}",
    "usage.wrong-value":
      "/{command}: “{word}” does not fit {option}.{suggested, select, yes { Did you mean “{suggestion}”?} other {}} It takes {allowed}{told, select, yes {, {expected}} other {}}.",
    "usage.missing-value": "/{command} needs {allowed}; for example {example}.",
    "usage.twice": "/{command}: {option} is given twice; leave out “{word}” or the other one.",
    "usage.number": "{option}: a whole number",
    "usage.words": "{option}: words",
    "usage.flag": "{option}",
    "usage.choices": "{option}: {choices}",
    "platform.failed":
      "{command} could not be answered: something went wrong inside the program, and its operator was told. Try again in a moment.",
  },
  zh: {
    "usage.unknown-command":
      "没有“{word}”这个命令。{suggested, select, yes {您是指“{suggestion}”吗？} other {}}可用命令：{commands}。",
    "usage.unknown-word":
      "/{command} 不认识“{word}”。{suggested, select, yes {您是指“{suggestion}”吗？} other {}}{options, plural, =0 {该命令没有选项。} other {可用选项：{allowed}。}}",
    "usage.wrong-value":
      "/{command}：“{word}”不适用于{option}。{suggested, select, yes {您是指“{suggestion}”吗？} other {}}可用：{allowed}{told, select, yes {，{expected}} other {}}。",
    "usage.missing-value": "/{command} 需要{allowed}，例如 {example}。",
    "usage.twice": "/{command}：{option}重复，请去掉“{word}”或另一个。",
    "usage.number": "{option}：整数",
    "usage.words": "{option}：文字",
    "usage.flag": "{option}",
    "usage.choices": "{option}：{choices}",
    "platform.failed": "无法回答{command}：程序内部出错，已通知管理员，请稍后再试。",
  },
};
