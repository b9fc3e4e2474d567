import { describe, expect, it } from "vitest";
import { createBreather } from "../../src/support/breather.ts";

describe("a breather", () => {
  it("asks for no pause while time remains", () => {
    let now = 0;
    const breathe = createBreather(8, () => now);
    now = 7.9;
    expect(breathe()).toBeUndefined();
  });

  it("asks for a pause once the event loop was held long enough", async () => {
    let now = 0;
    const breathe = createBreather(8, () => now);
    now = 8;
    const pause = breathe();
    expect(pause).toBeInstanceOf(Promise);
    await pause;
  });

  it("gives other tasks a turn during the pause", async () => {
    let now = 0;
    const breathe = createBreather(8, () => now);
    const order: string[] = [];
    setImmediate(() => order.push("other task"));
    now = 10;
    await breathe();
    order.push("work");
    expect(order).toEqual(["other task", "work"]);
  });

  it("counts anew from the end of the pause, however long that took", async () => {
    let now = 0;
    const breathe = createBreather(8, () => now);
    now = 10;
    const pause = breathe();
    now = 500;
    await pause;
    now = 507;
    expect(breathe()).toBeUndefined();
    now = 508;
    const second = breathe();
    expect(second).toBeInstanceOf(Promise);
    await second;
  });

  it("holds no longer than a chat command may wait when told nothing", async () => {
    let now = 0;
    const breathe = createBreather(undefined, () => now);
    now = 20;
    const pause = breathe();
    expect(pause).toBeInstanceOf(Promise);
    await pause;
  });

  it("reads a real clock when given none", () => {
    expect(createBreather(60_000)()).toBeUndefined();
  });
});
