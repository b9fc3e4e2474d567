import { Converter } from "opencc-js/t2cn";
import { pinyin } from "pinyin-pro";
import { describe, expect, it } from "vitest";
import { createLookup, type Found } from "../../src/market/lookup.ts";

const shares: Found[] = [
  { symbol: "NVDA.O", names: { en: "Nvidia", zh: "英伟达" } },
  { symbol: "0700.HK", names: { en: "Tencent", zh: "腾讯控股" } },
  { symbol: "TME.N", names: { en: "Tencent Music Entertainment", zh: "腾讯音乐" } },
  { symbol: "BAC.N", names: { en: "Bank of America", zh: "美国银行" } },
  { symbol: "A.N", names: { en: "Agilent Technologies", zh: "安捷伦科技" } },
  { symbol: "BTC.CC", names: { en: "Bitcoin", zh: "比特币" } },
  { symbol: "WEIRD.N", names: { en: "", zh: "" } },
];
const syllables = (name: string) => pinyin(name, { toneType: "none", type: "array", v: true });
const lookup = createLookup(shares, syllables, Converter({ from: "t", to: "cn" }));
const symbols = (typed: string) => lookup.near(typed, 25).map(({ symbol }) => symbol);

describe("an instrument is found", () => {
  it.each([
    ["by its whole code", "nvda.o", "NVDA.O"],
    ["by its code without the market", "NVDA", "NVDA.O"],
    ["by a code without its zeros", "700", "0700.HK"],
    ["by its English name", "nvidia", "NVDA.O"],
    ["by the start of its English name", "agil", "A.N"],
    ["by a later word of it", "america", "BAC.N"],
    ["by its Chinese name", "英伟达", "NVDA.O"],
    ["by a part of it", "捷伦", "A.N"],
    ["by the initials of its Chinese name", "txkg", "0700.HK"],
    ["by the first of those initials", "txk", "0700.HK"],
    ["by the sound of it", "tengxunkong", "0700.HK"],
    ["by the sound a character has in that word", "mgyh", "BAC.N"],
    ["by traditional characters", "騰訊", "0700.HK"],
    ["by full-width letters", "ＮＶＤＡ", "NVDA.O"],
  ])("%s", (_how, typed, symbol) => {
    expect(symbols(typed)[0]).toBe(symbol);
  });

  it("with the likeliest first, and of two equal ones the larger", () => {
    expect(symbols("tx")).toEqual(["0700.HK", "TME.N"]);
    expect(symbols("腾讯")).toEqual(["0700.HK", "TME.N"]);
    expect(symbols("a")[0]).toBe("A.N");
  });

  it("as often as asked, and never for something unknown", () => {
    expect(lookup.near("t", 1)).toHaveLength(1);
    expect(symbols("zzzz")).toEqual([]);
    expect(lookup.near("", 3).map(({ symbol }) => symbol)).toEqual(["NVDA.O", "0700.HK", "TME.N"]);
  });
});

describe("a word names one instrument beyond doubt", () => {
  it.each([
    ["NVDA", "NVDA.O"],
    ["0700.hk", "0700.HK"],
    ["Tencent", "0700.HK"],
    ["腾讯控股", "0700.HK"],
    ["騰訊控股", "0700.HK"],
    ["BTC", "BTC.CC"],
  ])("when it is %s", (word, symbol) => {
    expect(lookup.exactly(word)?.symbol).toBe(symbol);
  });

  it.each(["tencent m", "腾讯", "tx", "zzzz", "", "  "])("but not when it is %s", (word) => {
    expect(lookup.exactly(word)).toBeUndefined();
  });
});
