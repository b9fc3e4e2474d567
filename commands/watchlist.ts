import * as z from "zod";
import { paragraph, title } from "../src/document/build.ts";
import type { Node } from "../src/document/node.ts";
import { join, literal, message, type Value } from "../src/i18n/value.ts";
import type { Answer, Command, CommandContext } from "../src/platform/command.ts";
import { answer } from "./answer.ts";
import { next } from "./follow.ts";
import { instrumentsNamed, ownSymbols } from "./own-list.ts";
import { refuseUnlessManager } from "./rights.ts";
import type { Services } from "./services.ts";

const longest = 50;

const schema = z.object({
  action: z.enum(["show", "add", "remove"]).optional(),
  names: z.array(z.string()).max(longest, `at most ${longest} names`).optional(),
});
type Values = z.infer<typeof schema>;

export const watchlist: Command<Services, Values> = {
  name: "watchlist",
  aliases: ["自选", "观察名单"],
  options: [
    {
      name: "action",
      zh: "操作",
      kind: "choice",
      choices: [
        { value: "show", en: "Show", aliases: ["查看"] },
        { value: "add", en: "Add", aliases: ["添加", "加"] },
        { value: "remove", en: "Remove", aliases: ["删除", "删", "delete"] },
      ],
    },
    { name: "names", zh: "标的", kind: "words", completes: "instrument" },
  ],
  posts: true,
  schema,
  examples: ["/watchlist", "/watchlist show web3", "/watchlist add NVDA 腾讯控股", "/watchlist remove NVDA", "/自选"],
  async run({ action = "show", names = [] }, context) {
    if (action === "show") return show(names[0], context, []);
    await refuseUnlessManager(context);
    const named = [...new Set((await instrumentsNamed(names, context)).map(({ symbol }) => symbol))];
    let change: Change = { list: [], changed: [], left: [] };
    const chosen = await context.conversation.choose((now) => {
      change = (action === "add" ? added : removed)(now.watchlist ?? [], named);
      return { ...now, watchlist: [...change.list] };
    });
    const told = message("watchlist.changed", {
      action,
      named: named.length,
      count: change.changed.length,
      symbols: join(change.changed.map(literal), "list"),
      full: change.left.length,
      left: join(change.left.map(literal), "list"),
      longest,
    });
    const now = { ...context, conversation: { ...context.conversation, chosen } };
    return show(undefined, now, [told]);
  },
  messages: {
    en: {
      "command.watchlist": "The names followed here: yours in private, a chat's own in a chat",
      "command.watchlist.action": "show, add or remove",
      "command.watchlist.names": "instruments to add or remove, or a list of the market such as ai or web3",
      "watchlist.heading": "Watch lists",
      "watchlist.changed":
        "{named, plural, =0 {Name what to {action, select, add {add} other {remove}}, for example /watchlist {action} NVDA.} other {{count, plural, =0 {{action, select, add {Nothing to add: already on the list.} other {Nothing to remove: not on the list.}}} other {{action, select, add {Added} other {Removed}}: {symbols}.}}}}{full, plural, =0 {} other { A list holds {longest} names; left out: {left}.}}",
    },
    zh: {
      "command.watchlist": "此处关注的标的：私聊为个人自选，群聊为群自选",
      "command.watchlist.action": "查看、添加或删除",
      "command.watchlist.names": "要添加或删除的标的，或市场名单如 ai、web3",
      "watchlist.heading": "观察名单",
      "watchlist.changed":
        "{named, plural, =0 {请写明要{action, select, add {添加} other {删除}}的标的，例如 /自选 {action, select, add {添加} other {删除}} NVDA。} other {{count, plural, =0 {{action, select, add {未添加：已在名单中。} other {未删除：不在名单中。}}} other {已{action, select, add {添加} other {删除}}：{symbols}。}}}}{full, plural, =0 {} other {名单最多{longest}只，未加入：{left}。}}",
    },
  },
};

interface Change {
  readonly list: readonly string[];
  /** What came or went. */
  readonly changed: readonly string[];
  /** What found no room. */
  readonly left: readonly string[];
}

function added(list: readonly string[], named: readonly string[]): Change {
  const fresh = named.filter((symbol) => !list.includes(symbol));
  const changed = fresh.slice(0, Math.max(0, longest - list.length));
  return { list: [...list, ...changed], changed, left: fresh.slice(changed.length) };
}

function removed(list: readonly string[], named: readonly string[]): Change {
  const rest = list.filter((symbol) => !named.includes(symbol));
  return { list: rest, changed: list.filter((symbol) => named.includes(symbol)), left: [] };
}

async function show(
  theme: string | undefined,
  context: CommandContext<Services>,
  told: readonly Value[],
): Promise<Answer> {
  const own = theme === undefined ? ownSymbols(context) : {};
  const asked = await answer(
    {
      name: "watchlist",
      sections: [{ section: "watchlist", options: theme === undefined ? own : { universes: [theme] } }],
      heading: message("watchlist.heading"),
      follow: () => [next({ id: "movers", command: "/movers watchlist" })],
      unshared: true,
    },
    context,
  );
  // Here the lists are what was asked for: nothing stays folded.
  const nodes = asked.document.nodes.flatMap((node): readonly Node[] =>
    node.node === "details" ? [title(node.summary, 3), ...node.children] : [node],
  );
  return { ...asked, document: { nodes: [...nodes.slice(0, 1), ...told.map(paragraph), ...nodes.slice(1)] } };
}
