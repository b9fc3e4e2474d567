import { describe, expect, it } from "vitest";
import { tables } from "../../src/delivery/ledger.ts";
import { createOffice } from "../../src/delivery/office.ts";
import type { Adapter } from "../../src/platform/adapter.ts";
import { createAlmanac } from "../../src/schedule/occurrence.ts";
import { createMemoryStore } from "../../src/store/memory/index.ts";
import { createSubscriptionBook } from "../../src/subscription/book.ts";
import type { Draft } from "../../src/subscription/subscription.ts";
import type { Clock } from "../../src/support/clock.ts";
import { OutcomeUnknown, TargetGone } from "../../src/support/errors.ts";
import { reference } from "../fixtures/editions.ts";

const minute = 60_000;
const hour = 60 * minute;
/** Saturday 21 November 2026, 08:00 UTC. */
const start = Date.UTC(2026, 10, 21, 8);

/** An office over one platform, and a clock that is moved by hand; pauses shorter than a second pass at once. */
async function world(more: Partial<Adapter> = {}) {
  let now = start;
  const sleepers: { readonly until: number; readonly wake: () => void }[] = [];
  const clock: Clock = {
    now: () => now,
    elapsed: () => now,
    sleep: (ms, signal) =>
      new Promise((wake) => {
        sleepers.push({ until: now + ms, wake });
        signal?.addEventListener("abort", () => wake(), { once: true });
      }),
  };
  const settle = async () => {
    for (let turn = 0; turn < 50; turn++) await new Promise((resolve) => setImmediate(resolve));
  };
  const move = async (ms: number) => {
    const to = now + ms;
    for (;;) {
      const next = Math.min(...sleepers.map(({ until }) => until), to);
      now = Math.max(now, next);
      for (const sleeper of sleepers.filter(({ until }) => until <= now)) {
        sleepers.splice(sleepers.indexOf(sleeper), 1);
        sleeper.wake();
      }
      await settle();
      if (now >= to && !sleepers.some(({ until }) => until <= to)) return;
    }
  };
  const store = createMemoryStore();
  const book = createSubscriptionBook({ store, random: Math.random });
  const sent: string[] = [];
  const told: string[] = [];
  let refuse: (() => Error) | undefined;
  let makes: () => Promise<unknown> = async () => undefined;
  const adapter: Adapter = {
    name: "chat",
    pace: { perSecond: 1000, channelMs: 0, inFlight: 4 },
    render: () => [],
    async send({ channel }, { payload }) {
      if (refuse !== undefined) throw refuse();
      sent.push(`${channel} ${payload}`);
      return { messageId: String(sent.length) };
    },
    ...more,
  };
  const office = createOffice({
    store,
    book,
    almanac: createAlmanac(reference.exchanges),
    clock,
    random: () => 0.5,
    adapters: [adapter],
    workshop: {
      order: ({ place, dueAt }, { what }) => ({ platform: place.platform, what, language: "en", dueAt }),
      async make({ what }) {
        await makes();
        return { parts: [{ method: "post", payload: what.join(" ") }] };
      },
      makeGap: async () => ({ parts: [{ method: "post", payload: "nothing" }] }),
    },
    isQuiet: () => false,
    moved: async () => undefined,
    tell: async ({ is }) => {
      told.push(is);
      return true;
    },
    revoked: () => undefined,
    failed: () => undefined,
  });
  await office.open();
  const add = async (what: string, more: Partial<Draft> = {}) => {
    const added = await book.add(
      {
        place: { platform: "chat", account: "team", channel: "room" },
        what: [what],
        schedule: { version: 1, rule: { kind: "every", minutes: 60 }, zone: "UTC" },
        owner: "somebody",
        ...more,
      },
      now,
    );
    if (added === undefined) throw new Error("not added");
    return added.id;
  };
  const tick = async () => {
    await office.tick();
    await settle();
    await move(1000);
  };
  const entries = () =>
    office
      .history(() => true, 1000)
      .map(({ key, entry }) => ({ key, told: `${entry.state} ${entry.reason ?? ""}`.trim() }))
      .toReversed();
  return {
    office,
    book,
    store,
    sent,
    told,
    add,
    tick,
    move,
    settle,
    entries,
    refuse: (error: (() => Error) | undefined) => {
      refuse = error;
    },
    making: (work: () => Promise<unknown>) => {
      makes = work;
    },
  };
}

const kicked = () => new TargetGone("kicked", "removed", "kicked");

