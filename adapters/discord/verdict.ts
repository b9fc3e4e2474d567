import { DiscordAPIError, HTTPError, RateLimitError } from "discord.js";
import {
  OutcomeUnknown,
  PlatformError,
  RateLimited,
  Rejected,
  TooLarge,
  Unauthorized,
  Unavailable,
} from "../../src/support/errors.ts";
import { ConnectionFailed } from "../../src/support/http.ts";

/** Codes that say the token is wrong. https://docs.discord.com/developers/topics/opcodes-and-status-codes#json */
const tokenCodes: ReadonlySet<number | string> = new Set([40001, 50014]);

/** Too much was sent: in bytes, in parts, or in characters. */
const sizeCodes: ReadonlySet<number | string> = new Set([40005, 50045, 30015]);

/** What the refused fields of a body say when they are too long. */
const sizeWords = /MAX_LENGTH|EMBED_SIZE|TOO_LARGE/;

/** Waits for Discord's edge, which says no time. */
const usualPauseMs = 5000;

/**
 * What an error of the library means to the caller, said anew in plain text: the library's own errors carry addresses with
 * tokens, and what the other side wrote is not repeated.
 */
export function verdictOn(what: string, error: unknown): PlatformError {
  if (error instanceof ConnectionFailed) return unanswered(what, error);
  if (error instanceof PlatformError) return error;
  if (error instanceof RateLimitError) {
    const wait = error.retryAfter > 0 ? error.retryAfter : usualPauseMs;
    return new RateLimited(`Discord asks to wait ${Math.ceil(wait / 1000)} s before ${what}.`, wait, "429");
  }
  if (error instanceof DiscordAPIError) return refusal(what, error);
  if (error instanceof HTTPError)
    return new OutcomeUnknown(
      `Discord may or may not have done ${what}: it answered ${error.status}.`,
      String(error.status),
    );
  if (error instanceof Error && /token/i.test(error.message) && !/JSON/.test(error.message)) return wrongToken(what);
  return new OutcomeUnknown(`Discord may or may not have done ${what}: its answer could not be read.`, "unreadable");
}

function unanswered(what: string, { reason, sent }: ConnectionFailed): PlatformError {
  return sent
    ? new OutcomeUnknown(`Discord may or may not have done ${what}: ${reason}.`, reason)
    : new Unavailable(`Discord was not reached for ${what}: ${reason}. Try again later.`, reason);
}

export function wrongToken(what: string, detail = "401"): Unauthorized {
  return new Unauthorized(
    `Discord refused the token for ${what} (${detail}). Copy it again under Bot > Reset Token at https://discord.com/developers/applications and set DISCORD_TOKEN to it.`,
    detail,
  );
}

function refusal(what: string, error: DiscordAPIError): PlatformError {
  const { status } = error;
  const code = typeof error.code === "number" && error.code !== 0 ? error.code : status;
  if (status === 401 || tokenCodes.has(code)) return wrongToken(what, String(code));
  const fields = fieldsOf(error.rawError);
  if (status === 413 || sizeCodes.has(code) || fields.some((field) => sizeWords.test(field)))
    return new TooLarge(`Discord finds ${what} too large (${[code, ...fields].join(", ")}).`, String(code));
  if (status === 408) return new OutcomeUnknown(`Discord may or may not have done ${what}: it answered 408.`, "408");
  return new Rejected(
    `Discord refused ${what} (${[code, ...fields].join(", ")}).${remedies[code] ?? ""}`,
    String(code),
  );
}

/** What a person can do about the refusals that persons cause. */
const remedies: Readonly<Record<number, string>> = {
  10003: " The channel is gone.",
  10004: " The bot is no longer in that server.",
  40058: " A forum takes posts in its threads only.",
  50001: " The bot does not see the channel: give it View Channel there, or invite it.",
  50013: " The bot lacks rights in the channel: give it Send Messages and Embed Links there.",
  50007: " This person takes no messages from the bot.",
  50083: " The thread is archived.",
  160005: " The thread is locked.",
};

/** Paths and codes of refused fields such as `embeds.0.title BASE_TYPE_MAX_LENGTH`; never their values. */
function fieldsOf(raw: unknown): string[] {
  const errors = typeof raw === "object" && raw !== null && "errors" in raw ? raw.errors : undefined;
  return walkFields(errors, "").slice(0, 5);
}

function walkFields(node: unknown, path: string): string[] {
  if (typeof node !== "object" || node === null) return [];
  return Object.entries(node).flatMap(([key, value]) => {
    if (key !== "_errors") return walkFields(value, path === "" ? key : `${path}.${key}`);
    const codes = (Array.isArray(value) ? value : []).map((one) => String((one as { code?: unknown })?.code ?? ""));
    return codes
      .filter((code) => /^[A-Z_]+$/.test(code) && /^[\w.]*$/.test(path))
      .map((code) => `${path} ${code}`.trim());
  });
}
