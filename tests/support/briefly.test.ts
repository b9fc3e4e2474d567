import { describe, expect, it } from "vitest";
import { briefly } from "../../src/support/briefly.ts";
import { createTurns } from "../../src/support/turns.ts";

describe("a value kept briefly", () => {
  function world() {
    let time = 0;
    const asked: string[] = [];
    let fails = false;
    const ask = briefly(
      1000,
      async (name: string) => {
        asked.push(name);
        if (fails) throw new Error("not now");
        return `${name} ${asked.length}`;
      },
      (name) => name,
      () => time,
    );
    const pass = (ms: number) => {
      time += ms;
    };
    const fail = (now: boolean) => {
      fails = now;
    };
    return { ask, asked, pass, fail };
  }

  it("is asked for once, by everyone who asks meanwhile", async () => {
    const { ask, asked, pass } = world();
    expect(await Promise.all([ask("a"), ask("a"), ask("b")])).toEqual(["a 1", "a 1", "b 2"]);
    pass(1000);
    expect([await ask("a"), asked.length]).toEqual(["a 3", 3]);
  });

  it("that failed is asked for anew", async () => {
    const { ask, fail } = world();
    fail(true);
    await expect(ask("a")).rejects.toThrow("not now");
    fail(false);
    expect(await ask("a")).toBe("a 2");
  });

  it("is forgotten for newer ones", async () => {
    const { ask, asked } = world();
    for (let i = 0; i < 9; i++) await ask(String(i));
    await ask("0");
    expect(asked.length).toBe(10);
  });
});

describe("work in turns", () => {
  it("runs so many pieces at a time, in order, and goes on after one that fails", async () => {
    const inTurn = createTurns(2);
    const [started, most] = [[] as number[], { now: 0, ever: 0 }];
    const results = await Promise.allSettled(
      Array.from({ length: 10 }, (_, index) =>
        inTurn(async () => {
          started.push(index);
          most.ever = Math.max(most.ever, ++most.now);
          await new Promise((resolve) => setImmediate(resolve));
          most.now--;
          if (index === 3) throw new Error("no");
          return index;
        }),
      ),
    );
    expect([started, most.ever]).toEqual([[0, 1, 2, 3, 4, 5, 6, 7, 8, 9], 2]);
    expect(results.filter(({ status }) => status === "rejected").length).toBe(1);
  });
});
