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
