import { afterEach, describe, expect, it } from "vitest";
import { createSlackAdapter } from "../../../adapters/slack/index.ts";
import { markOf } from "../../../src/delivery/ledger.ts";
import type { Part } from "../../../src/platform/adapter.ts";
import type { Destination } from "../../../src/platform/destination.ts";
import { NotPermitted, OutcomeUnknown, RateLimited, Rejected, TargetGone } from "../../../src/support/errors.ts";
import type { Slack, SlackOptions } from "../../fakes/slack/index.ts";
import { refusalsOf } from "../../fakes/slack/rules.ts";
import { closeAll, long, settingsFor, slackBox, speakers } from "./world.ts";

afterEach(closeAll);

const mark = markOf("a delivery");
const other = "b".repeat(52);
const here = { account: "T0TEAM", channel: "C0DESK" };
const part: Part = { method: "chat.postMessage", payload: { text: "Hello" } };

async function box(options: SlackOptions = {}) {
  const slack = await slackBox(options);
  const adapter = createSlackAdapter({ settings: settingsFor(slack) });
  const look = (where: Destination = here, sinceMs = Date.now(), one = part) =>
    adapter.find?.(where, one, mark, sinceMs) ?? Promise.reject(new Error("This adapter cannot look."));
  return { slack, adapter, look };
}

/** Other messages of a busy channel. */
const chatter = (slack: Slack, count: number, channel = "C0DESK") => {
  for (let at = 0; at < count; at++) slack.workspace.post({ channel, text: `Message ${at}` });
};

describe("a marked post", () => {
  it("keeps the mark with the message, out of sight", async () => {
    const { slack, adapter } = await box();
    await adapter.send(here, part, { mark });
    expect(slack.workspace.posted[0]?.message).toMatchObject({
      text: "Hello",
      metadata: { event_type: "closing_bell_post", event_payload: { mark } },
    });
    expect(slack.callsOf("chat.postMessage")[0]?.args).not.toHaveProperty("client_msg_id");
  });

  it("has no metadata without a mark", async () => {
    const { slack, adapter } = await box();
    await adapter.send(here, part, { quiet: true });
    expect(slack.workspace.posted[0]?.message).not.toHaveProperty("metadata");
  });

  it("is found where its answer was lost", async () => {
    const { slack, adapter, look } = await box();
    slack.fault("chat.postMessage", { wire: "reset", accepted: true });
    const since = Date.now();
    await expect(adapter.send(here, part, { mark })).rejects.toBeInstanceOf(OutcomeUnknown);
    expect(await look(here, since)).toEqual({ messageId: slack.workspace.posted[0]?.ts });
  });

  it("is not found where it never arrived, nor by another mark, nor where only one person saw it", async () => {
    const { slack, adapter, look } = await box();
    slack.fault("chat.postMessage", { wire: "reset" });
    await adapter.send(here, part, { mark }).catch(() => undefined);
    await adapter.send(here, part, { mark: other });
    await adapter.send({ ...here, channel: "D0ADA" }, part, { mark });
    slack.workspace.post(
      { channel: "C0DESK", text: "x", metadata: { event_type: "closing_bell_post", event_payload: { mark } } },
      "U0ADA",
    );
    expect(await look()).toBeUndefined();
  });

  it("is found among 500 later messages, page by page, and no page is read for nothing", async () => {
    const { slack, adapter, look } = await box();
    chatter(slack, 30);
    const { messageId } = await adapter.send(here, part, { mark });
    chatter(slack, 500);
    expect(await look()).toEqual({ messageId });
    expect(slack.callsOf("conversations.history")).toHaveLength(6);
    expect(await look({ ...here, channel: "D0ADA" })).toBeUndefined();
  });

  it("is found in its thread", async () => {
    const { slack, adapter, look } = await box();
    const top = await adapter.send(here, part);
    const thread = { ...here, thread: top.messageId };
    const { messageId } = await adapter.send(thread, part, { mark });
    expect([await look(thread), await look(here)]).toEqual([{ messageId }, undefined]);
    expect(slack.callsOf("conversations.replies")).toHaveLength(1);
  });

  it.each([
    [0, true],
    [4 * 60_000, true],
    [6 * 60_000, false],
  ])("is found although Slack's clock is %d ms behind: %s", async (behindMs, expected) => {
    const now = Date.now();
    const { adapter, look } = await box({ now: () => now - behindMs });
    await adapter.send(here, part, { mark });
    expect((await look(here, now)) !== undefined).toBe(expected);
  });

  it("is found once the history has caught up", async () => {
    let now = 1_722_000_000_000;
    const { adapter, look } = await box({ now: () => now, historyLagMs: 3000 });
    const { messageId } = await adapter.send(here, part, { mark });
    expect(await look(here, now)).toBeUndefined();
    now += 5000;
    expect(await look(here, now - 5000)).toEqual({ messageId });
  });
});

