import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createDueIndex } from "../../src/schedule/due-index.ts";

/** The same promises, kept the slow way: a list searched from end to end. */
function naiveIndex() {
  let entries: { id: number; dueAt: number }[] = [];
  return {
    set(id: number, dueAt: number) {
      entries = [...entries.filter((one) => one.id !== id), { id, dueAt }];
    },
    remove(id: number) {
      const had = entries.some((one) => one.id === id);
      entries = entries.filter((one) => one.id !== id);
      return had;
    },
    nextAt: () => (entries.length === 0 ? undefined : Math.min(...entries.map(({ dueAt }) => dueAt))),
    takeDue(now: number) {
      const due = entries.filter(({ dueAt }) => dueAt <= now);
      entries = entries.filter(({ dueAt }) => dueAt > now);
      return due.toSorted((a, b) => a.dueAt - b.dueAt).map(({ id }) => id);
    },
    entries: () => entries,
  };
}

const id = fc.nat({ max: 30 });
const instant = fc.nat({ max: 40 });
const commands = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: fc.record({ do: fc.constant("set" as const), id, at: instant }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constant("remove" as const), id, at: instant }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant("take" as const), id, at: instant }) },
  ),
  { maxLength: 200 },
);

describe("the index by due time", () => {
  it("answers every question like a list searched from end to end", () => {
    fc.assert(
      fc.property(commands, (list) => {
        const index = createDueIndex<number>();
        const model = naiveIndex();
        for (const command of list) {
          if (command.do === "set") {
            index.set(command.id, command.at);
            model.set(command.id, command.at);
          } else if (command.do === "remove") expect(index.remove(command.id)).toBe(model.remove(command.id));
          else expect(index.takeDue(command.at)).toEqual(model.takeDue(command.at));
          expect([index.size, index.nextAt()]).toEqual([model.entries().length, model.nextAt()]);
          for (const { id, dueAt } of model.entries()) expect(index.dueAt(id)).toBe(dueAt);
        }
        expect(index.takeDue(100)).toEqual(model.takeDue(100));
        expect(index.nextAt()).toBeUndefined();
      }),
      { numRuns: 200 },
    );
  });

  it("hands out what is due by instant, then in the order it came", () => {
    const index = createDueIndex<string>();
    index.set("late", 30);
    index.set("second", 20);
    index.set("first", 10);
    index.set("third", 20);
    expect([index.takeDue(9), index.takeDue(20), index.takeDue(20), index.size]).toEqual([
      [],
      ["first", "second", "third"],
      [],
      1,
    ]);
  });

  it("stays in order when thousands of edits leave instants without anybody", () => {
    const index = createDueIndex<number>();
    for (let round = 1; round <= 20; round++) for (let one = 0; one < 500; one++) index.set(one, round * 1000 + one);
    expect(index.size).toBe(500);
    expect(index.takeDue(20_000 + 249)).toEqual(Array.from({ length: 250 }, (_, i) => i));
    expect(index.nextAt()).toBe(20_250);
  });

  it("refuses an instant that is none", () => {
    expect(() => createDueIndex<string>().set("a", Number.NaN)).toThrow(RangeError);
  });

  it("takes what is due among a hundred thousand, and keeps the others", () => {
    const index = createDueIndex<number>();
    for (let one = 0; one < 100_000; one++) index.set(one, (one % 1440) * 60_000);
    expect(index.takeDue(0)).toEqual(Array.from({ length: 70 }, (_, i) => i * 1440));
    expect([index.size, index.nextAt()]).toEqual([99_930, 60_000]);
  });
});
