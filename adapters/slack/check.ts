import type { Values } from "../../src/config/settings.ts";
import { literal, message, type Value } from "../../src/i18n/value.ts";
import type { Finding } from "../../src/platform/adapter.ts";
import { PlatformError, Rejected, Unauthorized } from "../../src/support/errors.ts";
import { neededScopes, optionalScopes } from "./scopes.ts";
import type { Result, Wire } from "./wire.ts";

/** Looks at tokens, scopes and the signing secret, and changes nothing. */
export async function checkSlack(wire: Wire, settings: Values): Promise<readonly Finding[]> {
  const { SLACK_APP_TOKEN: appToken, SLACK_SIGNING_SECRET: secret } = settings;
  const bot = await checkBot(wire);
  if (appToken !== undefined) return [...bot, await checkApp(wire, appToken)];
  return secret === undefined ? bot : [...bot, checkSecret(secret)];
}

async function checkBot(wire: Wire): Promise<Finding[]> {
  try {
    const me = await wire.call("auth.test");
    const named = { bot: literal(String(me["user"])), team: literal(String(me["team"])) };
    return [right(message("slack.check.bot", named)), ...checkScopes(me)];
  } catch (error) {
    return [refusal(error, "slack.check.bot-refused")];
  }
}

/** Slack tells the scopes of a token in a header of each answer. */
function checkScopes(me: Result): Finding[] {
  const { scopes } = (me["response_metadata"] ?? {}) as { scopes?: readonly string[] };
  if (scopes === undefined) return [];
  const missing = neededScopes.filter((scope) => !scopes.includes(scope));
  const needed =
    missing.length === 0
      ? right(message("slack.check.scopes", { scopes: neededScopes.join(", ") }))
      : wrong(message("slack.check.scopes-missing", { scopes: missing.join(", "), count: missing.length }));
  return [needed, ...checkOptional(scopes)];
}

/** What each optional right buys, or what happens without it. */
function checkOptional(scopes: readonly string[]): Finding[] {
  return [...optionalScopes].map(([purpose, wanted]) => {
    const missing = wanted.filter((scope) => !scopes.includes(scope));
    const held = missing.length === 0 ? "yes" : "no";
    const named = held === "yes" ? wanted : missing;
    return right(message("slack.check.optional", { purpose, held, scopes: named.join(", ") }));
  });
}

async function checkApp(wire: Wire, token: string): Promise<Finding> {
  try {
    await wire.call("apps.connections.open", { token });
    return right(message("slack.check.app"));
  } catch (error) {
    return refusal(error, "slack.check.app-refused");
  }
}

function checkSecret(secret: string): Finding {
  return /^[0-9a-f]{32}$/i.test(secret)
    ? right(message("slack.check.secret"))
    : wrong(message("slack.check.secret-shape"));
}

/** A token that was refused is the settings' fault, anything else the network's. */
function refusal(error: unknown, id: string): Finding {
  const reason = error instanceof PlatformError ? (error.detail ?? error.code) : "unknown";
  const refused = error instanceof Unauthorized || error instanceof Rejected;
  return wrong(message(refused ? id : "slack.check.unreachable", { reason }));
}

function right(text: Value): Finding {
  return { ok: true, text };
}

function wrong(text: Value): Finding {
  return { ok: false, text };
}
