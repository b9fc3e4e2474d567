import type { Message } from "../i18n/value.ts";
import { UsageError } from "../support/errors.ts";

/** What a catalogue of this room calls a mistake, without the room's name. */
export type MistakeId =
  | "empty"
  | "too-long"
  | "unknown-word"
  | "wrong-time"
  | "unknown-zone"
  | "zone-offset"
  | "wrong-cron"
  | "short-cron"
  | "wrong-date"
  | "twice"
  | "mixed"
  | "stray"
  | "needs-days"
  | "needs-time"
  | "needs-date"
  | "one-date"
  | "every-other"
  | "needs-edge"
  | "needs-side"
  | "needs-market"
  | "wrong-offset"
  | "uneven"
  | "too-rare"
  | "impossible"
  | "too-dense";

/** A schedule nobody can keep, or words that say none; told in a form that can be said in the person's language. */
export class ScheduleError extends UsageError {
  readonly id: MistakeId;
  readonly said: Message;

  constructor(id: MistakeId, plain: string, args: Message["args"] = {}) {
    super(plain);
    this.id = id;
    this.said = { is: "message", id: `schedule.${id}`, args };
  }
}

/** Arguments for a word from a person and what they may have meant. */
export function suggesting(word: string, suggestion: string | undefined): Message["args"] {
  return {
    word: { is: "literal", text: word },
    suggested: suggestion === undefined ? "no" : "yes",
    suggestion: { is: "literal", text: suggestion ?? "" },
  };
}

/** The end of the plain sentence that suggests a word. */
export function hint(suggestion: string | undefined): string {
  return suggestion === undefined ? "" : ` Did you mean "${suggestion}"?`;
}

/** What a schedule may look like, at the end of a mistake. */
export const forms: Message = { is: "message", id: "schedule.forms", args: {} };
