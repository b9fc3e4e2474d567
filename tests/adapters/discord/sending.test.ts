import { describe, expect, it, onTestFinished } from "vitest";
import { createDiscordAdapter } from "../../../adapters/discord/index.ts";
import { renderDiscord } from "../../../adapters/discord/render.ts";
import { markOf } from "../../../src/delivery/ledger.ts";
import type { Part } from "../../../src/platform/adapter.ts";
import { NotPermitted, OutcomeUnknown, Rejected } from "../../../src/support/errors.ts";
import { speakers } from "../../document/world.ts";
import { openDiscord } from "../../fakes/discord/index.ts";
import { change, channelId, guildId } from "../../fakes/discord/world.ts";
import { saying } from "../../fixtures/desk.ts";
import { say } from "./connected.ts";

const account = "111111111111111111";
const channel = { account, channel: channelId };
const thread = { ...channel, thread: "777777777777777777" };
const [part] = renderDiscord(saying("Good morning."), speakers.en) as [Part];
const mark = "abcdefghijklmnopqrstuvwxyz234567abcdefghijklmnopqrst";

/** A bot and a Discord of its own, gone after the test. */
async function opened() {
  const discord = await openDiscord();
  onTestFinished(() => discord.close());
  const adapter = createDiscordAdapter({ settings: { DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.url } });
  const bodies = () => discord.called(/^POST \/channels/).map(({ body }) => body as Record<string, unknown>);
  return { discord, adapter, bodies };
}

describe("a post with a mark", () => {
  it("carries its first 25 characters, to be known again", async () => {
    const { adapter, bodies } = await opened();
    await adapter.send(channel, part, { mark });
    expect(bodies()).toMatchObject([
      { nonce: "abcdefghijklmnopqrstuvwxy", enforce_nonce: true, allowed_mentions: { parse: [] } },
    ]);
  });

  it.each([
    ["61 seconds", 61_000],
    ["3 minutes", 3 * 60_000],
    ["10 minutes", 10 * 60_000],
  ])("made again while Discord knows it (%s) is one message, and two after that", async (_name, nonceMs) => {
    const { discord, adapter } = await opened();
    discord.world.nonceMs = nonceMs;
    const first = await adapter.send(channel, part, { mark });
    discord.world.pass(adapter.replaySafeMs ?? 0);
    expect(await adapter.send(channel, part, { mark })).toEqual(first);
    discord.world.pass(nonceMs);
    expect(await adapter.send(channel, part, { mark })).not.toEqual(first);
  });

  it("whose answer was lost is sent again without becoming two", async () => {
    const { discord, adapter } = await opened();
    discord.plan(/^POST \/channels/, { is: "drop" });
    await expect(adapter.send(channel, part, { mark })).rejects.toBeInstanceOf(OutcomeUnknown);
    const { messageId } = await adapter.send(channel, part, { mark });
    expect([...discord.world.messages.keys()]).toEqual([messageId]);
  });

  it("that was deleted since was delivered, and has no address", async () => {
    const { discord, adapter } = await opened();
    const { messageId } = await adapter.send(channel, part, { mark });
    change(discord.world, messageId, { removed: true });
    const again = await adapter.send(channel, part, { mark });
    expect(again).toEqual({ messageId: "deleted" });
    expect(await adapter.link?.(channel, again.messageId)).toBeUndefined();
    expect(discord.world.messages.size).toBe(1);
  });

  it("one digest for 500 channels gives 500 messages, though Discord tells nonces apart by author alone", async () => {
    const { discord, adapter } = await opened();
    const places = Array.from({ length: 500 }, (_, at) => ({ account, channel: `3${String(at).padStart(17, "0")}` }));
    const sent = await Promise.all(
      places.map((place) => adapter.send(place, part, { mark: markOf(`daily|${place.channel}|1/1`) })),
    );
    expect(new Set(sent.map(({ messageId }) => messageId)).size).toBe(500);
    expect(discord.world.messages.size).toBe(500);
  });
});

describe("a post without a mark", () => {
  it("is not held back by any other, and an unknown message is no success", async () => {
    const { discord, adapter, bodies } = await opened();
    await adapter.send(channel, part);
    await adapter.send(channel, part);
    expect(discord.world.messages.size).toBe(2);
    expect(bodies()[0]).not.toHaveProperty("nonce");
    discord.plan(/^POST \/channels/, { is: "status", status: 404, code: 10008 });
    await expect(adapter.send(channel, part)).rejects.toBeInstanceOf(Rejected);
  });
});

it("a quiet post shows a badge and makes no sound; any other makes one", async () => {
  const { adapter, bodies } = await opened();
  await adapter.send(channel, part, { mark, quiet: true });
  await adapter.send(channel, part, { mark: `b${mark}`, quiet: false });
  expect(bodies().map(({ flags }) => flags)).toEqual([1 << 12, undefined]);
});

describe("private messages", () => {
  it("are opened with a person, whoever asks how often", async () => {
    const { discord, adapter } = await opened();
    const place = await adapter.direct?.(account, "42");
    expect(place).toEqual({ account, channel: "942" });
    expect(await adapter.direct?.(account, "42")).toEqual(place);
    expect(await adapter.link?.(place as never, "5")).toBe("https://discord.com/channels/@me/942/5");
    expect(discord.called(/^GET \/channels/)).toEqual([]);
  });

  it("with somebody who shares no server are not permitted", async () => {
    const { discord, adapter } = await opened();
    discord.world.refusals.set("42", { status: 403, code: 50278 });
    await expect(adapter.direct?.(account, "42")).rejects.toBeInstanceOf(NotPermitted);
  });
});

