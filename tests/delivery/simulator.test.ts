import { describe, expect, it } from "vitest";
import { tables } from "../../src/delivery/ledger.ts";
import type { Change, Store } from "../../src/store/store.ts";
import type { Call } from "../simulator/calls.ts";
import type { Spoil } from "../simulator/program.ts";
import regressions from "../simulator/regressions.json" with { type: "json" };
import { type Outcome, simulate, verdictOf } from "../simulator/simulate.ts";

const say = ({ seed, wrong }: Outcome) =>
  wrong.slice(0, 3).map(({ is, key, why }) => `${is} ${key}: ${why} (npx tsx tests/simulator/run.ts --trace ${seed})`);

async function failuresOf(seeds: Iterable<number>, spoil?: Spoil): Promise<string[]> {
  const failures: string[] = [];
  for (const seed of seeds) failures.push(...say(await simulate(seed, spoil)));
  return failures;
}

const seedsFrom = (first: number, count: number) => Array.from({ length: count }, (_, index) => first + index);

describe("whatever happens, every post goes out once, in order, in time, or the ledger says why not", () => {
  it("in 2,000 lives of the program", { timeout: 600_000 }, async () => {
    expect(await failuresOf(seedsFrom(1, 2000))).toEqual([]);
  });

  it.each(regressions)("in seed $seed, which once failed: $why", async ({ seed }) => {
    expect(await failuresOf([seed])).toEqual([]);
  });

  it("and a seed gives the same run each time", async () => {
    const [first, second] = [await simulate(11), await simulate(11)];
    expect(second.known.calls).toEqual(first.known.calls);
    expect(first.known.calls.length).toBeGreaterThan(10);
  });
});

/** A run in which nothing went wrong. */
async function calmRun(): Promise<Outcome> {
  for (let seed = 1; ; seed++) {
    const outcome = await simulate(seed);
    const isCalm = Object.values(outcome.scene.dangers).every((danger) => !danger);
    if (isCalm && outcome.known.calls.length > 30) return outcome;
  }
}

describe("the oracle sees", () => {
  const kindsAfter = async (doctor: (calls: Call[]) => readonly Call[]) => {
    const { known, machine, wrong } = await calmRun();
    expect(wrong).toEqual([]);
    const store = machine.program?.store as Store;
    const calls = known.calls.toSorted((a, b) => a.leftAt - b.leftAt).map((call) => ({ ...call }));
    const found = verdictOf({ ...known, calls: doctor(calls) }, store);
    return [...new Set(found.map(({ is }) => is))].toSorted();
  };
  const change = (what: (call: Call) => Partial<Call>) => (calls: Call[]) =>
    calls.map((call, index) => (index === 12 ? { ...call, ...what(call) } : call));

  it("nothing in a log that is right", async () => {
    expect(await kindsAfter((calls) => calls)).toEqual([]);
  });

  it("a lost message", async () => {
    expect(await kindsAfter((calls) => calls.toSpliced(12, 1))).toEqual(["ledger", "lost"]);
  });

  it("a message that is there twice", async () => {
    const twice = (calls: Call[]) => {
      const call = calls[12] as Call;
      return [...calls, { ...call, messageId: "again", acceptedAt: (call.acceptedAt ?? 0) + 200 }];
    };
    expect(await kindsAfter(twice)).toEqual(["duplicate"]);
  });

  it("a message before it was due", async () => {
    expect(await kindsAfter(change(({ body }) => ({ acceptedWall: body.dueAt - 1 })))).toEqual(["early"]);
  });

  it("a message after its time", async () => {
    const late = change(({ acceptedAt = 0, shownWall = 0 }) => ({
      acceptedAt: acceptedAt + 40 * 3_600_000,
      shownWall: shownWall + 40 * 3_600_000,
    }));
    expect(await kindsAfter(late)).toContain("late");
  });

  it("a message that is a little late though nothing was in the way", async () => {
    expect(await kindsAfter(change(({ acceptedAt = 0 }) => ({ acceptedAt: acceptedAt + 90_000 })))).toContain("late");
  });

  it("words of another post", async () => {
    expect(await kindsAfter(change(({ body }) => ({ body: { ...body, what: "digest other p1" } })))).toEqual([
      "content",
    ]);
  });

  it("other prices than elsewhere", async () => {
    expect(
      await kindsAfter((calls) => [
        ...calls,
        { ...(calls[12] as Call), acceptedAt: undefined, body: { ...(calls[12] as Call).body, figure: -1 } } as never,
      ]),
    ).toEqual(["content"]);
  });

  it("a message nobody asked for", async () => {
    expect(await kindsAfter((calls) => [...calls, { ...(calls[12] as Call), mark: "unknown" }])).toEqual(["extra"]);
  });

  it("posts in the wrong order", async () => {
    const swapped = (calls: Call[]) => {
      const [first, second] = calls.filter(
        (one, _, all) => one.channel === all[0]?.channel && one.body.what === all[0]?.body.what,
      );
      if (first === undefined || second === undefined) throw new Error("too few messages");
      return calls.map((call) =>
        call === first
          ? { ...call, acceptedAt: second.acceptedAt ?? 0 }
          : call === second
            ? { ...call, acceptedAt: first.acceptedAt ?? 0 }
            : call,
      );
    };
    expect(await kindsAfter(swapped)).toContain("order");
  });
});

