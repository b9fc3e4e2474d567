import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { pack, splitText } from "../../src/document/split.ts";
import { cleanText, graphemes } from "../../src/support/text.ts";
import { text } from "./world.ts";

describe("text in pieces", () => {
  it("is cut after a sentence where there is one", () => {
    expect(splitText("First one. Second one. Third.", 24)).toEqual(["First one. Second one. ", "Third."]);
    expect(splitText("标普上涨。纳指下跌。恒指持平。", 11)).toEqual(["标普上涨。纳指下跌。", "恒指持平。"]);
  });

  it("else after a word, and only in need inside one", () => {
    expect(splitText("one two three four", 9)).toEqual(["one two ", "three ", "four"]);
    expect(splitText("abcdefghij", 4)).toEqual(["abcd", "efgh", "ij"]);
  });

  it("never inside a figure", () => {
    const sentence = "The fund saw 1,234.56 million, then 2,345.67 million, then 3,456.78 million of inflows";
    for (let most = 12; most < 90; most++) {
      const figures = splitText(sentence, most).flatMap((piece) => piece.match(/\d[\d,.]*\d/g) ?? []);
      expect(figures, String(most)).toEqual(["1,234.56", "2,345.67", "3,456.78"]);
    }
  });

  it("is one piece where it fits, also when there is none", () => {
    expect([splitText("", 5), splitText("fits.", 5)]).toEqual([[""], ["fits."]]);
  });

  it("joined is the text, each piece within the limit and made of whole characters", () => {
    fc.assert(
      fc.property(fc.array(text, { maxLength: 12 }), fc.integer({ min: 30, max: 90 }), (texts, most) => {
        const whole = cleanText(texts.join(" "));
        const pieces = splitText(whole, most);
        expect(pieces.join("")).toBe(whole);
        expect(pieces.filter((piece) => piece.length > most && graphemes(piece).length > 1)).toEqual([]);
        expect(pieces.flatMap((piece) => graphemes(piece)).join("|")).toBe(graphemes(whole).join("|"));
      }),
      { numRuns: 300 },
    );
  });

  it("is measured as the platform counts", () => {
    const bytes = (part: string) => Buffer.byteLength(part);
    fc.assert(
      fc.property(fc.stringMatching(/^[一-龥]{1,80}$/u), (chinese) => {
        const pieces = splitText(chinese, 30, bytes);
        expect([pieces.join(""), pieces.filter((piece) => bytes(piece) > 30)]).toEqual([chinese, []]);
      }),
    );
  });
});

describe("pieces in groups", () => {
  const within = (limit: number) => (group: readonly number[]) => group.reduce((sum, one) => sum + one, 0) <= limit;

  it("keep their order and fit, and each is as full as it goes", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 10 })), (sizes) => {
        const groups = pack(sizes, within(10));
        expect(groups.flat()).toEqual(sizes);
        expect(groups.filter((group) => !within(10)(group))).toEqual([]);
        for (let i = 1; i < groups.length; i++) {
          const before = groups[i - 1] as number[];
          expect(within(10)([...before, (groups[i] as number[])[0] as number])).toBe(false);
        }
      }),
    );
  });

  it("a piece too large for any stands alone, so that nothing is lost", () => {
    expect(pack([3, 99, 3, 3], within(10))).toEqual([[3], [99], [3, 3]]);
  });
});
