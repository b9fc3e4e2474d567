import { Routes } from "discord.js";
import type { Manner, Part, Sent } from "../../src/platform/adapter.ts";
import type { Destination } from "../../src/platform/destination.ts";
import { OutcomeUnknown, Rejected } from "../../src/support/errors.ts";
import { limits } from "./limits.ts";
import { type Message, noMentions, withoutSound } from "./message.ts";
import type { Wire } from "./wire.ts";

/** Stands for the id of a message that arrived and was deleted before it was known: it has no address any more. */
export const deletedMessage = "deleted";

/**
 * Posts one message. Its mark goes along as the nonce: the same one by the same bot within the next minutes gives the
 * message that is there already. A part of Discord's has no other form, so the mark covers all of it.
 */
export async function post(
  wire: Wire,
  { channel, thread }: Destination,
  { payload }: Part,
  { mark, quiet = false }: Manner,
): Promise<Sent> {
  const where = thread ?? channel;
  const body = {
    ...(payload as Message),
    ...(quiet ? { flags: withoutSound } : {}),
    ...(mark === undefined ? {} : { nonce: mark.slice(0, limits.nonce), enforce_nonce: true }),
    allowed_mentions: noMentions,
  };
  try {
    return sentBy(where, await wire(creating(where, body)));
  } catch (error) {
    if (mark !== undefined && isDeletedSince(error)) return { messageId: deletedMessage };
    throw error;
  }
}

const creating = (channel: string, body: unknown) =>
  ({ what: `posting to channel ${channel}`, method: "POST", route: Routes.channelMessages(channel), body }) as const;

/** Discord knows the nonce, and its message is gone: it was delivered, and somebody took it away. */
function isDeletedSince(error: unknown): boolean {
  return error instanceof Rejected && error.detail === "10008";
}

function sentBy(where: string, answer: unknown): Sent {
  const id = (answer as { id?: unknown } | undefined)?.id;
  if (typeof id !== "string")
    throw new OutcomeUnknown(`Discord answered the post to ${where} without a message.`, "no id");
  return { messageId: id };
}

/** Private messages, opened where they were not yet. */
export async function openDirect(wire: Wire, person: string): Promise<string> {
  const answer = await wire({
    what: `private messages with ${person}`,
    method: "POST",
    route: Routes.userChannels(),
    body: { recipient_id: person },
  });
  return (answer as { id: string }).id;
}
