import type { CallbackQuery, InlineKeyboardButton, UserFromGetMe } from "grammy/types";
import { valuesOf, walk } from "../../src/document/walk.ts";
import { literal, message } from "../../src/i18n/value.ts";
import type { Part } from "../../src/platform/adapter.ts";
import type { Desk, Incoming, Reply } from "../../src/platform/desk.ts";
import { splitWords } from "../../src/platform/parse.ts";
import { cleanText } from "../../src/support/text.ts";
import { type HeardCommand, type Place, personOf, placeOf, type Speaking } from "./hear.ts";
import { keeping } from "./kept.ts";
import { limits } from "./limits.ts";
import { type Handle, type Post, withRow } from "./post.ts";
import { renderTelegram } from "./render.ts";
import type { Rights } from "./rights.ts";
import { asOneMessage } from "./shorten.ts";
import { soon } from "./soon.ts";
import { mayNotWrite } from "./verdicts.ts";
import type { Call } from "./wire.ts";

export interface TalkOptions {
  readonly call: Call;
  readonly post: Post;
  readonly rights: Rights;
  readonly desk: Desk;
  readonly me: UserFromGetMe;
  /** True the first time within a short while: a second tap on the same button is the first one again. */
  readonly firstTap: (key: string) => boolean;
}

/** Answers what was heard in chats. */
export interface Talk {
  command(heard: HeardCommand): Promise<void>;
  /** Taps on one message change it in the order given by `inOrder`; they are acknowledged at once. */
  tap(query: CallbackQuery, inOrder: (task: () => Promise<void>) => Promise<void>): Promise<void>;
}

/** An answer that comes sooner than this needs no sign that it is being made. */
const soonMs = 150;

export function createTalk(options: TalkOptions): Talk {
  const { call, post, desk, me } = options;

  const ask = (words: readonly string[], place: Place, who: Speaking, alone: boolean): Promise<Reply> =>
    desk.answer({ words, destination: destinationOf(me, place), person: personFor(who, place, options), alone });

  const refused = async (error: unknown, heard: HeardCommand, reply: Reply) => {
    desk.failed(`answering in chat ${heard.place.chat_id}`, error);
    if (heard.alone || !mayNotWrite(error) || heard.who.manages === "yes") return;
    const chat = literal(heard.chatTitle ?? String(heard.place.chat_id));
    const text = reply.speaker.sentences(message("telegram.no-rights", { chat })).join("\n");
    // Whoever never wrote to the bot in private cannot be reached, and there is no other way.
    await call("sendMessage", { chat_id: Number(heard.who.id), text: cleanText(text) }).catch(() => undefined);
  };

  const command: Talk["command"] = async (heard) => {
    const answer = ask(heard.words, heard.place, heard.who, heard.alone);
    if ((await soon(answer, soonMs)) === undefined) {
      const typing = { ...heard.place, action: "typing" } as const;
      await call("sendChatAction", typing).catch(() => undefined);
    }
    const reply = await answer;
    const parts = partsOf(reply, me);
    await post.reply(heard.place, parts, heard.replyTo).catch((error) => refused(error, heard, reply));
  };

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
    if (!at.writable) {
      if (reply.kind === "answer") await post.edit(at.handle, oneMessage(reply, me));
      return;
    }
    const parts = partsOf(reply, me);
    if (reply.kind !== "answer") return post.reply(at.place, parts, at.replyTo);
    await post.reply(at.place, (await post.edit(at.handle, parts)) ?? parts);
  };

  const tap: Talk["tap"] = async (query, inOrder) => {
    const line = query.data ?? "";
    const at = whereTapped(query);
    const key = [query.from.id, query.chat_instance, at?.key, line].join(" ");
    if (at === undefined || !options.firstTap(key)) return void (await acknowledge(query));
    if (!line.startsWith("/")) {
      const text = desk.speaker(desk.languageOf(at.who.locale)).say(message("telegram.outdated"));
      return void (await acknowledge(query, { text }));
    }
    const answer = ask(splitWords(line.slice(1)), at.place, at.who, at.alone);
    const aside = asideOf(await soon(answer, soonMs));
    if (aside !== undefined) return void (await acknowledge(query, { text: aside, show_alert: true }));
    if (await acknowledge(query)) await inOrder(async () => show(at, await answer));
  };

  return { command, tap };
}

/** What is of interest to the one who tapped alone, where it is short enough to be shown to nobody else. */
function asideOf(reply: Reply | undefined): string | undefined {
  if (reply === undefined || reply.kind === "answer") return undefined;
  const text = textOf(reply);
  return text !== "" && text.length <= limits.alert ? text : undefined;
}

interface Tapped {
  /** Of the message. */
  readonly key: string | number;
  readonly place: Place;
  readonly who: Speaking;
  readonly alone: boolean;
  readonly handle: Handle;
  /** A message sent through inline mode stands in a chat the bot need not be in. */
  readonly writable: boolean;
  readonly replyTo?: number;
}

function whereTapped({ message: shown, inline_message_id, from }: CallbackQuery): Tapped | undefined {
  const person = personOf(from);
  if (inline_message_id !== undefined)
    return {
      key: inline_message_id,
      place: { chat_id: from.id },
      who: { ...person, manages: "no" },
      alone: false,
      handle: { inline_message_id },
      writable: false,
    };
  if (shown === undefined) return undefined;
  const alone = shown.chat.type === "private";
  return {
    key: shown.message_id,
    place: "is_topic_message" in shown ? placeOf(shown) : { chat_id: shown.chat.id },
    who: person,
    alone,
    handle: { chat_id: shown.chat.id, message_id: shown.message_id },
    writable: true,
    ...(alone ? {} : { replyTo: shown.message_id }),
  };
}

export function destinationOf(me: UserFromGetMe, place: Place): Incoming["destination"] {
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

const rendered = keeping(renderTelegram);

/** The messages of a reply; answers of interest to everybody can be shared. */
function partsOf(reply: Reply, me: UserFromGetMe): Part[] {
  return withShare(rendered(reply.document, reply.speaker), reply, me);
}

function oneMessage(reply: Reply, me: UserFromGetMe): Part[] {
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
