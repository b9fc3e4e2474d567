import { describe, expect, it } from "vitest";
import { createTelegramAdapter } from "../../../adapters/telegram/index.ts";
import type { Incoming } from "../../../src/platform/desk.ts";
import { ada, buttonsOf, lin } from "../../fakes/telegram/people.ts";
import { answering, group, handled, message, textOf } from "./chatting.ts";
import { answerTo, cards, connect, digestCards } from "./connected.ts";

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

  it("in private may be a name alone, which is looked up", async () => {
    const world = await answering({
      suggest: (typed) => (typed.toLowerCase() === "nvda" ? [{ value: "NVDA.O", text: "NVIDIA" }] : []),
    });
    const own = world.telegram.privately(ada);
    for (const text of ["nvda", "/nvda", "movrs nvda", "hello"]) world.telegram.says(ada, own, text);
    await message(world, "hello");
    expect(world.heard.map(({ words }) => words)).toEqual([["quote", "nvda"], ["nvda"], ["movrs", "nvda"], ["hello"]]);
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

  it("has the name Telegram gives it, the same after a restart", async () => {
    const world = await answering();
    const update = world.telegram.says(ada, world.telegram.privately(ada), "/movers named");
    await message(world, "named");
    expect(world.heard[0]?.id).toBe(String(update));
    const again = createTelegramAdapter({
      settings: { TELEGRAM_TOKEN: world.telegram.token, TELEGRAM_API_URL: world.telegram.url },
    });
    await world.adapter.stop?.();
    await world.listening;
    world.telegram.mailbox.leaveAgain(update);
    const listening = again.listen?.(world.desk);
    await world.telegram.until(() => (world.heard.length === 2 ? true : undefined));
    expect(world.heard[1]?.id).toBe(String(update));
    await again.stop?.();
    await listening;
  });

  it("of two words is heard with both, and stands in no menu of its own", async () => {
    const world = await answering({ commands: [...cards, ...digestCards] });
    const own = world.telegram.privately(ada);
    world.telegram.chat(group);
    world.telegram.says(ada, own, "/digest subscribe daily 08:00");
    world.telegram.says(ada, own, "摘要 订阅 每日");
    const topic = { message_id: 7, is_topic_message: true, message_thread_id: 5 };
    world.telegram.says(ada, group, "/digest@closing_bell_bot subscribe weekly", topic);
    await message(world, "weekly");
    await message(world, "每日");
    expect(world.heard).toMatchObject([
      { words: ["digest", "subscribe", "daily", "08:00"], destination: { channel: "501" } },
      { words: ["digest", "subscribe", "weekly"], destination: { channel: "-100200", thread: "5" } },
      { words: ["摘要", "订阅", "每日"] },
    ]);
    const names = [...world.telegram.menus.values()].map((menu) =>
      (menu as { command: string }[]).map((one) => one.command),
    );
    expect(new Set(names.map(String))).toEqual(new Set(["movers,quote,help,digest"]));
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

describe("what is of interest to the asker alone", () => {
  it("cannot be shared", async () => {
    const world = await connect({ answer: ({ words }) => ({ document: answerTo(words), personal: true }) });
    world.telegram.says(ada, world.telegram.privately(ada), "/movers 1d");
    expect(buttonsOf(await message(world, "movers 1d")).map(({ text }) => text)).toEqual(["✓ 1d", "7d", "Flows"]);
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
