import { type Methods, publicly } from "./methods.ts";
import type { Chat, Data, Message } from "./world.ts";

export interface User {
  readonly id: number;
  readonly first_name: string;
  readonly is_bot: boolean;
  readonly language_code?: string;
}

export const ada: User = { id: 501, first_name: "Ada", is_bot: false, language_code: "en" };
export const lin: User = { id: 502, first_name: "Lin", is_bot: false, language_code: "zh-hans" };

/** What people do in the app; each deed answers the id of its update. */
export interface People {
  /** Adds a chat, or changes what is known of it. */
  chat(chat: Chat): Chat;
  /** The chat of one person with the bot. */
  privately(user: User): Chat;
  says(user: User | undefined, chat: Chat, text: string, more?: Data): number;
  /** Presses the button with this label on the message as it stands. */
  taps(user: User, message: Message, label: string): number;
  types(user: User, query: string): { readonly update: number; readonly id: string };
  /** Changes what the bot is in a chat. */
  changesBot(chat: Chat, before: Data, now: Data): number;
}

export function createPeople({ me, world, mailbox, open }: Pick<Methods, "me" | "world" | "mailbox" | "open">): People {
  let last = 0;
  const chat: People["chat"] = (one) => {
    world.chats.set(one.id, one);
    return one;
  };
  return {
    chat,
    privately: (user) => chat({ id: user.id, type: "private" }),
    says(user, where, text, more = {}) {
      const from = user === undefined ? {} : { from: user };
      const kind = where.type === "channel" ? "channel_post" : "message";
      return mailbox.leave(kind, { message_id: ++last, date: 0, chat: publicly(where), text, ...from, ...more });
    },
    taps(user, message, label) {
      const id = `tap-${++last}`;
      open.add(id);
      const where =
        message.chat === undefined
          ? { inline_message_id: message.content["inline_message_id"] }
          : { message: asTapped(message, message.chat) };
      return mailbox.leave("callback_query", {
        id,
        from: user,
        chat_instance: "1",
        data: dataOf(message, label),
        ...where,
      });
    },
    types(user, query) {
      const id = `query-${++last}`;
      open.add(id);
      return { id, update: mailbox.leave("inline_query", { id, from: user, query, offset: "" }) };
    },
    changesBot: (where, before, now) =>
      mailbox.leave("my_chat_member", {
        chat: publicly(where),
        from: ada,
        date: 0,
        old_chat_member: { user: me, ...before },
        new_chat_member: { user: me, ...now },
      }),
  };
}

/** A message as a tap on it tells of it, with the topic it stands in. */
function asTapped({ message_id, content }: Message, chat: Chat): Data {
  const { message_thread_id: topic } = content;
  const where = topic === undefined ? {} : { message_thread_id: topic, is_topic_message: true };
  return { message_id, date: 0, chat: publicly(chat), text: "", ...where };
}

interface Keyboard {
  readonly inline_keyboard: readonly (readonly { readonly text: string; readonly callback_data?: string }[])[];
}

export function buttonsOf({ content }: Message) {
  return (content["reply_markup"] as Keyboard | undefined)?.inline_keyboard.flat() ?? [];
}

function dataOf(message: Message, label: string): string {
  const button = buttonsOf(message).find(({ text }) => text === label);
  if (button?.callback_data === undefined) throw new Error(`No button ${label}: ${JSON.stringify(buttonsOf(message))}`);
  return button.callback_data;
}
