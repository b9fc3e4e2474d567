import { InteractionResponseType, Routes } from "discord.js";
import type { Message, Modal } from "./message.ts";
import type { Wire } from "./wire.ts";

/** What an interaction is answered by; its token is good for fifteen minutes. */
export interface Interaction {
  readonly id: string;
  readonly token: string;
  readonly application_id: string;
}

type Said = Partial<Message> & { readonly flags?: number };

/** The ways to answer one interaction: first one of the upper five, within three seconds, then any of the others. */
export interface Line {
  reply(message: Said): Promise<void>;
  /** Puts the message in the place of the one that was tapped. */
  replace(message: Said): Promise<void>;
  /** Shows that an answer is being made. */
  defer(flags: number): Promise<void>;
  deferTap(): Promise<void>;
  /** Opens questions; not in answer to other questions. */
  open(modal: Modal): Promise<void>;
  /** Changes the first answer, or the message that was tapped. */
  edit(message: Said): Promise<void>;
  remove(): Promise<void>;
  followUp(message: Said): Promise<void>;
}

/** `address` is the interaction's own, so none of these calls spends the bot's allowance. */
export function lineTo({ id, token, application_id }: Interaction, wire: Wire): Line {
  const first = async (type: InteractionResponseType, data?: unknown) => {
    const body = data === undefined ? { type } : { type, data };
    await wire({
      what: "the first answer",
      method: "POST",
      route: Routes.interactionCallback(id, token),
      body,
      auth: false,
    });
  };
  const original = Routes.webhookMessage(application_id, token, "@original");
  return {
    reply: (message) => first(InteractionResponseType.ChannelMessageWithSource, message),
    replace: (message) => first(InteractionResponseType.UpdateMessage, message),
    defer: (flags) => first(InteractionResponseType.DeferredChannelMessageWithSource, { flags }),
    deferTap: () => first(InteractionResponseType.DeferredMessageUpdate),
    open: (modal) => first(InteractionResponseType.Modal, modal),
    async edit(body) {
      await wire({ what: "changing the answer", method: "PATCH", route: original, body, auth: false });
    },
    async remove() {
      await wire({ what: "removing the placeholder", method: "DELETE", route: original, auth: false });
    },
    async followUp(body) {
      const route = Routes.webhook(application_id, token);
      await wire({ what: "a further message", method: "POST", route, body, auth: false });
    },
  };
}
