import { describe, expect, it } from "vitest";
import type { Store } from "../../src/store/store.ts";

export interface StoreUnderTest {
  readonly name: string;
  open(): Promise<Store>;
}

/** What every store promises. */
export function itKeepsFor({ name, open }: StoreUnderTest): void {
  describe(`${name} keeps`, () => {
    it("nothing it was not given", async () => {
      expect((await open()).read("nobody")).toBeUndefined();
    });

    it("the newest value of each key, whatever the key", async () => {
      const store = await open();
      for (const key of ["a", "__proto__", "constructor", "chat 频道 1", ""]) {
        await store.write(key, { first: true });
        await store.write(key, { key });
      }
      expect(["a", "__proto__", "constructor", "chat 频道 1", ""].map((key) => store.read(key))).toEqual(
        ["a", "__proto__", "constructor", "chat 频道 1", ""].map((key) => ({ key })),
      );
      expect(({} as { first?: boolean }).first).toBeUndefined();
    });

    it("every one of many writes made at once, and shows each at once", async () => {
      const store = await open();
      const writes = Array.from({ length: 200 }, (_, index) => store.write(`key ${index}`, index));
      expect(store.read("key 199")).toBe(199);
      await Promise.all(writes);
      expect(Array.from({ length: 200 }, (_, index) => store.read(`key ${index}`))).toEqual([...Array(200).keys()]);
    });
  });
}
