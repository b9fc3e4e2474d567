import * as z from "zod";
import type { DigestSpec } from "../../src/digest/digests.ts";
import { digests } from "../../src/digest/digests.ts";
import { documentOf } from "../../src/digest/edition.ts";
import type { Command, Option } from "../../src/platform/command.ts";
import { lineOf, pickOf } from "../follow.ts";
import { sectionChoices } from "../section-names.ts";
import type { Services } from "../services.ts";

const schema = z.object({
  name: z.string().default("weekly"),
  sections: z.array(z.string()).max(20, "at most twenty sections").optional(),
});
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

/** Which of the digests that come with the program. */
export const digestName: Option = {
  name: "name",
  zh: "名称",
  kind: "choice",
  choices: digests.map(({ name }) => ({ value: name, en: english[name] ?? name, aliases: aliases[name] ?? [] })),
};

export const digest: Command<Services, Values> = {
  name: "digest",
  aliases: ["简报", "摘要"],
  shortcuts: ["日报", "周报", "月报"],
  options: [digestName, { name: "sections", zh: "板块", kind: "words", choices: sectionChoices }],
  posts: true,
  schema,
  examples: ["/digest weekly", "/digest daily", "/digest daily movers etf-flows", "/digest 周报"],
  async run({ name, sections }, { services, window }) {
    const chosen = services.digests.find((one) => one.name === name) ?? (services.digests[0] as DigestSpec);
    const edition = await services.compose({
      digest: withSections(chosen, sections),
      ...(window === undefined ? {} : { window }),
    });
    const others = pickOf({
      option: digestName,
      current: chosen.name,
      line: (value) => lineOf("digest", value, ...(sections ?? [])),
    });
    return { document: { nodes: [...documentOf(edition).nodes, others] }, edition };
  },
  messages: {
    en: {
      "command.digest": "A whole digest, composed now",
      "command.digest.name": "which one (default weekly)",
      "command.digest.sections": "only these sections, in this order",
    },
    zh: {
      "command.digest": "立即生成一份完整简报",
      "command.digest.name": "哪一份（默认周报）",
      "command.digest.sections": "仅含这些板块，按此顺序",
    },
  },
};

/** The sections somebody chose, in their order; each as large as the digest has it. */
function withSections(digest: DigestSpec, names: readonly string[] | undefined): DigestSpec {
  if (names === undefined) return digest;
  const own = new Map(digest.sections.map((choice) => [choice.section, choice]));
  return { ...digest, sections: [...new Set(names)].map((section) => own.get(section) ?? { section }) };
}
