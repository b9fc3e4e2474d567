import { Refusal } from "./refusal.ts";

export type Data = Readonly<Record<string, unknown>>;

export interface Chat {
  readonly id: number;
  readonly type: "private" | "group" | "supergroup" | "channel";
  readonly title?: string;
  /** Of a public chat. */
  readonly username?: string;
  /** What the bot is there, as getChatMember tells it (default: a member). */
  readonly bot?: Data;
  /** What everybody may do there. */
  readonly permissions?: Data;
  /** Why the bot cannot write there, as the server says it. */
  readonly closed?: { readonly status: number; readonly description: string };
  /** The id of the supergroup this group has become. */
  readonly migratedTo?: number;
  /** Status by user; others are plain members. */
  readonly members?: Readonly<Record<number, string>>;
}

/** A message as it stands in a chat now. */
export interface Message {
  readonly message_id: number;
  readonly chat: Chat | undefined;
  readonly content: Data;
  /** How often it was edited. */
  readonly edits: number;
}

/** The chats the bot may be in, and what was written there. */
export interface World {
  readonly chats: Map<number, Chat>;
  readonly messages: Message[];
  write(payload: Data): Message;
  edit(payload: Data): Message;
  remove(payload: Data): true;
  find(id: unknown): Chat;
}

export function createWorld(): World {
  const chats = new Map<number, Chat>();
  const messages: Message[] = [];
  let last = 100;
  const find: World["find"] = (id) => {
    const chat = chats.get(Number(id));
    if (chat === undefined) throw new Refusal(400, "Bad Request: chat not found");
    if (chat.migratedTo !== undefined)
      throw new Refusal(400, "Bad Request: group chat was upgraded to a supergroup chat", {
        migrate_to_chat_id: chat.migratedTo,
      });
    if (chat.closed !== undefined) throw new Refusal(chat.closed.status, chat.closed.description);
    return chat;
  };
  return {
    chats,
    messages,
    find,
    write(payload) {
      const message = { message_id: ++last, chat: find(payload["chat_id"]), content: contentOf(payload), edits: 0 };
      messages.push(message);
      return message;
    },
    remove({ chat_id, message_id }) {
      const index = messages.findIndex((one) => one.message_id === message_id && one.chat?.id === Number(chat_id));
      if (index < 0) throw new Refusal(400, "Bad Request: message to delete not found");
      messages.splice(index, 1);
      return true;
    },
    edit(payload) {
      const index = messages.findIndex(
        ({ message_id, chat, content }) =>
          (payload["inline_message_id"] !== undefined &&
            content["inline_message_id"] === payload["inline_message_id"]) ||
          (message_id === payload["message_id"] && chat?.id === Number(payload["chat_id"])),
      );
      const known = messages[index];
      if (known === undefined) throw new Refusal(400, "Bad Request: message to edit not found");
      // What is edited stays where it is.
      const { message_thread_id, reply_parameters, disable_notification, inline_message_id } = known.content;
      const kept = inline_message_id === undefined ? {} : { inline_message_id };
      const stays = { message_thread_id, reply_parameters, disable_notification };
      const content = { ...contentOf({ ...payload, ...stays }), ...kept };
      if (JSON.stringify(content) === JSON.stringify(known.content))
        throw new Refusal(
          400,
          "Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message",
        );
      const edited = { ...known, content, edits: known.edits + 1 };
      messages[index] = edited;
      return edited;
    },
  };
}

function contentOf(payload: Data): Data {
  const { text, rich_message, reply_markup, message_thread_id, reply_parameters, disable_notification } = payload;
  const all = { text, rich_message, reply_markup, message_thread_id, reply_parameters, disable_notification };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}
