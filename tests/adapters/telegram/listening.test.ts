import { describe, expect, it } from "vitest";
import { gap, paragraph } from "../../../src/document/build.ts";
import { literal } from "../../../src/i18n/value.ts";
import type { Incoming } from "../../../src/platform/desk.ts";
import { Rejected, Unauthorized } from "../../../src/support/errors.ts";
import { ada, buttonsOf, lin } from "../../fakes/telegram/people.ts";
import { richText } from "../../fakes/telegram/rich.ts";
import type { Message } from "../../fakes/telegram/world.ts";
import { answerTo, type Connected, type ConnectOptions, connect } from "./connected.ts";

const answering = (more: Partial<ConnectOptions> = {}) =>
  connect({ answer: ({ words }) => ({ document: answerTo(words) }), ...more });

const group = { id: -100200, type: "supergroup", title: "Desk" } as const;

function textOf({ content }: Message): string {
  const rich = content["rich_message"] as { readonly html: string } | undefined;
  return (rich === undefined ? String(content["text"]) : richText(rich.html)).trim();
}

/** The first message that says so. */
function message({ telegram }: Connected, words: string): Promise<Message> {
  return telegram.until(() => telegram.world.messages.find((one) => textOf(one).includes(words)));
}

/** Resolves when everything left so far was handled: the bot has asked for what comes after it. */
async function handled(world: Connected, update: number): Promise<void> {
  await world.telegram.until(() =>
    world.telegram.called("getUpdates").find(({ payload }) => Number(payload["offset"] ?? 0) > update),
  );
}

describe("connecting to Telegram", () => {
  it("tells who the bot is and how it is added to a group", async () => {
    const world = await answering();
    await world.telegram.until(() => world.telegram.called("getUpdates")[0]);
    expect(world.told()).toEqual([
      "Telegram: connected as @closing_bell_bot. Add it to a group: https://t.me/closing_bell_bot?startgroup=closing_bell · In groups it hears commands only, best written as /movers@closing_bell_bot.",
    ]);
  });

  it("says how inline mode is turned on where it is off", async () => {
    const world = await answering({
      telegram: { me: { supports_inline_queries: false, can_read_all_group_messages: true } },
    });
    await world.telegram.until(() => world.telegram.called("getUpdates")[0]);
    expect(world.told()[0]).toMatch(/Inline mode is off: turn it on with \/setinline at @BotFather/);
    expect(world.told()[0]).not.toMatch(/hears commands only/);
  });

  it("asks for the kinds of updates it understands and no others", async () => {
    const { telegram } = await answering();
    const { payload } = await telegram.until(() => telegram.called("getUpdates")[0]);
    expect(payload).toEqual({
      limit: 100,
      timeout: 50,
      allowed_updates: ["message", "channel_post", "callback_query", "inline_query", "my_chat_member"],
    });
  });

  it("makes every command known in every list, in both languages, and not again while nothing changed", async () => {
    const world = await answering();
    await world.telegram.until(() => world.telegram.called("getUpdates")[0]);
    const [english, chinese] = [
      ["Top gainers and losers", "One name", "What can be asked"],
      ["涨跌榜", "单个标的", "可以问什么"],
    ].map((texts) => ["movers", "quote", "help"].map((command, index) => ({ command, description: texts[index] })));
    expect(Object.fromEntries(world.telegram.menus)).toEqual({
      default: english,
      "default zh": chinese,
      all_private_chats: english,
      "all_private_chats zh": chinese,
      all_group_chats: english,
      "all_group_chats zh": chinese,
    });
    const again = await answering();
    for (const [key, menu] of world.telegram.menus) again.telegram.menus.set(key, menu);
    await again.adapter.stop?.();
    const { registerCommands } = await import("../../../adapters/telegram/register.ts");
    const { createWire } = await import("../../../adapters/telegram/wire.ts");
    const before = again.telegram.called("setMyCommands").length;
    await registerCommands(createWire({ token: again.telegram.token, root: again.telegram.url }), again.desk);
    expect(again.telegram.called("setMyCommands").length).toBe(before);
  });

  it("ends for good where the token is wrong", async () => {
    const { telegram, listening } = await connect({ settings: { TELEGRAM_TOKEN: "999:other" } });
    await expect(listening).rejects.toBeInstanceOf(Unauthorized);
    await expect(listening).rejects.toThrow(/Put the token @BotFather shows into TELEGRAM_TOKEN/);
    expect(telegram.calls.map(({ method }) => method)).toEqual(["getMe"]);
  });

  it("says that another program fetches the updates", async () => {
    const { telegram, listening } = await answering();
    await telegram.until(() => telegram.called("getUpdates")[0]);
    const other = fetch(`${telegram.url}/bot${telegram.token}/getUpdates`, { method: "POST", body: "{}" });
    await expect(listening).rejects.toThrow(/Another program fetches the updates of this bot. Only one may/);
    await expect(listening).rejects.toBeInstanceOf(Rejected);
    await telegram.close();
    await other.catch(() => undefined);
  });

  it("can be taken up again where it broke off, and answers nothing twice", async () => {
    const world = await answering();
    const chat = world.telegram.privately(ada);
    const update = world.telegram.says(ada, chat, "/movers crypto");
    await message(world, "movers crypto");
    await handled(world, update);
    world.telegram.mailbox.interrupt();
    await expect(world.listening).rejects.toThrow(/Telegram answered getUpdates with 500/);
    const again = world.adapter.listen?.(world.desk);
    world.telegram.mailbox.leaveAgain(update);
    world.telegram.says(ada, chat, "/movers us");
    await message(world, "movers us");
    expect(world.heard.map(({ words }) => words)).toEqual([
      ["movers", "crypto"],
      ["movers", "us"],
    ]);
    await world.adapter.stop?.();
    await again;
  });

  it("confirms what it took when it is stopped", async () => {
    const world = await answering();
    const update = world.telegram.says(ada, world.telegram.privately(ada), "/movers");
    await message(world, "movers");
    await world.adapter.stop?.();
    await world.listening;
    await handled(world, update);
  });
});

