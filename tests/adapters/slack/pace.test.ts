import { describe, expect, it } from "vitest";
import { pace as slackPace } from "../../../adapters/slack/limits.ts";
import { createPace } from "../../../adapters/slack/pace.ts";
import { createLane } from "../../../src/delivery/lane.ts";
import { createOnce } from "../../../src/support/once.ts";
import { createRates } from "../../fakes/slack/rates.ts";

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

/** What Slack is planned to allow: RELIABILITY 3.1. */
const planned = { perSecond: 5, burst: 50 };
const tripMs = 300;

/** Sends to so many channels as fast as the pace allows, into a Slack that counts; a refused message goes again. */
function fanOut(channels: number, messages: number) {
  let now = 0;
  const early = createRates({ posts: { perChannel: { perSecond: 1, burst: 1 }, overAll: planned } }, () => now);
  const lane = createLane<number>(slackPace);
  for (let at = 0; at < channels * messages; at++) lane.add(`C${at % channels}`, at);
  const ends: { at: number; channel: string }[] = [];
  let [sent, refused, last, mostUnder] = [0, 0, 0, 0];
  while (lane.waiting > 0 || ends.length > 0) {
    const turn = lane.take(now);
    if ("go" in turn) {
      if (early("chat.postMessage", turn.channel) > 0) refused++;
      else [sent, last] = [sent + 1, now];
      ends.push({ at: now + tripMs, channel: turn.channel });
      mostUnder = Math.max(mostUnder, ends.length);
      continue;
    }
    const [end] = ends;
    now = Math.min(
      "waitUntil" in turn ? turn.waitUntil : Number.POSITIVE_INFINITY,
      end?.at ?? Number.POSITIVE_INFINITY,
    );
    if (end !== undefined && end.at <= now) {
      ends.shift();
      lane.done(end.channel);
    }
  }
  return { sent, refused, seconds: last / 1000, mostUnder };
}

describe("the pace of a token", () => {
  it.each([
    [500, 1],
    [5000, 1],
    [100, 3],
    [1, 40],
  ])(
    "to %d channels with %d messages each is nearly what Slack allows, and nothing is refused",
    (channels, messages) => {
      const { sent, refused, seconds, mostUnder } = fanOut(channels, messages);
      const idealSeconds = Math.max((channels * messages - planned.burst) / planned.perSecond, messages - 1);
      expect([sent, refused]).toEqual([channels * messages, 0]);
      expect(idealSeconds / seconds).toBeGreaterThanOrEqual(0.97);
      expect(mostUnder).toBeLessThanOrEqual(8);
    },
  );

  it("lets a small fan-out go within its burst", () => {
    const { sent, refused, seconds } = fanOut(50, 1);
    expect([sent, refused]).toEqual([50, 0]);
    expect(seconds).toBeLessThanOrEqual((50 / 8) * (tripMs / 1000));
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
