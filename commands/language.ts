import type { Option } from "../src/platform/command.ts";

/** The language of answers and posts. */
export const languageOption: Option = {
  name: "language",
  zh: "语言",
  kind: "choice",
  choices: [
    { value: "en", en: "English", aliases: ["english", "英文", "英语"] },
    { value: "zh", en: "Chinese", aliases: ["chinese", "中文"] },
    { value: "both", en: "Both", aliases: ["双语"] },
    { value: "auto", en: "As each reader's app", aliases: ["自动", "跟随客户端"] },
  ],
};
