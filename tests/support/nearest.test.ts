import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nearest } from "../../src/support/nearest.ts";

const sections = ["indices", "movers", "etf-flows", "sentiment", "calendar"];

describe("nearest", () => {
  it.each([
    ["indicse", "indices"],
    ["mover", "movers"],
    ["Movres", "movers"],
    ["etfflows", "etf-flows"],
    ["CALENDER", "calendar"],
    ["sentimnet", "sentiment"],
  ])("takes %s for %s", (typed, meant) => {
    expect(nearest(typed, sections)).toBe(meant);
  });

  it("completes the start of a word before it mends a typing error", () => {
    expect(nearest("cal", ["cat", "calendar"])).toBe("calendar");
  });

  it("prefers the word itself to a longer one that starts with it", () => {
    expect(nearest("funds", ["fundamentals", "funds"])).toBe("funds");
  });

  it("takes the first of two equally near words", () => {
    expect(nearest("movirs", ["movars", "movers"])).toBe("movars");
  });

  it("suggests nothing for a word that is far from all", () => {
    expect([nearest("weather", sections), nearest("xyz", sections), nearest("腾讯", sections)]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it("suggests nothing when nothing is known", () => {
    expect(nearest("movers", [])).toBeUndefined();
  });

  it("finds a known word however it is cased", () => {
    fc.assert(
      fc.property(fc.constantFrom(...sections), fc.func(fc.boolean()), (word, upper) => {
        const typed = [...word].map((letter, index) => (upper(index) ? letter.toUpperCase() : letter)).join("");
        expect(nearest(typed, sections)).toBe(word);
      }),
    );
  });
});
