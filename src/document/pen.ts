import type { Speaker } from "../i18n/speaker.ts";
import type { Value } from "../i18n/value.ts";
import { cleanText, wrap } from "../support/text.ts";

/** What a run of text is for; a terminal may colour it, a file leaves it alone. */
export type Tone = "title" | "heading" | "lead" | "strong" | "dim" | "warn" | "up" | "down";

/** What plain text is written with. */
export interface Pen {
  readonly speaker: Speaker;
  readonly width: number;
  readonly openDetails: boolean;
  readonly paint: (text: string, tone: Tone) => string;
}

/** Sentences of a value, each language on lines of its own. */
export function prose(value: Value, pen: Pen, tone?: Tone): string[] {
  return pen.speaker
    .sentences(value)
    .filter((sentence) => clean(sentence) !== "")
    .flatMap((sentence) => wrap(clean(sentence), pen.width))
    .map((line) => (tone === undefined ? line : pen.paint(line, tone)));
}

export function clean(text: string): string {
  return cleanText(text);
}
