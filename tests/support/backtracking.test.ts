import { describe, expect, it } from "vitest";
import { isDay } from "../../src/market/days.ts";
import { isDigits } from "../../src/market/decimal.ts";
import { readPeriod } from "../../src/market/period.ts";
import { indexFacts, metricNames, Reference, universeNames } from "../../src/market/reference.ts";
import { isSymbol, readSymbol, vendorSymbol } from "../../src/market/symbol.ts";
import { nearest } from "../../src/support/nearest.ts";
import { cleanText, displayWidth, graphemes, wrap } from "../../src/support/text.ts";

const reference = Reference.parse({
  indices: {},
  groups: [],
  names: {},
  universes: {},
  exchanges: {},
  sectors: {},
  metrics: {},
  assets: {},
});

/** Pieces that make a careless pattern try many ways; the text ends in something no pattern expects. */
const plain = [" ", "0", "9.", "-", "A", "A.", "FY", "Q2 ", "2Q24", "^", "_", "ai ", "tech", "腾", "。", "（", "）"];
const hostile = [...plain, "\u200B", "\n", "e\u0301", "\uD83D"];
const adversary = (piece: string, length: number) =>
  `${piece.repeat(Math.ceil(length / piece.length)).slice(0, length - 1)}!`;

/** The best of several runs: what the work takes when nothing else disturbs it. */
function best(work: () => unknown): number {
  return Math.min(
    ...Array.from({ length: 3 }, () => {
      const start = performance.now();
      work();
      return performance.now() - start;
    }),
  );
}

describe("hostile text of 100 kB", () => {
  it.each<[string, readonly string[], (text: string) => unknown]>([
    ["cleanText", hostile, cleanText],
    ["displayWidth", plain, displayWidth],
    ["graphemes", plain, graphemes],
    ["wrap", plain, (text) => wrap(text, 40)],
    ["nearest", hostile, (text) => nearest(text, ["movers", "indices"])],
    ["isDigits", hostile, isDigits],
    ["isDay", hostile, isDay],
    ["isSymbol", hostile, isSymbol],
    ["readSymbol", hostile, readSymbol],
    ["vendorSymbol", hostile, (text) => vendorSymbol(`${text}.N`, "eastmoney")],
    ["readPeriod", hostile, readPeriod],
    ["indexFacts", hostile, (text) => indexFacts(reference, "X.GI", { en: text, zh: text })],
    ["universeNames", hostile, (text) => universeNames(reference, text)],
    ["metricNames", hostile, (text) => metricNames(reference, text)],
  ])("costs %s time in proportion to its length", (_name, pieces, read) => {
    for (const piece of pieces) read(adversary(piece, 1000));
    const slow = pieces.filter((piece) => {
      const [eighth, whole] = [adversary(piece, 12_500), adversary(piece, 100_000)];
      // Linear work grows eightfold and quadratic work 64-fold. Threefold for each of the three doublings, and a constant,
      // leave room for a disturbed run; whatever is quadratic stays so however often it is measured.
      const isSlow = () => best(() => read(whole)) > 27 * best(() => read(eighth)) + 40;
      return isSlow() && isSlow() && isSlow();
    });
    expect(slow).toEqual([]);
  });
});