/** A store whose rows are read or kept wrongly. */
const storeWith = (
  read: (table: string, key: string, value: unknown) => unknown,
  keep: (change: Change) => boolean,
): Spoil => ({
  store: (store) => ({
    ...store,
    get: (table, key) => read(table, key, store.get(table, key)),
    commit: (decide) =>
      store.commit((newest) => decide({ get: (table, key) => read(table, key, newest.get(table, key)) })?.filter(keep)),
  }),
});

describe("a broken program is caught", () => {
  const kindsOf = async (spoil: Spoil, seeds = 40) => {
    const found = new Set<string>();
    for (const seed of seedsFrom(1, seeds)) for (const { is } of (await simulate(seed, spoil)).wrong) found.add(is);
    return found;
  };

  it("that sends everything twice", async () => {
    const twice: Spoil = {
      adapter: (adapter, clock) => ({
        ...adapter,
        async send(...call) {
          const sent = await adapter.send(...call);
          await clock.sleep(1100);
          await adapter.send(...call).catch(() => undefined);
          return sent;
        },
      }),
    };
    expect(await kindsOf(twice, 5)).toContain("duplicate");
  });

  it("that forgets some of what it plans", async () => {
    let planned = 0;
    const forgetful = storeWith(
      (_table, _key, value) => value,
      ({ table, value }) =>
        table !== tables.entries || (value as { state: string }).state !== "planned" || ++planned % 7 > 0,
    );
    expect(await kindsOf(forgetful, 5)).toContain("lost");
  });

  it("that takes a message it was about to send when it died for unsent", async () => {
    const hopeful = storeWith(
      (table, _key, value) =>
        table === tables.deliveries && (value as { state?: string } | undefined)?.state === "sending"
          ? { ...(value as object), state: "planned", doubtSince: undefined }
          : value,
      () => true,
    );
    expect(await kindsOf(hopeful)).toContain("duplicate");
  });

  it("that does not write down what it is about to send", async () => {
    const careless = storeWith(
      (_table, _key, value) => value,
      ({ table, value }) =>
        table !== tables.deliveries || (value as { state?: string } | undefined)?.state !== "sending",
    );
    expect(await kindsOf(careless)).toContain("duplicate");
  });

  it("whose clock is ahead", async () => {
    const hasty: Spoil = { clock: (clock) => ({ ...clock, now: () => clock.now() + 70_000 }) };
    expect(await kindsOf(hasty, 5)).toContain("early");
  });

  it("that never looks at what is due after the first hour", async () => {
    let ticks = 0;
    const lazy: Spoil = {
      office: (office) => ({
        ...office,
        tick: () => (++ticks > 20 ? Promise.resolve() : office.tick()),
        nextAt: office.nextAt,
        get live() {
          return office.live;
        },
      }),
    };
    expect(await kindsOf(lazy, 5)).toContain("lost");
  });

  it("that does not wait as long as it is told to", async () => {
    const impatient: Spoil = {
      adapter: (adapter) => ({
        ...adapter,
        send: (...call) =>
          adapter.send(...call).catch((error) => {
            if ("retryAfterMs" in error) Object.assign(error, { retryAfterMs: 10 });
            throw error;
          }),
      }),
    };
    expect(await kindsOf(impatient)).toContain("pace");
  });
});