describe("a command", () => {
  it.each([
    { where: "a private chat", text: "/movers crypto", words: ["movers", "crypto"] },
    {
      where: "a private chat, with the bot's name",
      text: "/movers@closing_bell_bot crypto",
      words: ["movers", "crypto"],
    },
    { where: "a private chat, without a slash", text: "movers crypto", words: ["movers", "crypto"] },
    { where: "a private chat, in Chinese", text: "/涨跌 加密", words: ["涨跌", "加密"] },
    { where: "a private chat, the first one", text: "/start inline", words: ["help"] },
  ])("is heard in $where", async ({ text, words }) => {
    const world = await answering();
    world.telegram.says(ada, world.telegram.privately(ada), text);
    await message(world, `Answer to ${words.join(" ")}`);
    expect(world.heard).toMatchObject([
      { words, alone: true, destination: { account: "123456", channel: "501" }, person: { id: "501", locale: "en" } },
    ]);
  });

  it.each([
    { why: "is one of ours", text: "/movers", words: ["movers"] },
    { why: "is one of ours in Chinese", text: "/涨跌 加密", words: ["涨跌", "加密"] },
    { why: "names this bot", text: "/moverss@Closing_Bell_Bot", words: ["moverss"] },
    { why: "is nearly one of ours", text: "/mover", words: ["mover"] },
    { why: "greets after the bot was added", text: "/start@closing_bell_bot closing_bell", words: ["help"] },
  ])("is heard in a group when it $why", async ({ text, words }) => {
    const world = await answering();
    world.telegram.chat(group);
    world.telegram.says(ada, group, text);
    await message(world, `Answer to ${words.join(" ")}`);
    expect(world.heard).toMatchObject([
      { words, alone: false, destination: { account: "123456", channel: "-100200" } },
    ]);
  });

  it.each([
    { why: "another bot is named", says: { text: "/movers@other_bot" } },
    { why: "another bot has it", says: { text: "/ban" } },
    { why: "people talk", says: { text: "movers crypto?" } },
    {
      why: "it was sent through a bot",
      says: { text: "/movers", via_bot: { id: 9, is_bot: true, first_name: "Other" } },
    },
    { why: "another bot wrote it", says: { text: "/movers", from: { id: 9, is_bot: true, first_name: "Other" } } },
    { why: "there is no text", says: { text: undefined, caption: "/movers" } },
  ])("is left alone in a group when $why", async ({ says: { text, ...more } }) => {
    const world = await answering();
    world.telegram.chat(group);
    const update = world.telegram.says(ada, group, text ?? "", text === undefined ? { text, ...more } : more);
    await handled(world, update);
    world.telegram.says(ada, group, "/movers last");
    await message(world, "last");
    expect(world.heard).toHaveLength(1);
  });

  it("is answered as a reply in a group, in its topic, and plainly in private", async () => {
    const world = await answering();
    world.telegram.chat(group);
    world.telegram.says(ada, group, "/movers topic", { message_id: 77, is_topic_message: true, message_thread_id: 5 });
    expect((await message(world, "topic")).content).toMatchObject({
      message_thread_id: 5,
      reply_parameters: { message_id: 77, allow_sending_without_reply: true },
    });
    // A reply in the general topic carries a thread id that is none.
    world.telegram.says(ada, group, "/movers general", { message_thread_id: 3 });
    expect((await message(world, "general")).content).not.toHaveProperty("message_thread_id");
    world.telegram.says(ada, world.telegram.privately(ada), "/movers private");
    expect((await message(world, "private")).content).not.toHaveProperty("reply_parameters");
    expect(world.heard.map(({ destination }) => destination.thread)).toEqual(["5", undefined, undefined]);
  });

  it("in a channel comes from nobody, who is an admin", async () => {
    const world = await answering();
    const channel = world.telegram.chat({ id: -100300, type: "channel", title: "News" });
    world.telegram.says(undefined, channel, "/movers", { sender_chat: { id: -100300, type: "channel" } });
    await message(world, "movers");
    const [{ person } = {} as Incoming] = world.heard;
    expect(person.id).toBe("-100300");
    expect(await person.mayManage()).toBe(true);
  });

  it("that takes long shows that an answer is coming, a ready one does not", async () => {
    let finish: (() => void) | undefined;
    const world = await connect({
      answer: ({ words }) =>
        words.includes("slow")
          ? new Promise((resolve) => {
              finish = () => resolve({ document: answerTo(words) });
            })
          : { document: answerTo(words) },
    });
    const chat = world.telegram.privately(ada);
    world.telegram.says(ada, chat, "/movers quick");
    await message(world, "quick");
    expect(world.telegram.called("sendChatAction")).toEqual([]);
    world.telegram.says(ada, chat, "/movers slow");
    const { payload } = await world.telegram.until(() => world.telegram.called("sendChatAction")[0]);
    expect(payload).toEqual({ chat_id: 501, action: "typing" });
    finish?.();
    await message(world, "slow");
  });

  it("that takes long holds up no other chat, and keeps its own in order", async () => {
    let finish: (() => void) | undefined;
    const world = await connect({
      answer: ({ words }) =>
        words.includes("slow")
          ? new Promise((resolve) => {
              finish = () => resolve({ document: answerTo(words) });
            })
          : { document: answerTo(words) },
    });
    const own = world.telegram.privately(ada);
    world.telegram.says(ada, own, "/movers slow");
    world.telegram.says(ada, own, "/movers after");
    world.telegram.says(lin, world.telegram.privately(lin), "/movers other");
    await message(world, "other");
    expect(world.telegram.world.messages.map(textOf).join()).not.toMatch(/slow|after/);
    finish?.();
    await message(world, "after");
    expect(world.telegram.world.messages.map((one) => /other|slow|after/.exec(textOf(one))?.[0])).toEqual([
      "other",
      "slow",
      "after",
    ]);
  });

  it("delivered several times is answered once", async () => {
    const world = await answering();
    const update = world.telegram.says(ada, world.telegram.privately(ada), "/movers once");
    for (let times = 0; times < 4; times++) world.telegram.mailbox.leaveAgain(update);
    await message(world, "once");
    world.telegram.says(ada, world.telegram.privately(ada), "/movers next");
    await message(world, "next");
    expect(world.heard).toHaveLength(2);
  });

  it("whose answer cannot be made does not stop the others", async () => {
    const world = await connect({
      answer({ words }) {
        if (words.includes("broken")) throw new Error("Nobody expected this.");
        return { document: answerTo(words) };
      },
    });
    const chat = world.telegram.privately(ada);
    world.telegram.says(ada, chat, "/movers broken");
    world.telegram.mailbox.leave("message", { message_id: 1, text: "/no chat" });
    world.telegram.says(ada, chat, "/movers whole");
    await message(world, "whole");
    expect(world.failures.map(({ what }) => what)).toEqual(["handling an update", "handling an update"]);
  });

  it("that cannot be answered where it was given is answered in private with what to do", async () => {
    const world = await answering();
    world.telegram.privately(ada);
    const closed = { status: 400, description: "Bad Request: not enough rights to send text messages to the chat" };
    world.telegram.chat({ ...group, closed });
    world.telegram.says(ada, group, "/movers");
    const told = await message(world, "I may not write");
    expect(told.chat?.id).toBe(501);
    expect(textOf(told)).toBe(
      "I may not write in “Desk”, so your command there stayed without an answer. Ask an admin to let me send messages.",
    );
    expect(world.failures.map(({ what }) => what)).toEqual(["answering in chat -100200"]);
  });

  it("waits as long as Telegram asks and is answered then", async () => {
    const world = await answering();
    world.telegram.fault("sendRichMessage", {
      status: 429,
      description: "Too Many Requests: retry after 0.05",
      parameters: { retry_after: 0.05 },
    });
    world.telegram.says(ada, world.telegram.privately(ada), "/movers");
    await message(world, "movers");
    expect(world.telegram.called("sendRichMessage").map(({ status }) => status)).toEqual([undefined, 200]);
  });
});

