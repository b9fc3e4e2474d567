import * as z from "zod";
import { message } from "../src/i18n/value.ts";
import { spanOfWindow } from "../src/market/changes.ts";
import type { Command, Option } from "../src/platform/command.ts";
import { answer } from "./answer.ts";
import { lineOf, next, pickOf } from "./follow.ts";
import type { Services } from "./services.ts";

const windowOption: Option = {
  name: "window",
  zh: "区间",
  kind: "choice",
  choices: [
    { value: "day", en: "Day", aliases: ["今日", "日", "today"] },
    { value: "week", en: "Week", aliases: ["本周", "周"] },
    { value: "month", en: "Month", aliases: ["本月", "月", "mtd"] },
  ],
};

const schema = z.object({ window: z.enum(["day", "week", "month"]).optional() });
type Values = z.infer<typeof schema>;

export const market: Command<Services, Values> = {
  name: "market",
  aliases: ["行情", "市场", "大盘"],
  options: [windowOption],
  posts: true,
  schema,
  examples: ["/market", "/market day", "/行情"],
  run: (values, context) =>
    answer(
      {
        name: "market",
        sections: ["indices", "crypto-market", "sentiment", "rates-fx"].map((section) => ({ section })),
        heading: message("market.heading"),
        ...(values.window === undefined ? {} : { span: values.window }),
        follow: (edition) => [
          pickOf({
            option: windowOption,
            current: values.window ?? spanOfWindow(edition.window),
            line: (value) => lineOf("market", value),
          }),
          next({ id: "movers", command: "/movers" }, { id: "digest", command: "/digest weekly" }),
        ],
      },
      context,
    ),
  messages: {
    en: {
      "command.market": "Indices, crypto total, sentiment, rates and FX on one page",
      "command.market.window": "stretch the changes are told for",
      "market.heading": "The market on one page",
    },
    zh: {
      "command.market": "一页看指数、加密总市值、情绪、利率与汇率",
      "command.market.window": "涨跌幅区间",
      "market.heading": "市场一览",
    },
  },
};
