import * as z from "zod";
import { list, paragraph, title } from "../../src/document/build.ts";
import { literal, message } from "../../src/i18n/value.ts";
import type { Command, CommandContext } from "../../src/platform/command.ts";
import { CommandError } from "../../src/platform/parse.ts";
import type { Services, Told } from "../services.ts";
import { idOption } from "./id.ts";
import { subscriptionNamed, visible } from "./mine.ts";
import { lineOf, settlingTaps } from "./told.ts";

const schema = z.object({
  id: z.array(z.string()).optional(),
  count: z.number().int().min(1, "from 1 to 50").max(50, "from 1 to 50").optional(),
});
type Values = z.infer<typeof schema>;

const usual = 10;
const most = 50;
/** Taps of more would bury what is told. */
const mostSettled = 3;

export const history: Command<Services, Values> = {
  name: "digest history",
  aliases: ["历史", "记录", "log"],
  options: [idOption, { name: "count", zh: "数量", kind: "number" }],
  schema,
  personal: true,
  examples: ["/digest history", "/digest history k3f9x 20", "/简报 历史"],
  async run({ id: words = [], count: named }, context) {
    const [id] = words.filter((word) => !isCount(word));
    const count = named ?? countIn(words) ?? usual;
    const found = foundFor(id, count, context);
    const lines = await Promise.all(found.map((told) => lineOf(told, context, id === undefined)));
    return {
      document: {
        nodes: [
          title(
            message("digest.history.heading", { named: id === undefined ? "no" : "yes", id: literal(id ?? "") }),
            1,
          ),
          lines.length === 0 ? paragraph(message("digest.history.none")) : list(lines),
          ...found.flatMap((told) => settlingTaps(told, context)).slice(0, mostSettled),
        ],
      },
      unshared: true,
    };
  },
  messages: {
    en: {
      "command.digest.history": "What was due here lately, and what became of it",
      "command.digest.history.id": "only this one",
      "command.digest.history.count": "how many, 1 to 50 (default 10)",
      "digest.history.heading": "Posts lately{named, select, yes {: {id}} other {}}",
      "digest.history.none": "Nothing was due yet.",
    },
    zh: {
      "command.digest.history": "最近的推送及其结果",
      "command.digest.history.id": "只看这一项",
      "command.digest.history.count": "数量，1至50（默认10）",
      "digest.history.heading": "最近的推送{named, select, yes {：{id}} other {}}",
      "digest.history.none": "尚未到期。",
    },
  },
};

function isCount(word: string): boolean {
  return /^\d{1,3}$/.test(word);
}

function countIn(words: readonly string[]): number | undefined {
  const count = words.filter(isCount).map(Number)[0];
  if (count === undefined || (count >= 1 && count <= most)) return count;
  throw new CommandError(
    `A history tells 1 to ${most} posts, not ${count}.`,
    message("digest.history.count", { count, most }),
  );
}

/** A subscription that was removed leaves its record in the conversation it posted to. */
function foundFor(id: string | undefined, count: number, context: CommandContext<Services>): readonly Told[] {
  const { posts } = context.services;
  const { place } = context.conversation;
  if (id === undefined) return posts.history({ place }, count);
  const found = visible(id, context);
  if (found !== undefined) return posts.history({ subscription: found.id }, count);
  const left = posts
    .history({ subscription: id.toLowerCase() }, count)
    .filter(({ entry }) => posts.book.get(id) === undefined && isAt(entry.place, place));
  if (left.length > 0) return left;
  return posts.history({ subscription: subscriptionNamed(id, context).id }, count);
}

function isAt(one: Told["entry"]["place"], other: CommandContext<Services>["conversation"]["place"]): boolean {
  return one.channel === other.channel && one.account === other.account && one.platform === other.platform;
}