describe("who may manage a chat", () => {
  const asking = async (message: Record<string, unknown>, members: Record<number, string> = {}) => {
    const world = await answering();
    world.telegram.chat({ ...group, members });
    world.telegram.says(ada, group, "/movers", message);
    await world.telegram.until(() => world.telegram.world.messages[0]);
    const [{ person } = {} as Incoming] = world.heard;
    return {
      may: await person.mayManage(),
      again: await person.mayManage(),
      asked: world.telegram.called("getChatMember").length,
    };
  };

  it.each([
    { who: "its creator", message: {}, members: { 501: "creator" }, may: true, asked: 1 },
    { who: "an admin", message: {}, members: { 501: "administrator" }, may: true, asked: 1 },
    { who: "a member", message: {}, members: { 501: "member" }, may: false, asked: 1 },
    {
      who: "an admin who hides who they are",
      message: {
        from: { id: 1087968824, is_bot: true, first_name: "Group" },
        sender_chat: { id: -100200, type: "supergroup" },
      },
      may: true,
      asked: 0,
    },
    {
      who: "somebody who writes as a channel",
      message: {
        from: { id: 136817688, is_bot: true, first_name: "Channel" },
        sender_chat: { id: -100999, type: "channel" },
      },
      may: false,
      asked: 0,
    },
    {
      who: "a linked channel",
      message: {
        from: { id: 777000, is_bot: false, first_name: "Telegram" },
        sender_chat: { id: -100999, type: "channel" },
      },
      may: false,
      asked: 0,
    },
    {
      who: "somebody with the id of hidden admins, of another chat",
      message: {
        from: { id: 1087968824, is_bot: true, first_name: "Group" },
        sender_chat: { id: -100777, type: "supergroup" },
      },
      may: false,
      asked: 0,
    },
  ])("$who: $may, asked $asked time(s)", async ({ message, members = {}, may, asked }) => {
    expect(await asking(message, members)).toEqual({ may, again: may, asked });
  });

  it("is asked again after some minutes", async () => {
    let clock = 1_000_000;
    const world = await answering({ now: () => clock });
    world.telegram.chat({ ...group, members: { 501: "administrator" } });
    world.telegram.says(ada, group, "/movers");
    await world.telegram.until(() => world.telegram.world.messages[0]);
    const [{ person } = {} as Incoming] = world.heard;
    expect(await person.mayManage()).toBe(true);
    world.telegram.chat({ ...group, members: { 501: "left" } });
    expect(await person.mayManage()).toBe(true);
    clock += 5 * 60_000;
    expect(await person.mayManage()).toBe(false);
  });
});

