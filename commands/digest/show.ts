import * as z from "zod";
import { digests } from "../src/digest/digests.ts";
import { documentOf } from "../src/digest/edition.ts";
import type { Command, Option } from "../src/platform/command.ts";
import { lineOf, pickOf } from "./follow.ts";
import type { Services } from "./services.ts";

const schema = z.object({ name: z.string().optional() });
type Values = z.infer<typeof schema>;

const aliases: Record<string, readonly string[]> = {
  daily: ["日报", "day"],
  weekly: ["周报", "week"],
  monthly: ["月报", "month"],
  crypto: ["加密", "币圈"],
  earnings: ["财报", "业绩"],
};

const english: Record<string, string> = {
  daily: "Daily",
  weekly: "Weekly",
  monthly: "Monthly",
  crypto: "Crypto",
  earnings: "Earnings",
};

const nameOption: Option = {
  name: "name",
  zh: "名称",
  kind: "choice",
  choices: digests.map(({ name }) => ({ value: name, en: english[name] ?? name, aliases: aliases[name] ?? [] })),
};

export const digest: Command<Services, Values> = {
  name: "digest",
  aliases: ["简报", "摘要"],
  shortcuts: ["日报", "周报", "月报"],
  options: [nameOption],
  posts: true,
  schema,
  examples: ["/digest weekly", "/digest daily", "/digest 周报"],
  async run({ name = "weekly" }, { services, window }) {
    const chosen =
      services.digests.find((one) => one.name === name) ?? (services.digests[0] as (typeof services.digests)[0]);
    const edition = await services.compose({ digest: chosen, ...(window === undefined ? {} : { window }) });
    const others = pickOf({ option: nameOption, current: chosen.name, line: (value) => lineOf("digest", value) });
    return { document: { nodes: [...documentOf(edition).nodes, others] }, edition };
  },
  messages: {
    en: {
      "command.digest": "A whole digest, composed now",
      "command.digest.name": "which one (default weekly)",
    },
    zh: {
      "command.digest": "立即生成一份完整简报",
      "command.digest.name": "哪一份（默认周报）",
    },
  },
};
