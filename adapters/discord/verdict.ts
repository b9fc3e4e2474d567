import { DiscordAPIError, HTTPError, RateLimitError } from "discord.js";
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
import { pauseIn } from "./allowance.ts";

// Codes: https://docs.discord.com/developers/topics/opcodes-and-status-codes#json

/** The token is wrong. */
const tokenCodes: ReadonlySet<number> = new Set([40001, 50014]);

/** Too much was sent: in bytes, in parts, or in characters. */
const sizeCodes: ReadonlySet<number> = new Set([40005, 50045, 30015]);

/** What the refused fields of a body say when they are too long. */
const sizeWords = /MAX_LENGTH|EMBED_SIZE|TOO_LARGE/;

/** A channel or a server takes no more for now; comes with a time to wait, usually as a 429. */
const slowCodes: ReadonlySet<number> = new Set([20016, 20028, 20029, 40062]);

/** The place is gone: no later try will be taken. One that holds no text any more is gone as a place for text. */
const goneCodes: Readonly<Record<number, WhyGone>> = {
  10003: "deleted",
  10004: "removed",
  10015: "deleted",
  50008: "deleted",
  50024: "deleted",
  50027: "deleted",
};

/** A person has to let the bot. */
const permissionCodes: ReadonlySet<number> = new Set([50001, 50013, 50007, 50278, 50083, 160005, 40058]);

/** What can be done about the refusals that persons cause. */
const remedies: Readonly<Record<number, string>> = {
  10003: " The channel is gone.",
  10004: " The bot is no longer in that server.",
  40058: " A forum takes posts in its threads only.",
  50001: " The bot does not see the channel: give it View Channel there, or invite it.",
  50013: " The bot lacks rights in the channel: give it Send Messages and Embed Links there.",
  50007: " This person takes no messages from the bot.",
  50008: " That channel holds no text.",
  50083: " The thread is archived.",
  50278: " This person shares no server with the bot.",
  160005: " The thread is locked.",
};

/** What Discord answered, or one of our errors. What the other side wrote is not repeated: it may hold a token. */
export function resultOf(what: string, { status, headers, text }: Answered): unknown {
  if (status >= 200 && status < 300) return readable(what, text);
  if (status === 429) {
    const { ms, scope } = pauseIn(headers, text);
    throw new RateLimited(`Discord asks to wait ${ms} ms before ${what}.`, ms, "429", scope);
  }
  throw refusal({ what, status, body: parsed(text), headers, text });
}

function readable(what: string, text: string): unknown {
  if (text === "") return undefined;
  const body = parsed(text);
  if (body !== undefined) return body;
  throw new OutcomeUnknown(`Discord may or may not have done ${what}: its answer could not be read.`, "unreadable");
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What a call without an answer means, or an error of the library, which may carry addresses with tokens. */
export function verdictOn(what: string, error: unknown): PlatformError {
  if (error instanceof ConnectionFailed) return unanswered(what, error);
  if (error instanceof PlatformError) return error;
  if (error instanceof RateLimitError)
    return new RateLimited(`Discord asks to wait before ${what}.`, Math.max(error.retryAfter, 0), "429");
  if (error instanceof DiscordAPIError) {
    const { status, rawError } = error;
    return refusal({ what, status, body: rawError, headers: {}, text: "" });
  }
  if (error instanceof HTTPError)
    return refusal({ what, status: error.status, body: undefined, headers: {}, text: "" });
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

interface Refused extends Answered {
  readonly what: string;
  readonly body: unknown;
}

function refusal({ what, status, body, headers, text }: Refused): PlatformError {
  if (status >= 500 || status === 408 || status < 400)
    return new OutcomeUnknown(`Discord may or may not have done ${what}: it answered ${status}.`, String(status));
  const told = (body as { code?: unknown } | undefined)?.code;
  const code = typeof told === "number" && told !== 0 ? told : status;
  // A webhook's token is no token of the bot's, though its refusal is a 401 as well.
  if ((status === 401 && !(code in goneCodes)) || tokenCodes.has(code)) return wrongToken(what, String(code));
  if (slowCodes.has(code)) {
    const { ms } = pauseIn(headers, text);
    return new RateLimited(`Discord asks to wait ${ms} ms before ${what} (${code}).`, ms, String(code), "channel");
  }
  const fields = fieldsOf(body);
  if (status === 413 || sizeCodes.has(code) || fields.some((field) => sizeWords.test(field)))
    return new TooLarge(`Discord finds ${what} too large (${[code, ...fields].join(", ")}).`, String(code));
  const said = `Discord refused ${what} (${[code, ...fields].join(", ")}).${remedies[code] ?? ""}`;
  const why = goneCodes[code];
  if (why !== undefined) return new TargetGone(said, why, String(code));
  return permissionCodes.has(code) ? new NotPermitted(said, String(code)) : new Rejected(said, String(code));
}

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
