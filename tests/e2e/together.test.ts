import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Discord, openDiscord } from "../fakes/discord/index.ts";
import { credentials, openSlack, type Slack } from "../fakes/slack/index.ts";
import { openTelegram, type Telegram } from "../fakes/telegram/index.ts";
import { ada } from "../fakes/telegram/people.ts";
import { type Running, start } from "./program.ts";

let [slack, discord, telegram] = [] as unknown as [Slack, Discord, Telegram];
let running: Running | undefined;

beforeEach(async () => {
  [slack, discord, telegram] = await Promise.all([openSlack(), openDiscord(), openTelegram()]);
});
afterEach(async () => {
  await running?.stop();
  running = undefined;
  await Promise.all([slack.close(), discord.close(), telegram.close()]);
});

const settings = () => ({
  SLACK_BOT_TOKEN: credentials.botToken,
  SLACK_APP_TOKEN: credentials.appToken,
  SLACK_API_URL: slack.apiUrl,
  DISCORD_TOKEN: discord.token,
  DISCORD_API_URL: discord.url,
  TELEGRAM_TOKEN: telegram.token,
  TELEGRAM_API_URL: telegram.url,
});

/** One person on each platform asks for the movers; resolves with what was shown there. */
const asking = {
  async slack(): Promise<string> {
    const before = slack.workspace.posted.length;
    await slack.deliver(slack.command("/movers crypto"));
    return JSON.stringify((await slack.written(before + 1)).at(-1)?.message);
  },
  async discord(): Promise<string> {
    await discord.until(() => discord.world.commands.size > 0, "its commands were registered");
    return JSON.stringify((await discord.asks("movers", { class: "crypto" }).answer()).body);
  },
  async telegram(): Promise<string> {
    const before = telegram.world.messages.length;
    telegram.says(ada, telegram.privately(ada), "/movers crypto");
    return JSON.stringify((await telegram.until(() => telegram.world.messages[before])).content);
  },
};

type Platform = keyof typeof asking;
const platforms = Object.keys(asking) as Platform[];

async function startedOn(listening: readonly Platform[], more: Record<string, string> = {}): Promise<Running> {
  const program = await start({ ...settings(), ...more });
  running = program;
  for (const platform of listening)
    await program.said(`${platform.charAt(0).toUpperCase()}${platform.slice(1)}: connected`);
  return program;
}

describe("one program on three platforms", () => {
  it("answers on each of them with the same figures", async () => {
    await startedOn(platforms);
    const shown = await Promise.all(platforms.map((platform) => asking[platform]()));
    expect(shown.map((text) => text.includes("Jito") && text.includes("+23.13%"))).toEqual([true, true, true]);
  });

  it("tells which of them hear", async () => {
    discord.plan(/./, { is: "reset" }, 1000);
    await startedOn(["slack", "telegram"]);
    telegram.says(ada, telegram.privately(ada), "/status");
    const shown = JSON.stringify((await telegram.until(() => telegram.world.messages[0])).content);
    const states = ["Slack: connected", "Discord: not connected, being tried again", "Telegram: connected"];
    expect(states.filter((state) => !shown.includes(state))).toEqual([]);
  });

  it("tells of one that was lost, and the others go on", async () => {
    const program = await startedOn(platforms, { LOG_LEVEL: "info" });
    await discord.close();
    await program.said("Discord's gateway was lost and has not come back");
    telegram.says(ada, telegram.privately(ada), "/status");
    const shown = JSON.stringify((await telegram.until(() => telegram.world.messages[0])).content);
    expect(shown).toContain("Discord: not connected, being tried again");
    expect(await asking.slack()).toContain("Jito");
  });

  it("answers what it has heard before it ends", async () => {
    const program = await startedOn(["slack"]);
    const tops = Array.from({ length: 30 }, (_, index) => `/movers crypto top:${index + 1}`);
    await Promise.all(tops.map((line) => slack.deliver(slack.command(line))));
    expect(await program.stop()).toBe(0);
    const answered = slack.workspace.posted.filter(({ message }) => JSON.stringify(message).includes("Jito"));
    expect([answered.length, program.err()]).toEqual([30, ""]);
  });

  it("leaves no placeholder behind on Discord", async () => {
    const program = await startedOn(["discord"]);
    await discord.until(() => discord.world.commands.size > 0, "its commands were registered");
    const asked = Array.from({ length: 30 }, (_, index) => discord.asks("movers", { class: "crypto", top: index + 1 }));
    await Promise.all(asked.map((one) => one.acknowledged()));
    expect(await program.stop()).toBe(0);
    const shown = [...discord.world.messages.values()];
    expect([shown.length, shown.filter(({ pending }) => pending).length]).toEqual([30, 0]);
  });

  it("ends cleanly when asked to", async () => {
    const program = await startedOn(platforms);
    const since = performance.now();
    expect(await program.stop()).toBe(0);
    expect(performance.now() - since).toBeLessThan(10_000);
  });

  it("writes no token anywhere", async () => {
    telegram.fault("sendRichMessage", "reset");
    slack.fault("response_url", { status: 502 });
    const program = await startedOn(platforms);
    await slack.deliver(slack.command("/movers crypto"));
    telegram.says(ada, telegram.privately(ada), "/movers crypto");
    await program.said("on Slack");
    await program.said("in chat");
    const said = program.out() + program.err();
    const tokens = [credentials.botToken, credentials.appToken, discord.token, telegram.token];
    const forms = tokens.flatMap((token) => [token, encodeURIComponent(token), Buffer.from(token).toString("base64")]);
    expect(forms.filter((form) => said.includes(form))).toEqual([]);
  });
});

