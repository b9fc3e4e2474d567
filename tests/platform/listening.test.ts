import { expect, it } from "vitest";
import type { Adapter } from "../../src/platform/adapter.ts";
import { keepListening } from "../../src/platform/listening.ts";
import { Unauthorized, Unavailable } from "../../src/support/errors.ts";
import { deskOf } from "../fixtures/desk.ts";

/** A platform whose connection ends each time as the list says; after the list it stays until it is stopped. */
function world(ends: readonly (Error | "stopped")[], heldMs = 0) {
  const stop = new AbortController();
  const { desk, failures } = deskOf();
  const pauses: number[] = [];
  let tries = 0;
  let time = 0;
  const adapter: Adapter = {
    name: "pigeon",
    render: () => [],
    send: async () => ({ messageId: "1" }),
    async listen() {
      const end = ends[tries++] ?? "stopped";
      time += heldMs;
      if (end !== "stopped") throw end;
    },
  };
  const kept = keepListening(adapter, {
    desk,
    signal: stop.signal,
    sleep: async (ms) => {
      pauses.push(ms);
    },
    random: () => 1,
    now: () => time,
  });
  return { kept, pauses, failures, stop, tries: () => tries };
}

const gone = new Unavailable("The loft cannot be reached.");

it("a connection that ends well is left alone", async () => {
  const { kept, pauses, failures } = world([]);
  expect([await kept, pauses, failures]).toEqual([true, [], []]);
});

it("a lost one is made again after growing pauses of at most a minute", async () => {
  const { kept, pauses, tries } = world(Array(9).fill(gone));
  expect([await kept, tries(), pauses]).toEqual([
    true,
    10,
    [1000, 2000, 4000, 8000, 16000, 32000, 60000, 60000, 60000],
  ]);
});

it("the pauses start small again after a connection that held", async () => {
  const { kept, pauses } = world(Array(3).fill(gone), 6 * 60_000);
  await kept;
  expect(pauses).toEqual([1000, 1000, 1000]);
});

it("wrong credentials end it, and the operator hears of them", async () => {
  const { kept, pauses, failures, tries } = world([new Unauthorized("The ring is wrong."), "stopped"]);
  expect([await kept, tries(), pauses, failures.map(({ what }) => what)]).toEqual([
    false,
    1,
    [],
    ["listening on pigeon"],
  ]);
});

it("nothing is tried again once the program ends", async () => {
  const { kept, stop, tries } = world(Array(1000).fill(gone));
  stop.abort();
  expect([await kept, tries() <= 2]).toEqual([true, true]);
});
