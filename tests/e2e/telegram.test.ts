import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { commands } from "../../commands/index.ts";
import { isVerb } from "../../src/platform/naming.ts";
import { openTelegram, type Telegram } from "../fakes/telegram/index.ts";
import { ada, buttonsOf, lin, type User } from "../fakes/telegram/people.ts";
import { richText } from "../fakes/telegram/rich.ts";
import type { Chat, Message } from "../fakes/telegram/world.ts";
import { type Running, start } from "./program.ts";

const group: Chat = { id: -100200, type: "supergroup", title: "Desk", members: { [ada.id]: "administrator" } };

function settingsFor(telegram: Telegram): Record<string, string> {
  return { TELEGRAM_TOKEN: telegram.token, TELEGRAM_API_URL: telegram.url };
}

function textOf({ content }: Message): string {
  const rich = content["rich_message"] as { readonly html: string } | undefined;
  return rich === undefined ? String(content["text"]) : richText(rich.html);
}

/** The program with a bot of its own, and what people see of it. */
async function startBot(options: Parameters<typeof openTelegram>[0] = {}) {
  const telegram = await openTelegram(options);
  const program = await start(settingsFor(telegram));
  await program.said("connected as @closing_bell_bot");
  const close = async () => {
    const code = await program.stop();
    await telegram.close();
    return code;
  };
  /** What somebody is answered. */
  const ask = async (user: User, chat: Chat, text: string): Promise<Message> => {
    const before = telegram.world.messages.length;
    telegram.says(user, chat, text);
    return telegram.until(() => telegram.world.messages.slice(before).find((one) => one.chat?.id === chat.id));
  };
  const tap = async (user: User, message: Message, label: string): Promise<Message> => {
    telegram.taps(user, message, label);
    return telegram.until(() =>
      telegram.world.messages.find((one) => one.message_id === message.message_id && one.edits > message.edits),
    );
  };
  return { telegram, program, close, ask, tap };
}

