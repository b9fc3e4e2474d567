import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createLane } from "../../src/delivery/lane.ts";
import type { Pace } from "../../src/platform/pace.ts";

interface Sent {
  readonly at: number;
  readonly channel: string;
  readonly item: number;
}

/** Drives a lane over a clock of its own; every call takes so long. */
function drive(
  pace: Pace,
  work: readonly { channel: string; item: number }[],
  tripMs: number,
  holds: readonly { at: number; until: number; channel?: string }[] = [],
): Sent[] {
  const lane = createLane<number>(pace);
  for (const { channel, item } of work) lane.add(channel, item);
  const sent: Sent[] = [];
  const ends: { at: number; channel: string }[] = [];
  const left = [...holds];
  let now = 0;
  while (lane.waiting > 0 || ends.length > 0) {
    while (left[0] !== undefined && left[0].at <= now) {
      const { until, channel } = left.shift() as (typeof holds)[number];
      lane.hold(until, channel);
    }
    const turn = lane.take(now);
    if ("go" in turn) {
      sent.push({ at: now, channel: turn.channel, item: turn.go });
      ends.push({ at: now + tripMs, channel: turn.channel });
      continue;
    }
    const end = ends.toSorted((a, b) => a.at - b.at)[0];
    const wake = "waitUntil" in turn ? turn.waitUntil : Number.POSITIVE_INFINITY;
    now = Math.min(wake, end?.at ?? Number.POSITIVE_INFINITY, left[0]?.at ?? Number.POSITIVE_INFINITY);
    if (end !== undefined && end.at <= now) {
      lane.done(end.channel);
      ends.splice(ends.indexOf(end), 1);
    }
  }
  return sent;
}

const channelsOf = (count: number, messages = 1) =>
  Array.from({ length: count * messages }, (_, index) => ({ channel: `c${index % count}`, item: index }));

const perMinute = { messages: 20, withinMs: 60_000 };
const telegram: Pace = { perSecond: 30, channelMs: 1000, channelMost: () => perMinute, inFlight: 8 };
const discord: Pace = { perSecond: 50, channelMs: 0, inFlight: 16 };

