import type { Mailbox } from "./mailbox.ts";
import { Refusal } from "./refusal.ts";
import type { Data, Message, World } from "./world.ts";

export interface Methods {
  readonly me: Data;
  readonly world: World;
  readonly mailbox: Mailbox;
  /** Queries that wait for an answer; answering one twice, or too late, is refused. */
  readonly open: Set<string>;
  /** Command lists by scope and language. */
  readonly menus: Map<string, unknown>;
}

/** Carries a call out, whose payload was found to be in order. */
export function carryOut(method: string, payload: Data, server: Methods, gone: AbortSignal): unknown {
  const { me, world, mailbox, open, menus } = server;
  switch (method) {
    case "getMe":
      return me;
    case "getUpdates":
      return mailbox.fetch(payload, gone);
    case "setWebhook":
      mailbox.setWebhook(payload);
      return true;
    case "deleteWebhook":
      mailbox.setWebhook({ url: "" });
      return true;
    case "getWebhookInfo":
      return { has_custom_certificate: false, pending_update_count: 0, ...mailbox.webhook() };
    case "getMyCommands":
      return menus.get(menuKey(payload)) ?? [];
    case "setMyCommands":
      menus.set(menuKey(payload), payload["commands"]);
      return true;
    case "sendMessage":
    case "sendRichMessage":
      return shown(world.write(payload), me);
    case "editMessageText":
      return payload["inline_message_id"] === undefined ? shown(world.edit(payload), me) : Boolean(world.edit(payload));
    case "deleteMessage":
      return world.remove(payload);
    case "sendChatAction":
      world.find(payload["chat_id"]);
      return true;
    case "answerCallbackQuery":
      return answered(String(payload["callback_query_id"]), open);
    case "answerInlineQuery":
      return answered(String(payload["inline_query_id"]), open);
    case "getChat": {
      const chat = world.find(payload["chat_id"]);
      return { ...publicly(chat), ...(chat.permissions && { permissions: chat.permissions }) };
    }
    case "getChatMember": {
      const { members, bot } = world.find(payload["chat_id"]);
      if (payload["user_id"] === me["id"]) return { status: "member", ...bot, user: me };
      const status = members?.[Number(payload["user_id"])] ?? "member";
      return { status, user: { id: payload["user_id"], is_bot: false, first_name: "Somebody" } };
    }
    default:
      throw new Refusal(404, "Not Found: method not found");
  }
}

function menuKey({ scope = { type: "default" }, language_code = "" }: Data): string {
  return `${(scope as { readonly type: string }).type} ${language_code}`.trim();
}

function answered(id: string, open: Set<string>): true {
  if (!open.delete(id))
    throw new Refusal(400, "Bad Request: query is too old and response timeout expired or query ID is invalid");
  return true;
}

function shown({ message_id, chat, content }: Message, from: Data): Data {
  return { message_id, date: 0, from, chat: chat === undefined ? {} : publicly(chat), text: content["text"] ?? "" };
}

export function publicly({ id, type, title, username }: NonNullable<Message["chat"]>): Data {
  return { id, type, ...(title === undefined ? {} : { title }), ...(username === undefined ? {} : { username }) };
}
