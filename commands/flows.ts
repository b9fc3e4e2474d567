import * as z from "zod";
import { message } from "../src/i18n/value.ts";
import { spanOfWindow } from "../src/market/changes.ts";
import type { Command, Option } from "../src/platform/command.ts";
import { answer } from "./answer.ts";
import { lineOf, pickOf } from "./follow.ts";
import type { Services } from "./services.ts";

const assetOption: Option = {
  name: "asset",
  zh: "资产",
  kind: "choice",
  choices: [
    { value: "btc", en: "Bitcoin", aliases: ["比特币", "bitcoin"] },
    { value: "eth", en: "Ether", aliases: ["以太坊", "ether", "ethereum", "以太"] },
    { value: "both", en: "Both", aliases: ["两者", "全部", "all"] },
  ],
};
const windowOption: Option = {
  name: "window",
  zh: "区间",
  kind: "choice",
  choices: [
    { value: "day", en: "Day", aliases: ["当日", "日", "today"] },
    { value: "week", en: "Week", aliases: ["本周", "周"] },
    { value: "month", en: "Month", aliases: ["本月", "月", "mtd"] },
  ],
};

const schema = z.object({
  asset: z.enum(["btc", "eth", "both"]).optional(),
  window: z.enum(["day", "week", "month"]).optional(),
  days: z.number().int().min(1, "from 1 to 60").max(60, "from 1 to 60").optional(),
});
type Values = z.infer<typeof schema>;

export const flows: Command<Services, Values> = {
  name: "flows",
  aliases: ["资金流", "资金流向", "etf"],
  options: [assetOption, windowOption, { name: "days", zh: "天数", kind: "number" }],
  posts: true,
  schema,
  examples: ["/flows btc", "/flows eth week", "/flows btc 10", "/flows 比特币"],
  async run(values, context) {
    const options = {
      ...(values.asset === undefined || values.asset === "both" ? {} : { assets: [values.asset.toUpperCase()] }),
      ...(values.days === undefined ? {} : { lastDays: values.days }),
    };
    return answer(
      {
        name: "flows",
        sections: [{ section: "etf-flows", options }],
        heading: message("flows.heading", { asset: values.asset ?? "all" }),
        ...(values.window === undefined ? {} : { span: values.window }),
        follow: (edition) => [
          pickOf({
            option: assetOption,
            current: values.asset ?? "both",
            line: (value) => lineOf("flows", value, values.window, values.days),
          }),
          pickOf({
            option: windowOption,
            current: values.days === undefined ? (values.window ?? spanOfWindow(edition.window)) : undefined,
            line: (value) => lineOf("flows", values.asset, value),
          }),
        ],
      },
      context,
    );
  },
  messages: {
    en: {
      "command.flows": "Net flows of spot bitcoin and ether funds, by day and fund",
      "command.flows.asset": "btc or eth; without it both",
      "command.flows.window": "stretch the totals cover",
      "command.flows.days": "the last so many sessions, 1 to 60",
      "flows.heading": "{asset, select, btc {Bitcoin ETF flows} eth {Ether ETF flows} other {Spot ETF flows}}",
    },
    zh: {
      "command.flows": "比特币与以太坊现货ETF净流入，按日与基金",
      "command.flows.asset": "btc 或 eth；不填则两者",
      "command.flows.window": "合计区间",
      "command.flows.days": "最近若干交易日，1至60",
      "flows.heading": "{asset, select, btc {比特币ETF资金流} eth {以太坊ETF资金流} other {现货ETF资金流}}",
    },
  },
};
