import * as z from "zod";
import type { SettingsGroup, Values } from "../../src/config/settings.ts";

const hint = "Copy it under Bot > Reset Token at https://discord.com/developers/applications";

export const settings: SettingsGroup = {
  fields: {
    DISCORD_TOKEN: {
      schema: z.string().regex(/^[\w.-]{20,}$/, "the token of a bot: letters, digits, dots, dashes, in one piece"),
      remedy: `${hint}, without the word Bot in front, or unset it to run without Discord.`,
      secret: true,
    },
    DISCORD_API_URL: {
      schema: z.url({ protocol: /^https?$/, error: "an http or https address" }),
      remedy: "Unset it for Discord itself; set it only for a proxy or a test server.",
    },
    DISCORD_GUILD_ID: {
      schema: z.string().regex(/^\d{15,20}$/, "the id of a server, 15 to 20 digits"),
      remedy: "Copy the id from the menu of the server in developer mode, or unset it to register commands everywhere.",
    },
  },
  problems(values) {
    const token = values["DISCORD_TOKEN"];
    if (token === undefined) {
      return values["DISCORD_GUILD_ID"] === undefined
        ? []
        : [`DISCORD_GUILD_ID is set but DISCORD_TOKEN is not. ${hint}, or unset DISCORD_GUILD_ID.`];
    }
    return /^(\d{15,20}|[\da-f]{64})$/.test(token)
      ? [`DISCORD_TOKEN is an application id or a public key, expected the token of the bot. ${hint}.`]
      : [];
  },
};

export function isConfigured(values: Values): boolean {
  return values["DISCORD_TOKEN"] !== undefined;
}
