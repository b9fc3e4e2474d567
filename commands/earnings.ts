import * as z from "zod";
import { message } from "../src/i18n/value.ts";
import type { Command, Option } from "../src/platform/command.ts";
import { answer } from "./answer.ts";
import { lineOf, pickOf } from "./follow.ts";
import { ownSymbols } from "./own-list.ts";
import type { Services } from "./services.ts";

const whenOption: Option = {
  name: "when",
  zh: "日期",
  kind: "choice",
  choices: [
    { value: "today", en: "Today", aliases: ["今日", "今天", "day"] },
    { value: "tomorrow", en: "Tomorrow", aliases: ["明日", "明天"] },
    { value: "week", en: "This week", aliases: ["本周", "周"] },
    { value: "next", en: "Next week", aliases: ["下周", "nextweek"] },
    { value: "ahead", en: "All ahead", aliases: ["未来"] },
  ],
};
const marketOption: Option = {
  name: "market",
  zh: "市场",
  kind: "choice",
  choices: [
    { value: "all", en: "All markets", aliases: ["全部"] },
    { value: "us", en: "US", aliases: ["美股"] },
    { value: "hk", en: "Hong Kong", aliases: ["港股"] },
    { value: "cn", en: "A shares", aliases: ["A股"] },
    { value: "tw", en: "Taiwan", aliases: ["台股"] },
    { value: "watchlist", en: "Watch list", aliases: ["自选", "观察名单"] },
  ],
};

const schema = z.object({
  when: z.enum(["today", "tomorrow", "week", "next", "ahead"]).optional(),
  market: z.enum(["all", "us", "hk", "cn", "tw", "watchlist"]).optional(),
  top: z.number().int().min(1, "from 1 to 50").max(50, "from 1 to 50").optional(),
});
type Values = z.infer<typeof schema>;

export const earnings: Command<Services, Values> = {
  name: "earnings",
  aliases: ["财报", "业绩"],
  options: [whenOption, marketOption, { name: "top", zh: "数量", kind: "number" }],
  posts: true,
  schema,
  examples: ["/earnings", "/earnings next watchlist", "/earnings today us", "/earnings 下周"],
  async run(values, context) {
    const options = {
      ...(values.when === undefined || values.when === "ahead" ? {} : { when: values.when }),
      ...(values.market === undefined || values.market === "all" ? {} : { market: values.market }),
      ...(values.market === "watchlist" ? ownSymbols(context) : {}),
      top: values.top ?? 10,
    };
    return answer(
      {
        name: "earnings",
        sections: [{ section: "earnings", options }],
        heading: message("earnings.heading", { when: values.when ?? "ahead" }),
        follow: () => [
          pickOf({
            option: whenOption,
            current: values.when ?? "ahead",
            line: (value) => lineOf("earnings", value, values.market, values.top),
          }),
          pickOf({
            option: marketOption,
            current: values.market ?? "all",
            line: (value) => lineOf("earnings", values.when, value, values.top),
          }),
        ],
        unshared: values.market === "watchlist",
      },
      context,
    );
  },
  messages: {
    en: {
      "command.earnings": "Company reports ahead, by day, largest first",
      "command.earnings.when": "which days; without it, all known ahead",
      "command.earnings.market": "one market, or only names on a watch list",
      "command.earnings.top": "names a day, 1 to 50 (default 10)",
      "earnings.heading":
        "{when, select, today {Earnings today} tomorrow {Earnings tomorrow} week {Earnings this week} next {Earnings next week} other {Earnings ahead}}",
    },
    zh: {
      "command.earnings": "即将披露的业绩，按日期与市值排序",
      "command.earnings.when": "日期；不填则为全部已知",
      "command.earnings.market": "某一市场，或仅观察名单",
      "command.earnings.top": "每日数量，1至50（默认10）",
      "earnings.heading":
        "{when, select, today {今日财报} tomorrow {明日财报} week {本周财报} next {下周财报} other {财报日历}}",
    },
  },
};
