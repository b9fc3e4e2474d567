import { setTimeout as wait } from "node:timers/promises";
import type { Update, UserFromGetMe } from "grammy/types";
import { literal, message } from "../../src/i18n/value.ts";
import type { Adapter, AdapterOptions } from "../../src/platform/adapter.ts";
import type { Desk } from "../../src/platform/desk.ts";
import type { Destination } from "../../src/platform/destination.ts";
import { checkTelegram } from "./check.ts";
import { allowedUpdates } from "./hear.ts";
import { limits } from "./limits.ts";
import { poll } from "./poll.ts";
import { createPost, createRichFirst, patient } from "./post.ts";
import { registerCommands } from "./register.ts";
import { renderTelegram } from "./render.ts";
import { createMemory, takeUpdates, type Updates } from "./updates.ts";
import { createWebhook } from "./webhook.ts";
import { type Call, createWire } from "./wire.ts";

/** How long answers already begun may go on when the program ends. */
const farewellMs = 3000;

/** Telegram: rich messages with real tables, buttons that edit them, inline mode; by long polling or by webhook. */
export function createTelegramAdapter({ settings, now = Date.now }: AdapterOptions): Adapter {
  const { TELEGRAM_TOKEN: token = "", TELEGRAM_API_URL: root, TELEGRAM_WEBHOOK_URL: url } = settings;
  const secret = settings["TELEGRAM_WEBHOOK_SECRET"] ?? "";
  const server = { token, ...(root === undefined ? {} : { root }) };
  const call = createWire(server);
  const fetching = createWire({ ...server, timeoutMs: (limits.poll.seconds + 10) * 1000 });
  const richFirst = createRichFirst();
  const parcels = createPost(call, richFirst);
  const answering = patient(call, (ms) => wait(ms, undefined, { ref: false }));
  const post = createPost(answering, richFirst);
  const world = { call, post, richFirst, now, ...createMemory(call, now) };
  const reading = { offset: 0 };
  let registered = false;
  let ending = new AbortController();
  let take: Updates["take"] | undefined;

  const bring = (update: Update): boolean => {
    take?.(update);
    return take !== undefined;
  };
  const webhook = url === undefined ? undefined : createWebhook({ url, secret, take: bring });

  return {
    name: "telegram",
    render: renderTelegram,
    async send(destination, part) {
      const [first] = await parcels.send(placeOfDestination(destination), part);
      return { messageId: String(first) };
    },
    async listen(desk) {
      ending = new AbortController();
      const { signal } = ending;
      const me = await call("getMe", {}, signal);
      await connect(call, url, secret, signal);
      if (!registered) registered = await makeKnown(call, desk);
      const updates = takeUpdates({ ...world, desk, me });
      take = updates.take;
      desk.notice(readyText(me));
      if (url === undefined) await poll(fetching, reading, bring, signal);
      else await aborted(signal);
      await Promise.race([updates.settled(), wait(farewellMs, undefined, { ref: false })]);
    },
    ...(webhook && { webhook }),
    check: () => checkTelegram(call, url),
    async stop() {
      take = undefined;
      ending.abort();
    },
  };
}

/** The bot answers without its menu as well, so a failure here stops nothing. */
async function makeKnown(call: Call, desk: Desk): Promise<boolean> {
  try {
    await registerCommands(call, desk);
    return true;
  } catch (error) {
    desk.failed("making the commands known", error);
    return false;
  }
}

/** Makes Telegram bring updates, or keep them to be fetched. */
async function connect(call: Call, url: string | undefined, secret: string, signal: AbortSignal): Promise<void> {
  if (url === undefined) await call("deleteWebhook", {}, signal);
  else await call("setWebhook", { url, secret_token: secret, allowed_updates: allowedUpdates }, signal);
}

function readyText(me: UserFromGetMe) {
  return message("telegram.ready", {
    bot: literal(`@${me.username}`),
    link: literal(`https://t.me/${me.username}?startgroup=closing_bell`),
    inline: me.supports_inline_queries ? "yes" : "no",
    privacy: me.can_read_all_group_messages ? "off" : "on",
  });
}

function placeOfDestination({ channel, thread }: Destination) {
  const chat_id = /^-?\d+$/.test(channel) ? Number(channel) : channel;
  return thread === undefined ? { chat_id } : { chat_id, message_thread_id: Number(thread) };
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener("abort", () => resolve(), { once: true });
  });
}
