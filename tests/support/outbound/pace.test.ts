import { describe, expect, it } from "vitest";
import { at, emptyFolder, failureOf, loopback, movedClock, quick, says, script, world } from "./world.ts";

const minute = 60_000;
/** Different questions, so that none is answered with another's answer. */
const asking = (path: number) => ({ ...quick, path: `/${path}` });

describe("a budget", () => {
  it("holds in every stretch of its length, not only from one full minute to the next", async () => {
    const { base, requests } = await loopback(says("{}"));
    const { clock, callFor } = world();
    const call = callFor(at(base, { budget: { perMinute: 3 } }));
    await call(asking(1));
    clock.pass(40_000);
    await call(asking(2));
    await call(asking(3));
    const spent = await failureOf(call(asking(4)));
    expect([spent.trouble, spent.retryAfterMs, requests.length]).toEqual(["rate-limited", 20_000, 3]);
    clock.pass(20_000);
    await call(asking(4));
    // Two of the last minute still count: a bucket refilled at the full minute would let three through.
    expect((await failureOf(call(asking(5)))).retryAfterMs).toBe(40_000);
  });

  it("is worth a short wait", async () => {
    const { base } = await loopback(says("{}"));
    const { clock, callFor } = world();
    const call = callFor(at(base, { budget: { perMinute: 1, gapMs: 250 } }));
    await call(asking(1));
    clock.pass(50_000);
    await call(asking(2));
    expect(clock.elapsed()).toBe(minute);
  });

  it("keeps calls apart, also those that are asked for together", async () => {
    const { clock, callFor } = world();
    const arrivals: number[] = [];
    const { base } = await loopback((_request, response) => {
      arrivals.push(clock.elapsed());
      response.end("{}");
    });
    const call = callFor(at(base, { budget: { gapMs: 1000, parallel: 1 } }));
    await Promise.all([1, 2, 3].map((path) => call(asking(path))));
    expect(arrivals).toEqual([0, 1000, 2000]);
  });

  it("lets two calls be under way at a time, or as many as it says", async () => {
    const most = async (parallel: number | undefined) => {
      let [now, peak] = [0, 0];
      const { base } = await loopback((_request, response) => {
        peak = Math.max(peak, ++now);
        setTimeout(() => {
          now--;
          response.end("{}");
        }, 15);
      });
      const call = world().callFor(at(base, { budget: parallel === undefined ? {} : { parallel } }));
      await Promise.all([1, 2, 3, 4, 5, 6].map((path) => call(asking(path))));
      return peak;
    };
    expect([await most(undefined), await most(1), await most(4)]).toEqual([2, 1, 4]);
  });

  it("of a day outlives the program, whatever the clock did meanwhile", async () => {
    const { base, requests } = await loopback(says("{}"));
    const folder = await emptyFolder();
    const start = Date.parse("2026-11-20T12:00:00Z");
    const service = at(base, { budget: { perDay: 2 } });
    const call = world({ folder, clock: movedClock(start) }).callFor(service);
    await Promise.all([call(asking(1)), call(asking(2))]);
    const later = world({ folder, clock: movedClock(start + 3 * 60 * minute) });
    const spent = await failureOf(later.callFor(service)(asking(3)));
    expect([spent.retryAfterMs, requests.length]).toEqual([21 * 60 * minute, 2]);
    expect(later.state()[0]?.left).toEqual({ day: 0 });
    // By a clock set back, those calls lie ahead: they say nothing, and nothing waits for them.
    await world({ folder, clock: movedClock(start - 24 * 60 * minute) }).callFor(service)(asking(3));
    await world({ folder, clock: movedClock(start + 24 * 60 * minute + 1) }).callFor(service)(asking(4));
  });

  it("is not held up by a clock that people set back", async () => {
    const { base } = await loopback(says("{}"));
    const { clock, callFor } = world();
    const call = callFor(at(base, { budget: { perHour: 2 } }));
    await call(asking(1));
    clock.step(-120 * minute);
    await call(asking(2));
    clock.pass(60 * minute);
    expect((await call(asking(3))).status).toBe(200);
  });
});

