import { describe, expect, it, onTestFinished } from "vitest";
import { createTelegramAdapter } from "../../../adapters/telegram/index.ts";
import { paragraph } from "../../../src/document/build.ts";
import { literal } from "../../../src/i18n/value.ts";
import { OutcomeUnknown, RateLimited } from "../../../src/support/errors.ts";
import { openTelegram } from "../../fakes/telegram/index.ts";
import { ada } from "../../fakes/telegram/people.ts";
import type { Chat, Data } from "../../fakes/telegram/world.ts";
import { answering, message } from "./chatting.ts";
import { inEnglish, speakers } from "./connected.ts";

async function open() {
  const telegram = await openTelegram();
  onTestFinished(telegram.close);
  const settings = { TELEGRAM_TOKEN: telegram.token, TELEGRAM_API_URL: telegram.url };
  return { telegram, adapter: createTelegramAdapter({ settings }) };
}

const account = "123456";
const supergroup: Chat = { id: -1001234567890, type: "supergroup", title: "Desk" };

describe("the private conversation with a person", () => {
  it("has the person's id", async () => {
    const { adapter } = await open();
    expect(await adapter.direct?.(account, "501")).toEqual({ account, channel: "501" });
  });
});

describe("the address of a message", () => {
  it.each([
    { where: "a supergroup or a channel", channel: "-1001234567890", link: "https://t.me/c/1234567890/77" },
    { where: "a topic", channel: "-1001234567890", thread: "5", link: "https://t.me/c/1234567890/5/77" },
    { where: "a public channel known by its name", channel: "@deskdaily", link: "https://t.me/deskdaily/77" },
    { where: "a small group", channel: "-4001234567", link: undefined },
    { where: "a private chat", channel: "501", link: undefined },
  ])("in $where is $link", async ({ channel, thread, link }) => {
    const { adapter } = await open();
    const destination = { account, channel, ...(thread === undefined ? {} : { thread }) };
    expect(await adapter.link?.(destination, "77")).toBe(link);
  });

  it("is none where the message was for one reader alone", async () => {
    const { adapter } = await open();
    expect(await adapter.link?.({ account, channel: "-1001234567890" }, "0")).toBeUndefined();
  });

  it("has the name of a public chat once it was seen, and loses it with the chat", async () => {
    const { telegram, adapter } = await open();
    const [part] = adapter.render({ nodes: [paragraph(literal("Hello."))] }, speakers.en);
    if (part === undefined) throw new Error("Nothing was rendered.");
    const destination = { account, channel: String(supergroup.id) };
    telegram.chat({ ...supergroup, username: "deskdaily" });
    const { messageId } = await adapter.send(destination, part);
    expect(await adapter.link?.(destination, messageId)).toBe(`https://t.me/deskdaily/${messageId}`);
    expect(await adapter.link?.({ ...destination, thread: "5" }, "77")).toBe("https://t.me/deskdaily/5/77");
    telegram.chat(supergroup);
    await adapter.send(destination, part);
    expect(await adapter.link?.(destination, "77")).toBe("https://t.me/c/1234567890/77");
  });

  it("has the name of a chat that was heard from, never that of a person", async () => {
    const world = await answering();
    world.telegram.says(ada, world.telegram.chat({ ...supergroup, username: "deskdaily" }), "/movers group");
    await message(world, "group");
    world.telegram.says(ada, world.telegram.chat({ id: 501, type: "private", username: "ada" }), "/movers alone");
    await message(world, "alone");
    expect(await world.adapter.link?.({ account, channel: String(supergroup.id) }, "7")).toBe(
      "https://t.me/deskdaily/7",
    );
    expect(await world.adapter.link?.({ account, channel: "501" }, "7")).toBeUndefined();
  });
});

