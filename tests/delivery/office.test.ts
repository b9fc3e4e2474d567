import { describe, expect, it } from "vitest";
import type { Fault } from "../simulator/platform.ts";
import { createStage, daily, every, lookable, replaySafe, type Stage } from "../simulator/stage.ts";

const minute = 60_000;
const hour = 60 * minute;
const at = (time: string) => `2025-01-07T${time}`;

/** The platform is not well until then. */
function ail({ machine, platform }: Stage, until: string, fault: Fault, only: (call: number) => boolean = () => true) {
  const end = Date.parse(until) - machine.world.startAt;
  let calls = 0;
  platform.fault = () => (machine.world.elapsed() < end && only(++calls) ? fault : undefined);
}

describe("a daily post that was missed", () => {
  it.each([
    ["latest", [`${at("09:00")} chat post of ${at("08:00")}`]],
    ["all", [`${at("09:00")} chat post of ${at("08:00")}`]],
    ["none", []],
  ] as const)("comes as the subscription wants it (%s), however often the program starts", async (missed, sent) => {
    const stage = await createStage(at("07:00Z"));
    await stage.add({ missed });
    stage.machine.die("killed", false, 2 * hour);
    await stage.until(at("09:00Z"));
    for (let start = 0; start < 20; start++) await stage.restart();
    await stage.until(at("12:00Z"));
    expect(stage.sent()).toEqual(sent);
    expect(stage.ledger()).toEqual([`${at("08:00")} ${missed === "none" ? "skipped missed" : "sent"}`]);
  });
});

describe("posts that are due while an older one waits", () => {
  const ledgerOf = async (overlap: "supersede" | "queue" | "skip-new", until = "08:03") => {
    const stage = await createStage(at("07:02Z"));
    await stage.add({ schedule: every(5), overlap, windowMs: hour });
    // Longer than ten of them, and the first is never known to have left.
    ail(stage, at(`${until}Z`), "unreached");
    await stage.until(at("08:04:50Z"));
    return {
      ledger: stage.ledger(),
      sent: stage.platform.calls
        .filter(({ acceptedAt }) => acceptedAt !== undefined)
        .map(({ body }) => new Date(body.dueAt).toISOString().slice(11, 16)),
    };
  };
  const walls = [
    "07:05",
    "07:10",
    "07:15",
    "07:20",
    "07:25",
    "07:30",
    "07:35",
    "07:40",
    "07:45",
    "07:50",
    "07:55",
    "08:00",
  ];

  it("all go out in order where they queue", async () => {
    expect(await ledgerOf("queue", "07:58")).toEqual({ ledger: walls.map((wall) => `${at(wall)} sent`), sent: walls });
  });

  it("give way to the newest where nothing of the older one left", async () => {
    const { ledger, sent } = await ledgerOf("supersede", "08:01");
    expect(ledger).toEqual(walls.map((wall) => `${at(wall)} ${wall === "08:00" ? "sent" : "skipped superseded"}`));
    expect(sent).toEqual(["08:00"]);
  });

  it("are left out where the older one comes first", async () => {
    const { ledger, sent } = await ledgerOf("skip-new", "07:58");
    expect(ledger.slice(0, 11)).toEqual([
      `${at("07:05")} sent`,
      ...walls.slice(1, 11).map((wall) => `${at(wall)} skipped still-sending`),
    ]);
    expect(sent[0]).toBe("07:05");
  });
});

