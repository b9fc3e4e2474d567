import { Rejected } from "../../src/support/errors.ts";
import type { Call } from "./wire.ts";

const freshMs = 5 * 60_000;
const most = 5000;

export interface Rights {
  /** Whether the user is an admin of the chat, as Telegram said within the last minutes. */
  manages(chat: number, user: string): Promise<boolean>;
}

export function createRights(call: Call, now: () => number): Rights {
  const known = new Map<string, { readonly at: number; readonly manages: boolean }>();
  return {
    async manages(chat, user) {
      const key = `${chat} ${user}`;
      const found = known.get(key);
      if (found !== undefined && now() - found.at < freshMs) return found.manages;
      const manages = await ask(call, chat, user);
      known.delete(key);
      known.set(key, { at: now(), manages });
      if (known.size > most) known.delete(known.keys().next().value as string);
      return manages;
    },
  };
}

/** Where Telegram refuses to say, the answer is no. */
async function ask(call: Call, chat: number, user: string): Promise<boolean> {
  try {
    const { status } = await call("getChatMember", { chat_id: chat, user_id: Number(user) });
    return status === "creator" || status === "administrator";
  } catch (error) {
    if (error instanceof Rejected) return false;
    throw error;
  }
}
