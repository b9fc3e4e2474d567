import * as z from "zod";
import type { Actions } from "../src/document/node.ts";
import { message, type Value } from "../src/i18n/value.ts";
import { spanOfWindow } from "../src/market/changes.ts";
import type { Command, Option } from "../src/platform/command.ts";
import { answer } from "./answer.ts";
import { lineOf, pickOf } from "./follow.ts";
import { ownSymbols } from "./own-list.ts";
import type { Services } from "./services.ts";

const classes = [
  { value: "us", en: "US", aliases: ["美股", "usa", "stocks", "美国"] },
  { value: "hk", en: "Hong Kong", aliases: ["港股", "香港", "hongkong"] },
  { value: "cn", en: "A shares", aliases: ["A股", "中国", "ashare", "ashares"] },
  { value: "tw", en: "Taiwan", aliases: ["台股", "台湾", "taiwan"] },
  { value: "crypto", en: "Crypto", aliases: ["加密", "币圈", "数字货币", "加密货币", "coins"] },
  { value: "etf", en: "Spot ETFs", aliases: ["现货ETF", "etfs", "基金"] },
  { value: "web3", en: "Web3", aliases: ["Web3板块", "区块链"] },
  { value: "ai", en: "AI", aliases: ["AI板块", "人工智能"] },
  { value: "watchlist", en: "Watch list", aliases: ["自选", "观察名单"] },
] as const;

const windows = [
  { value: "1h", en: "1 hour", aliases: ["1小时"] },
  { value: "24h", en: "24 hours", aliases: ["24小时"] },
  { value: "day", en: "Day", aliases: ["1d", "当日", "日", "今日", "today"] },
  { value: "7d", en: "7 days", aliases: ["7日", "7天"] },
  { value: "week", en: "Week", aliases: ["1w", "本周", "周"] },
  { value: "30d", en: "30 days", aliases: ["30日", "30天"] },
  { value: "month", en: "Month", aliases: ["1m", "mtd", "本月", "月"] },
  { value: "ytd", en: "Year", aliases: ["今年以来", "年", "今年", "year"] },
] as const;

const classOption: Option = { name: "class", zh: "类别", kind: "choice", choices: classes };
const windowOption: Option = { name: "window", zh: "区间", kind: "choice", choices: windows };
const directionOption: Option = {
  name: "direction",
  zh: "方向",
  kind: "choice",
  choices: [
    { value: "both", en: "Both", aliases: ["双向", "涨跌"] },
    { value: "gainers", en: "Gainers", aliases: ["涨幅", "up", "涨"] },
    { value: "losers", en: "Losers", aliases: ["跌幅", "down", "跌"] },
  ],
};

const schema = z.object({
  class: z.enum(classes.map((one) => one.value)).optional(),
  window: z.enum(windows.map((one) => one.value)).optional(),
  top: z.number().int().min(1, "from 1 to 50").max(50, "from 1 to 50").optional(),
  direction: z.enum(["both", "gainers", "losers"]).optional(),
  all: z.boolean().optional(),
});
type Values = z.infer<typeof schema>;

/** Crypto moves around the clock, so its usual window is a day; the others speak about the window of the market. */
function usualWindow(of: Values["class"]): Values["window"] {
  return of === "crypto" ? "24h" : undefined;
}

