import {
  NotPermitted,
  OutcomeUnknown,
  PlatformError,
  RateLimited,
  Rejected,
  TargetGone,
  TooLarge,
  Unauthorized,
  Unavailable,
  type WhyGone,
} from "../../src/support/errors.ts";
import { type Answered, ConnectionFailed } from "../../src/support/http.ts";
import { own } from "../../src/support/own.ts";

/** Slack's error codes by what the caller does next; any other code is a refusal for good. (docs "chat.postMessage", errors) */
const verdicts: Readonly<
  Record<
    "unauthorized" | "too-large" | "rate-limited" | "unknown" | "unavailable" | "not-permitted",
    ReadonlySet<string>
  >
> = {
  unauthorized: new Set([
    "access_denied",
    "account_inactive",
    "invalid_auth",
    "not_allowed_token_type",
    "not_authed",
    "org_login_required",
    "team_access_not_granted",
    "team_disabled",
    "token_expired",
    "token_revoked",
    "user_removed_from_team",
  ]),
  "too-large": new Set(["msg_blocks_too_long", "msg_too_long", "too_many_attachments"]),
  "rate-limited": new Set(["message_limit_exceeded", "rate_limited", "ratelimited"]),
  // Slack says of these that part of the work may have been done.
  unknown: new Set(["fatal_error", "internal_error", "request_timeout", "service_unavailable"]),
  unavailable: new Set(["team_added_to_org"]),
  "not-permitted": new Set([
    "cannot_reply_to_message",
    "ekm_access_denied",
    "messages_tab_disabled",
    "no_permission",
    "not_in_channel",
    "restricted_action",
    "restricted_action_non_threadable_channel",
    "restricted_action_read_only_channel",
    "restricted_action_thread_only_channel",
  ]),
};

/** Codes of a place that takes nothing any more. */
const goneBy: Readonly<Record<string, WhyGone>> = {
  is_archived: "archived",
  // Said of a deleted channel, and of a private one the bot is no longer in: an invitation may bring it back.
  channel_not_found: "removed",
};

/** How a refusal is mended, where the code alone does not say it. */
const remedies: Readonly<Record<string, string>> = {
  channel_not_found: "The channel is gone, or it is private and the bot is not in it: invite the bot with /invite.",
  messages_tab_disabled: "Switch the Messages tab of the app on under App Home.",
  not_in_channel: "Invite the bot to the channel with /invite.",
  is_archived: "The channel is archived.",
  missing_scope: "Add the scope under OAuth & Permissions and install the app again; `closing-bell check` names it.",
  expired_url: "The person waited too long; the command has to be given again.",
  used_url: "The answers this command could take are used up; it has to be given again.",
};

const usualPauseMs = 1000;

/** Codes that mean a form Slack does not take, so that another form of the same may pass. */
export const formRefused: ReadonlySet<string> = new Set([
  "cannot_parse_attachment",
  "invalid_attachments",
  "invalid_blocks",
  "invalid_blocks_format",
  "invalid_payload",
]);

/** A call without an answer. */
export function unanswered(what: string, error: unknown): PlatformError {
  const { reason, sent } = error instanceof ConnectionFailed ? error : { reason: "unknown", sent: true };
  return sent
    ? new OutcomeUnknown(`Slack may or may not have done ${what}: ${reason}.`, reason)
    : new Unavailable(`Slack could not be reached for ${what}: ${reason}. Nothing was sent.`, reason);
}

/** Throws unless an answer may be read: a pause asked for, a server in trouble, or no answer of Slack's at all. */
export function checkStatus(what: string, answered: Answered): void {
  const { status, text } = answered;
  const asked = status === 429 ? "ratelimited" : pauseIn(answered);
  if (asked !== undefined) throw limited(what, pauseMsOf(answered), asked);
  if (status >= 500 || status < 200) {
    throw new OutcomeUnknown(`Slack may or may not have done ${what}: it answered ${status}.`, `http_${status}`);
  }
  if (status >= 300 && status < 400) {
    throw new Rejected(
      `${what} was redirected (${status}), which Slack never does. Check SLACK_API_URL.`,
      `http_${status}`,
    );
  }
  if (status >= 400) {
    const code = codeIn(text) ?? "";
    throw errorOf(what, codeShape.test(code) ? code : `http_${status}`);
  }
}

