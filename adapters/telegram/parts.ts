import type { InlineKeyboardButton, UserFromGetMe } from "grammy/types";
import { valuesOf, walk } from "../../src/document/walk.ts";
import { literal, message } from "../../src/i18n/value.ts";
import type { Part } from "../../src/platform/adapter.ts";
import type { Reply } from "../../src/platform/desk.ts";
import { remembered } from "../../src/platform/remembered.ts";
import { cleanText } from "../../src/support/text.ts";
import { limits } from "./limits.ts";
import { withRow } from "./post.ts";
import { renderTelegram } from "./render.ts";
import { asOneMessage } from "./shorten.ts";

const rendered = remembered(renderTelegram);

/** The messages of a reply; answers of interest to everybody can be shared. */
export function partsOf(reply: Reply, me: UserFromGetMe): Part[] {
  return withShare(rendered(reply.document, reply.speaker), reply, me);
}

export function oneMessage(reply: Reply, me: UserFromGetMe): Part[] {
  const saying = message("telegram.shortened", { bot: literal(`@${me.username}`) });
  const rich = asOneMessage(reply.document, reply.speaker, saying, true);
  const ordinary = asOneMessage(reply.document, reply.speaker, saying, false);
  if (rich === undefined || ordinary === undefined) return [];
  return withShare([{ ...rich, fallback: [ordinary] }], reply, me);
}

export function withShare(parts: readonly Part[], reply: Reply, me: UserFromGetMe): Part[] {
  const share = shareButton(reply, me);
  return share === undefined ? [...parts] : withRow(parts, [share]);
}

/** Opens the list of chats and types the question there, so that the answer is sent by the person. */
function shareButton(reply: Reply, me: UserFromGetMe): InlineKeyboardButton | undefined {
  const query = cleanText(reply.again).replace(/^\//, "");
  if (reply.kind !== "answer" || reply.personal || !me.supports_inline_queries || query.length > limits.query)
    return undefined;
  return { text: `↗ ${cleanText(reply.speaker.say(message("telegram.share")))}`, switch_inline_query: query };
}

/** All a short reply says. */
function textOf({ document, speaker }: Reply): string {
  return [...walk(document.nodes)]
    .flatMap((node) => valuesOf(node).flatMap((value) => speaker.sentences(value)))
    .map(cleanText)
    .join("\n");
}

/** What is of interest to the one who tapped alone, where it is short enough to be shown to nobody else. */
export function asideOf(reply: Reply | undefined): string | undefined {
  if (reply === undefined || reply.kind === "answer") return undefined;
  const text = textOf(reply);
  return text !== "" && text.length <= limits.alert ? text : undefined;
}
