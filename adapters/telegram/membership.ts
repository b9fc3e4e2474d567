import type { ChatMember, ChatMemberUpdated } from "grammy/types";

/** Whether the bot, being this in a chat, may post there. */
export function mayPost(member: ChatMember): boolean {
  if (member.status === "restricted") return member.is_member && member.can_send_messages;
  // Told of channels alone; in groups every admin may write.
  if (member.status === "administrator") return member.can_post_messages !== false;
  return !isOutside(member);
}

/** Whoever is restricted may have left as well. */
export function isOutside(member: ChatMember): boolean {
  return (
    member.status === "left" || member.status === "kicked" || (member.status === "restricted" && !member.is_member)
  );
}

/** What a change of the bot's own membership means for posts there. */
export function changeOf({
  old_chat_member: before,
  new_chat_member: now,
}: ChatMemberUpdated): "left" | "back" | undefined {
  if (isOutside(now)) return "left";
  return mayPost(now) && !mayPost(before) ? "back" : undefined;
}
