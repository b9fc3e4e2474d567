import { list, paragraph, title } from "../../src/document/build.ts";
import type { Node } from "../../src/document/node.ts";
import { message } from "../../src/i18n/value.ts";
import type { Command, CommandContext } from "../../src/platform/command.ts";
import type { Subscription } from "../../src/subscription/subscription.ts";
import type { Services } from "../services.ts";
import { cardOf, usualTaps } from "./card.ts";
import { type IdValues, idOption, idSchema } from "./id.ts";
import type { Meaning } from "./meaning.ts";
import { subscriptionNamed, subscriptionsHere } from "./mine.ts";
import { lineOf, settlingTaps } from "./told.ts";

type Context = CommandContext<Services>;

/** So far back something in doubt is looked for. */
const mostLooked = 30;
/** Taps of more would bury what is told. */
const mostSettled = 3;

export function createStatus(meaning: Meaning): Command<Services, IdValues> {
  return {
    name: "digest status",
    aliases: ["状态"],
    options: [idOption],
    schema: idSchema,
    personal: true,
    examples: ["/digest status", "/简报 状态"],
    async run({ id: [id] = [] }, context) {
      const wanted = id === undefined ? subscriptionsHere(context) : [subscriptionNamed(id, context)];
      const told = await Promise.all(wanted.map((one) => statusOf(one, meaning, context, wanted.length === 1)));
      const none = wanted.length === 0 ? [paragraph(message("digest.none"))] : [];
      return {
        document: { nodes: [title(message("digest.status.heading"), 1), ...none, ...told.flat()] },
        unshared: true,
      };
    },
    messages: {
      en: {
        "command.digest.status": "When the next posts come, and what became of the last ones",
        "command.digest.status.id": "only this one",
        "digest.status.heading": "Posts of this chat",
        "digest.status.nothing": "Nothing was due yet.",
      },
      zh: {
        "command.digest.status": "下一次发送的时间与上一次的结果",
        "command.digest.status.id": "只看这一项",
        "digest.status.heading": "此处的推送",
        "digest.status.nothing": "尚未到期。",
      },
    },
  };
}

async function statusOf(
  one: Subscription,
  meaning: Meaning,
  context: Context,
  withTaps: boolean,
): Promise<readonly Node[]> {
  const history = context.services.posts.history({ subscription: one.id }, mostLooked);
  const [last] = history;
  const unsettled = history.filter(({ entry }) => entry.state === "held" || (entry === last?.entry && isLost(entry)));
  return [
    ...cardOf(one, meaning, context),
    last === undefined
      ? paragraph(message("digest.status.nothing"))
      : list([
          await lineOf(last, context, false),
          ...(await heldLines(unsettled.slice(0, mostSettled), last, context)),
        ]),
    ...unsettled.slice(0, mostSettled).flatMap(settlingTaps),
    ...(withTaps ? [usualTaps(one)] : []),
  ];
}

function isLost({ state }: { readonly state: string }): boolean {
  return state === "dead" || state === "expired";
}

function heldLines(unsettled: Parameters<typeof lineOf>[0][], last: Parameters<typeof lineOf>[0], context: Context) {
  return Promise.all(unsettled.filter((told) => told !== last).map((told) => lineOf(told, context, false)));
}
