import { afterEach, describe, expect, it } from "vitest";
import { createSlackAdapter } from "../../../adapters/slack/index.ts";
import { Unauthorized, Unavailable } from "../../../src/support/errors.ts";
import { deskOf } from "../../fixtures/desk.ts";
import { closeAll, listening, settingsFor, slackBox, speakers } from "./world.ts";

afterEach(closeAll);

describe("the connection", () => {
  it("is made again at once when Slack asks for it", async () => {
    const { slack, desk } = await listening();
    slack.socket.refresh();
    await slack.whenConnected(2);
    await slack.deliver(slack.command("/market"));
    await slack.written(1);
    expect([desk.failures, desk.notices.length]).toEqual([[], 1]);
  });

  it("is not made again without end where Slack asks for it at once each time", async () => {
    const { slack, ended } = await listening();
    for (let connection = 1; connection <= 4; connection++) {
      await slack.whenConnected(connection);
      slack.socket.refresh();
    }
    expect(await ended).toBeInstanceOf(Unavailable);
    expect(slack.socket.opened()).toBe(4);
  });

  it("that breaks is left to the caller, who may listen again", async () => {
    const { slack, adapter, desk, ended } = await listening();
    slack.socket.cut();
    expect(await ended).toBeInstanceOf(Unavailable);
    const again = adapter.listen?.(desk.desk);
    await slack.whenConnected(2);
    await slack.deliver(slack.command("/market"));
    await slack.written(1);
    await adapter.stop?.();
    await again;
    await expect.poll(() => slack.socket.open()).toBe(0);
  });

  it("that broke does not have done again what comes again over the next", async () => {
    const { slack, adapter, desk, ended } = await listening();
    const command = slack.command("/watchlist add NVDA");
    await slack.deliver(command);
    await slack.written(1);
    slack.socket.cut();
    await ended;
    const again = adapter.listen?.(desk.desk);
    await slack.whenConnected(2);
    await slack.deliver(command);
    await slack.deliver(slack.command("/market"));
    await slack.written(2);
    expect(desk.heard.map(({ words }) => words[0])).toEqual(["watchlist", "market"]);
    await adapter.stop?.();
    await again;
  });

  it("tells who the bot is and how it is invited", async () => {
    const { desk } = await listening();
    expect(desk.notices.map((text) => speakers.en.say(text))).toEqual([
      "Slack: connected as @closing-bell in Acme (Socket Mode). Invite it to a channel with /invite @closing-bell, then ask: /movers crypto",
    ]);
  });

  it("ends when it is told to", async () => {
    const { adapter, ended } = await listening();
    await adapter.stop?.();
    expect(await ended).toBeUndefined();
  });

  it("ends when it is told to, also while Slack keeps silent", async () => {
    const slack = await slackBox();
    slack.socket.greet(false);
    const adapter = createSlackAdapter({ settings: settingsFor(slack) });
    const ended = adapter.listen?.(deskOf().desk);
    await slack.whenConnected();
    await adapter.stop?.();
    expect(await ended).toBeUndefined();
  });

  it("is not made, and no door opened, with neither an app token nor a signing secret", async () => {
    const slack = await slackBox();
    const { SLACK_APP_TOKEN: _, ...settings } = settingsFor(slack);
    const adapter = createSlackAdapter({ settings });
    expect(adapter.webhook).toBeUndefined();
    await expect(adapter.listen?.(deskOf().desk)).rejects.toBeInstanceOf(Unauthorized);
  });

  it.each([
    ["the bot token", "auth.test", "invalid_auth"],
    ["the app token", "apps.connections.open", "not_allowed_token_type"],
    ["a revoked token", "auth.test", "token_revoked"],
  ])("is refused for good with %s wrong", async (_, method, error) => {
    const slack = await slackBox();
    slack.fault(method, { error });
    const adapter = createSlackAdapter({ settings: settingsFor(slack) });
    await expect(adapter.listen?.(deskOf().desk)).rejects.toBeInstanceOf(Unauthorized);
    expect(slack.callsOf(method)).toHaveLength(1);
  });
});
