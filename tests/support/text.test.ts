import fc from "fast-check";
import stringWidth from "string-width";
import { describe, expect, it } from "vitest";
import { cleanText, displayWidth, graphemes, padEnd, padStart, wrap } from "../../src/support/text.ts";

const anyText = fc.string({ unit: "binary", maxLength: 60 });

describe("cleanText", () => {
  it.each([
    ["a right-to-left override", "AAPL\u202Egnp.exe", "AAPLgnp.exe"],
    ["embeddings and their end", "a\u202Ab\u202Bc\u202Cd\u202De", "abcde"],
    ["isolates", "a\u2066b\u2067c\u2068d\u2069e", "abcde"],
    ["direction marks", "a\u200Eb\u200Fc\u061Cd", "abcd"],
    ["zero-width space, joiners and word joiner", "in\u200Bvi\u200Csi\u200Db\u2060le", "invisible"],
    ["a byte-order mark", "\uFEFFSymbol", "Symbol"],
    ["a soft hyphen and a grapheme joiner", "divi\u00ADde\u034Fnd", "dividend"],
    ["blank letters", "a\u3164b\u115Fc\u1160d\uFFA0e", "abcde"],
    ["a Mongolian vowel separator", "a\u180Eb", "ab"],
    ["variation selectors", "A\uFE0F\u{E0100}B", "AB"],
    ["tag characters", "flag\u{E0067}\u{E0062}\u{E007F}", "flag"],
    ["interlinear marks", "a\uFFF9b\uFFFAc\uFFFBd", "abcd"],
    ["musical controls", "a\u{1D173}b\u{1D17A}c", "abc"],
    ["the escape of a terminal sequence", "\u001B[31mred\u001B[0m", "[31mred[0m"],
    ["the one-character terminal introducer", "\u009B31mred", "31mred"],
    ["null, bell, backspace and delete", "a\u0000b\u0007c\u0008d\u007Fe", "abcde"],
  ])("takes out %s", (_name, dirty, clean) => {
    expect(cleanText(dirty)).toBe(clean);
  });

  it("turns line ends and tabs into single spaces and trims the ends", () => {
    expect(cleanText("  Apple\r\n\tInc.\u2028Common \u2029 Stock\n")).toBe("Apple Inc. Common Stock");
  });

  it("leaves no double space where something invisible stood between two spaces", () => {
    expect(cleanText("a \u200B b")).toBe("a b");
  });

  it("shows half a surrogate pair as the replacement character", () => {
    expect(cleanText("a\uD83Db\uDE00c")).toBe("a\uFFFDb\uFFFDc");
  });

  it("composes letters with their accents", () => {
    expect(cleanText("Nestle\u0301")).toBe("Nestl\u00E9");
  });

  it("composes across something invisible between letter and accent", () => {
    expect(cleanText("Nestle\u200B\u0301")).toBe("Nestl\u00E9");
  });

  it.each(["腾讯控股-SW", "AT&T Inc.", "Nestlé S.A.", "삼성전자", "1/1000th — 6.5 %", "📈 涨", "‘quoted’ “text”…"])(
    "leaves %s as it is",
    (name) => {
      expect(cleanText(name)).toBe(name.normalize("NFC"));
    },
  );

  it("leaves nothing that hides: controls, overrides, zero-width characters, halves of pairs", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)) }),
        (dirty) => {
          const clean = cleanText(dirty);
          expect(clean).not.toMatch(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u200B-\u200F\u202A-\u202E\u2060-\u206F\uFEFF]/u);
          expect(clean).not.toMatch(/ {2}|^\s|\s$/);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it("has nothing left to do the second time", () => {
    fc.assert(
      fc.property(anyText, (dirty) => {
        const clean = cleanText(dirty);
        expect(cleanText(clean)).toBe(clean);
      }),
      { numRuns: 1000 },
    );
  });
});

describe("displayWidth", () => {
  it.each([
    ["", 0],
    ["AAPL 12.30%", 11],
    ["腾讯", 4],
    ["ＡＢ", 4],
    ["，。", 4],
    ["한국", 4],
    ["é", 1],
    ["e\u0301", 1],
    ["📈", 2],
    ["🇭🇰", 2],
    ["HSI 恒指", 8],
  ])("of %j is %i columns", (text, width) => {
    expect(displayWidth(text)).toBe(width);
  });

  it("counts an escape sequence as the visible characters it would leave", () => {
    expect(displayWidth("[31mred")).toBe(7);
  });

  it("agrees with the terminal library on every single character", () => {
    const disagreeing: string[] = [];
    for (let code = 0; code <= 0xffff; code++) {
      const character = String.fromCharCode(code);
      if (displayWidth(character) !== stringWidth(character, { countAnsiEscapeCodes: true }))
        disagreeing.push(code.toString(16));
    }
    expect(disagreeing).toEqual([]);
  });

  it("adds up over the lines of a table", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom("A", "腾", "1", " ", "讯", "é")), (cells) => {
        expect(displayWidth(cells.join(""))).toBe(cells.reduce((total, cell) => total + displayWidth(cell), 0));
      }),
    );
  });
});