describe("a service that asks for a pause", () => {
  const paused = async (headers: Record<string, string>) => {
    const { base } = await loopback(says("{}", 429, headers));
    const { callFor } = world();
    const call = callFor(at(base));
    await failureOf(call(asking(1)));
    return (await failureOf(call(asking(2)))).retryAfterMs;
  };

  it("gets at least a minute, and what it asks for where that is more", async () => {
    expect(await paused({})).toBe(minute);
    expect(await paused({ "retry-after": "5" })).toBe(minute);
    expect(await paused({ "retry-after": "90.5" })).toBe(90_500);
    expect(await paused({ "retry-after": "Fri, 20 Nov 2026 12:02:00 GMT" })).toBe(2 * minute);
    expect(await paused({ "retry-after": "soon" })).toBe(minute);
    expect(await paused({ "retry-after": "7200" })).toBe(120 * minute);
  });

  it("gets a day at most, whatever it asks for", async () => {
    expect(await paused({ "retry-after": "99999999999" })).toBe(24 * 60 * minute);
  });

  it("gets twice as much each time it asks again, up to an hour, and a minute again once it answered", async () => {
    let status = 429;
    const { base, requests } = await loopback((request, response) => says("{}", status)(request, response));
    const { clock, callFor } = world();
    const call = callFor(at(base));
    const pauses: number[] = [];
    for (let round = 0; round < 8; round++) {
      await failureOf(call(asking(1)));
      const pause = (await failureOf(call(asking(1)))).retryAfterMs ?? 0;
      pauses.push(pause / minute);
      clock.pass(pause);
    }
    expect([pauses, requests.length]).toEqual([[1, 2, 4, 8, 16, 32, 60, 60], 8]);
    status = 200;
    await call(asking(1));
    status = 429;
    await failureOf(call(asking(1)));
    expect((await failureOf(call(asking(1)))).retryAfterMs).toBe(minute);
  });

  it("is asked once for two that were refused together", async () => {
    const { base } = await loopback(says("{}", 429));
    const call = world().callFor(at(base));
    await Promise.all([failureOf(call(asking(1))), failureOf(call(asking(2)))]);
    expect((await failureOf(call(asking(3)))).retryAfterMs).toBe(minute);
  });
});

describe("a service that refuses a key", () => {
  it("is asked no more before the next start", async () => {
    const { base, requests } = await loopback(script(says("{}", 401), says("{}")));
    const { clock, callFor } = world();
    const call = callFor(at(base, { secrets: ["a-key-of-ours"] }));
    await failureOf(call(asking(1)));
    clock.pass(48 * 60 * minute);
    expect([(await failureOf(call(asking(2)))).trouble, requests.length]).toEqual(["auth", 1]);
    expect((await world().callFor(at(base))(asking(2))).status).toBe(200);
  });

  it("that nobody has is asked again: it may have been about a ticket", async () => {
    const { base } = await loopback(script(says("{}", 401), says("{}")));
    const call = world().callFor(at(base));
    await failureOf(call(asking(1)));
    expect((await call(asking(1))).status).toBe(200);
  });

  it("for its plan is asked for other paths", async () => {
    const { base, requests } = await loopback(script(says("{}", 402), says("{}")));
    const { clock, callFor } = world();
    const call = callFor(at(base, { secrets: ["a-key-of-ours"] }));
    await failureOf(call(asking(1)));
    clock.pass(48 * 60 * minute);
    expect([(await failureOf(call(asking(1)))).trouble, requests.length]).toEqual(["plan", 1]);
    expect((await call(asking(2))).status).toBe(200);
  });
});

