import { richText } from "../../fakes/telegram/rich.ts";
import type { Chat, Message } from "../../fakes/telegram/world.ts";
import { answerTo, type Connected, type ConnectOptions, connect } from "./connected.ts";

/** A bot that answers every command with what it was asked. */
export const answering = (more: Partial<ConnectOptions> = {}) =>
  connect({ answer: ({ words }) => ({ document: answerTo(words) }), ...more });

export const group: Chat = { id: -100200, type: "supergroup", title: "Desk" };

export function textOf({ content }: Message): string {
  const rich = content["rich_message"] as { readonly html: string } | undefined;
  return (rich === undefined ? String(content["text"]) : richText(rich.html)).trim();
}

/** The first message that says so. */
export function message({ telegram }: Connected, words: string): Promise<Message> {
  return telegram.until(() => telegram.world.messages.find((one) => textOf(one).includes(words)));
}

/** Resolves when everything left so far was handled: the bot has asked for what comes after it. */
export async function handled(world: Connected, update: number): Promise<void> {
  await world.telegram.until(() =>
    world.telegram.called("getUpdates").find(({ payload }) => Number(payload["offset"] ?? 0) > update),
  );
}
