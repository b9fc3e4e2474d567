import { RateLimited } from "../../src/support/errors.ts";
import type { Call, Method, Result } from "./wire.ts";

/** So many chats refused one after the other, and nothing let through between: the bot is meant, not the chats. */
const many = 3;

/**
 * Telegram asks for a pause and does not say whether it means the chat or the whole bot. A bot over its limit gets nothing
 * through anywhere, so the chat is taken to be meant until several are refused and nothing arrives in between.
 */
export function withScope(call: Call, now: () => number): Call {
  /** Chats refused since anything got through, and until when each has to wait. */
  const refused = new Map<string, number>();
  const scopeOf = (chat: string, pauseMs: number): RateLimited["scope"] => {
    const time = now();
    for (const [known, until] of refused) if (until <= time) refused.delete(known);
    refused.set(chat, time + pauseMs);
    return refused.size < many ? "channel" : "account";
  };
  return async <M extends Method>(method: M, payload: object, signal?: AbortSignal): Promise<Result<M>> => {
    const chat = chatOf(payload);
    if (chat === undefined || !writing.test(method)) return call(method, payload, signal);
    try {
      const done = await call(method, payload, signal);
      refused.clear();
      return done;
    } catch (error) {
      if (!(error instanceof RateLimited)) throw error;
      const { message, retryAfterMs, detail } = error;
      throw new RateLimited(message, retryAfterMs, detail, scopeOf(chat, retryAfterMs));
    }
  };
}

/** Looking something up has limits of its own, and says nothing about those of writing. */
const writing = /^(?:send|edit)/;

function chatOf(payload: object): string | undefined {
  const { chat_id } = payload as { readonly chat_id?: number | string };
  return chat_id === undefined ? undefined : String(chat_id);
}
