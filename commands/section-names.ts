import { sections } from "../src/digest/sections/index.ts";
import type { Choice } from "../src/platform/command.ts";

const aliases: Record<string, readonly string[]> = {
  indices: ["指数"],
  "mega-caps": ["七姐妹", "mag7"],
  movers: ["涨跌", "涨跌榜"],
  "etf-flows": ["flows", "etf", "资金流"],
  "crypto-market": ["crypto", "加密"],
  sentiment: ["fear-greed", "情绪", "恐惧贪婪"],
  "rates-fx": ["rates", "fx", "利率", "汇率"],
  fundamentals: ["公司"],
  earnings: ["财报"],
  calendar: ["日历", "事件"],
  watchlist: ["自选", "观察名单"],
  funds: ["基金"],
  news: ["要闻", "新闻"],
};

/** Every section as something to choose, by the words people have for it. */
export const sectionChoices: readonly Choice[] = sections.map(({ name }) => ({
  value: name,
  aliases: aliases[name] ?? [],
}));
