import { describe, expect, it, onTestFinished } from "vitest";
import { createDiscordAdapter } from "../../../adapters/discord/index.ts";
import { lacking, manages } from "../../../adapters/discord/rights.ts";
import { isConfigured, settings } from "../../../adapters/discord/settings.ts";
import { readConfig } from "../../../src/config/index.ts";
import { canaryToken, type Discord, openDiscord } from "../../fakes/discord/index.ts";
import { say } from "./connected.ts";

async function findings(prepare: (discord: Discord) => void = () => undefined, settings: Record<string, string> = {}) {
  const discord = await openDiscord();
  onTestFinished(() => discord.close());
  prepare(discord);
  const adapter = createDiscordAdapter({
    settings: { DISCORD_TOKEN: canaryToken, DISCORD_API_URL: discord.url, ...settings },
  });
  const found = (await adapter.check?.()) ?? [];
  const changed = discord.world.calls.filter(({ method }) => method !== "GET");
  expect(changed).toEqual([]);
  return found.map(({ ok, text }) => `${ok ? "right" : "wrong"}: ${say(text)}`);
}

const link =
  "https://discord.com/oauth2/authorize?client_id=111111111111111111&scope=bot+applications.commands&permissions=274877991936";

describe("a look at Discord", () => {
  it("finds everything right, and changes nothing", async () => {
    expect(await findings()).toEqual([
      "right: The token belongs to the bot Closing Bell.",
      `right: Invite the bot with ${link}`,
      "right: 999 of 1000 logins are left today.",
      "right: Server Traders: the bot may write, embed and read back.",
    ]);
  });

  it("tells a wrong token from a network that is down", async () => {
    expect(await findings(undefined, { DISCORD_TOKEN: "another-token-that-is-wrong" })).toEqual([
      expect.stringMatching(/^wrong: Discord refused DISCORD_TOKEN\. Copy the token again/),
    ]);
    expect(await findings(undefined, { DISCORD_API_URL: "http://127.0.0.1:1/api" })).toEqual([
      expect.stringMatching(/^wrong: Discord could not be asked .*ECONNREFUSED.*Check the network/),
    ]);
  });

  it("names the rights a server does not give", async () => {
    const found = await findings(({ world }) => {
      for (const server of world.servers) server.permissions = String(1 << 10);
    });
    expect(found[3]).toBe(
      `wrong: Server Traders: the bot lacks Send Messages, Embed Links and Send Messages in Threads. Give them to its role in the settings of the server, or invite it again with ${link}`,
    );
  });

  it("says what it loses without the right to read back, which is no fault", async () => {
    const found = await findings(({ world }) => {
      for (const server of world.servers)
        server.permissions = String((1n << 10n) | (1n << 11n) | (1n << 14n) | (1n << 38n));
    });
    expect(found[3]).toMatch(
      /^right: Server Traders: the bot may write and embed\. It lacks Read Message History, .* such a post waits for a person\. .*client_id/,
    );
  });

  it("says when the bot is in no server, or not in the one for its commands", async () => {
    const found = await findings(({ world }) => world.servers.splice(0), { DISCORD_GUILD_ID: "999999999999999999" });
    expect(found.slice(3)).toEqual([
      `wrong: The bot is in no server yet. Invite it with ${link}`,
      `wrong: The bot is not in server 999999999999999999, where DISCORD_GUILD_ID wants its commands. Invite it with ${link}, or unset DISCORD_GUILD_ID.`,
    ]);
    expect(await findings(undefined, { DISCORD_GUILD_ID: "222222222222222222" })).toContain(
      "right: Commands are registered in server Traders only (DISCORD_GUILD_ID).",
    );
  });

  it("warns before the logins of the day run out", async () => {
    const found = await findings(({ world }) => {
      world.logins = { total: 1000, remaining: 9 };
    });
    expect(found[2]).toMatch(/^wrong: 9 of 1000 logins .*Discord resets the token/);
  });
});

describe("rights", () => {
  it("are all held by an administrator", () => {
    expect(lacking(String(1 << 3))).toEqual([]);
    expect(lacking("0")).toEqual(["view", "send", "embed", "thread"]);
  });

  it.each([
    ["0", false],
    [String(1 << 3), true],
    [String(1 << 5), true],
    [String((1 << 4) | (1 << 13)), false],
  ])("of %s manage: %s", (permissions, may) => {
    expect(manages(permissions)).toBe(may);
  });
});

describe("settings", () => {
  const read = (values: Record<string, string>) => readConfig(values, "/nowhere", [settings]);

  it("need a token and nothing else", () => {
    const { platforms, secrets } = read({ DISCORD_TOKEN: canaryToken });
    expect([platforms, secrets, isConfigured(platforms)]).toEqual([
      { DISCORD_TOKEN: canaryToken },
      [canaryToken],
      true,
    ]);
    expect(isConfigured(read({}).platforms)).toBe(false);
  });

  it.each([
    [{ DISCORD_TOKEN: `Bot ${canaryToken}` }, /DISCORD_TOKEN has \d+ characters.*without the word Bot/],
    [{ DISCORD_TOKEN: "123456789012345678901" }, undefined],
    [{ DISCORD_TOKEN: "12345678901234567890" }, /application id or a public key/],
    [{ DISCORD_TOKEN: "ab".repeat(32) }, /application id or a public key/],
    [{ DISCORD_TOKEN: canaryToken, DISCORD_API_URL: "discord" }, /DISCORD_API_URL is "discord", expected an http/],
    [{ DISCORD_TOKEN: canaryToken, DISCORD_GUILD_ID: "Traders" }, /DISCORD_GUILD_ID is "Traders", expected the id/],
    [{ DISCORD_GUILD_ID: "222222222222222222" }, /DISCORD_GUILD_ID is set but DISCORD_TOKEN is not/],
  ])("%j: %s", (values, problem) => {
    const reading = () => read(values as unknown as Record<string, string>);
    if (problem === undefined) expect(reading).not.toThrow();
    else expect(reading).toThrow(problem);
    if (problem !== undefined) expect(reading).not.toThrow(canaryToken);
  });
});
