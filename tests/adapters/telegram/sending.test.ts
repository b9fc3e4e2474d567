import { describe, expect, it, onTestFinished } from "vitest";
import { createTelegramAdapter } from "../../../adapters/telegram/index.ts";
import { paragraph } from "../../../src/document/build.ts";
import { literal } from "../../../src/i18n/value.ts";
import type { Part } from "../../../src/platform/adapter.ts";
import {
  NotPermitted,
  OutcomeUnknown,
  RateLimited,
  type Rejected,
  TargetGone,
  TargetMoved,
} from "../../../src/support/errors.ts";
import type { Fault } from "../../fakes/telegram/faults.ts";
import { openTelegram, type TelegramOptions } from "../../fakes/telegram/index.ts";
import { inEnglish, speakers } from "./connected.ts";

async function open(options: TelegramOptions = {}, settings: Record<string, string> = {}) {
  const telegram = await openTelegram(options);
  onTestFinished(telegram.close);
  const pauses: number[] = [];
  const adapter = createTelegramAdapter({
    settings: { TELEGRAM_TOKEN: telegram.token, TELEGRAM_API_URL: `${telegram.url}/`, ...settings },
    pause: async (ms) => void pauses.push(ms),
  });
  telegram.chat({ id: -100200, type: "supergroup", title: "Desk" });
  return { telegram, adapter, pauses };
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

  it("makes no sound where none is wanted, in either form", async () => {
    for (const rich of ["yes", "unknown"] as const) {
      const { telegram, adapter } = await open({ rich });
      const manner = { mark: "a".repeat(52), quiet: true };
      await adapter.send(place, parts(adapter, "Quiet."), manner);
      await adapter.send(place, parts(adapter, "Loud."), { mark: manner.mark });
      expect(telegram.world.messages.map(({ content }) => content["disable_notification"])).toEqual([true, undefined]);
    }
  });

  it.each<{ why: string; fault: Fault; verdict: typeof Rejected }>([
    {
      why: "blocks the bot",
      fault: { status: 403, description: "Forbidden: bot was blocked by the user" },
      verdict: TargetGone as never,
    },
    { why: "is closed", fault: { status: 400, description: "Bad Request: TOPIC_CLOSED" }, verdict: NotPermitted },
  ])("to a place that $why is tried in one form only", async ({ fault, verdict }) => {
    const { telegram, adapter } = await open();
    telegram.fault("sendRichMessage", fault);
    await expect(adapter.send(place, parts(adapter))).rejects.toBeInstanceOf(verdict);
    expect(telegram.called("sendMessage")).toEqual([]);
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
    await expect(sending).rejects.toBeInstanceOf(TargetMoved);
    await expect(sending).rejects.toMatchObject({ to: "-1001234567890" });
    expect(telegram.called("sendMessage")).toEqual([]);
  });

  it.each(["true", "null", "{}", '{"message_id":"7"}'])(
    "is not known to be sent by an answer of %s",
    async (result) => {
      const { telegram, adapter } = await open();
      telegram.fault("sendRichMessage", { page: `{"ok":true,"result":${result}}`, status: 200 });
      await expect(adapter.send(place, parts(adapter))).rejects.toBeInstanceOf(OutcomeUnknown);
      expect(telegram.called("sendMessage")).toEqual([]);
    },
  );

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

describe("sending faster than Telegram takes", () => {
  it("holds up the chat that got too much, or everything where the bot did", async () => {
    const { telegram, adapter } = await open({ clock: () => 0 });
    const people = Array.from({ length: 33 }, (_, index) => telegram.chat({ id: 700 + index, type: "private" }));
    const to = (chat: number) => ({ account: "123456", channel: String(chat) });
    const scopes: (string | undefined)[] = [];
    const send = async (chat: number) => {
      const error = await adapter.send(to(chat), parts(adapter)).catch((thrown) => thrown);
      scopes.push(error instanceof RateLimited ? `${error.scope} ${error.retryAfterMs}` : undefined);
    };
    await send(700);
    await send(700);
    for (const { id } of people.slice(1)) await send(id);
    expect(scopes.slice(0, 3)).toEqual([undefined, "channel 1000", undefined]);
    expect(scopes.slice(-4)).toEqual([undefined, "channel 1000", "channel 1000", "account 1000"]);
    expect(telegram.world.messages).toHaveLength(30);
  });
});

describe("a part that stands as several ordinary messages", () => {
  const long = "One sentence of many. ".repeat(400);
  const sent = async (faults: readonly Fault[]) => {
    const { telegram, adapter, pauses } = await open({ rich: "refused" });
    telegram.fault("sendMessage", ...faults);
    const part = parts(adapter, long);
    const outcome = await adapter.send(place, part).then(
      ({ messageId }) => messageId,
      (error) => error,
    );
    return { telegram, pauses, outcome, of: part.fallback?.length ?? 0 };
  };
  /** Lets the first one through. */
  const second = (fault: Fault): Fault[] => [untouched, fault];
  const untouched: Fault = "pass";

  it("keeps the pace of a chat between them", async () => {
    const { telegram, pauses, of } = await sent([]);
    expect(of).toBe(3);
    expect(telegram.world.messages).toHaveLength(of);
    expect(pauses).toEqual([1000, 1000]);
  });

  it.each<{ fault: Fault; detail: RegExp }>([
    {
      fault: { status: 400, description: "Bad Request: chat not found" },
      detail: /^1 of 3 sent: Bad Request: chat not/,
    },
    { fault: { status: 400, description: "Bad Request: CHAT_WRITE_FORBIDDEN" }, detail: /^1 of 3 sent: .*FORBIDDEN/ },
    {
      fault: {
        status: 400,
        description: "Bad Request: group chat was upgraded",
        parameters: { migrate_to_chat_id: -1001234567890 },
      },
      detail: /^1 of 3 sent: .*upgraded/,
    },
    { fault: { status: 401, description: "Unauthorized" }, detail: /^1 of 3 sent/ },
    { fault: { status: 502, description: "Bad Gateway" }, detail: /^1 of 3 sent/ },
    { fault: "drop-answer", detail: /^1 of 3 sent/ },
    {
      fault: { status: 429, description: "Too Many Requests", parameters: { retry_after: 61 } },
      detail: /^1 of 3 sent: Too Many Requests/,
    },
  ])("may have arrived in part where a later one fails by $fault", async ({ fault, detail }) => {
    const { telegram, outcome } = await sent(second(fault));
    expect((outcome as Error).constructor).toBe(OutcomeUnknown);
    expect((outcome as OutcomeUnknown).detail).toMatch(detail);
    expect((outcome as Error).message).toMatch(/^Telegram took 1 of the 3 messages that stand for one\. Telegram /);
    // The third one never goes without the second.
    expect(telegram.called("sendMessage")).toHaveLength(2);
  });

  it("certainly did not arrive where the first one is refused", async () => {
    const { outcome, telegram } = await sent([{ status: 400, description: "Bad Request: CHAT_WRITE_FORBIDDEN" }]);
    expect((outcome as Error).constructor).toBe(NotPermitted);
    expect(telegram.world.messages).toEqual([]);
  });

  it("waits once where Telegram asks for a pause in the middle, and arrives whole", async () => {
    const { telegram, pauses, outcome } = await sent(
      second({ status: 429, description: "Too Many Requests", parameters: { retry_after: 2.5 } }),
    );
    expect(telegram.world.messages).toHaveLength(3);
    expect(outcome).toBe(String(telegram.world.messages[0]?.message_id));
    expect(pauses).toEqual([1000, 2500, 1000]);
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
