import { createHash, timingSafeEqual } from "node:crypto";
import type { Update } from "grammy/types";
import type { Webhook } from "../../src/platform/adapter.ts";

export interface WebhookOptions {
  readonly url: string;
  readonly secret: string;
  /** Takes an update; false while the program is not ready for any, so that Telegram brings it again. */
  readonly take: (update: Update) => boolean;
}

/** Where Telegram brings updates: only its own are let in, and it never waits for the work. */
export function createWebhook({ url, secret, take }: WebhookOptions): Webhook {
  return {
    path: new URL(url).pathname,
    async handle(request) {
      if (!isSame(request.headers.get("x-telegram-bot-api-secret-token") ?? "", secret))
        return plain("Not for you.", 401);
      const update = await request.json().catch(() => undefined);
      if (!isUpdate(update)) return plain("Not an update.", 400);
      return take(update) ? plain("", 200) : plain("Not ready yet.", 503);
    },
  };
}

/** Compares without telling by the time it takes how much was right. */
function isSame(given: string, wanted: string): boolean {
  const [one, other] = [given, wanted].map((text) => createHash("sha256").update(text).digest());
  return timingSafeEqual(one as Buffer, other as Buffer);
}

function isUpdate(data: unknown): data is Update {
  return typeof data === "object" && data !== null && "update_id" in data && Number.isInteger(data.update_id);
}

function plain(text: string, status: number): Response {
  return new Response(text, { status, headers: { "content-type": "text/plain" } });
}
