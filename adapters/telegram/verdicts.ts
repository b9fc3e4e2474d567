import {
  ClosingBellError,
  NotPermitted,
  OutcomeUnknown,
  type PlatformError,
  RateLimited,
  Rejected,
  TargetGone,
  TargetMoved,
  TooLarge,
  Unauthorized,
  Unavailable,
  type WhyGone,
} from "../../src/support/errors.ts";
import { cleanText } from "../../src/support/text.ts";
import { pauseMsOf } from "./retry-after.ts";

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

/**
 * Why a chat takes no messages any more. By its words and not by its number: what is all capitals inside Telegram comes as
 * 400 where the same in words comes as 403. A chat that is not found was there when it was chosen; it may be closed to the bot
 * alone, so the way back stays open.
 */
const gone: readonly (readonly [RegExp, WhyGone])[] = [
  [/blocked by the user|USER_IS_BLOCKED/i, "blocked"],
  [/was kicked from|is not a member of|CHANNEL_PRIVATE|chat not found|PEER_ID_INVALID/i, "removed"],
  [/user is deactivated|USER_DEACTIVATED|group chat was (?:deleted|deactivated)/i, "deleted"],
  // Of a topic this says that it is gone, not its chat: who is paused is decided by where the message was to go.
  [/TOPIC_DELETED|thread not found/i, "deleted"],
];

/** What a person of the chat can change. Any other 403 is taken for it as well. */
const notPermitted =
  /can't initiate conversation|no rights to|not enough rights|need administrator rights|CHAT_\w+_FORBIDDEN|CHAT_ADMIN_REQUIRED|CHAT_RESTRICTED|USER_BANNED_IN_CHANNEL|TOPIC_CLOSED/i;

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
  if (status === 429) return new RateLimited(said, pauseMsOf(failure.retryAfterSeconds ?? usualPauseSeconds), detail);
  if (status === 401 || (status === 404 && method === "getMe"))
    return new Unauthorized(
      `Telegram does not know this bot (${status}). Put the token @BotFather shows into TELEGRAM_TOKEN, and check TELEGRAM_API_URL if it is set.`,
      detail,
    );
  if (status === 409) return new Rejected(conflictText(detail), detail);
  if (status < 400 || status >= 500) return new OutcomeUnknown(said, detail);
  return refusal(failure, said, detail);
}

/** Certainly not done: whether the chat is to blame, or the message. */
function refusal({ status, migratedTo }: Failure, said: string, detail: string): PlatformError {
  if (migratedTo !== undefined)
    return new TargetMoved(`${said}: its id is now ${migratedTo}.`, String(migratedTo), detail);
  const [, why] = gone.find(([words]) => words.test(detail)) ?? [];
  if (why !== undefined) return new TargetGone(said, why, detail);
  if (status === 403 || notPermitted.test(detail)) return new NotPermitted(said, detail);
  if (status === 413 || tooLarge.test(detail)) return new TooLarge(said, detail);
  return new Rejected(said, detail);
}

/** Where Telegram does not say for how long. */
const usualPauseSeconds = 1;

function conflictText(detail: string): string {
  return /webhook/i.test(detail)
    ? "Another program set a webhook for this bot, so its updates cannot be fetched. Stop that program, or give this one a bot of its own."
    : "Another program fetches the updates of this bot. Only one may: stop the other one, or give this one a bot of its own.";
}

/** Some messages that stand for one were sent, a later one was not: nobody else may send the first ones again. */
export function sentInPart(error: unknown, sent: number, of: number): OutcomeUnknown {
  const why = error instanceof ClosingBellError ? error.message : "The program failed.";
  const detail = (error as Partial<PlatformError>).detail ?? "";
  return new OutcomeUnknown(
    `Telegram took ${sent} of the ${of} messages that stand for one. ${why}`,
    `${sent} of ${of} sent: ${detail}`,
  );
}

/** Telegram took the call, and what it answered is no message. */
export function namelessMessage(method: string): OutcomeUnknown {
  return new OutcomeUnknown(`Telegram answered ${method} without the id of a message: it may have been sent.`);
}

/** The server does not know this kind of message, or cannot read it: ordinary ones say the same. */
export function refusesForm(error: unknown): boolean {
  if (error instanceof TooLarge) return true;
  if (!(error instanceof Rejected) || isOfPlace(error)) return false;
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
  return error instanceof NotPermitted || error instanceof TargetGone;
}

/** Refused because of the place: no other message would be taken there. */
function isOfPlace(error: Rejected): boolean {
  return mayNotWrite(error) || error instanceof TargetMoved;
}
