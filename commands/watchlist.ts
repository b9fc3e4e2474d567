import * as z from "zod";
import { title } from "../src/document/build.ts";
import { message } from "../src/i18n/value.ts";
import type { Command } from "../src/platform/command.ts";
import { answer } from "./answer.ts";
import type { Services } from "./services.ts";

const schema = z.object({ action: z.enum(["show"]).optional(), theme: z.string().optional() });
type Values = z.infer<typeof schema>;

export const watchlist: Command<Services, Values> = {
  name: "watchlist",
  aliases: ["自选", "观察名单"],
  options: [
    { name: "action", zh: "操作", kind: "choice", choices: [{ value: "show", aliases: ["查看"] }] },
    { name: "theme", zh: "名单", kind: "words" },
  ],
  schema: z.preprocess(
    (values) => ({ ...(values as object), theme: (values as { theme?: string[] }).theme?.[0] }),
    schema,
  ) as unknown as z.ZodType<Values>,
  examples: ["/watchlist", "/watchlist show web3", "/自选"],
  async run({ theme }, context) {
    const asked = await answer(
      {
        name: "watchlist",
        sections: [{ section: "watchlist", options: theme === undefined ? {} : { universes: [theme] } }],
        heading: message("watchlist.heading"),
        follow: [{ id: "movers", command: "/movers watchlist" }],
      },
      context,
    );
    // Here the lists are what was asked for: nothing stays folded.
    const nodes = asked.document.nodes.flatMap((node) =>
      node.node === "details" ? [title(node.summary, 3), ...node.children] : [node],
    );
    return { ...asked, document: { nodes } };
  },
  messages: {
    en: {
      "command.watchlist": "The securities on the lists of the current market",
      "command.watchlist.action": "show",
      "command.watchlist.theme": "one list, such as ai or web3",
      "watchlist.heading": "Watch lists",
    },
    zh: {
      "command.watchlist": "当前市场名单中的证券",
      "command.watchlist.action": "查看",
      "command.watchlist.theme": "某一名单，如 ai 或 web3",
      "watchlist.heading": "观察名单",
    },
  },
};