describe("a tap", () => {
  it("is acknowledged and changes the same message, with the value now shown marked", async () => {
    const world = await answering();
    world.telegram.says(ada, world.telegram.privately(ada), "/movers 1d");
    const shown = await message(world, "movers 1d");
    expect(buttonsOf(shown).map(({ text }) => text)).toEqual(["✓ 1d", "7d", "Flows", "↗ Share"]);
    world.telegram.taps(ada, shown, "7d");
    const changed = await message(world, "movers 7d");
    expect(changed.message_id).toBe(shown.message_id);
    expect(buttonsOf(changed).map(({ text }) => text)).toEqual(["1d", "✓ 7d", "Flows", "↗ Share"]);
    expect(world.telegram.world.messages).toHaveLength(1);
    expect(world.telegram.called("answerCallbackQuery").map(({ status }) => status)).toEqual([200]);
  });

  it("twice in a row counts once, and both are acknowledged", async () => {
    const world = await answering();
    world.telegram.says(ada, world.telegram.privately(ada), "/movers 1d");
    const shown = await message(world, "movers 1d");
    world.telegram.taps(ada, shown, "7d");
    world.telegram.taps(ada, shown, "7d");
    await message(world, "movers 7d");
    await world.telegram.until(() => world.telegram.called("answerCallbackQuery")[1]);
    expect(world.heard.map(({ words }) => words)).toEqual([
      ["movers", "1d"],
      ["movers", "7d"],
    ]);
  });

  it("on what is shown already changes nothing and is no failure", async () => {
    let clock = 0;
    const world = await answering({ now: () => clock });
    world.telegram.says(ada, world.telegram.privately(ada), "/movers 1d");
    const shown = await message(world, "movers 1d");
    clock += 5000;
    world.telegram.taps(ada, shown, "✓ 1d");
    await world.telegram.until(() => world.telegram.called("editMessageText").find(({ status }) => status === 400));
    world.telegram.says(ada, world.telegram.privately(ada), "/movers next");
    await message(world, "next");
    expect(world.failures).toEqual([]);
    expect(world.telegram.world.messages).toHaveLength(2);
  });

  it("that went wrong is answered to the one who tapped alone, and the message stays", async () => {
    const world = await connect({
      answer: ({ words }) =>
        words.includes("7d")
          ? { document: { nodes: [gap(literal("Not today."))] }, kind: "failure", personal: true }
          : { document: answerTo(words) },
    });
    world.telegram.chat(group);
    world.telegram.says(ada, group, "/movers 1d");
    const shown = await message(world, "movers 1d");
    world.telegram.taps(lin, shown, "7d");
    const { payload } = await world.telegram.until(() => world.telegram.called("answerCallbackQuery")[0]);
    expect(payload).toMatchObject({ text: "Not today.", show_alert: true });
    expect(world.telegram.called("editMessageText")).toEqual([]);
  });

  it("that is acknowledged too late is dropped with a word to the operator", async () => {
    const world = await answering();
    world.telegram.says(ada, world.telegram.privately(ada), "/movers 1d");
    const shown = await message(world, "movers 1d");
    const late = "Bad Request: query is too old and response timeout expired or query ID is invalid";
    world.telegram.fault("answerCallbackQuery", { status: 400, description: late });
    world.telegram.taps(ada, shown, "7d");
    world.telegram.says(ada, world.telegram.privately(ada), "/movers next");
    await message(world, "next");
    expect(world.telegram.called("answerCallbackQuery")).toHaveLength(1);
    expect(world.telegram.called("editMessageText")).toEqual([]);
    expect(world.failures.map(({ what }) => what)).toEqual(["acknowledging a tap"]);
  });

  it.each(["yes", "refused"] as const)("on an answer of several messages changes them all (rich: %s)", async (rich) => {
    let clock = 0;
    const long = (words: readonly string[]) => [
      ...answerTo(words).nodes.slice(0, 1),
      ...longParagraphs,
      ...answerTo(words).nodes.slice(2),
    ];
    const longParagraphs = Array.from({ length: 40 }, () => paragraph(literal("One of many sentences. ".repeat(50))));
    const world = await connect({
      telegram: { rich },
      now: () => clock,
      answer: ({ words }) => ({ document: words.includes("7d") ? answerTo(words) : { nodes: long(words) } }),
    });
    const { messages } = world.telegram.world;
    world.telegram.says(ada, world.telegram.privately(ada), "/movers 1d");
    const last = await world.telegram.until(() => messages.find((one) => buttonsOf(one).length > 0));
    const before = messages.map(({ message_id }) => message_id);
    expect(before.length).toBeGreaterThan(1);
    world.telegram.taps(ada, last, "7d");
    const short = await world.telegram.until(() => (messages.length === 1 ? messages[0] : undefined));
    expect(textOf(short)).toContain("movers 7d");
    expect(short.message_id).toBe(before[0]);
    clock += 5000;
    world.telegram.taps(ada, short, "1d");
    await world.telegram.until(() => messages[before.length - 1]);
    expect(messages.map((one) => buttonsOf(one).length > 0)).toEqual(
      before.map((_, index) => index === before.length - 1),
    );
    expect(messages[0]?.message_id).toBe(before[0]);
  });

  it("on a message that is gone is answered with a new one", async () => {
    const world = await answering();
    world.telegram.says(ada, world.telegram.privately(ada), "/movers 1d");
    const shown = await message(world, "movers 1d");
    world.telegram.world.messages.length = 0;
    world.telegram.taps(ada, shown, "7d");
    expect((await message(world, "movers 7d")).message_id).not.toBe(shown.message_id);
  });

  it("on a button of an older version says so", async () => {
    const world = await answering();
    const chat = world.telegram.privately(lin);
    const markup = { inline_keyboard: [[{ text: "Old", callback_data: "window:7d" }]] };
    const old = world.telegram.world.write({ chat_id: chat.id, text: "old", reply_markup: markup });
    world.telegram.taps(lin, old, "Old");
    const { payload } = await world.telegram.until(() => world.telegram.called("answerCallbackQuery")[0]);
    expect(payload).toMatchObject({ text: "此按钮来自旧版本，请重新发送命令。" });
    expect(world.heard).toEqual([]);
  });

  it("on a message sent through inline mode changes it, wherever it stands", async () => {
    const world = await answering();
    const markup = { inline_keyboard: [[{ text: "7d", callback_data: "/movers 7d" }]] };
    const content = { inline_message_id: "abc", text: "old", reply_markup: markup };
    const shown: Message = { message_id: 0, chat: undefined, content, edits: 0 };
    world.telegram.world.messages.push(shown);
    world.telegram.taps(lin, shown, "7d");
    await message(world, "movers 7d");
    expect(world.telegram.called("editMessageText")[0]?.payload).toMatchObject({ inline_message_id: "abc" });
    const [{ alone, person } = {} as Incoming] = world.heard;
    expect({ alone, manages: await person.mayManage() }).toEqual({ alone: false, manages: false });
  });
});

