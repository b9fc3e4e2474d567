import { graphemes } from "../../src/support/text.ts";

/** Text in so many characters at most; what had to be cut ends with a sign that it was. */
export function shortened(text: string, most: number): string {
  if (text.length <= most) return text;
  let short = "";
  for (const character of graphemes(text)) {
    if (short.length + character.length >= most) break;
    short += character;
  }
  return `${short.trimEnd()}…`;
}
