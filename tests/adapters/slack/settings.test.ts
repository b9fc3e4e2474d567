import { describe, expect, it } from "vitest";
import { isConfigured, settings } from "../../../adapters/slack/settings.ts";
import { words } from "../../../adapters/slack/words.ts";
import { readConfig } from "../../../src/config/index.ts";
import type { ConfigError } from "../../../src/support/errors.ts";

const SLACK_BOT_TOKEN = "xoxb-1-2-three";
const SLACK_APP_TOKEN = "xapp-1-A0-three";
const SLACK_SIGNING_SECRET = "0123456789abcdef0123456789abcdef";

function read(environment: Record<string, string>) {
  try {
    return readConfig(environment, "/nowhere", [settings]).platforms;
  } catch (error) {
    return (error as ConfigError).problems;
  }
}

describe("settings of Slack", () => {
  it.each([
    [{}, false],
    [{ SLACK_BOT_TOKEN, SLACK_APP_TOKEN }, true],
    [{ SLACK_BOT_TOKEN, SLACK_SIGNING_SECRET }, true],
  ])("%o: configured is %s", (environment, expected) => {
    expect(read(environment)).toEqual(environment);
    expect(isConfigured(environment)).toBe(expected);
  });

  it.each([
    [{ SLACK_BOT_TOKEN }, "neither SLACK_APP_TOKEN"],
    [{ SLACK_APP_TOKEN }, "SLACK_BOT_TOKEN is not set, but SLACK_APP_TOKEN is"],
    [
      { SLACK_BOT_TOKEN: SLACK_APP_TOKEN, SLACK_SIGNING_SECRET },
      "SLACK_BOT_TOKEN has 15 characters, expected a bot token",
    ],
    [
      { SLACK_BOT_TOKEN, SLACK_APP_TOKEN, SLACK_API_URL: "slack" },
      'SLACK_API_URL is "slack", expected an http or https address',
    ],
  ])("%o is told how to be mended", (environment, problem) => {
    expect(read(environment)).toEqual([expect.stringContaining(problem)]);
  });

  it("never show a token that is wrong", () => {
    expect(JSON.stringify(read({ SLACK_BOT_TOKEN: "secret-pasted-wrong", SLACK_APP_TOKEN }))).not.toContain("pasted");
  });
});

describe("words of Slack", () => {
  it("are all its own", () => {
    expect(Object.keys(words.en).filter((id) => !id.startsWith("slack."))).toEqual([]);
    expect(Object.keys(words.zh)).toEqual(Object.keys(words.en));
  });
});
