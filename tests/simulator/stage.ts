import type { Entry } from "../../src/delivery/ledger.ts";
import { tables } from "../../src/delivery/ledger.ts";
import type { Place } from "../../src/platform/destination.ts";
import type { Schedule } from "../../src/schedule/schedule.ts";
import type { Draft, Subscription } from "../../src/subscription/subscription.ts";
import type { Call } from "./calls.ts";
import { createChance } from "./chance.ts";
import { createMachine, type Machine } from "./machine.ts";
import type { Platform, Traits } from "./platform.ts";
import type { Program } from "./program.ts";

/** A machine with one platform, to try one thing on. */
export interface Stage {
  readonly machine: Machine;
  readonly platform: Platform;
  readonly program: Program;
  add(draft?: Partial<Draft> & { readonly channel?: string }): Promise<Subscription>;
  /** Lets time pass until the machine's clock, never set, would show this. */
  until(time: string): Promise<void>;
  restart(ms?: number): Promise<void>;
  /** When each message was taken, by the true time, and which. */
  sent(): string[];
  /** What became of each digest. */
  ledger(): string[];
  entry(key: string): Entry | undefined;
}

export const blind: Traits = {
  name: "blind",
  pace: { perSecond: 30, channelMs: 1000, inFlight: 8 },
  historyMs: 0,
};
export const lookable: Traits = { ...blind, name: "lookable", mayFind: true };
export const replaySafe: Traits = { ...lookable, name: "replay-safe", nonceMs: 180_000, replaySafeMs: 60_000 };

export const daily = (at: string, zone = "UTC"): Schedule => ({
  version: 1,
  rule: { kind: "weekly", weekdays: [1, 2, 3, 4, 5, 6, 7], at: [at] },
  zone,
});
export const every = (minutes: number, zone = "UTC"): Schedule => ({
  version: 1,
  rule: { kind: "every", minutes },
  zone,
});

export async function createStage(startAt: string, traits: Traits = blind): Promise<Stage> {
  const scene = { startAt: Date.parse(startAt), traits: [traits], slowestSyncMs: 0, snapshotAfter: 1_000_000 };
  const machine = createMachine(scene, createChance(1));
  const [platform] = machine.platforms as [Platform];
  const settle = () => machine.world.until(machine.world.elapsed() + 10);
  const place = (channel: string): Place => ({ platform: traits.name, account: "one", channel });
  machine.boot();
  await settle();
  const stage: Stage = {
    machine,
    platform,
    get program() {
      if (machine.program === undefined) throw new Error("The program does not run.");
      return machine.program;
    },
    async add({ channel = "chat", ...draft } = {}) {
      const adding = stage.program.book.add(
        { place: place(channel), what: ["digest", "p1"], schedule: daily("08:00"), owner: "somebody", ...draft },
        machine.world.wall(),
      );
      await settle();
      return (await adding) as Subscription;
    },
    until: (time) => machine.world.until(Date.parse(time) - machine.world.startAt),
    async restart(ms = 1000) {
      machine.die("killed", false, ms);
      await machine.world.until(machine.world.elapsed() + ms + 10);
    },
    sent: () => platform.calls.filter(({ acceptedAt }) => acceptedAt !== undefined).map((call) => told(call, machine)),
    ledger: () =>
      [...(stage.program.store.entries(tables.entries) as Iterable<readonly [string, Entry]>)]
        .toSorted(([, a], [, b]) => a.dueAt - b.dueAt)
        .map(([, { wall, state, reason }]) => [wall, state, ...(reason === undefined ? [] : [reason])].join(" ")),
    entry: (key) => stage.program.store.get(tables.entries, key) as Entry | undefined,
  };
  return stage;
}

function told({ acceptedAt = 0, channel, body }: Call, { world }: Machine): string {
  const at = new Date(world.startAt + acceptedAt).toISOString().slice(0, 16);
  const name = body.warning === true ? "warning" : body.of > 1 ? `${body.part}/${body.of}` : "post";
  return `${at} ${channel} ${name}${body.late === undefined ? "" : ` of ${body.late.slice(0, 16)}`}`;
}
