import { describe, expect, it } from "vitest";
import { createOnce } from "../../src/support/once.ts";
import { soon } from "../../src/support/soon.ts";

describe("what is done once", () => {
  it("is done again only when it was forgotten", () => {
    let time = 0;
    const once = createOnce(() => time);
    expect([once("a", 1000), once("a", 1000), once("b", 1000)]).toEqual([true, false, true]);
    time = 999;
    expect(once("a", 1000)).toBe(false);
    time = 1000;
    expect([once("a", 1000), once("a", 1000)]).toEqual([true, false]);
  });

  it("is remembered for the newest of very many", () => {
    const once = createOnce(() => 0);
    for (let i = 0; i < 25_000; i++) once(`key ${i}`, 1000);
    expect([once("key 24999", 1000), once("key 15001", 1000), once("key 0", 1000)]).toEqual([false, false, true]);
  });
});

describe("something soon", () => {
  it("is there when it is quick, and fails as it failed", async () => {
    expect(await soon(Promise.resolve("here"), 1000)).toBe("here");
    await expect(soon(Promise.reject(new Error("no")), 1000)).rejects.toThrow("no");
  });

  it("is nothing when it takes longer, and goes on", async () => {
    let finish: (value: string) => void = () => undefined;
    const slow = new Promise<string>((resolve) => {
      finish = resolve;
    });
    expect(await soon(slow, 1)).toBeUndefined();
    finish("late");
    expect(await slow).toBe("late");
  });
});