describe("whether the bot may post", () => {
  const channel: Chat = { id: -1009876543210, type: "channel", title: "News" };
  const admin = { status: "administrator" };
  const absent =
    "I am not in this chat, or it is gone. Invite me to the group; in a channel make me an admin with the right “Post Messages”.";
  const muted = "I may not write in “Desk”. Ask an admin to let me send messages there.";
  const noPost = "I may not post in the channel “News”. Make me an admin there with the right “Post Messages”.";
  const silent = { can_send_messages: false };
  const outside: Chat["closed"] = { status: 403, description: "Forbidden: bot is not a member of the supergroup chat" };

  it.each<{ as: string; chat: Chat; bot?: Data; ok: boolean; text: string }>([
    { as: "a member of a group", chat: supergroup, ok: true, text: "I may post in “Desk”." },
    { as: "an admin of a group", chat: supergroup, bot: admin, ok: true, text: "I may post in “Desk”." },
    {
      as: "an admin where others may not write",
      chat: { ...supergroup, permissions: silent },
      bot: admin,
      ok: true,
      text: "I may post in “Desk”.",
    },
    {
      as: "a member where members may not write",
      chat: { ...supergroup, permissions: silent },
      ok: false,
      text: muted,
    },
    {
      as: "restricted, but to send messages",
      chat: supergroup,
      bot: { status: "restricted", is_member: true, can_send_messages: true },
      ok: true,
      text: "I may post in “Desk”.",
    },
    {
      as: "restricted",
      chat: supergroup,
      bot: { status: "restricted", is_member: true, ...silent },
      ok: false,
      text: muted,
    },
    {
      as: "restricted and gone",
      chat: supergroup,
      bot: { status: "restricted", is_member: false, can_send_messages: true },
      ok: false,
      text: absent,
    },
    { as: "gone", chat: supergroup, bot: { status: "left" }, ok: false, text: absent },
    { as: "kicked", chat: supergroup, bot: { status: "kicked" }, ok: false, text: absent },
    { as: "a stranger", chat: { ...supergroup, closed: outside }, ok: false, text: absent },
    {
      as: "an admin of a channel who may post",
      chat: channel,
      bot: { ...admin, can_post_messages: true },
      ok: true,
      text: "I may post in “News”.",
    },
    {
      as: "an admin of a channel who may not",
      chat: channel,
      bot: { ...admin, can_post_messages: false },
      ok: false,
      text: noPost,
    },
    { as: "a member of a channel", chat: channel, ok: false, text: noPost },
    { as: "whom somebody wrote to", chat: { id: 501, type: "private" }, ok: true, text: "I may write to you." },
  ])("as $as is told: $ok", async ({ chat, bot, ok, text }) => {
    const { telegram, adapter } = await open();
    telegram.chat(bot === undefined ? chat : { ...chat, bot });
    const finding = await adapter.reach?.({ account, channel: String(chat.id) });
    expect([finding?.ok, finding && inEnglish(finding.text)]).toEqual([ok, text]);
    expect(telegram.calls.map(({ method }) => method).filter((method) => !method.startsWith("get"))).toEqual([]);
  });

  it("is no where nobody ever pressed Start, with what to do in either language", async () => {
    const { adapter } = await open();
    const finding = await adapter.reach?.({ account, channel: "777" });
    expect(finding?.ok).toBe(false);
    expect(finding && speakers.both.sentences(finding.text)).toEqual([
      "I cannot write to you. Open the private chat with me and press Start.",
      "我无法给您发送消息。请打开与我的私聊并点按“开始”。",
    ]);
  });

  it("is looked for where a group went on as a supergroup", async () => {
    const { telegram, adapter } = await open();
    telegram.chat(supergroup);
    telegram.chat({ id: -400, type: "group", title: "Old", migratedTo: supergroup.id });
    expect(await adapter.reach?.({ account, channel: "-400" })).toMatchObject({ ok: true });
  });

  it("is unknown where Telegram cannot say it now", async () => {
    const { telegram, adapter } = await open();
    telegram.chat(supergroup);
    const reaching = () => adapter.reach?.({ account, channel: String(supergroup.id) });
    telegram.fault(
      "getChat",
      { status: 429, description: "Too Many Requests", parameters: { retry_after: 2 } },
      "reset",
    );
    await expect(reaching()).rejects.toBeInstanceOf(RateLimited);
    await expect(reaching()).rejects.toBeInstanceOf(OutcomeUnknown);
  });
});
