import { afterEach, describe, expect, it } from "vitest";
import { createSlackAdapter } from "../../../adapters/slack/index.ts";
import type { Part } from "../../../src/platform/adapter.ts";
import { Rejected, Unauthorized } from "../../../src/support/errors.ts";
import type { SlackOptions } from "../../fakes/slack/index.ts";
import { closeAll, settingsFor, slackBox, speakers } from "./world.ts";

afterEach(closeAll);

const needed = ["commands", "chat:write", "users:read", "app_mentions:read", "im:history"];
const part: Part = { method: "chat.postMessage", payload: { text: "Hello" } };

async function box(options: SlackOptions = {}) {
  const slack = await slackBox(options);
  return { slack, adapter: createSlackAdapter({ settings: settingsFor(slack) }) };
}

describe("the private conversation with a person", () => {
  it("takes messages", async () => {
    const { slack, adapter } = await box();
    const there = await adapter.direct?.("T0TEAM", "U0MING");
    expect(there).toEqual({ account: "T0TEAM", channel: "D0MING" });
    await adapter.send(there as never, part);
    expect(slack.workspace.posted[0]).toMatchObject({ channel: "D0MING", onlyFor: undefined });
  });

  it("is reached by the person's id without the scope im:write", async () => {
    const { slack, adapter } = await box({ scopes: needed });
    const there = await adapter.direct?.("T0TEAM", "U0MING");
    expect(there).toEqual({ account: "T0TEAM", channel: "U0MING" });
    await adapter.send(there as never, part);
    expect(slack.workspace.posted[0]).toMatchObject({ channel: "D0MING" });
  });

  it("of nobody is refused", async () => {
    const { adapter } = await box();
    await expect(adapter.direct?.("T0TEAM", "U0NOBODY")).rejects.toBeInstanceOf(Rejected);
  });
});

describe("the address of a message", () => {
  const messageId = "1722000000.000100";

  it.each([
    [{ channel: "C0DESK" }, messageId, "https://acme.example/archives/C0DESK/p1722000000000100"],
    [
      { channel: "C0DESK", thread: "1721000000.000200" },
      messageId,
      "https://acme.example/archives/C0DESK/p1722000000000100?thread_ts=1721000000.000200&cid=C0DESK",
    ],
    [{ channel: "D0ADA" }, messageId, "https://acme.example/archives/D0ADA/p1722000000000100"],
    [{ channel: "U0ADA" }, messageId, undefined],
    [{ channel: "C0DESK" }, "held", undefined],
  ])("in %o of %s", async (place, id, expected) => {
    const { adapter } = await box();
    expect(await adapter.link?.({ account: "T0TEAM", ...place }, id)).toBe(expected);
  });

  it("is made without a question to Slack, but for who we are, once", async () => {
    const { slack, adapter } = await box();
    for (let times = 0; times < 3; times++) await adapter.link?.({ account: "T0TEAM", channel: "C0DESK" }, messageId);
    expect(slack.calls.map(({ method }) => method)).toEqual(["auth.test"]);
  });

  it("can be asked for again after Slack was not reached", async () => {
    const { slack, adapter } = await box();
    slack.fault("auth.test", { error: "invalid_auth" });
    const ask = () => adapter.link?.({ account: "T0TEAM", channel: "C0DESK" }, messageId);
    await expect(ask()).rejects.toBeInstanceOf(Unauthorized);
    expect(await ask()).toContain("C0DESK");
  });
});

describe("whether the bot may post", () => {
  const channels = [
    { id: "C0DESK", hasBot: true },
    { id: "C0OUTSIDE" },
    { id: "C0OLD", hasBot: true, isArchived: true },
    { id: "C0NEWS", hasBot: true, isReadOnly: true },
    { id: "G0SECRET", isPrivate: true },
    { id: "D0ADA", hasBot: true },
  ];
  const absent =
    "✗ I cannot post in this channel, because I am not in it. Invite me with /invite @closing-bell (in a private channel that is the only way).";

  const said = async (channel: string, options: SlackOptions = {}, language: "en" | "zh" = "en") => {
    const { slack, adapter } = await box({ channels, ...options });
    const finding = await adapter.reach?.({ account: "T0TEAM", channel });
    const posted = await adapter.send({ account: "T0TEAM", channel }, part).then(
      () => true,
      () => false,
    );
    expect(slack.workspace.posted).toHaveLength(posted ? 1 : 0);
    const text = finding === undefined ? "" : speakers[language].say(finding.text);
    return { told: `${finding?.ok === true ? "✓" : "✗"} ${text}`, posted };
  };

  it.each([
    ["C0DESK", "✓ I may post here.", true],
    ["D0ADA", "✓ This is a direct message with me: I may post here.", true],
    ["C0OUTSIDE", absent, false],
    ["G0SECRET", absent, false],
    ["C0GONE", absent, false],
    [
      "C0OLD",
      "✗ This channel is archived: nobody can post in it. Unarchive it, then invite me with /invite @closing-bell.",
      false,
    ],
    [
      "C0NEWS",
      "✗ I may not post in this channel: its settings allow that to some people only. Ask an admin to add @closing-bell to those who may post, or choose another channel.",
      false,
    ],
  ])("in %s is told as it is", async (channel, told, posted) => {
    expect(await said(channel)).toEqual({ told, posted });
  });

  it("is told in Chinese as well", async () => {
    expect((await said("C0OUTSIDE", {}, "zh")).told).toBe(
      "✗ 我不在此频道，无法发言。请用 /invite @closing-bell 邀请我（私有频道只能如此）。",
    );
  });

  it("cannot be told without the scopes, and the answer says so", async () => {
    const { told } = await said("C0DESK", { scopes: needed });
    expect(told).toBe(
      "✓ Whether I may post here cannot be told without the scopes channels:read and groups:read; the first post will show it. Invite me with /invite, and it will arrive.",
    );
  });

  it("in a public channel needs no invitation with chat:write.public", async () => {
    const { adapter } = await box({ channels, scopes: [...needed, "channels:read", "chat:write.public"] });
    expect(await adapter.reach?.({ account: "T0TEAM", channel: "C0OUTSIDE" })).toMatchObject({ ok: true });
  });

  it("is not made up where Slack cannot be asked", async () => {
    const { slack, adapter } = await box();
    slack.fault("conversations.info", { error: "invalid_auth" });
    const asked = adapter.reach?.({ account: "T0TEAM", channel: "C0DESK" });
    await expect(asked).rejects.toBeInstanceOf(Unauthorized);
  });
});
