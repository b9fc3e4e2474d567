import { actions, paragraph } from "../../src/document/build.ts";
import { literal, message } from "../../src/i18n/value.ts";
import type { Answer, Command } from "../../src/platform/command.ts";
import type { Subscription } from "../../src/subscription/subscription.ts";
import type { Services } from "../services.ts";
import { type IdValues, idOption, idSchema } from "./id.ts";
import { listNodes } from "./list.ts";
import type { Meaning } from "./meaning.ts";
import { subscriptionToChange } from "./mine.ts";
import { scheduleText } from "./times.ts";

const yes: ReadonlySet<string> = new Set(["yes", "是", "确认", "确定"]);

export function createRemove(meaning: Meaning): Command<Services, IdValues> {
  return {
    name: "digest remove",
    aliases: ["删除", "退订", "取消", "delete", "unsubscribe"],
    shortcuts: ["退订"],
    options: [idOption],
    schema: idSchema,
    personal: true,
    examples: ["/digest remove k3f9x", "/退订 k3f9x"],
    async run({ id: words = [] }, context) {
      const isSure = words.some((word) => yes.has(word.toLowerCase()));
      const [id] = words.filter((word) => !yes.has(word.toLowerCase()));
      const subscription = await subscriptionToChange(id, context);
      if (!isSure) return asking(subscription, meaning);
      await context.services.posts.book.remove(subscription.id);
      const told = message("digest.removed", { id: literal(subscription.id), what: meaning.shown(subscription.what) });
      return { document: { nodes: listNodes(meaning, context, [told]) }, unshared: true };
    },
    messages: {
      en: {
        "command.digest.remove": "End a subscription for good",
        "command.digest.remove.id": "which one; may be left out where there is only one",
        "digest.remove.sure": "Remove {id}? {what}, {when}, is then posted no more. What was posted stays.",
        "digest.remove.yes": "Remove {id}",
        "digest.remove.no": "Keep it",
        "digest.removed": "{id} is removed: {what}.",
      },
      zh: {
        "command.digest.remove": "彻底删除一项订阅",
        "command.digest.remove.id": "哪一项；只有一项时可不写",
        "digest.remove.sure": "要删除 {id} 吗？删除后不再发送{what}（{when}），已发送的内容保留。",
        "digest.remove.yes": "删除 {id}",
        "digest.remove.no": "保留",
        "digest.removed": "已删除 {id}：{what}。",
      },
    },
  };
}

function asking({ id, what, schedule }: Subscription, meaning: Meaning): Answer {
  const told = { id: literal(id), what: meaning.shown(what), when: scheduleText(schedule) };
  return {
    document: {
      nodes: [
        paragraph(message("digest.remove.sure", told)),
        actions([
          {
            id: "yes",
            label: message("digest.remove.yes", { id: literal(id) }),
            command: `/digest remove ${id} yes`,
            changes: true,
          },
          { id: "no", label: message("digest.remove.no"), command: "/digest list" },
        ]),
      ],
    },
    unshared: true,
  };
}