describe("a chat that is closed", () => {
  it("leaves every post that was due there a dead letter, and its subscriptions paused", async () => {
    const { add, move, tick, refuse, entries, book } = await world();
    const ids = [await add("one"), await add("two")];
    refuse(kicked);
    await move(hour);
    await tick();
    expect(entries().map(({ told }) => told)).toEqual(["dead gone", "dead gone"]);
    expect(ids.map((id) => book.get(id)?.paused?.why)).toEqual(["removed", "removed"]);
  });

  it("gets what a person wants sent again although its subscriptions still stand still", async () => {
    const { add, move, tick, refuse, entries, office, sent } = await world();
    await add("one");
    refuse(kicked);
    await move(hour);
    await tick();
    refuse(undefined);
    const [{ key } = { key: "" }] = entries();
    expect(await office.resend(key)).toBe(true);
    await tick();
    expect([sent, entries().map(({ told }) => told)]).toEqual([["room one"], ["sent"]]);
    expect(await office.resend(key)).toBe(false);
  });

  it("is owed nothing by what somebody paused", async () => {
    const { add, move, tick, making, entries, book } = await world();
    const id = await add("one");
    let made: () => void = () => undefined;
    making(() => new Promise<void>((resolve) => (made = resolve)));
    await move(hour);
    await tick();
    await book.change(id, (now) => ({ ...now, paused: { at: start, why: "asked" } }));
    made();
    await tick();
    expect(entries().map(({ told }) => told)).toEqual(["cancelled paused"]);
  });
});

describe("a post whose time was over before it was made", () => {
  it("is made and sent when a person wants it", async () => {
    const { add, move, tick, making, entries, office, sent, store } = await world();
    await add("one");
    let made: () => void = () => undefined;
    making(() => new Promise<void>((resolve) => (made = resolve)));
    await move(hour);
    await tick();
    const [{ key } = { key: "" }] = entries();
    const late = { ...(store.get(tables.entries, key) as object), state: "expired", reason: "too-late" };
    await store.commit(() => [{ table: tables.entries, key, value: late }]);
    making(async () => undefined);
    made();
    await tick();
    expect([sent, entries().map(({ told }) => told)]).toEqual([[], ["expired too-late"]]);
    expect(await office.resend(key)).toBe(true);
    await tick();
    expect([sent, entries().map(({ told }) => told)]).toEqual([["room one"], ["sent"]]);
  });
});

describe("the look around", () => {
  it("leaves alone what came to its end, however late that was", async () => {
    const { add, move, tick, refuse, entries, office, told } = await world();
    await add("one", { windowMs: 5 * minute });
    refuse(() => new OutcomeUnknown("nobody knows", "hang"));
    await move(hour);
    await tick();
    expect([entries().map(({ told: state }) => state), told]).toEqual([["held in-doubt"], ["held"]]);
    await move(2 * hour);
    await Promise.all([office.look(), office.look()]);
    expect([entries()[0]?.told, told]).toEqual(["held in-doubt", ["held"]]);
  });

  it("tells of a post whose record is not whole", async () => {
    const { add, move, tick, refuse, entries, office, told, store } = await world();
    await add("one");
    refuse(() => new OutcomeUnknown("nobody knows", "hang"));
    await move(hour);
    await office.tick();
    for (const [key] of [...store.entries(tables.payloads)])
      await store.commit(() => [{ table: tables.payloads, key }]);
    await tick();
    await office.look();
    expect(entries()[0]?.told.split(" ")[0]).toMatch(/dead|held/);
    expect(told.length).toBeGreaterThan(0);
  });
});

describe("a message in doubt", () => {
  it("is not taken for an earlier one that said the same", async () => {
    const asked: string[][] = [];
    const { add, move, tick, refuse, entries, sent } = await world({
      async find(_destination, _part, _mark, _since, isTaken = () => false) {
        asked.push(["1", "2"].filter(isTaken));
        return undefined;
      },
    });
    await add("one");
    await move(hour);
    await tick();
    refuse(() => new OutcomeUnknown("nobody knows", "hang"));
    await move(hour);
    await tick();
    refuse(undefined);
    await move(5 * minute);
    expect([asked[0], sent, entries().map(({ told }) => told)]).toEqual([
      ["1"],
      ["room one", "room one"],
      ["sent", "sent"],
    ]);
  });
});

describe("a backfill", () => {
  it("sends what was missed, once, and nothing from before the subscription was made", async () => {
    const { add, move, tick, entries, office, sent } = await world();
    const id = await add("one", { missed: "none" });
    await move(3 * hour);
    await tick();
    expect(entries().map(({ told }) => told)).toEqual(["skipped missed", "skipped missed", "sent"]);
    const span = { from: start - 100 * hour, to: start + 3 * hour };
    expect([await office.backfill(id, span), await office.backfill(id, span)]).toEqual([2, 0]);
    await tick();
    expect(sent).toEqual(["room one", "room one", "room one"]);
  });

  it("of more than a hundred posts says how many it left out", async () => {
    const { add, move, tick, entries, office, sent } = await world();
    const id = await add("one", { missed: "none" });
    await move(130 * hour);
    await tick();
    const before = sent.length;
    await office.backfill(id, { from: start, to: start + 130 * hour });
    await tick();
    expect(sent.length - before).toBe(100);
    expect(
      entries().filter(({ key, told }) => key.endsWith("|backfill") && told === "skipped missed-more"),
    ).toHaveLength(1);
  });
});
