import { setTimeout as wait } from "node:timers/promises";
import type { Update, UserFromGetMe } from "grammy/types";
import { literal, message } from "../../src/i18n/value.ts";
import type { Adapter, AdapterOptions } from "../../src/platform/adapter.ts";
import type { Desk } from "../../src/platform/desk.ts";
import { checkTelegram } from "./check.ts";
import { allowedUpdates } from "./hear.ts";
import { limits } from "./limits.ts";
import { pace } from "./pace.ts";
import { createNames, linkTo, placeOfDestination } from "./places.ts";
import { poll } from "./poll.ts";
import { createPost, createRichFirst, paced, patient } from "./post.ts";
import { reachOf } from "./reach.ts";
import { registerCommands } from "./register.ts";
import { renderTelegram } from "./render.ts";
import { withScope } from "./scope.ts";
import { createMemory, takeUpdates, type Updates } from "./updates.ts";
import { createWebhook } from "./webhook.ts";
import { type Call, createWire } from "./wire.ts";

/** How long answers already begun may go on when the program ends. */
const farewellMs = 3000;

export interface TelegramOptions extends AdapterOptions {
  /** Waits so many milliseconds (default: by the clock of this machine). */
  readonly pause?: (ms: number) => Promise<void>;
}

/** Telegram: rich messages with real tables, buttons that edit them, inline mode; by long polling or by webhook. */
export function createTelegramAdapter({ settings, now = Date.now, pause = rest }: TelegramOptions): Adapter {
  const { TELEGRAM_TOKEN: token = "", TELEGRAM_API_URL: root, TELEGRAM_WEBHOOK_URL: url } = settings;
  const secret = settings["TELEGRAM_WEBHOOK_SECRET"] ?? "";
  const server = { token, ...(root === undefined ? {} : { root }) };
  const call = withScope(createWire(server), now);
  const fetching = createWire({ ...server, timeoutMs: (limits.poll.seconds + 10) * 1000 });
  const richFirst = createRichFirst();
  const names = createNames();
  const answering = patient(call, pause);
  // One part in several messages is one turn of the lane, so they keep the pace of the chat by themselves.
  const further = paced(answering, limits.pace.channelMs, pause);
  const parcels = createPost({ call, richFirst, seen: names.learn, further });
  const post = createPost({ call: answering, richFirst, seen: names.learn });
  const world = { call, post, richFirst, names, now, ...createMemory(call, now) };
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
    pace,
    // Telegram keeps nothing with a message and lets a bot read none: there is no use for a mark, and no looking up.
    async send(destination, part, { quiet = false } = {}) {
      const silence = quiet ? { disable_notification: true } : {};
      const [first] = await parcels.send({ ...placeOfDestination(destination), ...silence }, part);
      return { messageId: String(first) };
    },
    // The id of a private chat is that of the person.
    direct: async (account, person) => ({ account, channel: person }),
    link: async (destination, messageId) => linkTo(destination, messageId, names.of(destination.channel)),
    reach: (destination) => reachOf(call, botOf(token), destination),
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
      await Promise.race([updates.settled(), rest(farewellMs)]);
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

/** A token begins with the id of its bot. */
function botOf(token: string): number {
  return Number(token.split(":")[0]);
}

async function rest(ms: number): Promise<void> {
  await wait(ms, undefined, { ref: false });
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener("abort", () => resolve(), { once: true });
  });
}
