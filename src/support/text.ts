import stringWidth from "string-width";

/**
 * Characters that change what a reader sees without being seen: controls, format characters (bidirectional overrides,
 * zero-width characters, tags), private use, fillers and variation selectors. The joiner U+200D goes too: no instrument
 * name needs a joined emoji, and it hides text.
 */
const invisible =
  /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\ufe00-\ufe0f\uffa0\u{e0100}-\u{e01ef}]/gu;

// Anything but plain ASCII and common Chinese, and white space that would have to go: most cells have none of it.
const unusual =
  /[^\x20-\x7e\u4e00-\u9fff\u3001-\u3011\uff01-\uff5e\u2018-\u201d\u2013\u2014\u2022\u2500-\u259f\u25b2\u25b8\u25bc\xb7]|^ | $| {2}/;

/** Text from outside, made harmless for any place it may be shown: visible characters, single spaces, composed form. */
export function cleanText(text: string): string {
  if (!unusual.test(text)) return text;
  return text
    .toWellFormed()
    .replace(/[\s\u0085]+/g, " ")
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
    if (columns === undefined) return slices(text).reduce((all, slice) => all + stringWidth(slice, counting), 0);
    width += columns;
  }
  return width;
}

const counting = { countAnsiEscapeCodes: true };
const longestSlice = 1000;

/** Long text in pieces, cut before plain characters where there are any: segmenting takes quadratic time on Node 20. */
function slices(text: string): string[] {
  if (text.length <= longestSlice) return [text];
  const found: string[] = [];
  let start = 0;
  while (start < text.length) {
    let end = Math.min(start + longestSlice, text.length);
    const furthest = Math.min(end + 100, text.length);
    while (end < furthest && columnsOf(text.charCodeAt(end)) === undefined) end++;
    found.push(text.slice(start, end));
    start = end;
  }
  return found;
}

/** True when every character stands alone and has a known width. */
function isSimple(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (columnsOf(text.charCodeAt(i)) === undefined) return false;
  return true;
}

/** Columns of the characters digests are made of, none of which joins with a neighbour; others need the library. */
function columnsOf(code: number): 1 | 2 | undefined {
  if (code >= 0x20 && code <= 0x7e) return 1;
  if (code >= 0x4e00 && code <= 0x9fff) return 2;
  if ((code >= 0x3001 && code <= 0x3011) || (code >= 0xff01 && code <= 0xff5e)) return 2;
  // Box drawing, blocks, arrows of direction, dashes, bullets and quotation marks.
  if ((code >= 0x2500 && code <= 0x259f) || code === 0x25b2 || code === 0x25bc || code === 0x25b8) return 1;
  return code === 0x2013 ||
    code === 0x2192 ||
    code === 0x2014 ||
    code === 0x2022 ||
    (code >= 0x2018 && code <= 0x201d) ||
    code === 0xb7
    ? 1
    : undefined;
}

export function padEnd(text: string, width: number): string {
  return text + " ".repeat(Math.max(0, width - displayWidth(text)));
}

export function padStart(text: string, width: number): string {
  return " ".repeat(Math.max(0, width - displayWidth(text))) + text;
}

let segmenter: Intl.Segmenter | undefined;

/** User-perceived characters, so that a cut never splits one. */
export function graphemes(text: string): string[] {
  if (isSimple(text)) return text.split("");
  segmenter ??= new Intl.Segmenter("und", { granularity: "grapheme" });
  const found: string[] = [];
  for (const slice of slices(text)) for (const { segment } of segmenter.segment(slice)) found.push(segment);
  return found;
}

// A line may break before these wide characters but never leave them at its start (kinsoku, the short list).
const neverFirst = new Set("，。、；：？！）》」』】％…”’,.;:?!)%]");
const neverLast = new Set("（《「『【“‘([");

/** Breaks text into lines of at most `width` columns: at spaces, and between East Asian characters. */
export function wrap(text: string, width: number): string[] {
  if (text !== "" && displayWidth(text) <= width) return [text.trimEnd()];
  const lines: string[] = [];
  let line = "";
  let used = 0;
  const close = () => {
    if (line.trim() !== "") lines.push(line.trimEnd());
    line = "";
    used = 0;
  };
  for (const piece of pieces(text)) {
    // Spaces at the end of a line need no room.
    const visible = displayWidth(piece.trimEnd());
    if (used + visible > width) close();
    for (const part of visible > width ? chop(piece, width) : [piece]) {
      if (used > 0 && used + displayWidth(part.trimEnd()) > width) close();
      line += part;
      used += displayWidth(part);
    }
  }
  close();
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
  return grapheme !== "" && grapheme > "~" && displayWidth(grapheme) > 1;
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