export const movers: Command<Services, Values> = {
  name: "movers",
  aliases: ["涨跌", "涨跌榜", "排行"],
  options: [
    classOption,
    windowOption,
    { name: "top", zh: "数量", kind: "number" },
    directionOption,
    { name: "all", zh: "全部", kind: "flag", choices: [{ value: "all", aliases: ["unfiltered", "全部", "不过滤"] }] },
  ],
  posts: true,
  schema,
  examples: ["/movers crypto", "/movers us day 10", "/movers web3 week losers", "/movers 加密 7日"],
  async run(values, context) {
    const span = values.window ?? usualWindow(values.class);
    const options = {
      ...(values.class === undefined ? {} : { universes: [values.class] }),
      ...(values.top === undefined ? {} : { top: values.top }),
      ...(values.direction === undefined || values.direction === "both" ? {} : { direction: values.direction }),
      ...(values.class === "watchlist" ? ownSymbols(context) : {}),
      ...(values.all === true ? { unscreened: true } : {}),
    };
    // Funds are told apart by the money that flows into them: their prices follow the coin they hold.
    const section = values.class === "etf" ? "etf-flows" : "movers";
    return answer(
      {
        name: "movers",
        sections: [{ section, options: section === "movers" ? options : {} }],
        heading: headingOf(values),
        follow: (edition) => followUps(values, span ?? spanOfWindow(edition.window)),
        unshared: values.class === "watchlist",
        ...(span === undefined ? {} : { span }),
      },
      context,
    );
  },
  messages: {
    en: {
      "command.movers": "Top gainers and losers of a market or watch list",
      "command.movers.class": "market or list; without it, the lists of the current market",
      "command.movers.window": "stretch the change is measured over",
      "command.movers.top": "names each way, 1 to 50 (default 5)",
      "command.movers.direction": "only one side",
      "command.movers.all": "keep warrants, penny stocks and pegged coins",
      "movers.heading":
        "{class, select, none {Top movers} us {Top movers · US} hk {Top movers · Hong Kong} cn {Top movers · A shares} tw {Top movers · Taiwan} crypto {Top movers · Crypto} etf {Spot ETFs by net flow} web3 {Top movers · Web3} ai {Top movers · AI} watchlist {Top movers · Watch list} other {Top movers · {class}}}",
    },
    zh: {
      "command.movers": "某一市场或名单的涨跌榜",
      "command.movers.class": "市场或名单；不填则为当前市场的名单",
      "command.movers.window": "涨跌幅的计算区间",
      "command.movers.top": "每侧数量，1至50（默认5）",
      "command.movers.direction": "只看一侧",
      "command.movers.all": "保留权证、低价股与锚定币",
      "movers.heading":
        "{class, select, none {涨跌榜} us {美股涨跌榜} hk {港股涨跌榜} cn {A股涨跌榜} tw {台股涨跌榜} crypto {加密资产涨跌榜} etf {现货ETF资金流} web3 {Web3涨跌榜} ai {AI涨跌榜} watchlist {自选涨跌榜} other {{class}涨跌榜}}",
    },
  },
};

function headingOf(values: Values): Value {
  return message("movers.heading", { class: values.class ?? "none" });
}

/** Coins are measured in rolling days, everything else in sessions. */
const windowsOf = (of: Values["class"]): readonly string[] =>
  of === "crypto" ? ["1h", "24h", "7d", "30d"] : ["day", "week", "month", "ytd"];

function followUps(values: Values, span: string): readonly Actions[] {
  const { class: of, top, all } = values;
  const rest = [top !== undefined && `top:${top}`, all === true && "all"] as const;
  const side = values.direction === "both" ? undefined : values.direction;
  const windows = windowsOf(of);
  const kept = (value: string | undefined) =>
    value !== undefined && windowsOf(of).includes(value) ? value : undefined;
  const classPick = pickOf({
    option: classOption,
    current: of,
    line: (value) => lineOf("movers", value, side, ...rest),
  });
  if (of === "etf") return [classPick];
  return [
    classPick,
    pickOf({
      option: windowOption,
      // One asked for by name is offered as well, so that what is shown is marked.
      values: windows.includes(span) ? windows : [...windows, span],
      current: span,
      line: (value) => lineOf("movers", of, value, side, ...rest),
    }),
    pickOf({
      option: directionOption,
      current: values.direction ?? "both",
      line: (value) => lineOf("movers", of, kept(values.window), value, ...rest),
    }),
  ];
}
