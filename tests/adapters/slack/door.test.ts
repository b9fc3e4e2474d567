import { afterEach, describe, expect, it } from "vitest";
import { createSlackAdapter } from "../../../adapters/slack/index.ts";
import { credentials, type Slack, signed } from "../../fakes/slack/index.ts";
import { closeAll, type Listening, listening, readPosted, settingsFor, slackBox } from "./world.ts";

afterEach(closeAll);

const http = { mode: "http" } as const;
const address = "http://bot.example/slack/events";

async function knock(
  { adapter }: Pick<Listening, "adapter">,
  request: { body: string; headers: Record<string, string> },
) {
  const answer = await adapter.webhook?.handle(new Request(address, { method: "POST", ...request }));
  return { status: answer?.status, text: await answer?.text() };
}

const command = (slack: Slack, options: Parameters<Slack["requestOf"]>[1] = {}) =>
  slack.requestOf(slack.command("/movers crypto"), options);

describe("a request over HTTP", () => {
  it.each(["command", "tap", "mention"])("with a %s is acknowledged, then answered", async (kind) => {
    const world = await listening({}, http);
    const { slack } = world;
    expect(await knock(world, command(slack))).toEqual({ status: 200, text: "" });
    const [answer] = await slack.written(1);
    if (kind === "tap") {
      const tap = slack.tap(answer as never, { value: "/movers crypto", action: "share" });
      expect(await knock(world, slack.requestOf(tap))).toEqual({ status: 200, text: "" });
      await slack.written(2);
    }
    if (kind === "mention") {
      expect(await knock(world, slack.requestOf(slack.saying("<@U0BOT> market")))).toEqual({ status: 200, text: "" });
      expect(readPosted((await slack.written(2))[1] as never)).toContain("market");
    }
  });

  it("is acknowledged before its answer is made", async () => {
    let finish: () => void = () => undefined;
    const gathered = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const world = await listening({ answer: () => gathered.then(() => ({})) }, http);
    expect((await knock(world, command(world.slack))).status).toBe(200);
    expect(world.slack.workspace.posted).toHaveLength(0);
    finish();
    await world.slack.written(1);
  });

  it("is Slack's own look at the address", async () => {
    const world = await listening({}, http);
    const body = JSON.stringify({ type: "url_verification", challenge: "c-123" });
    const headers = { "content-type": "application/json", ...signed(body, credentials.signingSecret, Date.now()) };
    expect(await knock(world, { body, headers })).toEqual({ status: 200, text: '{"challenge":"c-123"}' });
    const probe = "ssl_check=1&token=x";
    const form = { "content-type": "application/x-www-form-urlencoded" };
    const answer = await knock(world, {
      body: probe,
      headers: { ...form, ...signed(probe, credentials.signingSecret, Date.now()) },
    });
    expect(answer).toEqual({ status: 200, text: "" });
  });

  it("that Slack makes again, signed anew, is done once", async () => {
    const world = await listening({}, http);
    const mention = world.slack.saying("<@U0BOT> market");
    for (const later of [0, 60_000, 290_000]) {
      const request = world.slack.requestOf(mention, { at: Date.now() - later });
      expect((await knock(world, request)).status).toBe(200);
    }
    await knock(world, command(world.slack));
    await world.slack.written(2);
    expect(world.desk.heard).toHaveLength(2);
  });

  it("before the bot is ready is asked to come again", async () => {
    const slack = await slackBox();
    const adapter = createSlackAdapter({ settings: settingsFor(slack, "http") });
    expect((await knock({ adapter }, command(slack))).status).toBe(503);
  });

  it("is turned away after the bot has stopped", async () => {
    const world = await listening({}, http);
    await world.adapter.stop?.();
    await world.ended;
    expect((await knock(world, command(world.slack))).status).toBe(503);
  });
});

describe("a request that is not Slack's", () => {
  const minute = 60_000;
  const forged: readonly [string, (slack: Slack) => { body: string; headers: Record<string, string> }][] = [
    ["signed with another secret", (slack) => command(slack, { secret: "another-secret" })],
    ["six minutes old", (slack) => command(slack, { at: Date.now() - 6 * minute })],
    ["from six minutes ahead", (slack) => command(slack, { at: Date.now() + 6 * minute })],
    ["with other words", (slack) => ({ ...command(slack), body: command(slack).body.replace("movers", "settings") })],
    [
      "written in another order",
      (slack) => {
        const { body, headers } = command(slack);
        return { headers, body: String(new URLSearchParams([...new URLSearchParams(body)].toReversed())) };
      },
    ],
    ["unsigned", (slack) => ({ ...command(slack), headers: { "content-type": "application/x-www-form-urlencoded" } })],
    [
      "with half a signature",
      (slack) => {
        const { body, headers } = command(slack);
        return { body, headers: { ...headers, "x-slack-signature": headers["x-slack-signature"]?.slice(0, 40) ?? "" } };
      },
    ],
    [
      "with a time that is no number",
      (slack) => {
        const { body, headers } = command(slack);
        return { body, headers: { ...headers, "x-slack-request-timestamp": "NaN" } };
      },
    ],
  ];

  it.each(forged)("%s, is refused without effect", async (_, make) => {
    const world = await listening({}, http);
    expect((await knock(world, make(world.slack))).status).toBe(401);
    expect(world.desk.heard).toEqual([]);
  });

  it("heard a second time, is refused without effect", async () => {
    const world = await listening({}, http);
    const request = command(world.slack);
    expect((await knock(world, request)).status).toBe(200);
    expect((await knock(world, request)).status).toBe(401);
    await world.slack.written(1);
    expect(world.desk.heard).toHaveLength(1);
  });

  it("genuine but not to be read, is refused", async () => {
    const world = await listening({}, http);
    const body = "{not json";
    const headers = { "content-type": "application/json", ...signed(body, credentials.signingSecret, Date.now()) };
    expect((await knock(world, { body, headers })).status).toBe(400);
  });

  it("five minutes old to the second, is still taken", async () => {
    const now = 1_722_000_000_000;
    const world = await listening({}, { ...http, now: () => now });
    expect((await knock(world, command(world.slack, { at: now - 300_000 }))).status).toBe(200);
    expect((await knock(world, command(world.slack, { at: now - 301_000 }))).status).toBe(401);
  });
});
