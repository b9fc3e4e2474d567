import { describe, expect, it, onTestFinished } from "vitest";
import { createDiscordAdapter } from "../../../adapters/discord/index.ts";
import { renderDiscord } from "../../../adapters/discord/render.ts";
import { actions, paragraph, title } from "../../../src/document/build.ts";
import { literal } from "../../../src/i18n/value.ts";
import type { Part } from "../../../src/platform/adapter.ts";
import { NotPermitted, OutcomeUnknown, RateLimited, Rejected, TargetGone } from "../../../src/support/errors.ts";
import { speakers } from "../../document/world.ts";
import { openDiscord } from "../../fakes/discord/index.ts";
import { change, channelId, guildId, keep } from "../../fakes/discord/world.ts";

const place = { account: "111111111111111111", channel: channelId };
const mark = "abcdefghijklmnopqrstuvwxyz234567abcdefghijklmnopqrst";
const partSaying = (text: string) => {
  const nodes = [
    title(literal("Closing Bell *daily*")),
    paragraph(literal(`  ${text}  `)),
    actions([{ id: "w", label: literal("Week"), command: "/movers week" }]),
  ];
  return renderDiscord({ nodes }, speakers.en)[0] as Part;
};
const part = partSaying("Up by 1.5 %");

/** A bot, a Discord of its own, and what is looked for there since it began. */
async function opened() {
  const discord = await openDiscord();
  onTestFinished(() => discord.close());
  const adapter = createDiscordAdapter({ settings: { DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.url } });
  const sinceMs = discord.world.time();
  const find = (where = place) => adapter.find?.(where, part, mark, sinceMs) as Promise<unknown>;
  const others = (count: number, channel = channelId) => {
    for (let at = 0; at < count; at++)
      keep(discord.world, { channel, author: "42", hidden: false, pending: false, body: { content: `chat ${at}` } });
  };
  return { discord, adapter, find, others };
}

describe("a post in doubt", () => {
  it("is found by its words where the nonce is not told again", async () => {
    const { adapter, find } = await opened();
    const sent = await adapter.send(place, part, { mark });
    expect(await find()).toEqual(sent);
  });

  it("is found by its nonce where Discord tells it", async () => {
    const { discord, adapter, find } = await opened();
    discord.world.tellsNonces = true;
    const sent = await adapter.send(place, partSaying("Something else"), { mark });
    expect(await find()).toEqual(sent);
  });

  it("is not taken for an earlier one that says the same", async () => {
    const { discord, adapter } = await opened();
    const sinceMs = discord.world.time();
    const { messageId } = await adapter.send(place, part, { mark: mark.replaceAll("a", "b") });
    const isTaken = (id: string) => id === messageId;
    expect(await adapter.find?.(place, part, mark, sinceMs, isTaken)).toBeUndefined();
    const second = await adapter.send(place, part, { mark });
    expect(await adapter.find?.(place, part, mark, sinceMs, isTaken)).toEqual(second);
  });

  it("is found in a thread", async () => {
    const { adapter, find } = await opened();
    const where = { ...place, thread: "777777777777777777" };
    const sent = await adapter.send(where, part, { mark });
    expect(await find(where)).toEqual(sent);
    expect(await find()).toBeUndefined();
  });

  it.each([61_000, 3 * 60_000, 10 * 60_000])(
    "is found behind 500 others, whatever the nonce window (%d ms)",
    async (nonceMs) => {
      const { discord, adapter, find, others } = await opened();
      discord.world.nonceMs = nonceMs;
      others(300);
      discord.plan(/^POST \/channels/, { is: "drop" });
      await adapter.send(place, part, { mark }).catch(() => undefined);
      others(200);
      discord.world.pass(nonceMs + 1);
      const found = await find();
      const own = [...discord.world.messages.values()].filter(({ author }) => author === undefined);
      expect(own.map(({ id }) => ({ messageId: id }))).toEqual([found]);
      expect(discord.called(/^GET \/channels\/\d+\/messages/)).toHaveLength(4);
    },
  );

  it("that never arrived is not found", async () => {
    const { discord, find, others } = await opened();
    others(200);
    discord.plan(/^POST \/channels/, { is: "reset" });
    expect(await find()).toBeUndefined();
  });
});

describe("what is not the post in doubt", () => {
  it("is one from before", async () => {
    const { discord, adapter } = await opened();
    await adapter.send(place, part, { mark });
    discord.world.pass(60_000);
    const later = discord.world.time();
    expect(await adapter.find?.(place, part, mark, later)).toBeUndefined();
  });

  it("is one that says something else, or the same by somebody else", async () => {
    const { discord, adapter, find } = await opened();
    await adapter.send(place, partSaying("Up by 1.6 %"));
    const body = part.payload as Record<string, unknown>;
    keep(discord.world, { channel: channelId, author: "42", hidden: false, pending: false, body });
    expect(await find()).toBeUndefined();
  });

  it("is an answer to a command that says the same", async () => {
    const { discord, find } = await opened();
    const body = part.payload as Record<string, unknown>;
    keep(discord.world, { channel: channelId, answers: true, hidden: false, pending: false, body });
    expect(await find()).toBeUndefined();
  });
});

describe("nobody can say whether it arrived", () => {
  it("where a post was changed by a tap since", async () => {
    const { discord, adapter, find } = await opened();
    const { messageId } = await adapter.send(place, part, { mark });
    change(discord.world, messageId, { body: { embeds: [{ description: "another window" }] }, edits: 1 });
    await expect(find()).rejects.toMatchObject({ constructor: Rejected, detail: "changed since" });
  });

  it("where the right to read back lacks, which looks like an empty channel", async () => {
    const { discord, adapter, find } = await opened();
    await adapter.send(place, part, { mark });
    discord.world.channels.set(channelId, {
      id: channelId,
      type: 0,
      guild_id: guildId,
      permission_overwrites: [{ id: guildId, type: 0, allow: "0", deny: String(1 << 16) }],
    });
    await expect(find()).rejects.toBeInstanceOf(NotPermitted);
    await expect(find({ ...place, thread: "777777777777777777" } as never)).rejects.toBeInstanceOf(NotPermitted);
  });

  it.each([
    [50001, NotPermitted],
    [50013, NotPermitted],
    [10003, TargetGone],
  ])("where reading is refused with %d", async (code, kind) => {
    const { discord, find } = await opened();
    discord.world.refusals.set(channelId, { status: code === 10003 ? 404 : 403, code });
    await expect(find()).rejects.toBeInstanceOf(kind);
  });

  it("where two thousand messages came since", async () => {
    const { find, others } = await opened();
    others(2100);
    await expect(find()).rejects.toMatchObject({ constructor: Rejected, detail: "too many messages" });
  });
});

it("an empty channel that may be read has no such post", async () => {
  const { find } = await opened();
  expect(await find()).toBeUndefined();
  expect(await find({ ...place, channel: "666666666666666666" })).toBeUndefined();
});

it.each([
  [{ is: "status", status: 500 }, OutcomeUnknown],
  [{ is: "limited", retryAfter: 1.5 }, RateLimited],
] as const)("a look that fails with %j is worth another one", async (fault, kind) => {
  const { discord, find } = await opened();
  discord.plan(/^GET \/channels/, fault);
  await expect(find()).rejects.toBeInstanceOf(kind);
});
