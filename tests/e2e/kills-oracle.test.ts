import { describe, expect, it } from "vitest";
import { type Delivery, deliveryKey, type Entry, markOf } from "../../src/delivery/ledger.ts";
import { wrongsOn } from "./kills/oracle.ts";
import type { Board, Stood } from "./kills/platforms.ts";
import type { Ledger } from "./kills/state.ts";

const place = { platform: "slack", account: "T1", channel: "C1" };
const key = "abcde|2026-11-21T08:00|UTC|0";
const of = 3;
const nameOf = (part: number) => deliveryKey(key, { place }, part, of);

/** A digest of three messages that went out as it should. */
const entry: Entry = {
  subscription: "abcde",
  origin: "schedule",
  wall: "2026-11-21T08:00",
  zone: "UTC",
  dueAt: 0,
  plannedAt: 0,
  freshUntil: 1,
  place,
  state: "sent",
  payload: "made",
  parts: of,
};
const part = { method: "chat.postMessage", payload: {} };
const sent = (number: number): Delivery => ({
  entry: key,
  part: number,
  of,
  state: "sent",
  attempt: 1,
  messageId: `id${number}`,
  log: [],
});
const shown = (number: number): Stood => ({ channel: "C1", id: `id${number}`, name: markOf(nameOf(number)) });

interface Doctored {
  readonly truth?: readonly Stood[];
  readonly entries?: readonly Entry[];
  readonly rows?: readonly Delivery[];
  readonly isBlind?: boolean;
}

function wrongs({ truth = [1, 2, 3].map(shown), entries = [entry], rows, isBlind = false }: Doctored): string[] {
  const board: Board = {
    name: "slack",
    origin: "",
    settings: () => ({}),
    account: "T1",
    channels: ["C1"],
    owner: "U1",
    direct: "D1",
    postsTo: () => undefined,
    truth: () => truth,
    nameOf: (mark) => mark,
    isBlind,
    window: 8,
    close: async () => undefined,
  };
  const ledger: Ledger = {
    entries: new Map(entries.map((one, index) => [index === 0 ? key : `${key} ${index}`, one])),
    deliveries: new Map((rows ?? [1, 2, 3].map(sent)).map((row) => [nameOf(row.part), row])),
    payloads: new Map([["made", { parts: [part, part, part], frozenAt: 0 }]]),
  };
  return wrongsOn(board, ledger);
}

const held: Entry = { ...entry, state: "held", reason: "in-doubt" };
const heldRows: Delivery[] = [
  sent(1),
  { entry: key, part: 2, of, state: "held", attempt: 1, log: [] },
  { entry: key, part: 3, of, state: "planned", attempt: 0, log: [] },
];

describe("what a kill test finds wrong", () => {
  it("is nothing where all is there once and in order", () => {
    expect(wrongs({})).toEqual([]);
  });

  it.each([
    { what: "lost", truth: [1, 3].map(shown), told: ["slack C1: lost: message 2 is said to be sent"] },
    {
      what: "doubled",
      truth: [shown(1), shown(2), { ...shown(2), id: "id9" }, shown(3)],
      told: ["slack C1: duplicate of message 2"],
    },
    { what: "out of order", truth: [1, 3, 2].map(shown), told: ["slack C1: out of order"] },
    {
      what: "known by another id",
      truth: [shown(1), { ...shown(2), id: "id9" }, shown(3)],
      told: ["slack C1: message id9 is known as id2"],
    },
    {
      what: "made by nobody",
      truth: [...[1, 2, 3].map(shown), { channel: "C1", id: "id9", name: "other" }],
      told: ["slack C1: a message that was not made: other"],
    },
    {
      what: "in a strange channel",
      truth: [...[1, 2, 3].map(shown), { ...shown(1), channel: "C2" }],
      told: ["slack C2: nobody subscribed there"],
    },
  ])("a message that is $what", ({ truth, told }) => {
    expect(wrongs({ truth })).toEqual(told);
  });

  it("a digest planned twice, or not at all", () => {
    expect(wrongs({ entries: [entry, entry] })).toEqual(["slack C1: 2 digests in the ledger"]);
    expect(wrongs({ entries: [] })).toEqual(["slack C1: 0 digests in the ledger"]);
  });

  it("a digest that is held, unless nobody can look there", () => {
    const truth = [1, 2].map(shown);
    const told = ["slack C1: lost: held (in-doubt), with messages sent, held, planned"];
    expect(wrongs({ truth, entries: [held], rows: heldRows })).toEqual(told);
    expect(wrongs({ truth, entries: [held], rows: heldRows, isBlind: true })).toEqual([]);
  });

  it("a digest given up", () => {
    const dead: Entry = { ...entry, state: "expired", reason: "too-late" };
    const rows = heldRows.map((row): Delivery => (row.state === "held" ? { ...row, state: "planned" } : row));
    expect(wrongs({ truth: [shown(1)], entries: [dead], rows, isBlind: true })).toEqual([
      "slack C1: lost: expired (too-late), with messages sent, planned, planned",
    ]);
  });
});
