import type { CallbackQuery, Chat, InlineQuery, Message, Update, UserFromGetMe } from "grammy/types";
import type { CommandCard } from "../../src/platform/command.ts";
import { callsOf } from "../../src/platform/meaning.ts";
import { splitWords } from "../../src/platform/parse.ts";
import { changeOf } from "./membership.ts";

/** Where a message is written. */
export interface Place {
  readonly chat_id: number;
  /** A topic of a forum; the general one is addressed by leaving it out. */
  readonly message_thread_id?: number;
}

/** Who wrote, and what is known of their rights without asking. */
export interface Speaking {
  readonly id: string;
  readonly locale?: string;
  /** `ask`: Telegram has to be asked about this user. */
  readonly manages: "yes" | "no" | "ask";
}

export interface HeardCommand {
  /** Of the update that brought it. */
  readonly id: string;
  readonly words: readonly string[];
  /** Written without a slash, so that it may be a name as well. */
  readonly plain: boolean;
  readonly place: Place;
  readonly who: Speaking;
  readonly alone: boolean;
  /** What is answered, where others write in between. */
  readonly replyTo?: number;
  /** How the chat is called, where it has a name. */
  readonly chatTitle?: string;
}

export type Heard =
  | { readonly kind: "command"; readonly command: HeardCommand }
  | { readonly kind: "tap"; readonly query: CallbackQuery }
  | { readonly kind: "inline"; readonly query: InlineQuery }
  /** Told in both chats, the old one and the new one. */
  | { readonly kind: "moved"; readonly from: number; readonly to: number }
  /** The bot cannot post there any more, or can again. */
  | { readonly kind: "left" | "back"; readonly chat: Chat }
  | { readonly kind: "nothing" };

/** The kinds of updates that are understood; Telegram sends no others. */
export const allowedUpdates = ["message", "channel_post", "callback_query", "inline_query", "my_chat_member"] as const;

/** What an update asks for. */
export function hear(update: Update, me: UserFromGetMe, commands: readonly CommandCard[]): Heard {
  const message = update.message ?? update.channel_post;
  if (message !== undefined) return hearMessage(String(update.update_id), message, me, commands);
  if (update.callback_query !== undefined) return { kind: "tap", query: update.callback_query };
  if (update.inline_query !== undefined) return { kind: "inline", query: update.inline_query };
  const member = update.my_chat_member;
  const change = member === undefined ? undefined : changeOf(member);
  if (member === undefined || change === undefined) return { kind: "nothing" };
  return { kind: change, chat: member.chat };
}

function hearMessage(id: string, message: Message, me: UserFromGetMe, commands: readonly CommandCard[]): Heard {
  const { chat, text, migrate_to_chat_id: to, migrate_from_chat_id: from } = message;
  if (to !== undefined) return { kind: "moved", from: chat.id, to };
  if (from !== undefined) return { kind: "moved", from, to: chat.id };
  // What was sent through a bot holds an answer, not a question.
  if (text === undefined || message.via_bot !== undefined) return { kind: "nothing" };
  const alone = chat.type === "private";
  const words = wordsOf(text, { username: me.username, alone, commands });
  const who = speaking(message);
  if (words === undefined || who === undefined) return { kind: "nothing" };
  const command: HeardCommand = {
    id,
    words,
    plain: !line.test(text.trim()),
    place: placeOf(message),
    who,
    alone,
    ...(alone ? {} : { replyTo: message.message_id }),
    ...(chat.title === undefined ? {} : { chatTitle: chat.title }),
  };
  return { kind: "command", command };
}

export function placeOf({ chat, message_thread_id, is_topic_message }: Message): Place {
  return is_topic_message === true && message_thread_id !== undefined
    ? { chat_id: chat.id, message_thread_id }
    : { chat_id: chat.id };
}

/** Stands for admins who hide who they are. */
const anonymousAdmin = 1087968824;
/** Stand for posts forwarded from a linked channel, and for members who write as a channel. */
const channelBots = new Set([777000, 136817688]);

/** The person behind a message; other bots are nobody. */
function speaking({ chat, from, sender_chat }: Message): Speaking | undefined {
  // Only admins can post in a channel, and posts do not say who wrote them.
  if (chat.type === "channel") return { id: String(sender_chat?.id ?? chat.id), manages: "yes" };
  if (sender_chat !== undefined || from === undefined || from.id === anonymousAdmin || channelBots.has(from.id))
    return {
      id: String(sender_chat?.id ?? from?.id ?? chat.id),
      manages: from?.id === anonymousAdmin && sender_chat?.id === chat.id ? "yes" : "no",
    };
  return from.is_bot ? undefined : personOf(from);
}

export function personOf(from: { readonly id: number; readonly language_code?: string }): Speaking {
  return {
    id: String(from.id),
    ...(from.language_code === undefined ? {} : { locale: from.language_code }),
    manages: "ask",
  };
}

/** A command as typed: Telegram marks those in Latin letters only, so the line is read here. */
const line = /^[/／]([^\s@/／]+)(?:@(\w+))?(?=\s|$)(.*)$/su;

interface Hearing {
  readonly username: string;
  readonly alone: boolean;
  readonly commands: readonly CommandCard[];
}

/** The words of a command, or nothing where the bot is not meant. In private every text is meant for it. */
function wordsOf(text: string, { username, alone, commands }: Hearing): string[] | undefined {
  const found = line.exec(text.trim());
  if (found === null) return alone ? splitWords(text) : undefined;
  const [, name = "", addressee, rest = ""] = found;
  const addressed = addressee?.toLowerCase() === username.toLowerCase();
  if (addressee !== undefined && !addressed) return undefined;
  // In a group other bots have commands of their own: a word that is none of ours is left to them.
  if (!alone && !addressed && !callsOf(commands).includes(name.toLowerCase())) return undefined;
  if (name.toLowerCase() === "start") return ["help"];
  return [name, ...splitWords(rest)];
}
