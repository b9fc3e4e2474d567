import { describe, expect, it } from "vitest";
import { createRetryBudget, pauseMs } from "../../src/delivery/backoff.ts";
import { createBreaker } from "../../src/delivery/breaker.ts";

describe("the pause before another try", () => {
  it("is anything up to a limit that doubles from a second to five minutes", () => {
    const most = Array.from({ length: 12 }, (_, index) => pauseMs(index + 1, () => 0.999_999_9));
    expect(most.map((ms) => Math.round(ms / 1000))).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300]);
    expect(pauseMs(9, () => 0)).toBe(0);
  });
});

describe("the retry budget", () => {
  it("is a burst, and a tenth of what was sent in the last minute", () => {
    const budget = createRetryBudget();
    for (let i = 0; i < 100; i++) budget.sent(0);
    const allowed = Array.from({ length: 50 }, () => budget.allows(1)).filter(Boolean).length;
    expect(allowed).toBe(30);
    expect(budget.allows(59_999)).toBe(false);
    expect(Array.from({ length: 50 }, () => budget.allows(60_002)).filter(Boolean).length).toBe(20);
  });
});

describe("the breaker", () => {
  const failing = (times: number, from = 0) => {
    const breaker = createBreaker();
    for (let i = 0; i < times; i++) breaker.failed(from + i);
    return breaker;
  };

  it("opens when half of twenty calls within thirty seconds failed", () => {
    expect([failing(19).admits(20), failing(20).admits(20)]).toEqual([true, false]);
    const mixed = createBreaker();
    for (let i = 0; i < 11; i++) mixed.succeeded(i);
    for (let i = 0; i < 10; i++) mixed.failed(20 + i);
    expect(mixed.admits(40)).toBe(true);
    mixed.failed(50);
    expect(mixed.admits(50)).toBe(false);
  });

  it("does not count what is older", () => {
    const breaker = failing(15);
    for (let i = 0; i < 10; i++) breaker.failed(40_000 + i);
    expect(breaker.admits(40_020)).toBe(true);
  });

  it("lets one call through after a pause, which grows with each that fails up to a minute", () => {
    const breaker = failing(20);
    const pauses: number[] = [];
    let now = 19;
    for (let i = 0; i < 6; i++) {
      const at = breaker.probeAt as number;
      pauses.push((at - now) / 1000);
      expect([breaker.admits(at - 1), breaker.admits(at), breaker.admits(at)]).toEqual([false, true, false]);
      breaker.failed(at);
      now = at;
    }
    expect(pauses).toEqual([5, 10, 20, 40, 60, 60]);
  });

  it("closes with the first that succeeds, and starts anew", () => {
    const breaker = failing(20);
    const at = breaker.probeAt as number;
    breaker.admits(at);
    breaker.succeeded(at);
    expect([breaker.admits(at), breaker.probeAt]).toEqual([true, undefined]);
    for (let i = 0; i < 18; i++) breaker.failed(at + i);
    expect(breaker.admits(at + 20)).toBe(true);
  });

  it("tries refused credentials again only after five minutes, or when somebody mended them", () => {
    const breaker = createBreaker();
    breaker.trip(0);
    expect(breaker.admits(299_999)).toBe(false);
    breaker.reset();
    expect(breaker.admits(1e12)).toBe(true);
  });
});
