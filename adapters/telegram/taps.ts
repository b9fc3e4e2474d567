import type { CallbackQuery } from "grammy/types";
import { message } from "../../src/i18n/value.ts";
import type { Reply } from "../../src/platform/desk.ts";
import { splitWords } from "../../src/platform/parse.ts";
import { soon } from "../../src/support/soon.ts";
import { commandIn } from "./callback.ts";
import { type Place, personOf, placeOf, type Speaking } from "./hear.ts";
import { asideOf, oneMessage, partsOf } from "./parts.ts";
import type { Handle } from "./post.ts";
import { askIn, soonMs, type TalkOptions } from "./talk.ts";

/** Answers a tap: acknowledges it at once, then changes the message it was made on, in the order given by `inOrder`. */
export type Tap = (query: CallbackQuery, inOrder: (task: () => Promise<void>) => Promise<void>) => Promise<void>;

export function createTaps(options: TalkOptions): Tap {
  const { call, post, siblings, desk, me } = options;

  /** False where the tap is too old to be answered; Telegram keeps it for some minutes only. */
  const acknowledge = async (query: CallbackQuery, shown: object = {}): Promise<boolean> => {
    try {
      await call("answerCallbackQuery", { callback_query_id: query.id, ...shown });
      return true;
    } catch (error) {
      desk.failed("acknowledging a tap", error);
      return !/query is too old|query ID is invalid/i.test((error as { detail?: string }).detail ?? "");
    }
  };

  const show = async (at: Tapped, reply: Reply): Promise<void> => {
    const { handle, place } = at;
    if (place === undefined) {
      if (reply.kind === "answer") await post.edit([handle], oneMessage(reply, me));
      return;
    }
    const parts = partsOf(reply, me);
    if (reply.kind !== "answer") return void (await post.reply(place, parts, at.replyTo));
    // An answer may have been several messages: all of them change.
    const known = siblings.of(place.chat_id, at.messageId);
    const handles = known.map((message_id) => ({ chat_id: place.chat_id, message_id }));
    const { changed, left } = await post.edit(handles, parts);
    const more = await post.reply(place, left);
    siblings.remember(place.chat_id, [...known.slice(0, changed), ...more]);
  };

  return async (query, inOrder) => {
    const line = commandIn(query.data ?? "");
    const at = whereTapped(query);
    const key = [query.from.id, query.chat_instance, at?.messageId, query.data].join(" ");
    if (at === undefined || !options.firstTap(key)) return void (await acknowledge(query));
    if (line === undefined) {
      const text = desk.speaker(desk.languageOf(at.who.locale)).say(message("telegram.outdated"));
      return void (await acknowledge(query, { text, show_alert: true }));
    }
    const answer = askIn(at.place ?? { chat_id: query.from.id }, splitWords(line.slice(1)), at, options);
    const aside = asideOf(await soon(answer, soonMs));
    if (aside !== undefined) return void (await acknowledge(query, { text: aside, show_alert: true }));
    if (await acknowledge(query)) await inOrder(async () => show(at, await answer));
  };
}

interface Tapped {
  readonly id: string;
  readonly who: Speaking;
  readonly alone: boolean;
  readonly handle: Handle;
  readonly messageId: number | string;
  /** Absent for a message sent through inline mode: it stands in a chat the bot need not be in. */
  readonly place?: Place;
  readonly replyTo?: number;
}

function whereTapped({ id, message: shown, inline_message_id, from }: CallbackQuery): Tapped | undefined {
  const who = personOf(from);
  if (inline_message_id !== undefined)
    return {
      id,
      who: { ...who, manages: "no" },
      alone: false,
      handle: { inline_message_id },
      messageId: inline_message_id,
    };
  if (shown === undefined) return undefined;
  const { chat, message_id } = shown;
  const alone = chat.type === "private";
  return {
    id,
    who,
    alone,
    handle: { chat_id: chat.id, message_id },
    messageId: message_id,
    place: "is_topic_message" in shown ? placeOf(shown) : { chat_id: chat.id },
    ...(alone ? {} : { replyTo: message_id }),
  };
}
