import stringWidth from "string-width";

/**
 * Characters that change what a reader sees without being seen: C0/C1 controls, bidirectional overrides and isolates,
 * zero-width characters, soft hyphen, byte-order mark, interlinear marks and the tag block. U+200D stays out too: no
 * instrument name needs a joined emoji, and it hides text.
 */
const invisible =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb]|[\u{1d173}-\u{1d17a}]|[\u{e0000}-\u{e0fff}]/gu;

/** Text from outside, made harmless for any place it may be shown: visible characters, single spaces, composed form. */
export function cleanText(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\t\n\v\f\r\u2028\u2029]/g, " ")
    .replace(invisible, "")
    .normalize("NFC")
    .replace(/ {2,}/g, " ")
    .trim();
}

/** Columns the text takes in a terminal or a monospaced block: East Asian wide characters count two. */
export function displayWidth(text: string): number {
  let width = 0;
  for (let i = 0; i < text.length; i++) {
    const columns = columnsOf(text.charCodeAt(i));
    if (columns === undefined) return stringWidth(text, { countAnsiEscapeCodes: true });
    width += columns;
  }
  return width;
}

/** Columns of the characters digests are made of, none of which joins with a neighbour; others need the library. */
function columnsOf(code: number): 1 | 2 | undefined {
  if (code >= 0x20 && code <= 0x7e) return 1;
  if (code >= 0x4e00 && code <= 0x9fff) return 2;
  if ((code >= 0x3001 && code <= 0x3011) || (code >= 0xff01 && code <= 0xff5e)) return 2;
  // Box drawing, blocks, arrows of direction, dashes, bullets and quotation marks.
  if ((code >= 0x2500 && code <= 0x259f) || code === 0x25b2 || code === 0x25bc || code === 0x25b8) return 1;
  return code === 0x2013 || code === 0x2014 || code === 0x2022 || (code >= 0x2018 && code <= 0x201d) || code === 0xb7
    ? 1
    : undefined;
}

export function padEnd(text: string, width: number): string {
  return text + " ".repeat(Math.max(0, width - displayWidth(text)));
}

export function padStart(text: string, width: number): string {
  return " ".repeat(Math.max(0, width - displayWidth(text))) + text;
}

const segmenter = new Intl.Segmenter("und", { granularity: "grapheme" });

/** User-perceived characters, so that a cut never splits one. */
export function graphemes(text: string): string[] {
  return Array.from(segmenter.segment(text), (part) => part.segment);
}

// A line may break before these wide characters but never leave them at its start (kinsoku, the short list).
const neverFirst = new Set("，。、；：？！）》」』】％…”’,.;:?!)%]");
const neverLast = new Set("（《「『【“‘([");

/** Breaks text into lines of at most `width` columns: at spaces, and between East Asian characters. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const piece of pieces(text)) {
    if (displayWidth(line + piece.trimEnd()) <= width) {
      line += piece;
      continue;
    }
    if (line.trim() !== "") lines.push(line.trimEnd());
    line = "";
    for (const part of displayWidth(piece) > width ? chop(piece, width) : [piece]) {
      if (line !== "") lines.push(line);
      line = part;
    }
  }
  if (line.trim() !== "") lines.push(line.trimEnd());
  return lines.length > 0 ? lines : [""];
}

/** The smallest runs a line may be broken between. */
function pieces(text: string): string[] {
  const out: string[] = [];
  let run = "";
  let previous = "";
  for (const grapheme of graphemes(text)) {
    const breakable =
      previous === " " ||
      ((isWide(grapheme) || isWide(previous)) && !neverFirst.has(grapheme) && !neverLast.has(previous));
    if (breakable && run !== "" && grapheme !== " ") {
      out.push(run);
      run = "";
    }
    run += grapheme;
    previous = grapheme;
  }
  if (run !== "") out.push(run);
  return out;
}

function isWide(grapheme: string): boolean {
  return grapheme !== "" && displayWidth(grapheme) > 1;
}

function chop(text: string, width: number): string[] {
  const out: string[] = [];
  let part = "";
  for (const grapheme of graphemes(text)) {
    if (part !== "" && displayWidth(part + grapheme) > width) {
      out.push(part);
      part = "";
    }
    part += grapheme;
  }
  if (part !== "") out.push(part);
  return out;
}
