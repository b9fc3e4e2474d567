import { paragraph } from "../../src/document/build.ts";
import { literal, message, type Value } from "../../src/i18n/value.ts";
import type { Answer, Command, CommandContext } from "../../src/platform/command.ts";
import type { Subscription } from "../../src/subscription/subscription.ts";
import type { Services } from "../services.ts";
import { cardOf, usualTaps } from "./card.ts";
import { type IdValues, idOption, idSchema } from "./id.ts";
import type { Meaning } from "./meaning.ts";
import { subscriptionToChange } from "./mine.ts";
import { refuseUnlessReachable } from "./saved.ts";

type Context = CommandContext<Services>;

/** Stops posting until it is resumed; what was due in between is never made up for. */
export function createPause(meaning: Meaning): Command<Services, IdValues> {
  return {
    name: "digest pause",
    aliases: ["暂停", "stop"],
    options: [idOption],
    schema: idSchema,
    personal: true,
    examples: ["/digest pause k3f9x", "/简报 暂停"],
    async run({ id: [id] = [] }, context) {
      const { posts } = context.services;
      const before = await subscriptionToChange(id, context);
      const paused = { at: posts.now(), why: "asked" } as const;
      const after = await posts.book.change(
        before.id,
        (now) => (now.paused === undefined ? { ...now, paused } : now),
        posts.now(),
      );
      const done = before.paused === undefined;
      return shown(after ?? before, message("digest.paused", { id: literal(before.id), done: done ? "yes" : "no" }), {
        meaning,
        context,
      });
    },
    messages: {
      en: {
        "command.digest.pause": "Stop posting for a while",
        "command.digest.pause.id": "which one; may be left out where there is only one",
        "digest.paused":
          "{done, select, yes {{id} is paused: nothing is posted until it is resumed.} other {{id} stood still already.}}",
      },
      zh: {
        "command.digest.pause": "暂停发送",
        "command.digest.pause.id": "哪一项；只有一项时可不写",
        "digest.paused": "{done, select, yes {{id} 已暂停，恢复前不再发送。} other {{id} 早已暂停。}}",
      },
    },
  };
}

/** Goes on with the next due time. */
export function createResume(meaning: Meaning): Command<Services, IdValues> {
  return {
    name: "digest resume",
    aliases: ["恢复", "继续", "start"],
    options: [idOption],
    schema: idSchema,
    personal: true,
    examples: ["/digest resume k3f9x", "/简报 恢复"],
    async run({ id: [id] = [] }, context) {
      const { posts } = context.services;
      const before = await subscriptionToChange(id, context);
      if (before.paused !== undefined) await refuseUnlessReachable(before.place, context);
      const after =
        before.paused === undefined
          ? before
          : await posts.book.change(before.id, ({ paused: _, refusals: __, ...now }) => now, posts.now());
      const done = before.paused !== undefined;
      return shown(after ?? before, message("digest.resumed", { id: literal(before.id), done: done ? "yes" : "no" }), {
        meaning,
        context,
      });
    },
    messages: {
      en: {
        "command.digest.resume": "Go on posting with the next due time",
        "command.digest.resume.id": "which one; may be left out where there is only one",
        "digest.resumed": "{done, select, yes {{id} goes on.} other {{id} was not paused.}}",
      },
      zh: {
        "command.digest.resume": "恢复发送，从下一次到期开始",
        "command.digest.resume.id": "哪一项；只有一项时可不写",
        "digest.resumed": "{done, select, yes {{id} 已恢复。} other {{id} 并未暂停。}}",
      },
    },
  };
}

/** One subscription after a change, with a word about it. */
export function shown(
  subscription: Subscription,
  told: Value,
  { meaning, context }: { readonly meaning: Meaning; readonly context: Context },
): Answer {
  const nodes = [paragraph(told), ...cardOf(subscription, meaning, context), usualTaps(subscription, context)];
  return { document: { nodes }, unshared: true };
}
