import { describe, expect, it } from "vitest";
import { commands } from "../../commands/index.ts";
import { isVerb } from "../../src/platform/naming.ts";
import { ids, openChats, type Who } from "./chat.ts";

const [first, second] = ids;
const refused = "Only an admin of this chat may change this.";

/** Every verb of `/digest` with words that would do something. */
const lines: Readonly<Record<string, string>> = {
  "digest subscribe": "/digest subscribe market fri 18:00",
  "digest list": "/digest list",
  "digest edit": `/digest edit ${first} lang zh`,
  "digest pause": `/digest pause ${first}`,
  "digest resume": `/digest resume ${first}`,
  "digest remove": `/digest remove ${first} yes`,
  "digest now": `/digest now ${first}`,
  "digest status": `/digest status ${first}`,
  "digest history": `/digest history ${first}`,
  "digest confirm": `/digest confirm ${first} 2026-11-27T16:30`,
  "digest resend": `/digest resend ${first} 2026-11-27T16:30`,
};
const reading = new Set(["digest list", "digest status", "digest history"]);
/** What a chat gets is decided in that chat. */
const inItsChat = new Set(["digest edit", "digest now"]);
const verbs = commands.filter(isVerb).map(({ name }) => name);

it("every verb is looked at below", () => {
  expect(Object.keys(lines).toSorted()).toEqual(verbs.toSorted());
});

/** Ann's subscription in a room, and its state as it can be compared. */
async function roomOfAnn() {
  const chats = await openChats();
  await chats.chat({ person: "ann" }).ask("/digest subscribe weekly fri 17:00");
  const state = () => JSON.stringify([chats.kept(), chats.services.posts.history({ subscription: first }, 9)]);
  return { chats, state };
}

const roles: readonly (readonly [role: string, who: Who, may: "change" | "stop" | "read" | "nothing"])[] = [
  ["an admin", { person: "ann", admin: true }, "change"],
  ["another admin", { person: "bob", admin: true }, "change"],
  ["a member", { person: "bob", admin: false }, "read"],
  ["its owner, no admin any more, in the chat", { person: "ann", admin: false }, "read"],
  ["an admin in a thread of the chat", { person: "bob", place: { thread: "t" } }, "change"],
  ["its owner in private", { person: "ann", alone: true }, "stop"],
  ["somebody else in private", { person: "bob", alone: true }, "nothing"],
  ["its owner in another chat, an admin there", { person: "ann", place: { channel: "other" } }, "nothing"],
  ["an admin of another chat", { person: "bob", place: { channel: "other" } }, "nothing"],
  ["an admin of the same channel elsewhere", { person: "bob", place: { account: "other" } }, "nothing"],
  ["an admin of the same channel on another platform", { person: "bob", place: { platform: "other" } }, "nothing"],
  [
    "somebody of the same id elsewhere, in private",
    { person: "ann", alone: true, place: { account: "other" } },
    "nothing",
  ],
  [
    "somebody of the same id on another platform, in private",
    { person: "ann", alone: true, place: { platform: "other" } },
    "nothing",
  ],
];

describe.each(roles)("%s", (_role, who, may) => {
  const named = verbs.filter((name) => !["digest subscribe", "digest list"].includes(name));

  it.each(named)("asking /%s of it", async (name) => {
    const { chats, state } = await roomOfAnn();
    const before = state();
    const said = await chats.chat(who).say(lines[name] as string);
    const isRead = reading.has(name);
    expect({
      unknown: said.startsWith(`There is no subscription “${first}” here.`),
      refused: said.startsWith(refused),
      elsewhere: said.startsWith(`What ${first} posts is changed and sent in the chat it is posted to`),
    }).toEqual({
      unknown: may === "nothing",
      refused: may === "read" && !isRead,
      elsewhere: may === "stop" && inItsChat.has(name),
    });
    const isDone = may === "change" || (may === "stop" && !inItsChat.has(name));
    if (!isDone || isRead) expect(state()).toBe(before);
    else if (["digest edit", "digest pause", "digest remove", "digest now"].includes(name))
      expect(state()).not.toBe(before);
  });
});

it("its owner is offered in private what is allowed there, and told where the rest is done", async () => {
  const { chats } = await roomOfAnn();
  const verbsOf = async (who: Who) =>
    (await chats.chat(who).taps(`/digest status ${first}`)).map(({ command }) => command.split(" ")[1]);
  expect(await verbsOf({ person: "ann" })).toEqual(["pause", "edit", "now", "remove"]);
  expect(await verbsOf({ person: "ann", alone: true })).toEqual(["pause", "remove"]);
  for (const line of [`/简报 修改 ${first}`, `/简报 修改 ${first} 语言 中文`, `/简报 立即 ${first}`])
    expect(await chats.chat({ person: "ann", alone: true, language: "zh" }).say(line)).toBe(
      `${first} 的内容须在其所发送的会话中修改或立即发送，请到那里操作。在此可以暂停、恢复或删除。`,
    );
});

it("what is posted to a private conversation is changed and sent in it", async () => {
  const chats = await openChats();
  const alone = chats.chat({ person: "ann", alone: true, interaction: "tap-1" });
  await alone.ask("/digest subscribe weekly fri 17:00");
  expect(await alone.say("/digest edit mon 18:00")).toContain(`Changed: ${first}`);
  expect(await alone.say("/digest now")).toContain(`${first} is being posted now.`);
});

it("nobody but who may manage a chat subscribes in it, and everyone may where an admin said so", async () => {
  const chats = await openChats();
  const member = chats.chat({ person: "bob", admin: false });
  for (const line of ["/digest subscribe", "/digest subscribe weekly", "/digest subscribe market fri 18:00"])
    expect(await member.say(line)).toContain(refused);
  expect(chats.kept()).toEqual([]);
  await chats.chat({ person: "ann" }).ask("/settings everyone");
  await member.ask("/digest subscribe market fri 18:00");
  expect(chats.kept().map(({ owner }) => owner)).toEqual(["bob"]);
});

it("what another chat has is neither listed nor told of", async () => {
  const { chats } = await roomOfAnn();
  const elsewhere = chats.chat({ place: { channel: "other" } });
  for (const line of ["/digest list", "/digest status", "/digest history", "/status"])
    expect(await elsewhere.say(line)).not.toContain(first);
  expect(await elsewhere.say("/digest pause")).toContain("Nothing is posted here on a schedule.");
});

it("an id that is none is told with those there are; without one, the only one is meant", async () => {
  const { chats } = await roomOfAnn();
  const chat = chats.chat();
  expect(await chat.say("/digest pause nosuch")).toBe(`There is no subscription “nosuch” here. Here are: ${first}.`);
  expect(await chat.say("/digest pause")).toContain(`${first} is paused`);
  expect(await chat.say(`/digest resume #${first.toUpperCase()}`)).toContain(`${first} goes on`);
  await chat.ask("/digest subscribe market fri 18:00");
  expect(await chat.say("/digest pause")).toBe(`Which one? Name its id: ${first}, ${second}.`);
});

it("a removed subscription's record is told where it posted, and nowhere else", async () => {
  const { chats } = await roomOfAnn();
  const chat = chats.chat({ interaction: "tap-1" });
  await chat.ask("/digest now");
  await chat.ask(`/digest remove ${first} yes`);
  expect(await chat.say(`/digest history ${first}`)).toContain("(asked for)");
  expect(await chats.chat({ place: { channel: "other" } }).say(`/digest history ${first}`)).toContain(
    "There is no subscription",
  );
});
