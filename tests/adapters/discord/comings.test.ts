import { setTimeout as pause } from "node:timers/promises";
import { describe, expect, it, vi } from "vitest";
import { createComings } from "../../../adapters/discord/comings.ts";
import { createPlaces } from "../../../adapters/discord/places.ts";
import { channelId, guildId } from "../../fakes/discord/world.ts";
import { deskOf } from "../../fixtures/desk.ts";
import { registered, say } from "./connected.ts";

const account = "111111111111111111";
const other = "222222222222222299";
const channel = (id: string, guild: string, type = 0) => ({ id, type, guild_id: guild, name: id });
const server = (id: string, channels: readonly unknown[] = [], threads: readonly unknown[] = []) => ({
  ...{ id, name: id, owner_id: "1", features: [], preferred_locale: "en-US", unavailable: false, member_count: 2 },
  ...{ roles: [], emojis: [], stickers: [], members: [], presences: [], voice_states: [] },
  channels,
  threads,
});

/** A bot that is told something, and then answers a command, so that it certainly heard it. */
async function told(...events: readonly (readonly [type: string, data: unknown])[]) {
  const bot = await registered();
  await tell(bot, ...events);
  return bot;
}

async function tell(
  { discord }: Awaited<ReturnType<typeof registered>>,
  ...events: readonly (readonly [type: string, data: unknown])[]
) {
  for (const [type, data] of events) discord.gateway.dispatch(type, data);
  await discord.asks("help").answer();
}

describe("the desk is told that the bot has left", () => {
  it("every channel of a server it was removed from, and whoever runs it is told too", async () => {
    const bot = await told(
      ["CHANNEL_CREATE", channel("31", guildId)],
      ["CHANNEL_CREATE", channel("32", guildId, 4)],
      ["THREAD_CREATE", { ...channel("33", guildId, 11), parent_id: "31" }],
      ["GUILD_DELETE", { id: guildId }],
    );
    expect(bot.gone).toEqual([channelId, "31", "33"].map((id) => [account, id, "removed"]));
    expect(bot.notices.map(say).at(-1)).toBe(
      `Discord: the bot was removed from server ${guildId}; posts to its 3 channels are paused.`,
    );
  });

  it("a server of which no channel is known, to whoever runs it alone", async () => {
    const { gone, notices } = await told(["GUILD_DELETE", { id: other }]);
    expect(gone).toEqual([]);
    expect(notices.map(say).at(-1)).toBe(
      `Discord: the bot was removed from server ${other}; which channels that concerns is not known.`,
    );
  });

  it("a channel that was deleted", async () => {
    const { gone } = await told(["CHANNEL_DELETE", channel("31", guildId)]);
    expect(gone).toEqual([[account, "31", "deleted"]]);
  });

  it("a thread that was deleted, and no other place of its channel", async () => {
    const { gone } = await told(["THREAD_DELETE", { ...channel("33", guildId, 11), parent_id: "31" }]);
    expect(gone).toEqual([[account, "31", "deleted", "33"]]);
  });

  it("a server it was removed from while it was away", async () => {
    const bot = await registered();
    const { discord, gone } = bot;
    discord.world.servers.splice(0, 1, { id: other, name: "Others", permissions: "0" });
    discord.gateway.forget();
    discord.gateway.hangUp(4000);
    await discord.until(() => discord.gateway.identified() === 2, "the second login");
    await discord.asks("help").answer();
    expect(gone).toEqual([[account, channelId, "removed"]]);
  });
});

describe("the desk is told nothing", () => {
  it.each([
    ["of a server in an outage", "GUILD_DELETE", { id: guildId, unavailable: true }],
    ["of an outage said otherwise", "GUILD_DELETE", { id: guildId, unavailable: false }],
    [
      "of a thread that is archived",
      "THREAD_UPDATE",
      { ...channel("31", guildId, 11), parent_id: channelId, thread_metadata: { archived: true, locked: false } },
    ],
    ["of a server that is there again after an outage", "GUILD_CREATE", server(guildId, [channel("31", guildId)])],
    ["of a server that is unavailable from the start", "GUILD_CREATE", { id: other, unavailable: true }],
  ])("%s", async (_name, event, data) => {
    const { gone } = await told([event, data]);
    expect(gone).toEqual([]);
  });

  it("when it logs in and finds its servers as before", async () => {
    const { discord, gone } = await registered();
    discord.gateway.forget();
    discord.gateway.hangUp(4000);
    await discord.until(() => discord.gateway.identified() === 2, "the second login");
    await discord.asks("help").answer();
    expect(gone).toEqual([]);
  });
});

it("each connection of a large bot tells of its own servers, and none of them is missed by the others", () => {
  const { desk, notices } = deskOf();
  const comings = createComings(createPlaces(() => Promise.reject(new Error("not asked"))));
  const ids = [0n, 1n].map((shard) => String((1000n + shard) << 22n));
  const ready = (shard: number, guilds: readonly (string | undefined)[]) =>
    comings.happened(
      {
        name: "READY",
        data: { application: { id: account }, guilds: guilds.map((id) => ({ id })), shard: [shard, 2] },
      },
      desk,
    );
  ready(0, [ids[0]]);
  ready(1, [ids[1]]);
  ready(0, [ids[0]]);
  expect(notices).toEqual([]);
  ready(1, []);
  expect(notices.map(say)).toEqual([expect.stringContaining(`removed from server ${ids[1]}`)]);
});

it("the desk is told that the bot is back where it was invited again, threads included", async () => {
  const bot = await told(["GUILD_DELETE", { id: guildId }]);
  bot.gone.length = 0;
  const thread = { ...channel("33", guildId, 11), parent_id: "31" };
  await tell(bot, ["GUILD_CREATE", server(guildId, [channel("31", guildId), channel("32", guildId, 4)], [thread])]);
  expect(bot.gone).toEqual([
    [account, "31", "back"],
    [account, "33", "back"],
  ]);
});

it("what was gone and is back at once ends as being back, however long it takes to write down", async () => {
  const bot = await registered();
  const kept: string[] = [];
  const left = async (_: string, id: string | undefined) => {
    await pause(5);
    kept.push(`${id} left`);
  };
  Object.assign(bot.desk, { left, back: async (_: string, id: string) => void kept.push(`${id} back`) });
  bot.discord.gateway.dispatch("CHANNEL_CREATE", channel("31", guildId));
  bot.discord.gateway.dispatch("GUILD_DELETE", { id: guildId });
  await tell(bot, ["GUILD_CREATE", server(guildId, [channel(channelId, guildId), channel("31", guildId)])]);
  await vi.waitFor(() => expect(kept).toHaveLength(4));
  expect(kept).toEqual([`${channelId} left`, "31 left", `${channelId} back`, "31 back"]);
});

it("what it was told of a channel need not be asked for", async () => {
  const { discord, adapter } = await told(["CHANNEL_CREATE", channel("31", guildId)]);
  expect(await adapter.link?.({ account, channel: "31" }, "5")).toBe(`https://discord.com/channels/${guildId}/31/5`);
  expect(discord.called(/^GET \/channels/)).toEqual([]);
});

it("a desk that fails is reported, and the next event is told", async () => {
  const bot = await registered();
  Object.assign(bot.desk, { left: async () => Promise.reject(new Error("full disk")) });
  await tell(bot, ["CHANNEL_DELETE", channel("31", guildId)]);
  expect(bot.failures).toMatchObject([
    { what: "keeping what Discord tells of its channels", error: { message: "full disk" } },
  ]);
});
