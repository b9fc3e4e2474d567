import {
  OutcomeUnknown,
  type PlatformError,
  RateLimited,
  Rejected,
  TooLarge,
  Unauthorized,
  Unavailable,
} from "../../src/support/errors.ts";
import { cleanText } from "../../src/support/text.ts";

/** What can be known of a failed call without keeping the library's error, which may carry the token. */
export interface Failure {
  readonly method: string;
  /** What Telegram answered, where it answered. */
  readonly status?: number;
  readonly description?: string;
  readonly retryAfterSeconds?: number;
  readonly migratedTo?: number;
  /** The code of the connection's error, where there was no answer, and whether anything can have been sent. */
  readonly code?: string;
  readonly sent?: boolean;
}

const tooLarge = /too[ _]long|too[ _]large|too[ _]big|too[ _]much|too[ _]many/i;

/** What to do next about a failure: the one place that knows. What is not known counts as possibly done. */
export function verdictOf(failure: Failure): PlatformError {
  const { method, status, code } = failure;
  if (status === undefined) {
    const how = code === undefined ? "" : ` (${code})`;
    if (failure.sent === false)
      return new Unavailable(`Telegram could not be reached for ${method}${how}. Check the network.`, code);
    return new OutcomeUnknown(`Telegram gave no usable answer to ${method}${how}: it may have been done.`, code);
  }
  const detail = cleanText(failure.description ?? "");
  const said = `Telegram answered ${method} with ${status} ${detail}`.trim();
  if (status === 429) return new RateLimited(said, (failure.retryAfterSeconds ?? 1) * 1000, detail);
  if (status === 401 || (status === 404 && method === "getMe"))
    return new Unauthorized(
      `Telegram does not know this bot (${status}). Put the token @BotFather shows into TELEGRAM_TOKEN, and check TELEGRAM_API_URL if it is set.`,
      detail,
    );
  if (status === 409) return new Rejected(conflictText(detail), detail);
  if (failure.migratedTo !== undefined)
    return new Rejected(`${said}: its id is now ${failure.migratedTo}.`, String(failure.migratedTo));
  if (status === 413 || (status === 400 && tooLarge.test(detail))) return new TooLarge(said, detail);
  return status >= 400 && status < 500 ? new Rejected(said, detail) : new OutcomeUnknown(said, detail);
}

function conflictText(detail: string): string {
  return /webhook/i.test(detail)
    ? "Another program set a webhook for this bot, so its updates cannot be fetched. Stop that program, or give this one a bot of its own."
    : "Another program fetches the updates of this bot. Only one may: stop the other one, or give this one a bot of its own.";
}

/** The server does not know this kind of message, or cannot read it: ordinary ones say the same. */
export function refusesForm(error: unknown): boolean {
  if (error instanceof TooLarge) return true;
  if (!(error instanceof Rejected)) return false;
  return (
    lacksRich(error) ||
    /pars|rich|entit|\btag\b|block|message text is empty|message_text|unsupported/i.test(error.detail ?? "")
  );
}

/** The server is older than rich messages. */
export function lacksRich(error: unknown): boolean {
  return error instanceof Rejected && /^Not Found/i.test(error.detail ?? "");
}

/** The message already shows what it was to show. */
export function isUnchanged(error: unknown): boolean {
  return error instanceof Rejected && /message is not modified/i.test(error.detail ?? "");
}

/** The message cannot be edited any more, so the answer goes into a new one. */
export function cannotBeEdited(error: unknown): boolean {
  return error instanceof Rejected && /to edit not found|can't be edited|MESSAGE_ID_INVALID/i.test(error.detail ?? "");
}

/** The bot may not write where it was asked. */
export function mayNotWrite(error: unknown): boolean {
  return (
    error instanceof Rejected &&
    /not enough rights|have no rights|CHAT_WRITE_FORBIDDEN|TOPIC_CLOSED|CHAT_RESTRICTED|^Forbidden/i.test(
      error.detail ?? "",
    )
  );
}
