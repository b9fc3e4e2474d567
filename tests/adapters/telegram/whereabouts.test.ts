import { describe, expect, it } from "vitest";
import { ada } from "../../fakes/telegram/people.ts";
import type { Chat } from "../../fakes/telegram/world.ts";
import { answering, group, handled, message } from "./chatting.ts";

const channel: Chat = { id: -1009876543210, type: "channel", title: "News" };
const own: Chat = { id: ada.id, type: "private" };
const member = { status: "member" };
const kicked = { status: "kicked", until_date: 0 };
const left = { status: "left" };
const admin = { status: "administrator", can_post_messages: true };
const restricted = { status: "restricted", is_member: true, can_send_messages: true };

describe("what becomes of the bot in a chat", () => {
  it.each<{ what: string; chat: Chat; before: object; now: object; lefts?: string; backs?: true }>([
    { what: "being kicked out of a group", chat: group, before: member, now: kicked, lefts: "removed" },
    { what: "leaving a group", chat: group, before: member, now: left, lefts: "removed" },
    { what: "being taken out of a channel", chat: channel, before: admin, now: kicked, lefts: "removed" },
    { what: "being blocked by a person", chat: own, before: member, now: kicked, lefts: "blocked" },
    {
      what: "leaving while restricted",
      chat: group,
      before: restricted,
      now: { ...restricted, is_member: false },
      lefts: "removed",
    },
    { what: "being added to a group", chat: group, before: left, now: member, backs: true },
    { what: "being let into a channel again", chat: channel, before: kicked, now: admin, backs: true },
    { what: "being unblocked", chat: own, before: kicked, now: member, backs: true },
    {
      what: "being allowed to write again",
      chat: group,
      before: { ...restricted, can_send_messages: false },
      now: member,
      backs: true,
    },
    {
      what: "being given the right to post",
      chat: channel,
      before: { ...admin, can_post_messages: false },
      now: admin,
      backs: true,
    },
    // A right that is taken shows at the next message, and is waited for; the bot is still there.
    { what: "losing the right to post", chat: channel, before: admin, now: { ...admin, can_post_messages: false } },
    { what: "becoming an admin", chat: group, before: member, now: { status: "administrator" } },
  ])("is told to the desk: $what", async ({ chat, before, now, lefts, backs }) => {
    const world = await answering();
    await handled(world, world.telegram.changesBot(world.telegram.chat(chat), { ...before }, { ...now }));
    expect(world.lefts).toEqual(lefts === undefined ? [] : [["123456", String(chat.id), lefts]]);
    expect(world.backs).toEqual(backs === undefined ? [] : [["123456", String(chat.id)]]);
    expect(world.failures).toEqual([]);
  });

  it("is told in the order it happened", async () => {
    const world = await answering();
    const order: string[] = [];
    let finish: (() => void) | undefined;
    world.desk.left = () =>
      new Promise((resolve) => {
        finish = () => resolve(void order.push("left"));
      });
    world.desk.back = async () => void order.push("back");
    world.telegram.changesBot(world.telegram.chat(group), member, kicked);
    await handled(world, world.telegram.changesBot(group, kicked, member));
    expect(order).toEqual([]);
    finish?.();
    world.telegram.says(ada, group, "/movers after");
    await message(world, "after");
    expect(order).toEqual(["left", "back"]);
  });
});

describe("a group that becomes a supergroup", () => {
  const old: Chat = { id: -400, type: "group", title: "Old" };
  const now: Chat = { id: -1001234567890, type: "supergroup", title: "Old" };
  const inOld = { message_id: 9, date: 0, chat: old, migrate_to_chat_id: now.id };
  const inNew = { message_id: 1, date: 0, chat: now, migrate_from_chat_id: old.id };

  it.each([
    { told: "in the old chat", messages: [inOld] },
    { told: "in the new chat", messages: [inNew] },
    { told: "in both", messages: [inOld, inNew] },
    { told: "in both, the other way round, and again", messages: [inNew, inOld, inNew, inOld] },
  ])("is told to the desk once, when it is told $told", async ({ messages }) => {
    const world = await answering();
    const updates = messages.map((one) => world.telegram.mailbox.leave("message", one));
    await handled(world, Math.max(...updates));
    expect([world.moves, world.heard]).toEqual([[["123456", "-400", "-1001234567890"]], []]);
  });

  it("is told again where the desk could not keep it the first time", async () => {
    const world = await answering();
    const keep = world.desk.moved;
    world.desk.moved = async () => {
      throw new Error("The disk is full.");
    };
    await handled(world, world.telegram.mailbox.leave("message", inOld));
    world.desk.moved = keep;
    await handled(world, world.telegram.mailbox.leave("message", inNew));
    expect(world.failures.map(({ what }) => what)).toEqual(["handling an update"]);
    expect(world.moves).toEqual([["123456", "-400", "-1001234567890"]]);
  });

  it("has not lost the bot, whatever the old chat says of it before or after", async () => {
    for (const leavesFirst of [true, false]) {
      const world = await answering();
      world.telegram.chat(old);
      if (leavesFirst) world.telegram.changesBot(old, member, left);
      const moved = world.telegram.mailbox.leave("message", inOld);
      if (!leavesFirst) world.telegram.changesBot(old, member, left);
      await handled(world, leavesFirst ? moved : moved + 1);
      expect(world.lefts).toEqual(leavesFirst ? [["123456", "-400", "removed"]] : []);
      expect(world.backs).toEqual([["123456", "-1001234567890"]]);
    }
  });

  it("answers there as the old one would, once that is kept", async () => {
    const world = await answering();
    let finish: (() => void) | undefined;
    world.desk.moved = () =>
      new Promise((resolve) => {
        finish = () => resolve();
      });
    world.telegram.chat(now);
    world.telegram.mailbox.leave("message", inOld);
    await handled(world, world.telegram.says(ada, now, "/movers early"));
    expect(world.heard).toEqual([]);
    finish?.();
    await message(world, "early");
  });
});
