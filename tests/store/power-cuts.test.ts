import { describe, expect, it } from "vitest";
import { openLowdbStore } from "../../src/store/lowdb/index.ts";
import type { Store } from "../../src/store/store.ts";
import { chanceOf } from "./chance.ts";
import { createTestDisk, type Fault } from "./disk.ts";

const folder = "/state";
const noLock = async () => ({ assertHeld: async () => undefined, release: async () => undefined });

interface Told {
  /** The newest value of each key whose commit resolved, by when it was asked. */
  readonly acknowledged: Map<string, number>;
  /** Every value that was ever asked to be kept. */
  readonly asked: Map<string, Set<number>>;
}

/** Commits in small crowds until the disk gives up or the work is done. */
async function work(store: Store, chance: () => number, told: Told, rounds: number, from: number): Promise<void> {
  for (let round = 0; round < rounds; round++) {
    const crowd = Array.from({ length: 1 + Math.floor(chance() * 4) }, async (_, index) => {
      const key = `key ${Math.floor(chance() * 5)}`;
      const value = from + round * 10 + index;
      told.asked.set(key, (told.asked.get(key) ?? new Set()).add(value));
      await store.commit(() => [
        { table: "things", key, value },
        { table: "twins", key, value },
      ]);
      told.acknowledged.set(key, Math.max(value, told.acknowledged.get(key) ?? -1));
    });
    await Promise.allSettled(crowd);
  }
}

function check(store: Store, { acknowledged, asked }: Told): string[] {
  const wrong: string[] = [];
  for (const [key, value] of acknowledged) {
    const found = store.get("things", key);
    if (typeof found !== "number" || found < value) wrong.push(`${key} is ${found}, though ${value} was acknowledged`);
  }
  for (const [key, value] of store.entries("things")) {
    if (asked.get(key)?.has(value as number) !== true) wrong.push(`${key} is ${value}, which nobody asked for`);
    if (store.get("twins", key) !== value)
      wrong.push(`half of a commit: ${key} is ${value} and ${store.get("twins", key)}`);
  }
  return wrong;
}

const rounds = 12;
const open = (disk: ReturnType<typeof createTestDisk>["disk"]) =>
  openLowdbStore({ folder, disk, lock: noLock, snapshotAfter: 600 });

/** One life with a fault in it, a restart, and a second life to see what is known. */
async function lifeWith(seed: number, fault: Fault | undefined): Promise<string[]> {
  const chance = chanceOf(seed);
  const world = createTestDisk(chance, fault);
  const told: Told = { acknowledged: new Map(), asked: new Map() };
  const first = await open(world.disk);
  await work(first, chance, told, rounds, 0);
  await first.close().catch(() => undefined);
  if (fault?.kind === "kill") world.revive();
  else world.restart();
  const second = await open(world.disk);
  const wrong = check(second, told);
  await work(second, chance, told, 3, 1000);
  await second.close();
  world.restart();
  return [...wrong, ...check(await open(world.disk), told)];
}

async function callsOf(seed: number): Promise<number> {
  const world = createTestDisk(chanceOf(seed));
  const store = await open(world.disk);
  await work(store, chanceOf(seed), { acknowledged: new Map(), asked: new Map() }, rounds, 0);
  await store.close();
  return world.calls();
}

describe("an acknowledged commit survives, whole, and nothing else appears", () => {
  it.each([
    { what: "the power goes", kind: "power" },
    { what: "the program is killed", kind: "kill" },
    { what: "the disk fails once", kind: "error" },
    { what: "the disk fails for a while", kind: "error", times: 9 },
  ] as const)("where $what at every single call of the disk", async ({ what: _, ...fault }) => {
    const seeds = Array.from({ length: 12 }, (_, index) => index + 1);
    const wrong: string[] = [];
    let lives = 0;
    for (const seed of seeds) {
      const calls = await callsOf(seed);
      for (let at = 1; at <= calls; at++) {
        lives++;
        for (const one of await lifeWith(seed * 1000 + at, { at, ...fault }))
          wrong.push(`seed ${seed} call ${at}: ${one}`);
      }
    }
    expect([wrong, lives > 500]).toEqual([[], true]);
  });

  it("when all goes well", async () => {
    for (let seed = 1; seed < 30; seed++) expect(await lifeWith(seed, undefined)).toEqual([]);
  });
});

describe("a byte that changes by itself", () => {
  async function settled() {
    const world = createTestDisk(chanceOf(7));
    const told: Told = { acknowledged: new Map(), asked: new Map() };
    const store = await open(world.disk);
    await work(store, chanceOf(7), told, 30, 0);
    await store.close();
    return { world, told };
  }

  it("in the snapshot is made up for by the one before it and the journal", async () => {
    for (let at = 0; at < 2000; at += 37) {
      const { world, told } = await settled();
      world.spoil(`${folder}/snapshot`, at);
      const store = await open(world.disk);
      expect(check(store, told)).toEqual([]);
      await work(store, chanceOf(at + 1), told, 20, 5000);
      await store.close();
      expect(check(await open(world.disk), told)).toEqual([]);
    }
  });

  it("in both is refused: never an empty start", async () => {
    const { world } = await settled();
    world.spoil(`${folder}/snapshot`, 5);
    world.spoil(`${folder}/snapshot.previous`, 5);
    await expect(open(world.disk)).rejects.toThrow(
      "The state in /state cannot be read: neither the snapshot nor the one before it is whole.",
    );
  });

  it("in front of acknowledged commits of the journal is refused: never a commit less", async () => {
    const world = createTestDisk(chanceOf(1));
    const store = await openLowdbStore({ folder, disk: world.disk, lock: noLock });
    for (let i = 0; i < 5; i++) await store.commit(() => [{ table: "things", key: "a", value: i }]);
    await store.close();
    world.spoil(`${folder}/journal-000000000001`, 20);
    await expect(open(world.disk)).rejects.toThrow("is damaged in front of commit");
  });
});
