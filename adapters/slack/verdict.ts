import {
  OutcomeUnknown,
  PlatformError,
  RateLimited,
  Rejected,
  TooLarge,
  Unauthorized,
  Unavailable,
} from "../../src/support/errors.ts";
import { type Answered, ConnectionFailed } from "../../src/support/http.ts";

/** Slack's error codes by what the caller does next; any other code is a refusal for good. (docs "chat.postMessage", errors) */
const verdicts: Readonly<
  Record<"unauthorized" | "too-large" | "rate-limited" | "unknown" | "unavailable", ReadonlySet<string>>
> = {
  unauthorized: new Set([
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
};

/** How a refusal is mended, where the code alone does not say it. */
const remedies: Readonly<Record<string, string>> = {
  channel_not_found: "The channel is gone, or it is private and the bot is not in it: invite the bot with /invite.",
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

/** Codes that mean the bot may not speak there. */
export const notWelcome: ReadonlySet<string> = new Set([
  "cannot_reply_to_message",
  "channel_not_found",
  "is_archived",
  "no_permission",
  "not_in_channel",
  "restricted_action",
  "restricted_action_non_threadable_channel",
  "restricted_action_read_only_channel",
  "restricted_action_thread_only_channel",
]);

/** A call without an answer. */
export function unanswered(what: string, error: unknown): PlatformError {
  const { reason, sent } = error instanceof ConnectionFailed ? error : { reason: "unknown", sent: true };
  return sent
    ? new OutcomeUnknown(`Slack may or may not have done ${what}: ${reason}.`, reason)
    : new Unavailable(`Slack could not be reached for ${what}: ${reason}. Nothing was sent.`, reason);
}

/** Throws unless an answer may be read: a pause asked for, a server in trouble, or no answer of Slack's at all. */
export function checkStatus(what: string, { status, headers, text }: Answered): void {
  if (status === 429) throw limited(what, retryAfterMs(headers["retry-after"]), "ratelimited");
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

const codeShape = /^[a-z][a-z0-9_]{1,79}$/;

/** The error for one of Slack's own codes. */
export function errorOf(what: string, code: string, pauseMs = usualPauseMs): PlatformError {
  if (!codeShape.test(code)) {
    return new OutcomeUnknown(`Slack may or may not have done ${what}: its answer cannot be read.`, "unreadable");
  }
  const said = `Slack refused ${what} (${code}). ${remedies[code] ?? ""}`.trim();
  if (verdicts["rate-limited"].has(code)) return limited(what, pauseMs, code);
  if (verdicts.unauthorized.has(code)) {
    return new Unauthorized(`${said} Run \`closing-bell check\` to see which token has to be renewed.`, code);
  }
  if (verdicts["too-large"].has(code)) return new TooLarge(said, code);
  if (verdicts.unknown.has(code)) return new OutcomeUnknown(`Slack may or may not have done ${what} (${code}).`, code);
  if (verdicts.unavailable.has(code)) return new Unavailable(`${said} Nothing was sent; it passes by itself.`, code);
  return new Rejected(said, code);
}

function limited(what: string, pauseMs: number, code: string): RateLimited {
  return new RateLimited(`Slack asks for a pause of ${pauseMs / 1000} s before ${what}.`, pauseMs, code);
}

/** Seconds with or without fractions; anything else counts as one second. */
function retryAfterMs(header: string | undefined): number {
  const seconds = Number(header);
  return header !== undefined && Number.isFinite(seconds) && seconds >= 0 ? Math.ceil(seconds * 1000) : usualPauseMs;
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