describe("a platform that cannot be asked", () => {
  it("has of five hundred posts no second copy of the ten whose answer was lost, and their owners are told", async () => {
    const stage = await createStage(at("07:00Z"));
    const subscriptions = [];
    for (let channel = 0; channel < 500; channel++) subscriptions.push(await stage.add({ channel: `c${channel}` }));
    ail(stage, at("09:00Z"), "answer-lost", (call) => call % 50 === 0);
    await stage.until(at("09:00Z"));
    await stage.restart();
    await stage.until(at("09:10Z"));
    const lost = stage.platform.calls.filter(({ verdict }) => verdict === "unknown").map(({ channel }) => channel);
    const held = stage.machine.told.flatMap((one) => (one.is === "held" ? [one.entry.place.channel] : []));
    const states = stage.ledger().map((line) => line.slice(17));
    expect([lost.length, stage.platform.calls.length, new Set(stage.sent()).size]).toEqual([10, 500, 500]);
    expect(held.toSorted()).toEqual(lost.toSorted());
    expect([
      states.filter((state) => state === "held in-doubt").length,
      states.filter((state) => state === "sent").length,
    ]).toEqual([10, 490]);
  });

  const inDoubt = async (doubt: "hold" | "resend-marked", fault: Fault = "answer-lost", calls = 1) => {
    const stage = await createStage(at("07:00Z"));
    const { id } = await stage.add({ doubt });
    ail(stage, at("09:00Z"), fault, (call) => call <= calls);
    await stage.until(at("08:30Z"));
    return { stage, key: `${id}|${at("08:00")}|UTC|0` };
  };

  it("gets one more copy by one tap, and by two", async () => {
    const { stage, key } = await inDoubt("hold");
    expect([stage.sent().length, stage.entry(key)?.state]).toEqual([1, "held"]);
    const taps = [stage.program.office.resend(key), stage.program.office.resend(key)];
    await stage.until(at("08:40Z"));
    expect(await Promise.all(taps)).toEqual([true, false]);
    expect([stage.sent().length, stage.entry(key)?.state]).toEqual([2, "sent"]);
  });

  it("gets none when somebody saw the first", async () => {
    const { stage, key } = await inDoubt("hold");
    const tap = stage.program.office.confirm(key);
    await stage.until(at("08:40Z"));
    expect([await tap, stage.sent().length, stage.entry(key)?.state]).toEqual([true, 1, "sent"]);
  });

  it("gets a marked copy where the subscription wants that", async () => {
    const { stage, key } = await inDoubt("resend-marked");
    expect(stage.sent()).toEqual([
      `${at("08:00")} chat post`,
      `${at("08:00")} chat warning`,
      `${at("08:00")} chat post`,
    ]);
    expect(stage.entry(key)?.state).toBe("sent");
  });

  it.each([
    ["the word ahead of it is lost as well", 2, ["post", "warning"]],
    ["the copy is lost as well", 3, ["post", "warning", "post"]],
  ])("gets nothing more when %s", async (_name, calls, sent) => {
    const { stage, key } = await inDoubt("resend-marked", "answer-lost", calls === 2 ? 2 : 99);
    if (calls === 2) expect(stage.sent().map((line) => line.slice(22))).toEqual(sent);
    await stage.restart();
    await stage.until(at("09:30Z"));
    expect(stage.entry(key)?.state).toBe("held");
  });
});

describe("a platform that can be asked", () => {
  it.each([
    ["looked up", lookable],
    ["tried again under its name", replaySafe],
  ])("has a message whose answer was lost once: it is %s", async (_name, traits) => {
    const stage = await createStage(at("07:00Z"), traits);
    const { id } = await stage.add();
    ail(stage, at("08:00:00.900Z"), "answer-lost");
    await stage.until(at("08:10Z"));
    expect([stage.sent().length, stage.entry(`${id}|${at("08:00")}|UTC|0`)?.state]).toEqual([1, "sent"]);
  });

  it.each([
    ["looked up", lookable],
    ["tried again under its name", replaySafe],
  ])("has one that was never taken once: it is %s", async (_name, traits) => {
    const stage = await createStage(at("07:00Z"), traits);
    const { id } = await stage.add();
    ail(stage, at("08:00:00.900Z"), "error-before");
    await stage.until(at("08:10Z"));
    expect([stage.sent().length, stage.entry(`${id}|${at("08:00")}|UTC|0`)?.state]).toEqual([1, "sent"]);
  });
});

describe("a post of three messages", () => {
  it("stops at the one in doubt, holds up nobody else, and goes on from there", async () => {
    const stage = await createStage(at("07:00Z"));
    const { id } = await stage.add({ what: ["digest", "p3"] });
    await stage.add({ channel: "other", what: ["digest", "p3"] });
    let second = 0;
    stage.platform.fault = () => undefined;
    stage.platform.leaving = ({ channel, body }) => {
      const isIt = channel === "chat" && body.part === 2 && second++ === 0;
      stage.platform.fault = () => (isIt ? "answer-lost" : undefined);
    };
    await stage.until(at("08:30Z"));
    const key = `${id}|${at("08:00")}|UTC|0`;
    const there = ["1/3", "2/3", "3/3"].map((part) => `${at("08:00")} other ${part}`);
    const before = stage.sent().toSorted();
    expect([before, stage.entry(key)?.state]).toEqual([
      [`${at("08:00")} chat 1/3`, `${at("08:00")} chat 2/3`, ...there],
      "held",
    ]);
    const tap = stage.program.office.confirm(key);
    await stage.until(at("08:40Z"));
    expect([await tap, stage.sent().slice(5), stage.entry(key)?.state]).toEqual([
      true,
      [`${at("08:30")} chat 3/3`],
      "sent",
    ]);
  });
});

