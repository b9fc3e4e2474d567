/** What a platform was asked to send, and what became of it: its own record, which the program never sees. */
export interface Call {
  readonly platform: string;
  readonly account: string;
  readonly channel: string;
  readonly thread?: string;
  readonly mark?: string;
  readonly body: Body;
  readonly life: number;
  /** When it left, by true time since the start. */
  readonly leftAt: number;
  /** When the platform took it, and what the machine's clock had shown at most by then. */
  acceptedAt?: number;
  acceptedWall?: number;
  /** What the machine's clock showed when it left: whether it was too late is decided then. */
  shownWall: number;
  messageId?: string;
  /** It was taken for one that was there already. */
  replayOf?: Call;
  /** When the program heard, and what. */
  answeredAt?: number;
  verdict?: Verdict;
}

/** What the program was told. `unknown` is no answer, or one that says nothing. */
export type Verdict = "sent" | "limited" | "unreached" | "unknown" | "revoked" | "gone" | "forbidden" | "moved";

/** A message as the workshop makes it. */
export interface Body {
  readonly what: string;
  readonly dueAt: number;
  readonly part: number;
  readonly of: number;
  /** Prices at the moment it was made. */
  readonly figure: number;
  readonly late?: string;
  readonly warning?: true;
  readonly gap?: true;
  readonly mayRepeat?: true;
}