describe("padding", () => {
  it("fills columns, not characters", () => {
    expect([padEnd("腾讯", 6), padStart("腾讯", 6), padEnd("AB", 4), padStart("AB", 4)]).toEqual([
      "腾讯  ",
      "  腾讯",
      "AB  ",
      "  AB",
    ]);
  });

  it("never cuts what is too wide", () => {
    expect([padEnd("腾讯控股", 4), padStart("AAPL", 2)]).toEqual(["腾讯控股", "AAPL"]);
  });
});

describe("graphemes", () => {
  it("are what a reader takes for one character", () => {
    expect(graphemes("e\u0301👩‍👧🇭🇰腾")).toEqual(["e\u0301", "👩‍👧", "🇭🇰", "腾"]);
  });
});

describe("wrap", () => {
  /** What digests are made of: Latin words, ideographs, full-width and ASCII punctuation, numbers, spaces. */
  const prose = fc
    .array(
      fc.oneof(
        fc.stringMatching(/^[A-Za-z0-9.%+-]{1,14}$/),
        fc.constantFrom("腾", "讯", "控", "股", "涨", "，", "。", "（", "）", "「", "」", "、", "：", "é", "📈"),
        fc.constantFrom(" ", " ", "  "),
      ),
      { maxLength: 40 },
    )
    .map((parts) => parts.join(""));
  const width = fc.integer({ min: 2, max: 30 });
  const visible = (text: string) => text.replaceAll(/\s/g, "");

  it("makes no line wider than asked for", () => {
    fc.assert(
      fc.property(prose, width, (text, columns) => {
        expect(wrap(text, columns).filter((line) => displayWidth(line) > columns)).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });

  it("makes no line of hostile text wider than asked for, but for a single character wider than the line", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 60 }).map(cleanText), width, (text, columns) => {
        const wide = wrap(text, columns).filter((line) => displayWidth(line) > columns);
        expect(wide.filter((line) => graphemes(line).length > 1)).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });

  it("keeps every visible character, in order", () => {
    fc.assert(
      fc.property(prose, width, (text, columns) => {
        expect(visible(wrap(text, columns).join(""))).toBe(visible(text));
      }),
      { numRuns: 1000 },
    );
  });

  it("splits no character a reader takes for one", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 40 }).map(cleanText), width, (text, columns) => {
        const whole = new Set(graphemes(text));
        expect(
          wrap(text, columns)
            .flatMap(graphemes)
            .filter((part) => !whole.has(part)),
        ).toEqual([]);
      }),
    );
  });

  it("leaves a text that fits as it is", () => {
    expect([wrap("HSI fell 2.28%", 14), wrap("恒指下跌", 8), wrap("", 8)]).toEqual([
      ["HSI fell 2.28%"],
      ["恒指下跌"],
      [""],
    ]);
  });

  it("breaks Latin text at spaces", () => {
    expect(wrap("The index fell and closed at the low", 12)).toEqual(["The index", "fell and", "closed at", "the low"]);
  });

  it("breaks between ideographs, which need no space", () => {
    expect(wrap("恒生科技指数跑输恒指", 8)).toEqual(["恒生科技", "指数跑输", "恒指"]);
  });

  it("breaks between an ideograph and a word, and never inside the word", () => {
    expect(wrap("本周AAPL上涨", 8)).toEqual(["本周AAPL", "上涨"]);
    expect(wrap("本周一AAPL上涨", 8)).toEqual(["本周一", "AAPL上涨"]);
  });

  it("cuts a word only when it is wider than a line", () => {
    expect(wrap("Donaudampfschifffahrt", 8)).toEqual(["Donaudam", "pfschiff", "fahrt"]);
  });

  it("begins no line with a space and leaves no line blank after cutting a wide word", () => {
    expect([wrap("a hello wor", 5), wrap("a hello            b", 5)]).toEqual([
      ["a", "hello", "wor"],
      ["a", "hello", "b"],
    ]);
  });

  it("makes no blank line and none that ends in a space", () => {
    fc.assert(
      fc.property(prose, width, (text, columns) => {
        const lines = wrap(text, columns);
        expect(lines.filter((line) => line !== line.trimEnd())).toEqual([]);
        expect(lines.length > 1 ? lines.filter((line) => line === "") : []).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });

  it("takes the ideograph along rather than starting a line with its comma", () => {
    expect(wrap("恒指下跌，科指", 8)).toEqual(["恒指下", "跌，科指"]);
  });

  it("does not leave an opening bracket at the end of a line", () => {
    expect(wrap("恒指下（科指）", 8)).toEqual(["恒指下", "（科指）"]);
  });

  it("starts no line with closing punctuation, nor ends one with an opening bracket, where a break can avoid it", () => {
    const clause = fc.constantFrom("涨", "跌", "股，", "指。", "（升）", "「平」", "科：", "恒；", "A股、", "9%。");
    fc.assert(
      fc.property(fc.array(clause, { maxLength: 30 }), fc.integer({ min: 6, max: 24 }), (clauses, columns) => {
        const lines = wrap(clauses.join(""), columns);
        expect(lines.filter((line) => /^[，。）」：；、]|[（「]$/.test(line))).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });
});
