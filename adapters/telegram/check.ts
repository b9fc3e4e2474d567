import type { UserFromGetMe, WebhookInfo } from "grammy/types";
import { literal, message } from "../../src/i18n/value.ts";
import type { Finding } from "../../src/platform/adapter.ts";
import { ClosingBellError } from "../../src/support/errors.ts";
import type { Call } from "./wire.ts";

/** Looks at the token, at what @BotFather allows and at the way updates come in. Changes nothing. */
export async function checkTelegram(call: Call, webhookUrl: string | undefined): Promise<Finding[]> {
  try {
    const me = await call("getMe", {});
    const webhook = await call("getWebhookInfo", {});
    const commands = await call("getMyCommands", {});
    return [...botFindings(me), ...webhookFindings(webhook, webhookUrl), commandFinding(commands.length > 0)];
  } catch (error) {
    if (error instanceof ClosingBellError) return [{ ok: false, text: literal(error.message) }];
    throw error;
  }
}

function botFindings(me: UserFromGetMe): Finding[] {
  const bot = literal(`@${me.username}`);
  const say = (ok: boolean, right: string, wrong: string): Finding => ({
    ok,
    text: message(`telegram.check.${ok ? right : wrong}`, { bot }),
  });
  return [
    say(true, "bot", "bot"),
    say(me.can_join_groups, "groups", "no-groups"),
    say(me.supports_inline_queries, "inline", "no-inline"),
  ];
}

function webhookFindings({ url = "", last_error_message }: WebhookInfo, wanted: string | undefined): Finding[] {
  const finding = (ok: boolean, id: string): Finding => ({
    ok,
    text: message(`telegram.check.${id}`, { host: literal(hostOf(url)), reason: literal(last_error_message ?? "") }),
  });
  if (wanted === undefined) return [url === "" ? finding(true, "polling") : finding(false, "other-webhook")];
  // Not being set yet is no mistake: starting the program sets it.
  if (url === "") return [finding(true, "no-webhook")];
  if (url !== wanted) return [finding(false, "other-webhook")];
  return [finding(true, "webhook"), ...(last_error_message === undefined ? [] : [finding(false, "webhook-error")])];
}

function commandFinding(known: boolean): Finding {
  return { ok: true, text: message(known ? "telegram.check.commands" : "telegram.check.no-commands") };
}

/** Paths may be secret. */
function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url;
}