describe("a lane", () => {
  it.each([
    ["30 a second", telegram, 600, 600 / 30],
    ["50 a second", discord, 500, 500 / 50],
  ])("is as fast as %s allows and no faster", (_name, pace, count, idealSeconds) => {
    const sent = drive(pace, channelsOf(count), 80);
    const seconds = ((sent.at(-1)?.at ?? 0) + 1000 / pace.perSecond) / 1000;
    expect(idealSeconds / seconds).toBeGreaterThan(0.99);
    for (let i = pace.perSecond; i < sent.length; i++)
      expect((sent[i]?.at ?? 0) - (sent[i - pace.perSecond]?.at ?? 0)).toBeGreaterThanOrEqual(1000 - 1e-6);
  });

  it("keeps the order of a channel, one call at a time there", () => {
    const sent = drive({ perSecond: 1000, channelMs: 0, inFlight: 10 }, channelsOf(5, 6), 70);
    for (let channel = 0; channel < 5; channel++) {
      const own = sent.filter((one) => one.channel === `c${channel}`);
      expect(own.map(({ item }) => item)).toEqual(own.map(({ item }) => item).toSorted((a, b) => a - b));
      for (let i = 1; i < own.length; i++) expect((own[i]?.at ?? 0) - (own[i - 1]?.at ?? 0)).toBeGreaterThanOrEqual(70);
    }
  });

  it("lets no channel wait for a slow one", () => {
    const work = [...Array.from({ length: 30 }, (_, item) => ({ channel: "slow", item })), ...channelsOf(100)];
    const sent = drive(telegram, work, 50);
    const others = sent.filter(({ channel }) => channel !== "slow");
    expect(others.at(-1)?.at ?? 0).toBeLessThan(4000);
    expect(sent.length).toBe(130);
  });

  it("holds to the most of a channel where it has one, and nowhere else", () => {
    const pace: Pace = { ...telegram, channelMost: (channel) => (channel === "group" ? perMinute : undefined) };
    const work = ["group", "person"].flatMap((channel) => Array.from({ length: 21 }, (_, item) => ({ channel, item })));
    const last = (name: string) => drive(pace, work, 50).findLast(({ channel }) => channel === name)?.at ?? 0;
    expect(last("group")).toBeGreaterThanOrEqual(60_000);
    expect(last("person")).toBeLessThan(22_000);
  });

  it("goes on with what was begun before it begins anything else", () => {
    const lane = createLane<string>({ perSecond: 10, channelMs: 0, inFlight: 1 });
    for (const channel of ["a", "b", "c"]) lane.add(channel, channel);
    const taken: string[] = [];
    for (const [now, next] of [[0, "a again"], [100], [200], [300]] as const) {
      const turn = lane.take(now);
      if (!("go" in turn)) throw new Error(`Nothing went at ${now}.`);
      taken.push(turn.go);
      lane.done(turn.channel, next === undefined ? undefined : { item: next, notBefore: 150 });
    }
    // What goes on waits until it may, and others go meanwhile.
    expect(taken.slice(0, 1)).toEqual(["a"]);
    expect(taken.slice(2, 3)).toEqual(["a again"]);
    expect(taken.toSorted()).toEqual(["a", "a again", "b", "c"]);
  });

  it("puts off what its driver will not let go yet, and lets others go", () => {
    const lane = createLane<string>({ perSecond: 1000, channelMs: 0, inFlight: 5 });
    for (const channel of ["a", "b"]) lane.add(channel, channel);
    const notBefore = (item: string) => (item === "a" ? 500 : undefined);
    expect(lane.take(0, notBefore)).toEqual({ go: "b", channel: "b" });
    expect(lane.take(10, notBefore)).toEqual({ waitUntil: 500 });
    expect(lane.take(500)).toEqual({ go: "a", channel: "a" });
  });

  it("goes at once after a rest, as far as a burst allows", () => {
    const sent = drive({ perSecond: 5, burst: 10, channelMs: 0, inFlight: 50 }, channelsOf(20), 1);
    expect(sent.filter(({ at }) => at === 0).length).toBe(10);
    expect((sent.at(-1)?.at ?? 0) / 1000).toBeCloseTo(2, 5);
  });

  it("sends everything once, within every limit, whatever the work, the trips and the pauses", () => {
    const held = fc.array(
      fc.record({
        at: fc.integer({ min: 0, max: 5000 }),
        ms: fc.integer({ min: 1, max: 5000 }),
        channel: fc.option(fc.constantFrom("c0", "c1", "c2"), { nil: undefined }),
      }),
      { maxLength: 4 },
    );
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 6 }),
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 400 }),
        fc.integer({ min: 1, max: 5 }),
        held,
        (count, messages, tripMs, inFlight, pauses) => {
          const most = { messages: 4, withinMs: 5000 };
          const pace: Pace = { perSecond: 10, channelMs: 300, channelMost: () => most, inFlight };
          const work = channelsOf(count, messages);
          const holds = pauses
            .map(({ at, ms, channel }) => ({ at, until: at + ms, ...(channel === undefined ? {} : { channel }) }))
            .toSorted((a, b) => a.at - b.at);
          const sent = drive(pace, work, tripMs, holds);
          expect(sent.map(({ item }) => item).toSorted((a, b) => a - b)).toEqual(work.map(({ item }) => item));
          for (let i = 1; i < sent.length; i++)
            expect((sent[i]?.at ?? 0) - (sent[i - 1]?.at ?? 0)).toBeGreaterThanOrEqual(100 - 1e-6);
          for (const name of new Set(work.map(({ channel }) => channel))) {
            const times = sent.filter(({ channel }) => channel === name).map(({ at }) => at);
            for (let i = 1; i < times.length; i++)
              expect((times[i] ?? 0) - (times[i - 1] ?? 0)).toBeGreaterThanOrEqual(Math.max(300, tripMs) - 1e-6);
            for (let i = 4; i < times.length; i++)
              expect((times[i] ?? 0) - (times[i - 4] ?? 0)).toBeGreaterThanOrEqual(5000 - 1e-6);
          }
          for (const { at, until, channel } of holds)
            expect(
              sent.filter((one) => one.at > at && one.at < until && (channel === undefined || one.channel === channel)),
            ).toEqual([]);
          for (let i = 0; i < sent.length; i++) {
            const under = sent.filter((one, index) => index <= i && one.at + tripMs > (sent[i]?.at ?? 0)).length;
            expect(under).toBeLessThanOrEqual(inFlight);
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});