describe("looking for a post", () => {
  const needed = ["commands", "chat:write", "users:read", "app_mentions:read", "im:history"];

  it.each([
    ["a channel", "C0DESK", [], Rejected, "missing_scope"],
    ["a private channel", "G0DESK", ["channels:history"], Rejected, "missing_scope"],
    ["a channel without the bot", "C0OUTSIDE", ["channels:history"], NotPermitted, "not_in_channel"],
    ["a channel that is gone", "C0GONE", ["channels:history"], TargetGone, "channel_not_found"],
  ] as const)("is refused in %s", async (_, channel, more, kind, detail) => {
    const channels = [
      { id: "C0DESK", hasBot: true },
      { id: "G0DESK", isPrivate: true, hasBot: true },
      { id: "C0OUTSIDE" },
    ];
    const { look } = await box({ channels, scopes: [...needed, ...more] });
    const error = await look({ ...here, channel }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(kind);
    expect(error).toMatchObject({ detail });
  });

  it("needs no optional scope in a direct message", async () => {
    const { adapter, look } = await box({ scopes: needed });
    const there = { ...here, channel: "D0ADA" };
    const { messageId } = await adapter.send(there, part, { mark });
    expect(await look(there)).toEqual({ messageId });
  });

  it("is as good as forbidden where Slack allows it once a minute", async () => {
    const { slack, adapter, look } = await box({ rates: { history: "once-a-minute" } });
    await adapter.send(here, part, { mark });
    chatter(slack, 20);
    const error = await look().catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(Rejected);
    expect(error).not.toBeInstanceOf(RateLimited);
    expect(error).toMatchObject({ detail: "ratelimited" });
  });

  it("waits where Slack asks for a short pause, without holding back posts", async () => {
    const { slack, look } = await box();
    slack.fault("conversations.history", { status: 429, headers: { "retry-after": "29" } });
    await expect(look()).rejects.toMatchObject({ retryAfterMs: 29_000, scope: "channel" });
  });

  it("is given up where more was written than anybody reads", async () => {
    const { slack, look } = await box();
    chatter(slack, 2001);
    const error = await look().catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(Rejected);
    expect(error).toMatchObject({ detail: "too_many_messages" });
    expect(slack.callsOf("conversations.history")).toHaveLength(20);
  });

  it.each([
    [{ status: 502 }, OutcomeUnknown],
    [{ status: 200, body: '{"ok":true}' }, OutcomeUnknown],
  ] as const)("that goes wrong says nothing about the post: %o", async (fault, kind) => {
    const { slack, look } = await box();
    slack.fault("conversations.history", fault);
    await expect(look()).rejects.toBeInstanceOf(kind);
  });
});

describe("a post that goes out in another form", () => {
  /** A part whose fallback is several messages. */
  const several: Part = {
    ...part,
    fallback: ["One", "Two", "Three"].map((text) => ({ method: "chat.postMessage", payload: { text } })),
  };
  const refused = { error: "invalid_blocks" };
  const texts = (slack: Slack) => slack.workspace.posted.map(({ message }) => message.text);

  it("is found once all of its messages are there, by the first of them", async () => {
    const { slack, adapter, look } = await box();
    slack.fault("chat.postMessage", refused);
    const sent = await adapter.send(here, several, { mark });
    expect(texts(slack)).toEqual(["One", "Two", "Three"]);
    expect(sent).toEqual({ messageId: slack.workspace.posted[0]?.ts });
    expect(await look(here, Date.now(), several)).toEqual(sent);
  });

  it("and stops half-way is in doubt, not found, and goes on where it stopped", async () => {
    const { slack, adapter, look } = await box();
    const limited = { status: 429, headers: { "retry-after": "60" } };
    slack.fault("chat.postMessage", refused, { wire: "reset", accepted: true });
    await expect(adapter.send(here, several, { mark })).rejects.toBeInstanceOf(OutcomeUnknown);
    expect(await look(here, Date.now(), several)).toBeUndefined();
    const after = (text: string) => slack.when((posted) => posted.find(({ message }) => message.text === text));
    const again = adapter.send(here, several, { mark });
    await after("Two");
    slack.fault("chat.postMessage", limited);
    await expect(again).rejects.toBeInstanceOf(OutcomeUnknown);
    expect(await look(here, Date.now(), several)).toBeUndefined();
    const sent = await adapter.send(here, several, { mark });
    expect(texts(slack)).toEqual(["One", "Two", "Three"]);
    expect(await look(here, Date.now(), several)).toEqual(sent);
  });

  it("tells of a place that is gone meanwhile", async () => {
    const { slack, adapter } = await box();
    slack.fault("chat.postMessage", refused);
    const sending = adapter.send(here, several, { mark });
    await slack.written(1);
    slack.workspace.change("C0DESK", { isArchived: true });
    await expect(sending).rejects.toBeInstanceOf(TargetGone);
  });
});

describe("a real digest with a mark", () => {
  it("is taken by Slack as without", () => {
    const metadata = { event_type: "closing_bell_post", event_payload: { mark } };
    const payloads = createSlackAdapter({ settings: {} }).render(long, speakers.en);
    expect(payloads.flatMap(({ payload }) => refusalsOf({ ...(payload as object), metadata }))).toEqual([]);
  });
});
