import { describe, expect, it } from "vitest";
import { isConfigured, settings } from "../../../adapters/telegram/settings.ts";
import { readConfig } from "../../../src/config/index.ts";
import type { ConfigError } from "../../../src/support/errors.ts";

const token = "123456:canary-token";
const url = "https://bot.example.com/hook";

function problemsOf(values: Readonly<Record<string, string>>): readonly string[] {
  try {
    readConfig(values, "/nowhere", [settings]);
    return [];
  } catch (error) {
    return (error as ConfigError).problems;
  }
}

describe("the settings of Telegram", () => {
  it("are used when there is a token", () => {
    expect(isConfigured({ TELEGRAM_TOKEN: token })).toBe(true);
    expect(isConfigured({})).toBe(false);
  });

  it.each([
    { TELEGRAM_TOKEN: token },
    { TELEGRAM_TOKEN: token, TELEGRAM_API_URL: "http://127.0.0.1:8081" },
    { TELEGRAM_TOKEN: token, TELEGRAM_WEBHOOK_URL: url, TELEGRAM_WEBHOOK_SECRET: "x" },
    { TELEGRAM_TOKEN: token, TELEGRAM_WEBHOOK_URL: url, TELEGRAM_WEBHOOK_SECRET: "aZ0_-".repeat(51) },
    { TELEGRAM_TOKEN: token, TELEGRAM_WEBHOOK_URL: "http://127.0.0.1:8080/hook", TELEGRAM_WEBHOOK_SECRET: "x" },
  ])("are right: %j", (values) => {
    expect(problemsOf(values as unknown as Record<string, string>)).toEqual([]);
  });

  it.each([
    {
      values: { TELEGRAM_TOKEN: "nonsense" },
      told: /TELEGRAM_TOKEN has 8 characters, expected digits, a colon.*@BotFather/,
    },
    { values: { TELEGRAM_TOKEN: token, TELEGRAM_API_URL: "telegram" }, told: /TELEGRAM_API_URL is "telegram"/ },
    {
      values: { TELEGRAM_TOKEN: token, TELEGRAM_WEBHOOK_URL: url },
      told: /TELEGRAM_WEBHOOK_SECRET is not: anybody could/,
    },
    { values: { TELEGRAM_TOKEN: token, TELEGRAM_WEBHOOK_SECRET: "x" }, told: /TELEGRAM_WEBHOOK_URL is not/ },
    {
      values: { TELEGRAM_TOKEN: token, TELEGRAM_WEBHOOK_URL: url, TELEGRAM_WEBHOOK_SECRET: "no spaces" },
      told: /has 9 char/,
    },
    {
      values: { TELEGRAM_TOKEN: token, TELEGRAM_WEBHOOK_URL: url, TELEGRAM_WEBHOOK_SECRET: "x".repeat(257) },
      told: /has 257 characters, expected 1 to 256/,
    },
    {
      values: { TELEGRAM_TOKEN: token, TELEGRAM_WEBHOOK_URL: "http://bot.example.com/", TELEGRAM_WEBHOOK_SECRET: "x" },
      told: /Telegram calls https:\/\/ addresses only/,
    },
    {
      values: { TELEGRAM_TOKEN: token, TELEGRAM_WEBHOOK_URL: `${url}/${token}`, TELEGRAM_WEBHOOK_SECRET: "x" },
      told: /contains the token of the bot/,
    },
    {
      values: {
        TELEGRAM_TOKEN: token,
        TELEGRAM_WEBHOOK_URL: `${url}/${encodeURIComponent(token)}`,
        TELEGRAM_WEBHOOK_SECRET: "x",
      },
      told: /contains the token of the bot/,
    },
    { values: { TELEGRAM_API_URL: "http://127.0.0.1" }, told: /TELEGRAM_API_URL is set, but TELEGRAM_TOKEN is not/ },
  ])("are wrong, with what to do: $told", ({ values, told }) => {
    const problems = problemsOf(values as unknown as Record<string, string>);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(told);
    expect(problems[0]).not.toContain(token);
  });
});