/** The code in an answer: a response_url says `ok`, a bare code, or JSON with one; a method always JSON. */
export function codeIn(text: string): string | undefined {
  const bare = text.trim();
  if (bare === "" || bare === "ok") return undefined;
  try {
    const { ok, error } = JSON.parse(bare) as { ok?: unknown; error?: unknown };
    return ok === true ? undefined : String(error);
  } catch {
    return bare;
  }
}

/** Longer than any answer that only refuses. */
const longestRefusal = 2000;

/** The code of an answer that asks for a pause with another status than 429. */
function pauseIn({ text }: Answered): string | undefined {
  const code = text.length > longestRefusal ? undefined : codeIn(text);
  return code !== undefined && verdicts["rate-limited"].has(code) ? code : undefined;
}

const codeShape = /^[a-z][a-z0-9_]{1,79}$/;

/** The error for one of Slack's own codes. */
export function errorOf(what: string, code: string): PlatformError {
  if (!codeShape.test(code)) {
    return new OutcomeUnknown(`Slack may or may not have done ${what}: its answer cannot be read.`, "unreadable");
  }
  const said = `Slack refused ${what} (${code}). ${remedies[code] ?? ""}`.trim();
  if (verdicts["rate-limited"].has(code)) return limited(what, usualPauseMs, code);
  if (verdicts.unauthorized.has(code)) {
    return new Unauthorized(`${said} Run \`closing-bell check\` to see which token has to be renewed.`, code);
  }
  if (verdicts["too-large"].has(code)) return new TooLarge(said, code);
  if (verdicts.unknown.has(code)) return new OutcomeUnknown(`Slack may or may not have done ${what} (${code}).`, code);
  if (verdicts.unavailable.has(code)) return new Unavailable(`${said} Nothing was sent; it passes by itself.`, code);
  const why = own(goneBy, code);
  if (why !== undefined) return new TargetGone(said, why, code);
  return verdicts["not-permitted"].has(code) ? new NotPermitted(said, code) : new Rejected(said, code);
}

/** Slack limits one method in one workspace (docs "Rate limits"): of what is sent, only posting stops altogether. */
function limited(what: string, pauseMs: number, code: string): RateLimited {
  const said = `Slack asks for a pause of ${pauseMs / 1000} s before ${what}.`;
  return new RateLimited(said, pauseMs, code, what === posting ? "account" : "channel");
}

const posting = "chat.postMessage";

/** Seconds with or without fractions, in the header or in the answer; where neither can be read, one second. */
function pauseMsOf({ headers, text }: Answered): number {
  const told = [headers["retry-after"], /"retry_after":\s*"?([\d.]{1,12})/.exec(text.slice(0, longestRefusal))?.[1]];
  const seconds = told.flatMap((one) => (one === undefined || one.trim() === "" ? [] : [Number(one)]));
  const known = seconds.filter((one) => Number.isFinite(one) && one >= 0);
  // Thousandths first: 1.1 s are 1100 ms, although 1.1 * 1000 is a little more.
  return known.length === 0 ? usualPauseMs : Math.ceil(Number((Math.max(...known) * 1000).toFixed(3)));
}

/** An error of the library as one of ours, built anew: the library's own carries addresses and answers. */
export function verdictOf(what: string, error: unknown): PlatformError {
  if (error instanceof PlatformError) return error;
  const { original, cause, data } = (typeof error === "object" && error !== null ? error : {}) as {
    original?: unknown;
    cause?: unknown;
    data?: { error?: unknown };
  };
  if (original instanceof PlatformError) return original;
  if (cause instanceof PlatformError) return cause;
  if (typeof data?.error === "string") return errorOf(what, data.error);
  return new OutcomeUnknown(`Slack may or may not have done ${what}: the reason is not known.`, "unknown");
}
