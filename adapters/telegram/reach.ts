import type { ChatFullInfo, ChatMember } from "grammy/types";
import { literal, message } from "../../src/i18n/value.ts";
import type { Finding } from "../../src/platform/adapter.ts";
import type { Destination } from "../../src/platform/destination.ts";
import { Rejected, TargetMoved } from "../../src/support/errors.ts";
import { cleanText } from "../../src/support/text.ts";
import { isOutside, mayPost } from "./membership.ts";
import { chatIdOf } from "./places.ts";
import type { Call } from "./wire.ts";

/** Whether the bot may post in a chat, as Telegram tells it now; posts nothing to find out. */
export async function reachOf(call: Call, bot: number, { channel }: Pick<Destination, "channel">): Promise<Finding> {
  const chat_id = chatIdOf({ channel });
  try {
    const chat = await call("getChat", { chat_id });
    const member = await call("getChatMember", { chat_id, user_id: bot });
    return findingOf(chat, member);
  } catch (error) {
    if (error instanceof TargetMoved && error.to !== channel) return reachOf(call, bot, { channel: error.to });
    if (error instanceof Rejected) return say(false, typeof chat_id === "number" && chat_id > 0 ? "unmet" : "absent");
    throw error;
  }
}

function findingOf(chat: ChatFullInfo, member: ChatMember): Finding {
  const title = cleanText(chat.title ?? "");
  if (isOutside(member)) return say(false, chat.type === "private" ? "unmet" : "absent");
  if (chat.type === "private") return say(true, "private");
  // Bots cannot be plain members of channels.
  if (chat.type === "channel")
    return mayPost(member) && member.status !== "member" ? say(true, "ok", title) : say(false, "no-post", title);
  // What everybody may do binds a bot that is a plain member, not an admin.
  const muted = member.status === "member" && chat.permissions?.can_send_messages === false;
  return mayPost(member) && !muted ? say(true, "ok", title) : say(false, "muted", title);
}

function say(ok: boolean, id: "ok" | "private" | "unmet" | "absent" | "no-post" | "muted", chat = ""): Finding {
  return { ok, text: message(`telegram.reach.${id}`, { chat: literal(chat) }) };
}
