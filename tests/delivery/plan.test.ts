import { describe, expect, it } from "vitest";
import { planOf } from "../../src/delivery/plan.ts";
import { createAlmanac } from "../../src/schedule/occurrence.ts";
import { Subscription } from "../../src/subscription/subscription.ts";
import { daily, every } from "../simulator/stage.ts";

const due = Date.parse("2025-01-07T08:00Z");
const [second, minute, hour, day] = [1000, 60_000, 3_600_000, 86_400_000];
const almanac = createAlmanac({});

const subscriptionOf = (what: Partial<Subscription>): Subscription =>
  Subscription.parse({
    version: 1,
    id: "abcde",
    place: { platform: "blind", account: "one", channel: "chat" },
    what: ["digest"],
    schedule: daily("08:00"),
    owner: "somebody",
    createdAt: 0,
    ...what,
  });

/** The program was down from before 08:00 until so much later. */
const planAfter = (x: number, what: Partial<Subscription>) =>
  planOf(subscriptionOf(what), due - hour, due + x, almanac).entries.map(([key, { state, reason, late }]) =>
    [key.split("|")[1], state, ...(reason ? [reason] : []), ...(late ? ["late"] : [])].join(" "),
  );

const [onTime, late, missed] = [
  "2025-01-07T08:00 planned",
  "2025-01-07T08:00 planned late",
  "2025-01-07T08:00 skipped missed",
];

describe("after downtime, a daily post is planned as its subscription wants it", () => {
  it.each([
    ["1 s", 1 * second, onTime, onTime, onTime],
    ["59 s", 59 * second, onTime, onTime, onTime],
    ["1 min", minute, onTime, onTime, onTime],
    ["61 s", 61 * second, late, late, missed.concat(" late")],
    ["5 min", 5 * minute, late, late, missed.concat(" late")],
    ["the window less 1 s", 6 * hour - second, late, late, missed.concat(" late")],
    ["the window", 6 * hour, late, late, missed.concat(" late")],
    ["the window and 1 s", 6 * hour + second, missed.concat(" late"), late, missed.concat(" late")],
  ])("%s late", (_name, x, latest, all, none) => {
    expect([
      planAfter(x, { missed: "latest" }),
      planAfter(x, { missed: "all" }),
      planAfter(x, { missed: "none" }),
    ]).toEqual([[latest], [all], [none]]);
  });

  it("three days late: the newest, each in order, or the one that is due now", () => {
    const days = ["07", "08", "09"].map((date) => `2025-01-${date}T08:00`);
    const skipped = days.map((wall) => `${wall} skipped missed late`);
    const now = "2025-01-10T08:00 planned";
    expect([
      planAfter(3 * day, { missed: "latest" }),
      planAfter(3 * day, { missed: "all" }),
      planAfter(3 * day, { missed: "none" }),
    ]).toEqual([
      [...skipped, now],
      [...days.map((wall) => `${wall} planned late`), now],
      [...skipped, now],
    ]);
  });

  it("with a window of its own", () => {
    const windowMs = 10 * minute;
    expect([planAfter(10 * minute, { windowMs }), planAfter(10 * minute + 1, { windowMs })]).toEqual([
      [late],
      [`${missed} late`],
    ]);
  });
});

describe("a plan", () => {
  it("names the newest fifty of many, and counts the others", () => {
    const { entries } = planOf(subscriptionOf({ schedule: every(5) }), due - 10 * hour, due, almanac);
    const reasons = entries.map(([, { reason = "", detail = "" }]) => `${reason} ${detail}`.trim());
    expect([entries.length, reasons[0], reasons[1], reasons.at(-1), entries[0]?.[1].wall]).toEqual([
      51,
      "missed-more 70",
      "missed",
      "",
      "2025-01-07T03:50",
    ]);
  });

  it("is fresh for its window, and never for less than five minutes", () => {
    const fresh = (x: number, what: Partial<Subscription>) =>
      (planOf(subscriptionOf(what), due - 1, due + x, almanac).entries.at(-1)?.[1].freshUntil ?? 0) - due;
    expect([
      fresh(0, {}),
      fresh(6 * hour - minute, {}),
      fresh(0, { schedule: every(15) }),
      fresh(hour, { missed: "all" }),
    ]).toEqual([6 * hour, 6 * hour + 4 * minute, 5 * minute, 7 * hour]);
  });

  it("never goes back, and is empty where nothing is due", () => {
    expect(planOf(subscriptionOf({}), due, due - hour, almanac)).toEqual({ entries: [], cursor: due });
  });
});
