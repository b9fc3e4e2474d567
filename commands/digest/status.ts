import { list, paragraph, title } from "../../src/document/build.ts";
import type { Node } from "../../src/document/node.ts";
import { message } from "../../src/i18n/value.ts";
import type { Command, CommandContext } from "../../src/platform/command.ts";
import type { Subscription } from "../../src/subscription/subscription.ts";
import type { Services, Told } from "../services.ts";
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
      const historyOf = historiesOf(wanted, context);
      const told = await Promise.all(
        wanted.map((one) => statusOf(one, historyOf(one), { meaning, context, isOnly: wanted.length === 1 })),
      );
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

/** The ledger is looked through once, however many there are. */
function historiesOf(wanted: readonly Subscription[], { services, conversation }: Context) {
  const [only, ...others] = wanted;
  const all =
    only !== undefined && others.length === 0
      ? services.posts.history({ subscription: only.id }, mostLooked)
      : services.posts.history({ place: conversation.place }, mostLooked * wanted.length);
  return ({ id }: Subscription): readonly Told[] => all.filter(({ entry }) => entry.subscription === id);
}

async function statusOf(
  one: Subscription,
  history: readonly Told[],
  { meaning, context, isOnly }: { readonly meaning: Meaning; readonly context: Context; readonly isOnly: boolean },
): Promise<readonly Node[]> {
  const [last] = history;
  const unsettled = history
    .filter((told) => told.entry.state === "held" || (told === last && isLost(told.entry)))
    .slice(0, mostSettled);
  const lines = [...(last === undefined ? [] : [last]), ...unsettled.filter((told) => told !== last)];
  return [
    ...cardOf(one, meaning, context),
    last === undefined
      ? paragraph(message("digest.status.nothing"))
      : list(await Promise.all(lines.map((told) => lineOf(told, context, false)))),
    ...unsettled.flatMap((told) => settlingTaps(told, context)),
    ...(isOnly ? [usualTaps(one, context)] : []),
  ];
}

function isLost({ state }: { readonly state: string }): boolean {
  return state === "dead" || state === "expired";
}
