import * as z from "zod";
import type { SettingsGroup, Values } from "../../src/config/settings.ts";

/** Addresses a webhook may have without a certificate. */
const loopback = /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/;

const address = z.url({ protocol: /^https?$/, error: "an address that starts with https://" });

/** What the operator sets, how it is checked and mended. */
export const settings: SettingsGroup = {
  fields: {
    TELEGRAM_TOKEN: {
      schema: z.string().regex(/^\d+:[\w-]+$/, "digits, a colon and the rest of the token"),
      remedy: "Create a bot with @BotFather and put its token there, or unset it to run without Telegram.",
      secret: true,
    },
    TELEGRAM_API_URL: {
      schema: address,
      remedy: "Set it to the address of your own Bot API server, or unset it for https://api.telegram.org.",
    },
    TELEGRAM_WEBHOOK_URL: {
      schema: address,
      remedy: "Set it to the public address Telegram is to call, or unset it to fetch updates instead.",
    },
    TELEGRAM_WEBHOOK_SECRET: {
      schema: z.string().regex(/^[\w-]{1,256}$/, "1 to 256 letters, digits, _ and -"),
      remedy: "Set it to a long random word, for example the output of `openssl rand -hex 32`.",
      secret: true,
    },
  },
  problems: (values) => [...strays(values), ...webhookProblems(values)],
};

/** True when the settings say that Telegram is to be used. */
export function isConfigured(values: Values): boolean {
  return values["TELEGRAM_TOKEN"] !== undefined;
}

function strays(values: Values): string[] {
  const names = Object.keys(settings.fields).filter((name) => name !== "TELEGRAM_TOKEN" && values[name] !== undefined);
  return isConfigured(values) || names.length === 0
    ? []
    : [`${names.join(", ")} is set, but TELEGRAM_TOKEN is not. Set the token of the bot too, or unset the others.`];
}

function webhookProblems(values: Values): string[] {
  const { TELEGRAM_WEBHOOK_URL: url, TELEGRAM_WEBHOOK_SECRET: secret, TELEGRAM_TOKEN: token } = values;
  if (url === undefined)
    return secret === undefined
      ? []
      : ["TELEGRAM_WEBHOOK_SECRET is set, but TELEGRAM_WEBHOOK_URL is not. Set both for a webhook, or neither."];
  const { protocol, hostname } = URL.canParse(url) ? new URL(url) : { protocol: "", hostname: "" };
  const insecure = protocol === "http:" && !loopback.test(hostname);
  return [
    ...(secret === undefined
      ? ["TELEGRAM_WEBHOOK_URL is set, but TELEGRAM_WEBHOOK_SECRET is not: anybody could send commands. Set both."]
      : []),
    ...(insecure ? ["TELEGRAM_WEBHOOK_URL starts with http://. Telegram calls https:// addresses only."] : []),
    ...(token !== undefined && (url.includes(token) || url.includes(encodeURIComponent(token)))
      ? ["TELEGRAM_WEBHOOK_URL contains the token of the bot, and addresses end up in logs. Choose another path."]
      : []),
  ];
}
