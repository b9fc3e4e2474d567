import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";
import { createTelegramAdapter } from "../../../adapters/telegram/index.ts";
import { openWeb } from "../../../src/web/server.ts";
import { openTelegram } from "../../fakes/telegram/index.ts";
import { ada } from "../../fakes/telegram/people.ts";
import { answerTo, telegramDesk } from "./connected.ts";

const secret = "a-word_only-Telegram-knows";

/** An adapter in webhook mode behind the program's own web server. */
async function open({ listening = true } = {}) {
  const telegram = await openTelegram();
  const told = telegramDesk({ answer: ({ words }) => ({ document: answerTo(words) }) });
  const port = await freePort();
  const url = `http://127.0.0.1:${port}/telegram`;
  const adapter = createTelegramAdapter({
    settings: {
      TELEGRAM_TOKEN: telegram.token,
      TELEGRAM_API_URL: telegram.url,
      TELEGRAM_WEBHOOK_URL: url,
      TELEGRAM_WEBHOOK_SECRET: secret,
    },
  });
  const webhooks = adapter.webhook === undefined ? [] : [adapter.webhook];
  const web = await openWeb({ host: "127.0.0.1", port, webhooks, failed: told.desk.failed });
  const ready = new Promise<void>((resolve) => {
    told.desk.notice = () => resolve();
  });
  const over = listening ? adapter.listen?.(told.desk) : undefined;
  onTestFinished(async () => {
    await adapter.stop?.();
    await over;
    await web.close();
    await telegram.close();
  });
  if (listening) await ready;
  const bring = (body: string, headers: Record<string, string> = { "x-telegram-bot-api-secret-token": secret }) =>
    fetch(url, { method: "POST", headers: { "content-type": "application/json", ...headers }, body });
  return { ...told, telegram, adapter, url, bring };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

describe("a webhook", () => {
  it("is set with the kinds of updates and a secret, and nothing is fetched", async () => {
    const { telegram, url } = await open();
    expect(telegram.mailbox.webhook()).toEqual({
      url,
      secret_token: secret,
      allowed_updates: ["message", "channel_post", "callback_query", "inline_query", "my_chat_member"],
    });
    expect(telegram.called("getUpdates")).toEqual([]);
  });

  it("takes what Telegram brings and answers it, once however often it comes", async () => {
    const world = await open();
    const { telegram } = world;
    const update = telegram.says(ada, telegram.privately(ada), "/movers once");
    await telegram.until(() => telegram.world.messages[0]);
    for (let times = 0; times < 3; times++) telegram.mailbox.leaveAgain(update);
    telegram.says(ada, telegram.privately(ada), "/movers next");
    await telegram.until(() => telegram.world.messages[1]);
    expect(world.heard.map(({ words }) => words[1])).toEqual(["once", "next"]);
    expect(telegram.mailbox.deliveries.map(({ status }) => status)).not.toContain(503);
  });

  it("answers before the work is done", async () => {
    const { bring, desk, telegram } = await open();
    const [answer, calls] = [desk.answer, [] as (() => void)[]];
    desk.answer = (incoming) => new Promise((resolve) => calls.push(() => resolve(answer(incoming))));
    telegram.privately(ada);
    const message = { message_id: 1, date: 0, chat: { id: 501, type: "private" }, from: ada, text: "/movers" };
    const { status } = await bring(JSON.stringify({ update_id: 1, message }));
    expect(status).toBe(200);
    expect(telegram.world.messages).toEqual([]);
    calls[0]?.();
    await telegram.until(() => telegram.world.messages[0]);
  });

  it.each([
    { why: "no secret", headers: {} },
    { why: "another secret", headers: { "x-telegram-bot-api-secret-token": "a-word_only-Telegram-knowz" } },
    { why: "part of the secret", headers: { "x-telegram-bot-api-secret-token": secret.slice(0, -1) } },
  ])("lets nobody in who has $why", async ({ headers }) => {
    const { bring, heard } = await open();
    const message = { message_id: 1, date: 0, chat: { id: 501, type: "private" }, from: ada, text: "/movers" };
    const response = await bring(JSON.stringify({ update_id: 1, message }), headers as Record<string, string>);
    expect(response.status).toBe(401);
    expect(await response.text()).not.toContain(secret);
    expect(heard).toEqual([]);
  });

  it.each(["", "{", "[]", "null", '{"update_id":"1"}', '"text"'])("refuses %j, which is no update", async (body) => {
    const { bring, failures } = await open();
    expect((await bring(body)).status).toBe(400);
    expect(failures).toEqual([]);
  });

  it("asks for patience while nobody is there to answer, so that nothing is lost", async () => {
    const { bring } = await open({ listening: false });
    const message = { message_id: 1, date: 0, chat: { id: 501, type: "private" }, from: ada, text: "/movers" };
    expect((await bring(JSON.stringify({ update_id: 1, message }))).status).toBe(503);
  });
});
