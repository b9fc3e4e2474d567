import { describe, expect, it } from "vitest";
import { actions, gap, paragraph } from "../../../src/document/build.ts";
import { literal } from "../../../src/i18n/value.ts";
import type { Incoming } from "../../../src/platform/desk.ts";
import { ada, buttonsOf, lin } from "../../fakes/telegram/people.ts";
import type { Message } from "../../fakes/telegram/world.ts";
import { answering, group, message, textOf } from "./chatting.ts";
import { answerTo, connect } from "./connected.ts";

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
    expect(payload).toMatchObject({ text: "此按钮来自旧版本，请重新发送命令。", show_alert: true });
    expect(world.heard).toEqual([]);
  });

  it("on a button of a long command works after a restart: nothing but the message knows it", async () => {
    const line = `/movers class:crypto window:7d top:20 zone:America/New_York section:movers section:etf-flows`;
    const long = actions([{ id: "long", label: literal("All of it"), command: line }]);
    const before = await connect({ answer: () => ({ document: { nodes: [paragraph(literal("First.")), long] } }) });
    before.telegram.says(ada, before.telegram.privately(ada), "/movers");
    const { content } = await message(before, "First.");
    const after = await answering();
    const chat = after.telegram.privately(ada);
    const posted = after.telegram.world.write({ ...content, chat_id: chat.id });
    after.telegram.taps(ada, posted, "All of it");
    await message(after, "Answer to");
    expect(after.heard.map(({ words }) => words)).toEqual([line.slice(1).split(" ")]);
  });

  it("in a topic is asked there", async () => {
    const world = await answering();
    world.telegram.chat(group);
    world.telegram.says(ada, group, "/movers 1d", { is_topic_message: true, message_thread_id: 5 });
    world.telegram.taps(ada, await message(world, "movers 1d"), "7d");
    await message(world, "movers 7d");
    expect(world.heard.map(({ destination }) => destination.thread)).toEqual(["5", "5"]);
  });

  it("has the same name however often it is brought, and another one than the next", async () => {
    let clock = 0;
    const world = await answering({ now: () => clock });
    world.telegram.says(ada, world.telegram.privately(ada), "/movers 1d");
    const shown = await message(world, "movers 1d");
    const tapped = world.telegram.taps(ada, shown, "7d");
    world.telegram.mailbox.leaveAgain(tapped);
    const changed = await message(world, "movers 7d");
    clock += 5000;
    world.telegram.taps(ada, changed, "1d");
    await world.telegram.until(() => world.telegram.called("answerCallbackQuery")[1]);
    const [asked, ...taps] = world.heard.map(({ id }) => id);
    const queries = world.telegram.called("answerCallbackQuery").map(({ payload }) => payload["callback_query_id"]);
    expect(taps).toEqual(queries);
    expect(new Set([asked, ...taps]).size).toBe(3);
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
