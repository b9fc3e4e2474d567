import { describe, expect, it, onTestFinished } from "vitest";
import { createTelegramAdapter } from "../../../adapters/telegram/index.ts";
import { paragraph } from "../../../src/document/build.ts";
import { literal } from "../../../src/i18n/value.ts";
import type { Part } from "../../../src/platform/adapter.ts";
import { OutcomeUnknown, RateLimited, Rejected } from "../../../src/support/errors.ts";
import { openTelegram, type TelegramOptions } from "../../fakes/telegram/index.ts";
import { inEnglish, speakers } from "./connected.ts";

async function open(options: TelegramOptions = {}, settings: Record<string, string> = {}) {
  const telegram = await openTelegram(options);
  onTestFinished(telegram.close);
  const adapter = createTelegramAdapter({
    settings: { TELEGRAM_TOKEN: telegram.token, TELEGRAM_API_URL: `${telegram.url}/`, ...settings },
  });
  telegram.chat({ id: -100200, type: "supergroup", title: "Desk" });
  return { telegram, adapter };
}

const place = { account: "123456", channel: "-100200" };

function parts(adapter: ReturnType<typeof createTelegramAdapter>, text = "Hello."): Part {
  const [part] = adapter.render({ nodes: [paragraph(literal(text))] }, speakers.en);
  if (part === undefined) throw new Error("Nothing was rendered.");
  return part;
}

describe("sending a part", () => {
  it("answers the id of the message", async () => {
    const { telegram, adapter } = await open();
    const { messageId } = await adapter.send(place, parts(adapter));
    expect(telegram.world.messages.map(({ message_id }) => String(message_id))).toEqual([messageId]);
  });

  it("keeps to the topic", async () => {
    const { telegram, adapter } = await open();
    await adapter.send({ ...place, thread: "9" }, parts(adapter));
    expect(telegram.called("sendRichMessage")[0]?.payload).toMatchObject({ chat_id: -100200, message_thread_id: 9 });
  });

  it("that needs several ordinary messages answers the id of the first", async () => {
    const { telegram, adapter } = await open({ rich: "refused" });
    const { messageId } = await adapter.send(place, parts(adapter, "One sentence of many. ".repeat(300)));
    expect(telegram.world.messages.length).toBeGreaterThan(1);
    expect(messageId).toBe(String(telegram.world.messages[0]?.message_id));
  });

  it("asks an old server for rich messages only once", async () => {
    const { telegram, adapter } = await open({ rich: "unknown" });
    await adapter.send(place, parts(adapter));
    await adapter.send(place, parts(adapter));
    expect(telegram.calls.map(({ method }) => method)).toEqual(["sendRichMessage", "sendMessage", "sendMessage"]);
  });

  it("does not wait by itself, nor try the other form, where Telegram asks for a pause", async () => {
    const { telegram, adapter } = await open();
    telegram.fault("sendRichMessage", {
      status: 429,
      description: "Too Many Requests",
      parameters: { retry_after: 3 },
    });
    const limited = await adapter.send(place, parts(adapter)).catch((error) => error);
    expect(limited).toBeInstanceOf(RateLimited);
    expect(limited).toMatchObject({ retryAfterMs: 3000 });
    await expect(adapter.send(place, parts(adapter))).resolves.toBeDefined();
    expect(telegram.called("sendMessage")).toEqual([]);
  });

  it("does not try the other form where the first may have been sent", async () => {
    const { telegram, adapter } = await open();
    telegram.fault("sendRichMessage", "drop-answer");
    await expect(adapter.send(place, parts(adapter))).rejects.toBeInstanceOf(OutcomeUnknown);
    expect(telegram.world.messages).toHaveLength(1);
    expect(telegram.called("sendMessage")).toEqual([]);
  });

  it("to a group that became a supergroup tells its new id", async () => {
    const { telegram, adapter } = await open();
    telegram.chat({ id: -400, type: "group", title: "Old", migratedTo: -1001234567890 });
    const sending = adapter.send({ ...place, channel: "-400" }, parts(adapter));
    await expect(sending).rejects.toBeInstanceOf(Rejected);
    await expect(sending).rejects.toMatchObject({ detail: "-1001234567890" });
    expect(telegram.called("sendMessage")).toEqual([]);
  });

  it("takes message id 0 for what it is: sent", async () => {
    const { telegram, adapter } = await open();
    telegram.world.write = (payload) => ({
      message_id: 0,
      chat: telegram.world.find(payload["chat_id"]),
      content: {},
      edits: 0,
    });
    expect(await adapter.send(place, parts(adapter))).toEqual({ messageId: "0" });
  });
});

describe("checking", () => {
  const found = async (options: TelegramOptions, settings: Record<string, string> = {}, before: object = {}) => {
    const { telegram, adapter } = await open(options, settings);
    telegram.mailbox.setWebhook(before as Record<string, string>);
    const findings = (await adapter.check?.()) ?? [];
    expect(telegram.calls.map(({ method }) => method)).not.toContain("setMyCommands");
    return findings.map(({ ok, text }) => `${ok ? "ok" : "no"} ${inEnglish(text)}`);
  };
  const webhook = { TELEGRAM_WEBHOOK_URL: "https://bot.example.com/hook", TELEGRAM_WEBHOOK_SECRET: "x" };

  it("tells what is right", async () => {
    expect(await found({})).toEqual([
      "ok The token is that of @closing_bell_bot.",
      "ok @closing_bell_bot may be added to groups.",
      "ok Inline mode is on: answers can be shared in any chat.",
      "ok Updates can be fetched: no webhook is set.",
      "ok The command menu is not up to date. It is brought up to date when the program starts.",
    ]);
  });

  it("tells what @BotFather has to be told", async () => {
    expect(await found({ me: { can_join_groups: false, supports_inline_queries: false } })).toEqual(
      expect.arrayContaining([
        "no @closing_bell_bot may not be added to groups. Turn that on with /setjoingroups at @BotFather.",
        "no Inline mode is off, so answers cannot be shared in chats without the bot. Turn it on with /setinline at @BotFather.",
      ]),
    );
  });

  it.each([
    {
      why: "another program's",
      settings: {},
      before: { url: "https://other.example.com/secret" },
      told: /^no A webhook is set to other.example.com, which/,
    },
    { why: "not set yet", settings: webhook, before: {}, told: /^ok The webhook is not set yet/ },
    {
      why: "ours",
      settings: webhook,
      before: { url: webhook.TELEGRAM_WEBHOOK_URL },
      told: /^ok The webhook is set to this/,
    },
    {
      why: "ours and not reached",
      settings: webhook,
      before: { url: webhook.TELEGRAM_WEBHOOK_URL, last_error_message: "Connection refused" },
      told: /^no Telegram could not deliver to the webhook: Connection refused. Check that bot.example.com can be reached/,
    },
  ])("looks whose webhook it is: $why", async ({ settings, before, told }) => {
    const findings = await found({}, settings, before);
    expect(findings).toEqual(expect.arrayContaining([expect.stringMatching(told)]));
    expect(findings.join()).not.toContain("secret");
  });

  it("tells what to do about a wrong token", async () => {
    expect(await found({}, { TELEGRAM_TOKEN: "999:other" })).toEqual([
      expect.stringMatching(
        /^no Telegram does not know this bot \(401\)\. Put the token @BotFather shows into TELEGRAM_TOKEN/,
      ),
    ]);
  });
});
