import * as z from "zod";
import type { SettingsGroup, Values } from "../../src/config/settings.ts";

export const usualApiUrl = "https://slack.com/api/";

const appSettings = "https://api.slack.com/apps";

/** Slack by environment name. With both an app token and a signing secret, Socket Mode is used. */
export const settings: SettingsGroup = {
  fields: {
    SLACK_BOT_TOKEN: {
      schema: z.string().regex(/^xoxb-\S+$/, "a bot token, which starts with xoxb-"),
      remedy: `Copy the Bot User OAuth Token from OAuth & Permissions at ${appSettings}, or unset it to run without Slack.`,
      secret: true,
    },
    SLACK_APP_TOKEN: {
      schema: z.string().regex(/^xapp-\S+$/, "an app-level token, which starts with xapp-"),
      remedy: `Generate one with the scope connections:write under Basic Information at ${appSettings}, or unset it to be called over HTTP.`,
      secret: true,
    },
    SLACK_SIGNING_SECRET: {
      schema: z.string().regex(/^\S{6,}$/, "a signing secret of at least 6 characters without spaces"),
      remedy: `Copy it from Basic Information at ${appSettings}, or unset it to use Socket Mode.`,
      secret: true,
    },
    SLACK_API_URL: {
      schema: z.url({ protocol: /^https?$/, error: "an http or https address" }),
      remedy: `Unset it for ${usualApiUrl}.`,
    },
  },
  problems(values) {
    const { SLACK_BOT_TOKEN: bot, SLACK_APP_TOKEN: app, SLACK_SIGNING_SECRET: secret } = values;
    if (bot === undefined && app === undefined && secret === undefined) return [];
    if (bot === undefined) {
      return [
        `SLACK_BOT_TOKEN is not set, but ${app === undefined ? "SLACK_SIGNING_SECRET" : "SLACK_APP_TOKEN"} is. Copy the Bot User OAuth Token from OAuth & Permissions at ${appSettings}, or unset both.`,
      ];
    }
    if (app !== undefined || secret !== undefined) return [];
    return [
      "SLACK_BOT_TOKEN is set, but neither SLACK_APP_TOKEN (Socket Mode, no public address needed) nor SLACK_SIGNING_SECRET (HTTP). Set one of them, or unset the token to run without Slack.",
    ];
  },
};

export function isConfigured(values: Values): boolean {
  return values["SLACK_BOT_TOKEN"] !== undefined;
}