describe("a service that fails", () => {
  it("is asked twice more, a little later each time, and once where that would not help", async () => {
    const asks = async (status: number) => {
      const { base, requests } = await loopback(says("{}", status));
      const { clock, callFor } = world();
      await failureOf(callFor(at(base))(quick));
      return [requests.length, clock.elapsed()];
    };
    expect(await asks(500)).toEqual([3, 600]);
    expect([await asks(403), await asks(404), await asks(429), await asks(400)]).toEqual(Array(4).fill([1, 0]));
  });

  it("once is as good as one that never did", async () => {
    const { base } = await loopback(script((request) => request.socket.destroy(), says("{}", 502), says("[1]")));
    expect((await world().callFor(at(base))(quick)).json).toEqual([1]);
  });

  it("is not tried beyond the time the caller has", async () => {
    const { base, requests } = await loopback(says("{}", 500));
    await failureOf(world().callFor(at(base))({ ...quick, timeoutMs: 300 }));
    expect(requests.length).toBe(2);
  });

  it("three times in a row is left alone for a while", async () => {
    const { base, requests } = await loopback(says("{}", 403));
    const { clock, callFor } = world();
    const call = callFor(at(base));
    for (const path of [1, 2, 3, 4, 5]) await failureOf(call(asking(path)));
    expect(requests.length).toBe(3);
    clock.pass(minute);
    await failureOf(call(asking(6)));
    expect(requests.length).toBe(4);
  });

  it("to be reached is tried again within minutes, however long it lasted", async () => {
    const { base } = await loopback((request) => request.socket.destroy());
    const { clock, callFor } = world({ random: () => 0 });
    const call = callFor(at(base));
    const pauses: number[] = [];
    for (const path of [1, 2, 3, 4, 5, 6, 7]) {
      const since = clock.elapsed();
      await failureOf(call(asking(path)));
      const tried = clock.elapsed() > since;
      const pause = path < 3 ? 0 : ((await failureOf(call(asking(path)))).retryAfterMs ?? 0);
      pauses.push(tried ? pause / minute : -1);
      clock.pass(pause);
    }
    expect(pauses).toEqual([0, 0, 1, 2, 4, 5, 5]);
  });

  it("to answer in time is over in that time", async () => {
    const { base } = await loopback((_request, response) => {
      response.writeHead(200);
      const drip = setInterval(() => response.write(" "), 10);
      response.on("close", () => clearInterval(drip));
    });
    const since = performance.now();
    const { trouble, message } = await failureOf(
      world({ random: Math.random }).callFor(at(base))({ ...quick, timeoutMs: 120 }),
    );
    expect([trouble, message]).toEqual(["network", "sample was not reached: no answer in time."]);
    expect(performance.now() - since).toBeLessThan(2000);
  });
});

describe("the state of a service", () => {
  it("tells its last answer, how long it took, what is left and why it is left alone", async () => {
    const { base } = await loopback(script(says("{}"), says("{}", 429, { "retry-after": "120" })));
    const { clock, callFor, state } = world();
    const call = callFor(at(base, { budget: { perMinute: 10, perDay: 20 } }));
    expect(state()).toEqual([{ service: "sample", left: { minute: 10, day: 20 } }]);
    await call(asking(1));
    const receivedAt = clock.now();
    expect(state()).toEqual([{ service: "sample", last: 200, latencyMs: 0, receivedAt, left: { minute: 9, day: 19 } }]);
    clock.pass(1000);
    await failureOf(call(asking(2)));
    expect(state()).toEqual([
      {
        service: "sample",
        last: "rate-limited",
        problem: "sample asks for a pause (status 429).",
        latencyMs: 0,
        receivedAt,
        left: { minute: 8, day: 18 },
        open: { trouble: "rate-limited", forMs: 120_000 },
      },
    ]);
  });

  it("is one for all who ask it", async () => {
    const { base, requests } = await loopback(says("{}"));
    const { callFor } = world();
    const service = at(base, { budget: { perMinute: 1 } });
    await callFor(service)(asking(1));
    expect([(await failureOf(callFor(service)(asking(2)))).trouble, requests.length]).toEqual(["rate-limited", 1]);
  });

  it("is over once the program ends: nothing more is asked", async () => {
    const { base, requests } = await loopback(says("{}"));
    const { callFor, close } = world();
    const call = callFor(at(base));
    close();
    expect([(await failureOf(call(quick))).trouble, requests.length]).toEqual(["network", 0]);
  });
});
