import { afterEach, describe, expect, it } from "vitest";
import { createSlackAdapter } from "../../../adapters/slack/index.ts";
import type { Fault } from "../../fakes/slack/index.ts";
import { closeAll, settingsFor, slackBox, speakers } from "./world.ts";

afterEach(closeAll);

const refused = (error: string): Fault => ({ error });

describe("the check", () => {
  const said = async (
    options: Parameters<typeof slackBox>[0],
    faults: readonly (readonly [string, Fault])[],
    mode?: "http",
  ) => {
    const slack = await slackBox(options);
    for (const [method, fault] of faults) slack.fault(method, fault);
    const adapter = createSlackAdapter({ settings: settingsFor(slack, mode) });
    const findings = (await adapter.check?.()) ?? [];
    expect(slack.workspace.posted).toEqual([]);
    return findings.map(({ ok, text }) => `${ok ? "✓" : "✗"} ${speakers.en.say(text)}`);
  };

  it("finds all in order", async () => {
    expect(await said({}, [])).toEqual([
      "✓ The bot token works: @closing-bell in Acme.",
      "✓ The bot has the scopes it needs: commands, chat:write, users:read, app_mentions:read, im:history.",
      "✓ With channels:history, groups:history, mpim:history, a post whose outcome is unknown is looked up.",
      "✓ With channels:read, groups:read, the bot notices at once when a channel is archived, deleted or left.",
      "✓ With im:write, a private word to a person can be looked up like any post.",
      "✓ The app token works: Socket Mode can be opened.",
    ]);
  });

  it("says what happens without the optional scopes, and finds nothing wrong with that", async () => {
    const needed = ["commands", "chat:write", "users:read", "app_mentions:read", "im:history"];
    expect((await said({ scopes: [...needed, "channels:history"] }, [])).slice(2, 5)).toEqual([
      "✓ Without groups:history, mpim:history (optional), a post whose outcome is unknown waits for a person instead of being looked up.",
      "✓ Without channels:read, groups:read (optional), the bot notices only at the next post that a channel is archived, deleted or left, and cannot tell beforehand whether it may post.",
      "✓ Without im:write (optional), a private word to a person arrives, but cannot be looked up.",
    ]);
  });

  it("names a scope that is missing, and where it is added", async () => {
    expect((await said({ scopes: ["commands", "chat:write", "im:history"] }, []))[1]).toBe(
      "✗ The bot lacks users:read, app_mentions:read. Add these scopes under OAuth & Permissions and install the app again.",
    );
  });

  it.each([
    ["auth.test", refused("invalid_auth"), 0, "✗ The bot token was refused (invalid_auth)."],
    ["auth.test", { status: 502 }, 0, "✗ Slack could not be asked (http_502)."],
    [
      "apps.connections.open",
      refused("not_allowed_token_type"),
      5,
      "✗ The app token was refused (not_allowed_token_type).",
    ],
  ] as readonly [string, Fault, number, string][])(
    "tells what to do when %s answers %o",
    async (method, fault, at, start) => {
      expect((await said({}, [[method, fault]]))[at]).toContain(start);
    },
  );

  it("looks at the signing secret where there is no app token", async () => {
    expect((await said({}, [], "http")).at(-1)).toBe("✓ The signing secret has the usual shape.");
  });
});
