import { literal, message } from "../../src/i18n/value.ts";
import type { Command } from "../../src/platform/command.ts";
import type { Services } from "../services.ts";
import { type IdValues, idOption, idSchema } from "./id.ts";
import type { Meaning } from "./meaning.ts";
import { subscriptionToChangeHere } from "./mine.ts";
import { shown } from "./stand.ts";

const minuteMs = 60_000;

export function createNow(meaning: Meaning): Command<Services, IdValues> {
  return {
    name: "digest now",
    aliases: ["立即", "立即发送", "send"],
    options: [idOption],
    schema: idSchema,
    personal: true,
    examples: ["/digest now k3f9x", "/简报 立即"],
    async run({ id: [id] = [] }, context) {
      const { posts } = context.services;
      const subscription = await subscriptionToChangeHere(id, context);
      // Where the platform names no single command, asking twice within a minute is asking once.
      const interaction = context.conversation.interaction ?? `minute-${Math.floor(posts.now() / minuteMs)}`;
      await posts.send(subscription, interaction);
      return shown(subscription, message("digest.sending", { id: literal(subscription.id) }), { meaning, context });
    },
    messages: {
      en: {
        "command.digest.now": "Post one now, beside the schedule",
        "command.digest.now.id": "which one; may be left out where there is only one",
        "digest.sending": "{id} is being posted now. /digest status tells what became of it.",
      },
      zh: {
        "command.digest.now": "立即发送一份，不影响时间安排",
        "command.digest.now.id": "哪一项；只有一项时可不写",
        "digest.sending": "{id} 正在发送，结果可用“/简报 状态”查看。",
      },
    },
  };
}
