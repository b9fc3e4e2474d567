import type { Chat } from "grammy/types";
import type { Destination } from "../../src/platform/destination.ts";

/** A chat as a call names it: by number, or a public one by `@name`. */
export function chatIdOf({ channel }: Pick<Destination, "channel">): number | string {
  return /^-?\d+$/.test(channel) ? Number(channel) : channel;
}

/** A destination as the fields of a call. */
export function placeOfDestination(destination: Destination): object {
  const chat_id = chatIdOf(destination);
  return destination.thread === undefined ? { chat_id } : { chat_id, message_thread_id: Number(destination.thread) };
}

/** The names of public chats, by which strangers find their messages as well. */
export interface Names {
  /** Takes the name from a chat as Telegram shows it, or forgets it where it has none any more. */
  learn(chat: Chat): void;
  of(channel: string): string | undefined;
}

const most = 5000;

/** Kept in memory: until a chat is seen again, the address for its members does. */
export function createNames(): Names {
  const known = new Map<string, string>();
  return {
    learn({ id, type, username }) {
      known.delete(String(id));
      // A person's name leads to a conversation, never to a message.
      if (username === undefined || type === "private") return;
      known.set(String(id), username);
      if (known.size > most) known.delete(known.keys().next().value as string);
    },
    of: (channel) => known.get(channel),
  };
}

/** Ids of supergroups and channels lie below this; the rest of the id is what addresses are made of. */
const lastGroup = -1_000_000_000_000;

/** Where readers find a message; private chats and small groups have no addresses. */
export function linkTo({ channel, thread }: Destination, messageId: string, name?: string): string | undefined {
  // Messages for one reader alone have no number.
  if (!/^[1-9]\d*$/.test(messageId)) return undefined;
  const path = thread === undefined ? messageId : `${thread}/${messageId}`;
  const called = name ?? /^@(\w+)$/.exec(channel)?.[1];
  if (called !== undefined) return `https://t.me/${called}/${path}`;
  const number = lastGroup - Number(channel);
  return number > 0 ? `https://t.me/c/${number}/${path}` : undefined;
}
