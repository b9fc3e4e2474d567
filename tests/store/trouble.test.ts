import { describe, expect, it } from "vitest";
import { openLowdbStore } from "../../src/store/lowdb/index.ts";
import type { Store } from "../../src/store/store.ts";
import { chanceOf } from "./chance.ts";
import { createTestDisk } from "./disk.ts";

const folder = "/state";
const noLock = async () => ({ assertHeld: async () => undefined, release: async () => undefined });
const list = (store: Pick<Store, "get">) => (store.get("things", "list") ?? []) as readonly number[];

describe("a disk that is full for a while", () => {
  it.each([1, 2, 3, 7, 20])(
    "rejects the commits of that while, from its call %i on, and goes on by itself",
    async (at) => {
      const world = createTestDisk(chanceOf(at));
      const told: string[] = [];
      const store = await openLowdbStore({
        folder,
        disk: world.disk,
        lock: noLock,
        snapshotAfter: 300,
        failed: (what) => told.push(what),
      });
      const add = (number: number) =>
        store.commit((newest) => [{ table: "things", key: "list", value: [...list(newest), number] }]);
      world.expect({ at, kind: "error", times: 15 });
      const kept: number[] = [];
      const rejected: unknown[] = [];
      for (let round = 0; round < 40; round++) {
        const crowd = [0, 1, 2].map((index) => round * 10 + index);
        const ends = await Promise.allSettled(crowd.map(add));
        for (const [index, end] of ends.entries()) {
          if (end.status === "fulfilled") kept.push(crowd[index] as number);
          else rejected.push(end.reason.code);
        }
        // What is seen is what was acknowledged, in its order, at every moment.
        expect(list(store)).toEqual(kept);
      }
      await store.close();
      world.restart();
      const again = await openLowdbStore({ folder, disk: world.disk, lock: noLock });
      expect([list(again), kept.at(-1), new Set(rejected)]).toEqual([kept, 392, new Set(["ENOSPC"])]);
    },
  );

  it("is given back what half a snapshot took", async () => {
    const told = new Set<string>();
    for (let at = 1; at < 60; at++) {
      const world = createTestDisk(chanceOf(at), { at, kind: "error" });
      const store = await openLowdbStore({
        folder,
        disk: world.disk,
        lock: noLock,
        snapshotAfter: 300,
        failed: (what, error) => told.add(`${what}: ${(error as Error).message}`),
      });
      for (let value = 0; value < 20; value++)
        await store.commit(() => [{ table: "things", key: "a", value }]).catch(() => undefined);
      await store.close();
      expect(world.names()).not.toContain(`${folder}/snapshot.new`);
    }
    expect([...told]).toEqual(["writing a snapshot of the state: no space left on the device"]);
  });
});
