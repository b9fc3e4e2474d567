import { afterEach, describe, expect, it } from "vitest";
import { happenings } from "../../../adapters/slack/happenings.ts";
import { closeAll, listening } from "./world.ts";

afterEach(closeAll);

/** What Slack tells, and what the desk is told. */
const table: readonly (readonly [string, Readonly<Record<string, unknown>>, readonly unknown[]])[] = [
  ["channel_archive", { channel: "C0DESK", user: "U0ADA" }, ["left", "T0TEAM", "C0DESK", "archived"]],
  ["group_archive", { channel: "G0DESK", user: "U0ADA" }, ["left", "T0TEAM", "G0DESK", "archived"]],
  ["channel_deleted", { channel: "C0DESK" }, ["left", "T0TEAM", "C0DESK", "deleted"]],
  ["group_deleted", { channel: "G0DESK", actor_id: "U0ADA" }, ["left", "T0TEAM", "G0DESK", "deleted"]],
  ["channel_left", { channel: "C0DESK", actor_id: "U0ADA" }, ["left", "T0TEAM", "C0DESK", "removed"]],
  ["group_left", { channel: "G0DESK", actor_id: "U0ADA" }, ["left", "T0TEAM", "G0DESK", "removed"]],
  ["member_left_channel", { channel: "C0DESK", user: "U0BOT" }, ["left", "T0TEAM", "C0DESK", "removed"]],
  ["member_left_channel", { channel: "C0DESK", user: "U0ADA" }, []],
  ["member_joined_channel", { channel: "C0DESK", user: "U0BOT" }, ["back", "T0TEAM", "C0DESK"]],
  ["member_joined_channel", { channel: "C0DESK", user: "U0ADA" }, []],
  ["channel_unarchive", { channel: "C0DESK", user: "U0ADA" }, ["back", "T0TEAM", "C0DESK"]],
  ["group_unarchive", { channel: "G0DESK", actor_id: "U0ADA" }, ["back", "T0TEAM", "G0DESK"]],
  [
    "channel_id_changed",
    { old_channel_id: "G0DESK", new_channel_id: "C0DESK" },
    ["moved", "T0TEAM", "G0DESK", "C0DESK"],
  ],
  ["app_uninstalled", {}, ["left", "T0TEAM", undefined, "removed"]],
  ["tokens_revoked", { tokens: { oauth: ["U0ADA"], bot: ["U0BOT"] } }, ["left", "T0TEAM", undefined, "removed"]],
  ["tokens_revoked", { tokens: { oauth: ["U0ADA"], bot: [] } }, []],
  ["team_access_revoked", { team_ids: ["T0TEAM"] }, ["left", "T0TEAM", undefined, "removed"]],
  ["team_access_revoked", { team_ids: ["T0OTHER"] }, []],
  ["channel_archive", {}, []],
];

describe("what becomes of a place", () => {
  it.each(table)("%s %o", async (type, fields, told) => {
    const { slack, desk, places } = await listening();
    await slack.deliver(slack.event(type, fields));
    // Events are taken note of in turn, so this one comes after.
    await slack.deliver(slack.event("channel_deleted", { channel: "C0LAST" }));
    await expect.poll(() => places.at(-1)?.[2]).toBe("C0LAST");
    expect(places.slice(0, -1)).toEqual(told.length === 0 ? [] : [told]);
    expect(desk.failures).toEqual([]);
  });

  it("is asked for in full: everything above, and nothing else", () => {
    expect([...new Set(table.map(([type]) => type))].toSorted()).toEqual(happenings);
  });

  it("is told once, however often Slack delivers it", async () => {
    const { slack, places } = await listening();
    const archived = slack.event("channel_archive", { channel: "C0DESK" });
    await slack.deliver(archived);
    await slack.deliver(slack.event("channel_unarchive", { channel: "C0DESK" }));
    await slack.deliver(archived);
    await slack.deliver(slack.event("channel_deleted", { channel: "C0LAST" }));
    await expect
      .poll(() => places.map(([what, , channel]) => [what, channel]))
      .toEqual([
        ["left", "C0DESK"],
        ["back", "C0DESK"],
        ["left", "C0LAST"],
      ]);
  });

  it("is heard over HTTP as well", async () => {
    const { slack, adapter, places } = await listening({}, { mode: "http" });
    const request = slack.requestOf(slack.event("channel_archive", { channel: "C0DESK" }));
    const address = "http://bot.example/slack/events";
    const answer = await adapter.webhook?.handle(new Request(address, { method: "POST", ...request }));
    expect(answer?.status).toBe(200);
    await expect.poll(() => places).toEqual([["left", "T0TEAM", "C0DESK", "archived"]]);
  });
});