describe("the program in Telegram", () => {
  let bot: Awaited<ReturnType<typeof startBot>>;
  let own: Chat;
  let people = 600;
  /** Somebody who never wrote before: nothing is chosen yet, and no answer is on its way. */
  const newcomer = (like: User): User => ({ ...like, id: ++people });

  beforeAll(async () => {
    bot = await startBot();
    own = bot.telegram.privately(ada);
    bot.telegram.privately(lin);
    bot.telegram.chat(group);
  });
  afterAll(async () => {
    expect(await bot.close()).toBe(0);
  });

  it("makes every command known in both languages", () => {
    for (const menu of bot.telegram.menus.values())
      expect((menu as readonly { readonly command: string }[]).map(({ command }) => command)).toEqual(
        commands.filter((command) => !isVerb(command)).map(({ name }) => name),
      );
    expect([...bot.telegram.menus.keys()]).toHaveLength(6);
  });

  it.each(commands.flatMap(({ name, examples }) => examples.map((line) => ({ name, line }))))(
    "answers $line with something to read",
    async ({ name, line }) => {
      const chinese = /\p{Script=Han}/u.test(line);
      const user = newcomer(chinese ? lin : ada);
      const answer = await bot.ask(user, bot.telegram.privately(user), line);
      expect(textOf(answer).trim().length).toBeGreaterThan(10);
      if (chinese) expect(textOf(answer)).toMatch(/\p{Script=Han}/u);
      expect(textOf(answer)).not.toMatch(/could not be answered|无法回答|There is no command|没有“[^”]*”这个命令/);
      expect({ name, log: bot.program.err() }).toEqual({ name, log: "" });
    },
  );

  it("changes the same message at every button, forth and back", async () => {
    const shown = await bot.ask(ada, own, "/movers crypto");
    const taps = buttonsOf(shown).filter(({ callback_data: data }) => data?.startsWith("/movers") === true);
    expect(taps.length).toBeGreaterThan(3);
    let now = shown;
    for (const { text } of taps.filter((button) => !button.text.startsWith("✓")).slice(0, 3)) {
      const label = buttonsOf(now).find((button) => button.text === text)?.text;
      if (label === undefined) continue;
      now = await bot.tap(ada, now, label);
      expect(buttonsOf(now).map((button) => button.text)).toContain(`✓ ${text}`);
    }
    expect(now.message_id).toBe(shown.message_id);
  });

  it.each([
    { user: ada, text: "/mvers crypto", told: /There is no command “mvers”. Did you mean “movers”/ },
    { user: ada, text: "/movers crypot", told: /Did you mean “crypto”/ },
    { user: lin, text: "/涨跌 加秘", told: /您是指“加密”吗/ },
  ])("helps with the mistake in $text", async ({ user: like, text, told }) => {
    const user = newcomer(like);
    const answer = await bot.ask(user, bot.telegram.privately(user), text);
    expect(textOf(answer)).toMatch(told);
    expect(buttonsOf(answer)).toEqual([]);
  });

  it("looks up a name written to it in private", async () => {
    const user = newcomer(lin);
    expect(textOf(await bot.ask(user, bot.telegram.privately(user), "腾讯控股"))).toMatch(/0700\.HK/);
  });

  it("answers in a group as a reply, and lets admins alone change what holds there", async () => {
    const answer = await bot.ask(lin, group, "/movers@closing_bell_bot crypto");
    expect(answer.content).toMatchObject({ reply_parameters: { allow_sending_without_reply: true } });
    expect(textOf(answer)).toMatch(/\p{Script=Han}/u);
    expect(textOf(await bot.ask(lin, group, "/settings everyone"))).toMatch(/只有本群管理员可以修改/);
    expect(textOf(await bot.ask(ada, group, "/settings both"))).toMatch(/Kept/);
    expect(textOf(await bot.ask(ada, group, "/movers crypto"))).toMatch(/Top movers.*涨跌榜/);
  });

  it("sets up a post in a topic step by step with buttons, posts it there, and tells its owner when the bot is put out", async () => {
    const forum = bot.telegram.chat({ ...group, id: -1001234567890, title: "Forum" });
    const topic = { is_topic_message: true, message_thread_id: 5 };
    const { messages } = bot.telegram.world;
    /** The first message from now on of which this is true. */
    const next = (isIt: (one: Message) => boolean) => {
      const before = messages.length;
      return bot.telegram.until(() => messages.slice(before).find(isIt));
    };
    bot.telegram.says(ada, forum, "/digest subscribe movers crypto", topic);
    let step = await next(({ chat }) => chat?.id === forum.id);
    for (const label of ["Weekdays", "08:00"]) step = await bot.tap(ada, step, label);
    const [, id = ""] = /: ([a-z2-9]{5})\b/.exec(textOf(step)) ?? [];
    bot.telegram.says(ada, forum, `/digest now ${id}`, topic);
    // Answers are replies; a post is none.
    const post = await next(({ chat, content }) => chat?.id === forum.id && content["reply_parameters"] === undefined);
    expect(post.content["message_thread_id"]).toBe(5);
    expect(textOf(post)).toMatch(/Top movers · Crypto/);
    bot.telegram.changesBot(forum, { status: "member" }, { status: "kicked", until_date: 0 });
    const told = await next(({ chat }) => chat?.id === ada.id);
    expect(textOf(told)).toMatch(new RegExp(`${id}[^]*the bot was removed`));
  });

  it("answers once what Telegram delivers twice, and takes two taps for one", async () => {
    const before = bot.telegram.world.messages.length;
    const update = bot.telegram.says(ada, own, "/movers us");
    bot.telegram.mailbox.leaveAgain(update);
    const shown = await bot.telegram.until(() => bot.telegram.world.messages[before]);
    const [button] = buttonsOf(shown).filter(
      ({ text, callback_data }) => callback_data !== undefined && !text.startsWith("✓"),
    );
    bot.telegram.taps(ada, shown, button?.text ?? "");
    bot.telegram.taps(ada, shown, button?.text ?? "");
    await bot.telegram.until(() =>
      bot.telegram.world.messages.find((one) => one.message_id === shown.message_id && one.edits === 1),
    );
    await bot.ask(ada, own, "/help");
    expect(bot.telegram.world.messages).toHaveLength(before + 2);
    expect(bot.telegram.world.messages.find((one) => one.message_id === shown.message_id)?.edits).toBe(1);
  });

  it.each([
    { user: ada, typed: "nvda", told: /NVIDIA/ },
    { user: lin, typed: "txkg", told: /腾讯/ },
    { user: lin, typed: "movers crypto", told: /涨跌榜/ },
    { user: ada, typed: "", told: /./ },
  ])("offers an answer to “$typed” in any chat", async ({ user, typed, told }) => {
    const { id } = bot.telegram.types(user, typed);
    const { payload } = await bot.telegram.until(() =>
      bot.telegram
        .called("answerInlineQuery")
        .find((call) => call.payload["inline_query_id"] === id && call.status === 200),
    );
    const results = payload["results"] as readonly { readonly title: string; readonly input_message_content: object }[];
    expect(results.length).toBeGreaterThan(0);
    expect(JSON.stringify(results[0])).toMatch(told);
  });

  it("comes back after the connection was lost", async () => {
    bot.telegram.mailbox.interrupt();
    expect(textOf(await bot.ask(ada, own, "/market"))).toMatch(/Indices/);
    expect(bot.program.err()).toMatch(/listening on telegram/);
    expect(bot.program.err()).not.toContain(bot.telegram.token);
  });
});

