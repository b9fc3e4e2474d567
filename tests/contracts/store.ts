import { describe, expect, it } from "vitest";
import type { Store } from "../../src/store/store.ts";

export interface StoreUnderTest {
  readonly name: string;
  open(): Promise<Store>;
}

const put = (key: string, value: unknown) => () => [{ table: "things", key, value }];

/** What every store promises. */
export function itKeepsFor({ name, open }: StoreUnderTest): void {
  describe(`${name} keeps`, () => {
    it("nothing it was not given", async () => {
      const store = await open();
      expect([store.get("things", "a"), [...store.entries("things")]]).toEqual([undefined, []]);
      await store.close();
    });

    it("the newest value of each key, whatever the key, and none that was removed", async () => {
      const store = await open();
      const keys = ["a", "__proto__", "constructor", "频道 1\n", ""];
      for (const key of keys) {
        await store.commit(put(key, { first: true }));
        await store.commit(put(key, { key }));
      }
      expect(keys.map((key) => store.get("things", key))).toEqual(keys.map((key) => ({ key })));
      expect(({} as { first?: boolean }).first).toBeUndefined();
      await store.commit(() => [{ table: "things", key: "a" }]);
      expect([store.get("things", "a"), [...store.entries("things")].length]).toEqual([undefined, 4]);
      await store.close();
    });

    it("tables apart", async () => {
      const store = await open();
      await store.commit(() => [
        { table: "things", key: "a", value: 1 },
        { table: "others", key: "a", value: 2 },
      ]);
      expect([store.get("things", "a"), [...store.entries("others")]]).toEqual([1, [["a", 2]]]);
      await store.close();
    });

    it("every one of many commits made at once", async () => {
      const store = await open();
      await Promise.all(Array.from({ length: 500 }, (_, index) => store.commit(put(`key ${index}`, index))));
      expect([...store.entries("things")].length).toBe(500);
      await store.close();
    });

    it("a claim for the first who makes it, of any number at once", async () => {
      const store = await open();
      const claim = (who: number) =>
        store.commit((newest) => (newest.get("things", "seat") === undefined ? put("seat", who)() : undefined));
      const won = await Promise.all(Array.from({ length: 50 }, (_, who) => claim(who)));
      expect([won.filter(Boolean).length, store.get("things", "seat"), await claim(99)]).toEqual([
        1,
        won.indexOf(true),
        false,
      ]);
      await store.close();
    });

    it("what is counted by many at once without losing a count", async () => {
      const store = await open();
      const count = () => store.commit((newest) => put("count", Number(newest.get("things", "count") ?? 0) + 1)());
      await Promise.all(Array.from({ length: 100 }, count));
      expect(store.get("things", "count")).toBe(100);
      await store.close();
    });

    it("nothing of a decision that throws, and everything of the others", async () => {
      const store = await open();
      const [before, broken, after] = await Promise.allSettled([
        store.commit(put("before", 1)),
        store.commit(() => {
          throw new Error("undecided");
        }),
        store.commit(put("after", 1)),
      ]);
      expect([before.status, broken.status, after.status]).toEqual(["fulfilled", "rejected", "fulfilled"]);
      expect([...store.entries("things")].map(([key]) => key)).toEqual(["before", "after"]);
      await store.close();
    });
  });
}