describe("the address of a message", () => {
  it("names server, channel and message; the server is asked for once", async () => {
    const { discord, adapter } = await opened();
    const addresses = [await adapter.link?.(channel, "5"), await adapter.link?.(channel, "6")];
    expect(addresses).toEqual([5, 6].map((id) => `https://discord.com/channels/${guildId}/${channelId}/${id}`));
    expect(await adapter.link?.(thread, "7")).toBe(`https://discord.com/channels/${guildId}/${thread.thread}/7`);
    expect(await adapter.link?.({ account, channel: "666666666666666666" }, "8")).toBe(
      "https://discord.com/channels/@me/666666666666666666/8",
    );
    expect(discord.called(/^GET \/channels/)).toHaveLength(3);
  });

  it("in a channel that is gone is none, and one that cannot be asked for now is asked for again", async () => {
    const { discord, adapter } = await opened();
    expect(await adapter.link?.({ account, channel: "999999999999999999" }, "5")).toBeUndefined();
    discord.plan(/^GET \/channels/, { is: "status", status: 500 });
    await expect(adapter.link?.(channel, "5")).rejects.toBeInstanceOf(OutcomeUnknown);
    expect(await adapter.link?.(channel, "5")).toContain(channelId);
  });
});

describe("whether the bot may post", () => {
  const looked = async (
    place: typeof channel,
    prepare: (world: Awaited<ReturnType<typeof opened>>["discord"]) => void,
  ) => {
    const { discord, adapter } = await opened();
    prepare(discord);
    const { ok, text } = (await adapter.reach?.(place)) ?? { ok: false, text: { is: "missing" as const } };
    expect(discord.called(/^(POST|PUT|PATCH|DELETE)/)).toEqual([]);
    return `${ok}: ${say(text)}`;
  };
  const overwrite = (id: string, allow: number, deny: number) => ({
    id,
    type: 0,
    allow: String(allow),
    deny: String(deny),
  });
  const [view, send, embed, history] = [1 << 10, 1 << 11, 1 << 14, 1 << 16];

  it("is yes where all rights are given, and where there are none to give", async () => {
    expect(await looked(channel, () => undefined)).toBe("true: I may post here.");
    expect(await looked(thread, () => undefined)).toBe("true: I may post here.");
    expect(await looked({ account, channel: "666666666666666666" }, () => undefined)).toBe("true: I may post here.");
  });

  it("names what the channel takes away, and how to get it back", async () => {
    const denied = await looked(channel, ({ world }) => {
      world.channels.set(channelId, {
        id: channelId,
        type: 0,
        guild_id: guildId,
        permission_overwrites: [overwrite(guildId, 0, send | embed)],
      });
    });
    expect(denied).toMatch(
      /^false: I may not post here: I lack Send Messages and Embed Links\. Ask an admin .*client_id=111111111111111111/,
    );
  });

  it.each([
    ["a role allows what everybody is denied", [overwrite(guildId, 0, send), overwrite("7", send, 0)], "true"],
    ["one role allows what another denies", [overwrite("7", send, 0), overwrite("8", 0, send)], "true"],
    ["the bot itself is denied what its role allows", [overwrite("7", send, 0), overwrite(account, 0, send)], "false"],
    [
      "a role of others is allowed what everybody is denied",
      [overwrite(guildId, 0, send), overwrite("9", send, 0)],
      "false",
    ],
  ])("counts as Discord does: %s", async (_name, permission_overwrites, expected) => {
    const found = await looked(channel, ({ world }) => {
      world.botRoles.push("7", "8");
      world.roles.get(guildId)?.push({ id: "7", permissions: "0" }, { id: "8", permissions: "0" });
      world.channels.set(channelId, { id: channelId, type: 0, guild_id: guildId, permission_overwrites });
    });
    expect(found.split(":")[0]).toBe(expected);
  });

  it("follows the rules of its channel in a thread, where it needs a right of its own", async () => {
    const found = await looked(thread, ({ world }) => {
      world.roles.set(guildId, [{ id: guildId, permissions: String(view | send | embed | history) }]);
    });
    expect(found).toContain("false: I may not post here: I lack Send Messages in Threads.");
  });

  it("is yes without the right to read back, which buys certainty", async () => {
    const found = await looked(channel, ({ world }) => {
      world.roles.set(guildId, [{ id: guildId, permissions: String(view | send | embed) }]);
    });
    expect(found).toMatch(/^true: I may post here\. With “Read Message History” .*waits for you/);
  });

  it("is yes for an administrator, whatever the channel says", async () => {
    const found = await looked(channel, ({ world }) => {
      world.roles.set(guildId, [{ id: guildId, permissions: "8" }]);
      const permission_overwrites = [overwrite(guildId, 0, view | send)];
      world.channels.set(channelId, { id: channelId, type: 0, guild_id: guildId, permission_overwrites });
    });
    expect(found).toBe("true: I may post here.");
  });

  it.each([
    ["a channel that is gone", { status: 404, code: 10003 }, "This channel is gone"],
    ["a channel it does not see", { status: 403, code: 50001 }, "I do not see this channel"],
  ])("is no in %s", async (_name, refusal, words) => {
    expect(await looked(channel, ({ world }) => world.refusals.set(channelId, refusal))).toMatch(
      new RegExp(`^false: ${words}.*client_id`),
    );
  });

  it.each([
    ["a forum", { type: 15 }, "A forum takes posts in its threads only"],
    ["a locked thread", { type: 11, thread_metadata: { archived: true, locked: true } }, "This thread is locked"],
  ])("is no in %s", async (_name, more, words) => {
    const found = await looked(channel, ({ world }) => {
      world.channels.set(channelId, { id: channelId, guild_id: guildId, ...more });
    });
    expect(found).toContain(`false: ${words}`);
  });
});