describe("a post that was refused", () => {
  it("goes out once when it is sent again twice, and the program dies in between", async () => {
    const stage = await createStage(at("07:00Z"), lookable);
    const { id } = await stage.add();
    stage.platform.chat("chat").forbidden = true;
    await stage.until(at("08:10Z"));
    const key = `${id}|${at("08:00")}|UTC|0`;
    expect([stage.entry(key)?.state, stage.entry(key)?.reason, stage.entry(key)?.dueAt]).toEqual([
      "dead",
      "not-permitted",
      Date.parse(at("08:00Z")),
    ]);
    delete stage.platform.chat("chat").forbidden;
    const first = stage.program.office.resend(key);
    await stage.until(at("08:10:00.010Z"));
    await stage.restart();
    const again = stage.program.office.resend(key);
    await stage.until(at("08:30Z"));
    expect([await first, await again, stage.sent().length, stage.entry(key)?.state]).toEqual([true, false, 1, "sent"]);
  });
});

describe("a place that takes nothing any more", () => {
  it("is called once, and the subscription stands still until somebody resumes it", async () => {
    const stage = await createStage(at("07:00Z"));
    const { id } = await stage.add();
    stage.platform.chat("chat").gone = "archived";
    await stage.until("2025-01-10T12:00Z");
    expect([
      stage.platform.calls.length,
      stage.program.book.get(id)?.paused?.why,
      stage.machine.told.map(({ is }) => is),
    ]).toEqual([1, "archived", ["gone"]]);
    delete stage.platform.chat("chat").gone;
    const back = stage.program.office.back({ platform: "blind", account: "one", channel: "chat" });
    await stage.until("2025-01-11T12:00Z");
    await back;
    expect(stage.sent()).toEqual(["2025-01-11T08:00 chat post"]);
  });

  it("for want of a right is called until it refused for a day and three times", async () => {
    const stage = await createStage(at("07:00Z"));
    const { id } = await stage.add({ schedule: every(360) });
    stage.platform.chat("chat").forbidden = true;
    await stage.until("2025-01-10T12:00Z");
    const calls = stage.platform.calls.map(({ body }) => new Date(body.dueAt).toISOString().slice(5, 16));
    expect(calls).toEqual(["01-07T12:00", "01-07T18:00", "01-08T00:00", "01-08T06:00", "01-08T12:00"]);
    expect([stage.program.book.get(id)?.paused?.why, stage.machine.told.length]).toEqual(["not-permitted", 5]);
  });

  it("and goes on elsewhere is followed once, with every subscription of it", async () => {
    const stage = await createStage(at("07:00Z"));
    await stage.add();
    await stage.add({ schedule: daily("08:05") });
    stage.platform.chat("chat").movedTo = "new";
    await stage.until(at("09:00Z"));
    expect([stage.sent(), stage.platform.calls.map(({ channel }) => channel)]).toEqual([
      [`${at("08:00")} new post`, `${at("08:05")} new post`],
      ["chat", "new", "new"],
    ]);
  });
});

describe("the end of the program", () => {
  it("waits for no post that is being made", async () => {
    const stage = await createStage(at("07:00Z"));
    await stage.add();
    stage.machine.workshop.fault = () => "hangs";
    await stage.until(at("08:00:05Z"));
    let isOver = false;
    const closing = stage.program.close().then(() => {
      isOver = true;
    });
    await stage.until(at("08:00:06Z"));
    expect([isOver, stage.sent()]).toEqual([true, []]);
    await closing;
  });

  it("finishes what is under way, and the rest goes out after the next start", async () => {
    const stage = await createStage(at("07:00Z"));
    for (const channel of ["one", "two"]) await stage.add({ channel, what: ["digest", "p2"] });
    await stage.until(at("08:00:01.100Z"));
    stage.machine.leave(60_000);
    await stage.until(at("08:30Z"));
    const parts = stage
      .sent()
      .map((line) => line.slice(17))
      .toSorted();
    expect([parts, stage.ledger()]).toEqual([
      ["one 1/2", "one 2/2", "two 1/2", "two 2/2"],
      [`${at("08:00")} sent`, `${at("08:00")} sent`],
    ]);
  });
});
