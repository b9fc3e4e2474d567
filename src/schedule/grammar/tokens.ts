import { nearest } from "../../support/nearest.ts";
import { own } from "../../support/own.ts";
import { forms, hint, ScheduleError, suggesting } from "../mistake.ts";
import { readClock } from "./clock.ts";
import { fillers, languageLines, suggestions } from "./lexicon.ts";
import { anyOf, shapes } from "./shapes.ts";
import type { Token } from "./token.ts";

const filler = new RegExp(anyOf(fillers), "uy");

/** Full width becomes half width and capitals small: both are ways of typing, not of meaning. */
export function normalized(text: string): string {
  return text.normalize("NFKC").toLowerCase().trim();
}

/** Cuts a normalized text into tokens; a piece that is none is a mistake. */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  for (let place = 0; place < text.length; ) {
    const { length, token } = tokenAt(text, place);
    if (token !== undefined) tokens.push(token);
    place += length;
  }
  return tokens;
}

function tokenAt(text: string, place: number): { length: number; token?: Token } {
  for (const { pattern, read } of shapes) {
    pattern.lastIndex = place;
    const match = pattern.exec(text);
    if (match === null) continue;
    const meaning = read(match.groups ?? {}, match[0]);
    return meaning === undefined
      ? { length: match[0].length }
      : { length: match[0].length, token: { ...meaning, text: match[0].trim() } };
  }
  const clock = readClock(text, place);
  if (clock !== undefined) {
    return { length: clock.text.length, token: { is: "time", minute: clock.minute, text: clock.text.trim() } };
  }
  filler.lastIndex = place;
  const skipped = filler.exec(text);
  if (skipped !== null) return { length: skipped[0].length };
  // The whole of it, with a filler it may start with: 每填 was to be 每天.
  const start = text.slice(0, place).search(/[^\s,;、。]*$/u);
  throw unknownWord(text.slice(start).match(/^[^\s,;、。]+/u)?.[0] ?? "");
}

function unknownWord(word: string): ScheduleError {
  const suggestion = own(languageLines, word) ?? nearest(word, suggestions);
  return new ScheduleError("unknown-word", `"${word}" is no word of a schedule.${hint(suggestion)}`, {
    ...suggesting(word, suggestion),
    forms,
  });
}
