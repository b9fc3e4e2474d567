import { Refusal } from "./refusal.ts";
import type { Data } from "./world.ts";

export interface Update {
  readonly update_id: number;
  readonly [kind: string]: unknown;
}

/** Where updates wait: fetched one batch after the other, or brought to a webhook. */
export interface Mailbox {
  /** Leaves an update; answers its id. Kinds the bot did not ask for are lost. */
  leave(kind: string, content: Data): number;
  /** Leaves the same update again, as after a lost confirmation. */
  leaveAgain(id: number): void;
  fetch(payload: Data, gone: AbortSignal): Promise<readonly Update[]>;
  setWebhook(payload: Data): void;
  readonly webhook: () => Data;
  /** Status of each delivery to the webhook, in order. */
  readonly deliveries: { readonly update: number; readonly status: number }[];
  /** Breaks off a poll under way, as when the server is restarted. */
  interrupt(): void;
}

const defaultKinds = ["message", "channel_post", "callback_query", "inline_query", "my_chat_member", "edited_message"];
/** An update is brought again this often while the webhook does not take it. */
const mostDeliveries = 5;

export function createMailbox(): Mailbox {
  let waiting: Update[] = [];
  const known = new Map<number, Update>();
  let kinds = defaultKinds;
  let webhook: Data = { url: "" };
  let last = 1000;
  let polling: { readonly look: () => void; readonly end: (error: Error) => void } | undefined;
  const deliveries: Mailbox["deliveries"] = [];

  const deliver = async (update: Update): Promise<void> => {
    const headers = {
      "content-type": "application/json",
      "x-telegram-bot-api-secret-token": String(webhook["secret_token"] ?? ""),
    };
    for (let tries = 0; tries < mostDeliveries; tries++) {
      const { status } = await fetch(String(webhook["url"]), { method: "POST", headers, body: JSON.stringify(update) });
      deliveries.push({ update: update.update_id, status });
      if (status >= 200 && status < 300) return;
    }
  };
  const put = (update: Update): void => {
    if (webhook["url"] !== "") return void deliver(update).catch(() => undefined);
    waiting.push(update);
    polling?.look();
  };

  return {
    deliveries,
    webhook: () => webhook,
    leave(kind, content) {
      const update = { update_id: ++last, [kind]: content };
      known.set(last, update);
      if (kinds.includes(kind)) put(update);
      return last;
    },
    leaveAgain(id) {
      const update = known.get(id);
      if (update !== undefined) put(update);
    },
    setWebhook(payload) {
      webhook = { url: "", ...payload };
      kinds = (payload["allowed_updates"] as string[] | undefined) ?? kinds;
    },
    interrupt() {
      polling?.end(new Error("interrupted"));
    },
    fetch(payload, gone) {
      if (webhook["url"] !== "")
        throw new Refusal(
          409,
          "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
        );
      polling?.end(
        new Refusal(
          409,
          "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
        ),
      );
      kinds = (payload["allowed_updates"] as string[] | undefined) ?? kinds;
      const offset = Number(payload["offset"] ?? 0);
      // What lies before the offset is confirmed and forgotten.
      waiting = waiting.filter(({ update_id }) => update_id >= offset);
      return new Promise((resolve, reject) => {
        const finish = (updates: readonly Update[]) => {
          clearTimeout(limit);
          if (polling === own) polling = undefined;
          resolve(updates);
        };
        const look = () => {
          if (waiting.length > 0) finish(waiting.slice(0, Number(payload["limit"] ?? 100)));
        };
        const end = (error: Error) => {
          clearTimeout(limit);
          if (polling === own) polling = undefined;
          reject(error);
        };
        const own = { look, end };
        const limit = setTimeout(() => finish([]), Number(payload["timeout"] ?? 0) * 1000);
        gone.addEventListener("abort", () => end(new Error("gone")), { once: true });
        polling = own;
        look();
      });
    },
  };
}
