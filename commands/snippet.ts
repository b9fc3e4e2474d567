import * as z from "zod";
import type { Edition, EditionSection } from "../src/digest/edition.ts";
import type { Node } from "../src/document/node.ts";
import { message } from "../src/i18n/value.ts";
import type { Command } from "../src/platform/command.ts";
import { sectionChoices } from "./section-names.ts";
import type { Services } from "./services.ts";

const schema = z.object({ section: z.array(z.string()).min(1).max(6, "at most six sections") });
type Values = z.infer<typeof schema>;

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
      choices: sectionChoices,
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
