import { describe, expect, it } from "vitest";
import { createAlmanac } from "../../src/schedule/occurrence.ts";
import type { Span } from "../../src/schedule/zone.ts";
import { createStage, daily, every } from "../simulator/stage.ts";

const minute = 60_000;

describe("an hour that comes twice", () => {
  it("has a daily post once, however often the program starts in its second pass", async () => {
    for (let restartAt = 0; restartAt < 60; restartAt += 4) {
      const stage = await createStage("2025-11-02T05:00Z");
      await stage.add({ schedule: daily("01:30", "America/New_York") });
      await stage.until(`2025-11-02T06:${String(restartAt).padStart(2, "0")}Z`);
      await stage.restart(restartAt % 3 === 0 ? 1000 : 31_000);
      await stage.until("2025-11-02T08:00Z");
      expect(stage.sent()).toEqual(["2025-11-02T05:30 chat post"]);
    }
  });

  it("has a post in real time in both of its passes", async () => {
    const stage = await createStage("2025-11-02T05:10Z");
    await stage.add({ schedule: every(30, "America/New_York") });
    await stage.until("2025-11-02T07:10Z");
    const keys = stage.platform.calls.map(({ body }) => new Date(body.dueAt).toISOString().slice(11, 16));
    expect([keys, stage.ledger()]).toEqual([
      ["05:30", "06:00", "06:30", "07:00"],
      ["2025-11-02T01:30 sent", "2025-11-02T01:00 sent", "2025-11-02T01:30 sent", "2025-11-02T02:00 sent"],
    ]);
  });
});

describe("an hour that is left out", () => {
  it.each([
    ["New York", "America/New_York", "02:30", "2025-03-09T06:00Z", "2025-03-09T07:30 chat post"],
    ["Cairo", "Africa/Cairo", "00:00", "2025-04-24T21:00Z", "2025-04-24T22:00 chat post"],
    ["Nuuk", "America/Nuuk", "23:30", "2025-03-30T00:30Z", "2025-03-30T01:30 chat post"],
  ])(
    "has its daily post an hour later in %s, and once when the program starts in between",
    async (_name, zone, at, start, sent) => {
      const stage = await createStage(start);
      await stage.add({ schedule: daily(at, zone) });
      await stage.restart(40 * minute);
      await stage.restart(12 * minute);
      await stage.machine.world.until(3 * 60 * minute);
      expect(stage.sent()).toEqual([sent]);
    },
  );
});

describe("a clock that is set", () => {
  it("back by two hours sends nothing again", async () => {
    const stage = await createStage("2025-01-07T07:00Z");
    await stage.add();
    await stage.until("2025-01-07T08:30Z");
    stage.machine.world.step(-120 * minute);
    await stage.restart();
    await stage.until("2025-01-07T13:00Z");
    expect([stage.sent(), stage.ledger()]).toEqual([["2025-01-07T08:00 chat post"], ["2025-01-07T08:00 sent"]]);
  });

  it("forward by two hours sends late what was passed over", async () => {
    const stage = await createStage("2025-01-07T07:00Z");
    await stage.add();
    await stage.until("2025-01-07T07:30Z");
    stage.machine.world.step(120 * minute);
    stage.program.wake();
    await stage.until("2025-01-07T09:00Z");
    expect(stage.sent()).toEqual(["2025-01-07T07:30 chat post of 2025-01-07T08:00"]);
  });

  it("forward past a window leaves a reason", async () => {
    const stage = await createStage("2025-01-07T07:00Z");
    await stage.add({ schedule: every(60), windowMs: 10 * minute });
    await stage.until("2025-01-07T07:30Z");
    stage.machine.world.step(45 * minute);
    stage.program.wake();
    await stage.until("2025-01-07T07:40Z");
    expect([stage.sent(), stage.ledger()]).toEqual([[], ["2025-01-07T08:00 skipped missed"]]);
  });

  it("and stays slow by an hour is late by an hour, and never early", async () => {
    const stage = await createStage("2025-01-07T07:00Z");
    stage.machine.world.step(-60 * minute);
    await stage.add();
    await stage.until("2025-01-07T10:00Z");
    expect(stage.sent()).toEqual(["2025-01-07T09:00 chat post"]);
  });
});

/** A law that says how far a zone is ahead. */
const lawOf = (hours: number) => {
  const span: Span = {
    startAt: Number.NEGATIVE_INFINITY,
    endAt: Number.POSITIVE_INFINITY,
    offsetMs: hours * 60 * minute,
    offsetBeforeMs: hours * 60 * minute,
  };
  return createAlmanac({}, () => span);
};

describe("a law that moves a zone", () => {
  const stageUnder = async (hours: number) => {
    const stage = await createStage("2025-01-07T05:00Z");
    stage.machine.almanac = lawOf(hours);
    await stage.restart();
    await stage.add({ schedule: daily("09:00", "Europe/London") });
    return stage;
  };

  it.each([
    ["earlier", 1, "2025-01-07T08:00"],
    ["later", -1, "2025-01-07T10:00"],
  ])("before the post was due moves it %s", async (_name, hours, sent) => {
    const stage = await stageUnder(0);
    await stage.until("2025-01-07T07:00Z");
    stage.machine.almanac = lawOf(hours);
    await stage.restart();
    await stage.until("2025-01-07T12:00Z");
    expect(stage.sent()).toEqual([`${sent} chat post`]);
  });

  it("to an instant that has passed sends it at once", async () => {
    const stage = await stageUnder(0);
    await stage.until("2025-01-07T08:30Z");
    stage.machine.almanac = lawOf(1);
    await stage.restart();
    await stage.until("2025-01-07T12:00Z");
    expect(stage.sent()).toEqual(["2025-01-07T08:30 chat post of 2025-01-07T09:00"]);
  });

  it.each([1, -1])("by %i hours after the post was sent sends nothing again that day", async (hours) => {
    const stage = await stageUnder(0);
    await stage.until("2025-01-07T09:30Z");
    stage.machine.almanac = lawOf(hours);
    await stage.restart();
    await stage.until("2025-01-08T11:00Z");
    expect(stage.sent()).toEqual([
      "2025-01-07T09:00 chat post",
      hours === 1 ? "2025-01-08T08:00 chat post" : "2025-01-08T10:00 chat post",
    ]);
  });
});
