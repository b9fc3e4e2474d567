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
      "✓ The app token works: Socket Mode can be opened.",
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
      2,
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
