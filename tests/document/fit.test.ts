import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fitColumns, type Measured } from "../../src/document/fit.ts";

describe("fitting columns", () => {
  const columns: readonly Measured[] = [
    { width: 10, priority: 1 },
    { width: 8, priority: 3 },
    { width: 8, priority: 2 },
    { width: 8, priority: 4 },
  ];

  it.each([
    { available: 40, kept: [0, 1, 2, 3], dropped: [] },
    { available: 39, kept: [0, 1, 2], dropped: [3] },
    { available: 30, kept: [0, 1, 2], dropped: [3] },
    { available: 29, kept: [0, 2], dropped: [1, 3] },
    { available: 19, kept: [0], dropped: [1, 2, 3] },
  ])("into $available keeps $kept and gives up the highest numbers first", ({ available, kept, dropped }) => {
    expect(fitColumns(columns, available, 2)).toEqual({ kept, dropped, firstWidth: 10, tooNarrow: false });
  });

  it("wraps the first column before another is given up, but no narrower than its least", () => {
    const wrapping: readonly Measured[] = [
      { width: 30, priority: 1, least: 12 },
      { width: 8, priority: 2 },
      { width: 8, priority: 3 },
    ];
    expect(fitColumns(wrapping, 40, 2)).toEqual({ kept: [0, 1, 2], dropped: [], firstWidth: 20, tooNarrow: false });
    expect(fitColumns(wrapping, 32, 2)).toEqual({ kept: [0, 1, 2], dropped: [], firstWidth: 12, tooNarrow: false });
    expect(fitColumns(wrapping, 31, 2)).toEqual({ kept: [0, 1], dropped: [2], firstWidth: 21, tooNarrow: false });
  });

  it("wraps a first column that stands alone to what there is", () => {
    expect(fitColumns([{ width: 30, priority: 9, least: 12 }], 20, 2)).toEqual({
      kept: [0],
      dropped: [],
      firstWidth: 20,
      tooNarrow: false,
    });
  });

  it("gives up the later of two columns equally dear", () => {
    const equal = [1, 2, 2, 2].map((priority) => ({ width: 10, priority }));
    expect(fitColumns(equal, 34, 2)).toEqual({ kept: [0, 1, 2], dropped: [3], firstWidth: 10, tooNarrow: false });
  });

  it("keeps columns of priority 1 even where they cannot stand side by side, and says so", () => {
    const dear = [1, 1, 2, 1].map((priority) => ({ width: 10, priority }));
    expect(fitColumns(dear, 20, 2)).toEqual({ kept: [0, 1, 3], dropped: [2], firstWidth: 1, tooNarrow: true });
  });
});

const anyColumns = fc.array(
  fc.record({
    width: fc.integer({ min: 1, max: 40 }),
    priority: fc.integer({ min: 1, max: 6 }),
    least: fc.integer({ min: 1, max: 40 }),
  }),
  { minLength: 1, maxLength: 9 },
);
const available = fc.integer({ min: 1, max: 120 });
const gutter = fc.integer({ min: 0, max: 3 });

const taken = (columns: readonly Measured[], kept: readonly number[], gap: number) =>
  kept.slice(1).reduce((sum, index) => sum + gap + (columns[index] as Measured).width, 0);

describe("whatever the columns", () => {
  it("the ones that stay are never wider than there is room, unless even those of priority 1 are", () => {
    fc.assert(
      fc.property(anyColumns, available, gutter, (columns, room, gap) => {
        const { kept, firstWidth, tooNarrow } = fitColumns(columns, room, gap);
        const used = firstWidth + taken(columns, kept, gap);
        const needed = kept.slice(1).every((index) => columns[index]?.priority === 1);
        if (!tooNarrow) expect(used).toBeLessThanOrEqual(room);
        else expect(needed).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it("each is either kept or dropped, in order, and the first and those of priority 1 are kept", () => {
    fc.assert(
      fc.property(anyColumns, available, gutter, (columns, room, gap) => {
        const { kept, dropped } = fitColumns(columns, room, gap);
        expect(kept[0]).toBe(0);
        expect(dropped.filter((index) => columns[index]?.priority === 1)).toEqual([]);
        expect(kept).toEqual(kept.toSorted((a, b) => a - b));
        expect(dropped).toEqual(dropped.toSorted((a, b) => a - b));
        expect([...kept, ...dropped].toSorted((a, b) => a - b)).toEqual(columns.map((_, index) => index));
      }),
    );
  });

  it("none that is dropped is dearer than one that stays beside the first", () => {
    fc.assert(
      fc.property(anyColumns, available, gutter, (columns, room, gap) => {
        const { kept, dropped } = fitColumns(columns, room, gap);
        const rank = (index: number) => (columns[index] as Measured).priority * 100 + index;
        for (const index of dropped)
          for (const other of kept.slice(1)) expect(rank(index)).toBeGreaterThan(rank(other));
      }),
      { numRuns: 1000 },
    );
  });

  it("none is dropped that would still have fitted", () => {
    fc.assert(
      fc.property(anyColumns, available, gutter, (columns, room, gap) => {
        const { kept, dropped } = fitColumns(columns, room, gap);
        if (dropped.length === 0) return;
        const rank = (index: number) => (columns[index] as Measured).priority * 100 + index;
        const last = dropped.toSorted((a, b) => rank(a) - rank(b))[0] as number;
        const first = columns[0] as Measured;
        const least = Math.min(first.width, first.least ?? first.width);
        const [, ...others] = [...kept, last].toSorted((a, b) => a - b);
        expect(taken(columns, [0, ...others], gap) + least).toBeGreaterThan(room);
      }),
      { numRuns: 1000 },
    );
  });
});