describe("the program in Telegram, elsewhere", () => {
  it("sends ordinary messages where the server knows no rich ones", async () => {
    const bot = await startBot({ rich: "unknown" });
    onTestFinished(async () => void (await bot.close()));
    const own = bot.telegram.privately(lin);
    const answer = await bot.ask(lin, own, "/涨跌 加密");
    expect(answer.content["text"]).toMatch(/^<b><u>加密资产涨跌榜<\/u><\/b>/);
    await bot.ask(lin, own, "/周报");
    expect(bot.telegram.calls.filter(({ method, status }) => method === "sendMessage" && status !== 200)).toEqual([]);
    expect(bot.program.err()).toBe("");
  });

  it("is called by Telegram where a webhook is wanted", async () => {
    const telegram = await openTelegram();
    const port = await freePort();
    const secret = "only-telegram-knows";
    const program = await start({
      ...settingsFor(telegram),
      TELEGRAM_WEBHOOK_URL: `http://127.0.0.1:${port}/telegram`,
      TELEGRAM_WEBHOOK_SECRET: secret,
      PORT: String(port),
    });
    onTestFinished(async () => {
      await program.stop();
      await telegram.close();
    });
    await program.said("connected as @closing_bell_bot");
    telegram.says(ada, telegram.privately(ada), "/market");
    const answer = await telegram.until(() => telegram.world.messages[0]);
    expect(textOf(answer)).toMatch(/Indices/);
    const stranger = await fetch(`http://127.0.0.1:${port}/telegram`, { method: "POST", body: '{"update_id":1}' });
    expect(stranger.status).toBe(401);
    expect(program.out() + program.err()).not.toContain(secret);
  });

  it("says what to mend where the token is wrong, and ends", async () => {
    const telegram = await openTelegram();
    const program: Running = await start({ ...settingsFor(telegram), TELEGRAM_TOKEN: "999999:another-token" });
    onTestFinished(() => telegram.close());
    expect(await program.ended).toBe(1);
    expect(program.err()).toMatch(/Put the token @BotFather shows into TELEGRAM_TOKEN/);
    expect(program.err()).not.toContain("another-token");
  });

  it("checks itself and changes nothing", async () => {
    const telegram = await openTelegram({ me: { supports_inline_queries: false } });
    const program = await start(settingsFor(telegram), ["check"]);
    onTestFinished(() => telegram.close());
    await program.ended;
    expect(program.out()).toMatch(/The token is that of @closing_bell_bot/);
    expect(program.out()).toMatch(/Turn it on with \/setinline at @BotFather/);
    expect(telegram.calls.map(({ method }) => method)).toEqual(["getMe", "getWebhookInfo", "getMyCommands"]);
  });
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
