import { graphemes } from "../support/text.ts";

/**
 * Clean text in pieces of at most `most` as counted by `measure` (default: UTF-16 units). Cut after a sentence, else after a word,
 * else between characters, and never inside one. The pieces joined are the text; blanks at a cut stay at its left.
 */
export function splitText(
  text: string,
  most: number,
  measure: (text: string) => number = (part) => part.length,
): string[] {
  const found: string[] = [];
  let rest = text;
  while (measure(rest) > most) {
    const room = longestStart(rest, most, measure);
    const cut =
      lastMatch(room, /[.!?;。！？；](?:\s+|(?=[^\s\d]))(?!\p{M})/gu) ??
      lastMatch(room, /(?:\s+|[，、,](?=\D))(?!\p{M})/gu) ??
      room.length;
    found.push(rest.slice(0, cut));
    rest = rest.slice(cut);
  }
  if (rest !== "" || found.length === 0) found.push(rest);
  return found;
}

/** As many characters from the start as fit; one at least, so that there is an end. */
function longestStart(text: string, most: number, measure: (text: string) => number): string {
  let start = "";
  for (const character of graphemes(text.slice(0, most + 64))) {
    if (start !== "" && measure(start + character) > most) break;
    start += character;
  }
  return start;
}

/** Where the last match ends, unless it is so early that the piece would be nearly empty. */
function lastMatch(text: string, pattern: RegExp): number | undefined {
  let end: number | undefined;
  for (const match of text.matchAll(pattern)) end = match.index + match[0].length;
  return end === undefined || end < text.length / 3 ? undefined : end;
}

/** Pieces in order, as few groups as `fits` allows. A piece that does not fit even alone is a group of its own. */
export function pack<T>(pieces: readonly T[], fits: (group: readonly T[]) => boolean): T[][] {
  const groups: T[][] = [];
  for (const piece of pieces) {
    const last = groups.at(-1);
    if (last !== undefined && fits([...last, piece])) last.push(piece);
    else groups.push([piece]);
  }
  return groups;
}
