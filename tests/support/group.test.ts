import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { groupBy } from "../../src/support/group.ts";

describe("groupBy", () => {
  it("keeps keys in the order they first came, and items in theirs", () => {
    const words = ["pear", "fig", "plum", "apple", "date", "kiwi", "nut"];
    expect([...groupBy(words, (word) => word.length)]).toEqual([
      [4, ["pear", "plum", "date", "kiwi"]],
      [3, ["fig", "nut"]],
      [5, ["apple"]],
    ]);
  });

  it("takes any iterable, and an empty one for no groups", () => {
    expect([...groupBy(new Set([1, 2, 3]), (value) => value % 2 === 0)]).toEqual([
      [false, [1, 3]],
      [true, [2]],
    ]);
    expect(groupBy([], String)).toEqual(new Map());
  });

  it("tells hostile keys from the names every object has", () => {
    const keys = ["constructor", "__proto__", "constructor", "toString"];
    expect([...groupBy(keys, (key) => key)]).toEqual([
      ["constructor", ["constructor", "constructor"]],
      ["__proto__", ["__proto__"]],
      ["toString", ["toString"]],
    ]);
  });

  it("loses and repeats nothing", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 9 })), (values) => {
        const groups = groupBy(values, (value) => value);
        expect([...groups.values()].flat().toSorted()).toEqual(values.toSorted());
        expect([...groups].every(([key, items]) => items.length > 0 && items.every((item) => item === key))).toBe(true);
      }),
    );
  });
});
