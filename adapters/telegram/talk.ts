import type { UserFromGetMe } from "grammy/types";
import { literal, message } from "../../src/i18n/value.ts";
import type { Desk, Incoming, Reply } from "../../src/platform/desk.ts";
import { meant } from "../../src/platform/meaning.ts";
import { soon } from "../../src/support/soon.ts";
import { cleanText } from "../../src/support/text.ts";
import { withoutLinks } from "./escape.ts";
import type { HeardCommand, Place, Speaking } from "./hear.ts";
import { partsOf } from "./parts.ts";
import type { Post } from "./post.ts";
import type { Rights } from "./rights.ts";
import type { Siblings } from "./siblings.ts";
import { mayNotWrite } from "./verdicts.ts";
import type { Call } from "./wire.ts";

export interface TalkOptions {
  readonly call: Call;
  readonly post: Post;
  readonly rights: Rights;
  readonly siblings: Siblings;
  readonly desk: Desk;
  readonly me: UserFromGetMe;
  /** True the first time within a short while: a second tap on the same button is the first one again. */
  readonly firstTap: (key: string) => boolean;
}

/** An answer that comes sooner than this needs no sign that it is being made. */
export const soonMs = 150;

/** Answers commands that were written in a chat. */
export function createTalk(options: TalkOptions): (heard: HeardCommand) => Promise<void> {
  const { call, post, siblings, desk, me } = options;

  const refused = async (error: unknown, heard: HeardCommand, reply: Reply): Promise<void> => {
    desk.failed(`answering in chat ${heard.place.chat_id}`, error);
    // Only a person can be told in private: not a channel, and nobody who hides behind the group.
    if (heard.alone || heard.who.manages !== "ask" || !mayNotWrite(error)) return;
    const chat = literal(heard.chatTitle ?? String(heard.place.chat_id));
    const text = reply.speaker.sentences(message("telegram.no-rights", { chat })).map(cleanText).join("\n");
    const note = {
      chat_id: Number(heard.who.id),
      text: withoutLinks(text),
      link_preview_options: { is_disabled: true },
    };
    // Whoever never wrote to the bot in private cannot be reached, and there is no other way.
    await call("sendMessage", note).catch(() => undefined);
  };

  return async (heard) => {
    const { plain, words, who } = heard;
    const asked = plain ? meant(words, desk.languageOf(who.locale), desk) : words;
    const answer = askIn(heard.place, asked, heard, options);
    if ((await soon(answer, soonMs)) === undefined) {
      const typing = { ...heard.place, action: "typing" } as const;
      await call("sendChatAction", typing).catch(() => undefined);
    }
    const reply = await answer;
    try {
      siblings.remember(heard.place.chat_id, await post.reply(heard.place, partsOf(reply, me), heard.replyTo));
    } catch (error) {
      await refused(error, heard, reply);
    }
  };
}

interface Asking {
  /** Telegram's own id of what was said or tapped; the same however often it is brought. */
  readonly id: string;
  readonly who: Speaking;
  readonly alone: boolean;
}

export function askIn(
  place: Place,
  words: readonly string[],
  { id, who, alone }: Asking,
  options: TalkOptions,
): Promise<Reply> {
  const { desk, me } = options;
  const person = personFor(who, place, options);
  return desk.answer({ words, destination: destinationOf(me, place), person, alone, id });
}

function destinationOf(me: UserFromGetMe, place: Place): Incoming["destination"] {
  const { chat_id, message_thread_id: thread } = place;
  return {
    account: String(me.id),
    channel: String(chat_id),
    ...(thread === undefined ? {} : { thread: String(thread) }),
  };
}

function personFor({ id, locale, manages }: Speaking, place: Place, { rights }: TalkOptions): Incoming["person"] {
  return {
    id,
    ...(locale === undefined ? {} : { locale }),
    mayManage: async () => (manages === "ask" ? rights.manages(place.chat_id, id) : manages === "yes"),
  };
}
