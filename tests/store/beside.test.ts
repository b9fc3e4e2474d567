import { describe, expect, it } from "vitest";
import { type Disk, realDisk } from "../../src/store/disk.ts";
import { openLowdbStore } from "../../src/store/lowdb/index.ts";
import type { Change, Store } from "../../src/store/store.ts";
import { emptyFolder } from "../fixtures/folder.ts";

const wide = "x".repeat(300);
const row = (index: number, round = 0) => ({ table: "things", key: `key ${index}`, value: { index, round, wide } });
const rowsOf = (store: Store) => [...store.entries("things")].toSorted();

async function fill(store: Store, count: number): Promise<void> {
  for (let from = 0; from < count; from += 1000) {
    const changes: readonly Change[] = Array.from({ length: Math.min(1000, count - from) }, (_, at) => row(from + at));
    await store.commit(() => changes);
  }
}

/** A disk that does something before each piece of a new snapshot is written. */
function diskWith(before: (piece: number, size: number) => Promise<void>): Disk {
  return {
    ...realDisk,
    async create(path) {
      const file = await realDisk.create(path);
      if (!path.endsWith("snapshot.new")) return file;
      let piece = 0;
      return {
        ...file,
        async write(bytes) {
          await before(piece++, bytes.length);
          await file.write(bytes);
        },
      };
    },
  };
}

describe("a snapshot is written beside the commits", () => {
  it("which change, remove and add rows before and behind it, and all of them are found again", async () => {
    const folder = await emptyFolder();
    const sizes: number[] = [];
    const beside = async (piece: number, size: number) => {
      sizes.push(size);
      // One row long written, one in the middle, one far ahead; each of the pieces decides anew.
      await store.commit(() => [row(piece, 7), { table: "things", key: `key ${100 + piece}` }]);
      await store.commit(() => [row(9999 - piece, 8), { table: "things", key: `key ${9000 + piece}` }]);
      await store.commit(() => [row(20_000 + piece, 9), { table: "others", key: `key ${piece}`, value: piece }]);
      await store.commit(() => [{ ...row(5000, piece) }]);
    };
    const store = await openLowdbStore({ folder, disk: diskWith(beside), snapshotAfter: 1_000_000 });
    await fill(store, 10_000);
    await store.close();
    const again = await openLowdbStore({ folder });
    expect([rowsOf(again), [...again.entries("others")]]).toEqual([rowsOf(store), [...store.entries("others")]]);
    // The event loop is free between two pieces: none may be large.
    expect([sizes.length > 8, Math.max(...sizes) < 300_000]).toEqual([true, true]);
  });

  it("takes a quarter of the last one in journal, however small the least is", async () => {
    const folder = await emptyFolder();
    let begun = 0;
    const counting = diskWith(async (piece) => {
      if (piece === 0) begun++;
    });
    const filling = await openLowdbStore({ folder, snapshotAfter: 1_000_000 });
    await fill(filling, 10_000);
    await filling.close();
    // The snapshot takes 3.5 MB, each of these commits 0.36 MB: every third is worth one.
    for (let round = 0; round < 12; round++) {
      const store = await openLowdbStore({ folder, disk: counting, snapshotAfter: 1000 });
      await store.commit(() => Array.from({ length: 1000 }, (_, index) => row(index, round)));
      await store.close();
    }
    expect([begun >= 3, begun <= 5]).toEqual([true, true]);
  });
});
