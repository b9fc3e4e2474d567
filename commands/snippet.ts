import * as z from "zod";
import type { Edition, EditionSection } from "../src/digest/edition.ts";
import { sections } from "../src/digest/sections/index.ts";
import type { Node } from "../src/document/node.ts";
import { message } from "../src/i18n/value.ts";
import type { Command } from "../src/platform/command.ts";
import type { Services } from "./services.ts";

const schema = z.object({ section: z.array(z.string()).min(1).max(6, "at most six sections") });
type Values = z.infer<typeof schema>;

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

/** Sentences, a source and a date: what may stand in somebody else's chat. Tables stay behind. */
const kept: ReadonlySet<Node["node"]> = new Set(["lead", "gap", "note"]);

export const snippet: Command<Services, Values> = {
  name: "snippet",
  aliases: ["片段", "摘录"],
  options: [
    {
      name: "section",
      zh: "板块",
      kind: "words",
      required: true,
      choices: sections.map(({ name }) => ({ value: name, aliases: aliases[name] ?? [] })),
    },
  ],
  posts: true,
  schema,
  examples: ["/snippet etf-flows", "/snippet indices movers", "/snippet 资金流"],
  async run({ section }, { services, window }) {
    const edition = await services.compose({
      digest: { name: "snippet", span: "window", sections: [...new Set(section)].map((name) => ({ section: name })) },
      heading: message("snippet.heading"),
      ...(window === undefined ? {} : { window }),
    });
    return { document: { nodes: shorten(edition) }, edition };
  },
  messages: {
    en: {
      "command.snippet": "A short piece to share, with source, date and edition",
      "command.snippet.section": "one or more sections",
      "snippet.heading": "Market snippet",
    },
    zh: {
      "command.snippet": "可转发的短文，附来源、日期与版本号",
      "command.snippet.section": "一个或多个板块",
      "snippet.heading": "市场摘录",
    },
  },
};

function shorten(edition: Edition): Node[] {
  // Headlines are a list and nothing else.
  const short = ({ nodes }: EditionSection) =>
    nodes.filter(
      (node) => kept.has(node.node) || (node.node === "list" && !nodes.some((other) => other.node === "lead")),
    );
  return [...edition.head, ...edition.sections.flatMap(short), ...edition.foot];
}
