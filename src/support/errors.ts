/**
 * Errors are told apart by what the reader does next. Every message says what was tried, with which value,
 * what was expected and what to do; none carries a secret.
 */
export class ClosingBellError extends Error {
  readonly code: string;

  constructor(code: string, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = new.target.name;
    this.code = code;
  }
}

/** The person typed something that cannot be understood: correct the words and try again. */
export class UsageError extends ClosingBellError {
  constructor(message: string, options?: { cause?: unknown }) {
    super("usage", message, options);
  }
}

/** The settings are wrong: all mistakes at once, each with its remedy. */
export class ConfigError extends ClosingBellError {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super("config", problems.join("\n"));
    this.problems = problems;
  }
}

/** Market data cannot be used: mend the folder or choose another market. */
export class MarketError extends ClosingBellError {
  constructor(message: string, options?: { cause?: unknown }) {
    super("market", message, options);
  }
}

/**
 * A platform did not do what was asked. `detail` is the platform's own code or word for the reason. Built from plain text,
 * never from the library's error, which may carry a token.
 */
export abstract class PlatformError extends ClosingBellError {
  readonly detail: string | undefined;

  constructor(code: string, message: string, detail?: string) {
    super(code, message);
    this.detail = detail;
  }
}

/** The platform asks for a pause, of one channel or of everything the token sends: nothing was sent; wait `retryAfterMs`. */
export class RateLimited extends PlatformError {
  readonly retryAfterMs: number;
  readonly scope: "channel" | "account";

  constructor(message: string, retryAfterMs: number, detail?: string, scope: "channel" | "account" = "account") {
    super("rate-limited", message, detail);
    this.retryAfterMs = retryAfterMs;
    this.scope = scope;
  }
}

/** The platform could not be reached, and certainly nothing was sent: try again later. */
export class Unavailable extends PlatformError {
  constructor(message: string, detail?: string) {
    super("unavailable", message, detail);
  }
}

/** The request may or may not have been carried out: look it up, or leave it to a person. */
export class OutcomeUnknown extends PlatformError {
  constructor(message: string, detail?: string) {
    super("outcome-unknown", message, detail);
  }
}

/** The credentials are wrong or were withdrawn: mend the settings. */
export class Unauthorized extends PlatformError {
  constructor(message: string, detail?: string) {
    super("unauthorized", message, detail);
  }
}

/** The message is larger than the platform takes: shorten it. */
export class TooLarge extends PlatformError {
  constructor(message: string, detail?: string) {
    super("too-large", message, detail);
  }
}

/** The platform refused for good, such as a channel the bot is not in: `detail` tells why. */
export class Rejected extends PlatformError {
  constructor(message: string, detail?: string) {
    super("rejected", message, detail);
  }
}

/** Why a place takes no messages any more. */
export type WhyGone = "archived" | "deleted" | "removed" | "blocked";

/** The place takes no messages any more: nothing more is sent there until a person says so. */
export class TargetGone extends Rejected {
  readonly why: WhyGone;

  constructor(message: string, why: WhyGone, detail?: string) {
    super(message, detail);
    this.why = why;
  }
}

/** The bot lacks a right in that place: a person has to give it. */
export class NotPermitted extends Rejected {}

/** The place goes on under another id: send there. */
export class TargetMoved extends Rejected {
  readonly to: string;

  constructor(message: string, to: string, detail?: string) {
    super(message, detail);
    this.to = to;
  }
}