/** How each platform is made unreachable, or slower than anybody waits. */
const ailments: Record<
  Platform,
  { readonly dead: () => void; readonly slow: () => void; readonly refused: () => void }
> = {
  slack: {
    dead: () => slack.fault("auth.test", ...Array(50).fill({ wire: "reset" })),
    slow: () => slack.fault("auth.test", ...Array(50).fill({ wire: "hang" })),
    refused: () => slack.fault("auth.test", { error: "invalid_auth" }),
  },
  discord: {
    dead: () => discord.plan(/./, { is: "reset" }, 1000),
    slow: () => discord.plan(/./, { is: "hang" }, 1000),
    refused: () => discord.plan(/./, { is: "status", status: 401 }, 1000),
  },
  telegram: {
    dead: () => telegram.fault("getMe", ...Array(50).fill("reset")),
    slow: () => telegram.fault("getMe", ...Array(50).fill("hang")),
    refused: () => telegram.revoke(),
  },
};

describe("a platform that ails", () => {
  it.each(platforms.flatMap((platform) => (["dead", "slow", "refused"] as const).map((how) => ({ platform, how }))))(
    "$platform $how: the others answer as if nothing were",
    async ({ platform, how }) => {
      ailments[platform][how]();
      const others = platforms.filter((one) => one !== platform);
      await startedOn(others);
      const shown = await Promise.all(others.map((one) => asking[one]()));
      expect(shown.filter((text) => text.includes("Jito")).length).toBe(2);
      expect(running?.out()).not.toContain(`${platform.charAt(0).toUpperCase()}${platform.slice(1)}: connected`);
    },
  );

  it("all of them refused end the program with a word on what to do", async () => {
    for (const platform of platforms) ailments[platform].refused();
    const program = await start(settings());
    expect(await program.ended).toBe(1);
    expect(program.err()).toContain(
      "No chat platform accepted its credentials. Run `closing-bell check` to see what to mend.",
    );
  });
});

describe("a second program on the same state", () => {
  it("is refused, and the first goes on", async () => {
    const { mkdtemp, rm } = await import("node:fs/promises");
    const state = await mkdtemp("/tmp/state-");
    try {
      await startedOn(platforms, { STATE_DIR: state });
      const second = await start({ ...settings(), STATE_DIR: state });
      expect(await second.ended).toBe(1);
      expect(second.err()).toContain("Stop it first, or give this one a STATE_DIR of its own.");
      expect(await asking.telegram()).toContain("Jito");
    } finally {
      await running?.stop();
      await rm(state, { recursive: true, force: true });
    }
  });
});
