import * as z from "zod";
import { message } from "../src/i18n/value.ts";
import type { Command } from "../src/platform/command.ts";
import { answer } from "./answer.ts";
import type { Services } from "./services.ts";

const schema = z.object({
  asset: z.enum(["btc", "eth"]).optional(),
  window: z.enum(["day", "week", "month"]).optional(),
  days: z.number().int().min(1, "from 1 to 60").max(60, "from 1 to 60").optional(),
});
type Values = z.infer<typeof schema>;

export const flows: Command<Services, Values> = {
  name: "flows",
  aliases: ["资金流", "资金流向", "etf"],
  options: [
    {
      name: "asset",
      zh: "资产",
      kind: "choice",
      choices: [
        { value: "btc", aliases: ["bitcoin", "比特币"] },
        { value: "eth", aliases: ["ether", "ethereum", "以太坊", "以太"] },
      ],
    },
    {
      name: "window",
      zh: "区间",
      kind: "choice",
      choices: [
        { value: "day", aliases: ["日", "today"] },
        { value: "week", aliases: ["周", "本周"] },
        { value: "month", aliases: ["月", "本月", "mtd"] },
      ],
    },
    { name: "days", zh: "天数", kind: "number" },
  ],
  schema,
  examples: ["/flows btc", "/flows eth week", "/flows btc 10", "/flows 比特币"],
  async run(values, context) {
    const options = {
      ...(values.asset === undefined ? {} : { assets: [values.asset.toUpperCase()] }),
      ...(values.days === undefined ? {} : { lastDays: values.days }),
    };
    return answer(
      {
        name: "flows",
        sections: [{ section: "etf-flows", options }],
        heading: message("flows.heading", { asset: values.asset ?? "all" }),
        ...(values.window === undefined ? {} : { span: values.window }),
        follow: [
          { id: "other-asset", command: values.asset === "eth" ? "/flows btc" : "/flows eth" },
          { id: "window-month", command: `/flows ${values.asset ?? "btc"} month` },
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