describe("what is of interest to the asker alone", () => {
  it("cannot be shared", async () => {
    const world = await connect({ answer: ({ words }) => ({ document: answerTo(words), personal: true }) });
    world.telegram.says(ada, world.telegram.privately(ada), "/movers 1d");
    expect(buttonsOf(await message(world, "movers 1d")).map(({ text }) => text)).toEqual(["✓ 1d", "7d", "Flows"]);
  });
});

describe("being removed from a chat", () => {
  it("is told to the operator and to nobody else", async () => {
    const world = await answering();
    const status = { user: { id: 123456, is_bot: true, first_name: "Closing Bell" }, status: "kicked", until_date: 0 };
    const update = world.telegram.mailbox.leave("my_chat_member", {
      chat: group,
      from: ada,
      date: 0,
      old_chat_member: { ...status, status: "member" },
      new_chat_member: status,
    });
    await handled(world, update);
    expect(world.failures.map(({ error }) => (error as Error).message)).toEqual([
      "The bot was removed from chat -100200.",
    ]);
  });
});

describe("a server without rich messages", () => {
  it.each(["unknown", "refused"] as const)("(%s) is sent ordinary ones, and taps change those", async (rich) => {
    const world = await answering({ telegram: { rich } });
    const chat = world.telegram.privately(ada);
    world.telegram.says(ada, chat, "/movers 1d");
    const shown = await message(world, "movers 1d");
    expect(shown.content["text"]).toBe("<b><u>Answer to movers 1d</u></b>\nNothing moved.\n\n<i>Window: 1d</i>");
    world.telegram.taps(ada, shown, "7d");
    expect((await message(world, "movers 7d")).message_id).toBe(shown.message_id);
    world.telegram.says(ada, chat, "/movers again");
    await message(world, "again");
    // Where the method is not there at all, asking for it once is enough.
    expect(world.telegram.called("sendRichMessage")).toHaveLength(rich === "unknown" ? 1 : 2);
  });
});
