/** What happened, one line of JSON each, so that machines can read it too. */
export interface Log {
  error(what: string, fields?: Fields): void;
  info(what: string, fields?: Fields): void;
}

export type Fields = Readonly<Record<string, string | number | boolean | undefined>>;

/** The more important first. */
export const levels = ["error", "info"] as const;
export type Level = (typeof levels)[number];

export interface LogOptions {
  readonly write: (line: string) => void;
  /** Takes secrets out of a line. */
  readonly redact: (text: string) => string;
  /** The least important that is still written. */
  readonly level: Level;
  readonly now: () => number;
}

export function createLog({ write, redact, level, now }: LogOptions): Log {
  const line =
    (as: Level) =>
    (what: string, fields: Fields = {}) => {
      if (levels.indexOf(as) > levels.indexOf(level)) return;
      write(`${redact(JSON.stringify({ time: new Date(now()).toISOString(), level: as, what, ...fields }))}\n`);
    };
  return { error: line("error"), info: line("info") };
}
