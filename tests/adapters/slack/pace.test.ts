import { describe, expect, it } from "vitest";
import { createPace } from "../../../adapters/slack/pace.ts";
import { createOnce } from "../../../src/support/once.ts";

/** A clock that sleeping moves. */
function clock() {
  let time = 0;
  return {
    now: () => time,
    sleep: async (ms: number) => {
      time += ms;
    },
    pass: (ms: number) => {
      time += ms;
    },
  };
}

describe("the pace of a channel", () => {
  it("is a short burst, then one a second", async () => {
    const time = clock();
    const pace = createPace(time);
    const at: number[] = [];
    for (let message = 0; message < 7; message++) {
      await pace("C1");
      at.push(time.now());
    }
    expect(at).toEqual([0, 0, 0, 0, 1000, 2000, 3000]);
  });

  it("does not hold another channel up, and recovers with time", async () => {
    const time = clock();
    const pace = createPace(time);
    for (let message = 0; message < 4; message++) await pace("C1");
    await pace("C2");
    expect(time.now()).toBe(0);
    time.pass(60_000);
    for (let message = 0; message < 4; message++) await pace("C1");
    expect(time.now()).toBe(60_000);
  });
});

describe("what was done", () => {
  it("is known until its time is over", () => {
    const time = clock();
    const once = createOnce(time.now);
    expect([once("a", 100), once("a", 100), once("b", 100)]).toEqual([true, false, true]);
    time.pass(101);
    expect(once("a", 100)).toBe(true);
  });

  it("is forgotten oldest first where there is too much of it", () => {
    const once = createOnce(() => 0);
    for (let key = 0; key <= 10_000; key++) once(String(key), 1000);
    expect([once("0", 1000), once("10000", 1000)]).toEqual([true, false]);
  });
});
