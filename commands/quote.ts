import * as z from "zod";
import { message } from "../src/i18n/value.ts";
import type { Command } from "../src/platform/command.ts";
import { answer } from "./answer.ts";
import { lineOf, next } from "./follow.ts";
import { instrumentsNamed } from "./own-list.ts";
import type { Services } from "./services.ts";

const schema = z.object({ instrument: z.array(z.string()).min(1).max(10, "at most ten instruments") });
type Values = z.infer<typeof schema>;

export const quote: Command<Services, Values> = {
  name: "quote",
  aliases: ["报价", "查"],
  options: [{ name: "instrument", zh: "标的", kind: "words", required: true, completes: "instrument" }],
  posts: true,
  schema,
  examples: ["/quote NVDA", "/quote 腾讯控股 0700.HK", "/quote BTC ETH"],
  async run({ instrument }, context) {
    const found = await instrumentsNamed(instrument, context);
    const symbols = [...new Set(found.map(({ symbol }) => symbol))];
    return answer(
      {
        name: "quote",
        sections: [{ section: "watchlist", options: { symbols } }],
        heading: message("quote.heading"),
        follow: () => [
          next(
            { id: "follow", command: lineOf("watchlist", "add", ...symbols), changes: true },
            { id: "watchlist", command: "/watchlist" },
          ),
        ],
      },
      context,
    );
  },
  messages: {
    en: {
      "command.quote": "Price and changes of single names, by code, name or pinyin initials",
      "command.quote.instrument": "one or more, such as NVDA, 0700.HK, Tencent or txkg",
      "quote.heading": "Quotes",
      "instrument.near": "{code} ({name})",
      "instrument.unclear":
        "{count, plural, =0 {No instrument here is named “{word}”. Type a code such as NVDA or 0700.HK, a name, or the initials of a Chinese name in pinyin.} other {“{word}” may be one of several: {near}. Type the code of the one you mean.}}",
    },
    zh: {
      "command.quote": "按代码、名称或拼音首字母查询单个标的的价格与涨跌",
      "command.quote.instrument": "一个或多个，例如 NVDA、0700.HK、腾讯 或 txkg",
      "quote.heading": "报价",
      "instrument.near": "{code}（{name}）",
      "instrument.unclear":
        "{count, plural, =0 {没有名为“{word}”的标的。请输入代码（如 NVDA、0700.HK）、名称或拼音首字母。} other {“{word}”可能是：{near}。请输入其代码。}}",
    },
  },
};
