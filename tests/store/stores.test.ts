import { readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { stores } from "../../src/store/index.ts";
import { itKeepsFor } from "../contracts/store.ts";
import { emptyFolder } from "../fixtures/folder.ts";

const openMemory = await stores.memory();
const openLowdb = await stores.lowdb();

itKeepsFor({ name: "memory", open: async () => openMemory() });
itKeepsFor({ name: "lowdb", open: async () => openLowdb(join(await emptyFolder(), "deep", "values.json")) });

describe("lowdb", () => {
  it("knows after a restart what it was given before, and leaves no other file behind", async () => {
    const folder = await emptyFolder();
    const path = join(folder, "values.json");
    const before = await openLowdb(path);
    await Promise.all([before.write("__proto__", 1), before.write("b", { c: [2] })]);
    const after = await openLowdb(path);
    expect([after.read("__proto__"), after.read("b"), await readdir(folder)]).toEqual([1, { c: [2] }, ["values.json"]]);
  });

  it("has a write in the file when the write resolves, readable by its owner alone", async () => {
    const path = join(await emptyFolder(), "values.json");
    await (await openLowdb(path)).write("a", "kept");
    expect([await readFile(path, "utf8"), (await stat(path)).mode & 0o777]).toEqual([
      expect.stringContaining('"kept"'),
      0o600,
    ]);
  });

  it("has the last of many writes of one key", async () => {
    const folder = await emptyFolder();
    const path = join(folder, "values.json");
    const store = await openLowdb(path);
    await Promise.all(Array.from({ length: 100 }, (_, index) => store.write("a", index)));
    expect((await openLowdb(path)).read("a")).toBe(99);
  });

  it.each([
    ["is torn", '{"version":1,"val'],
    ["is another program's", '{"users":[]}'],
    ["is of a later version", '{"version":2,"values":{}}'],
  ])("refuses a file that %s, and leaves it as it is", async (_what, content) => {
    const path = join(await emptyFolder(), "values.json");
    await writeFile(path, content);
    await expect(openLowdb(path)).rejects.toThrow(`The file ${path} cannot be read`);
    expect(await readFile(path, "utf8")).toBe(content);
  });

  it("tells a failed write to whoever made it, and writes again later", async () => {
    const folder = await emptyFolder();
    const store = await openLowdb(join(folder, "file", "values.json"));
    await writeFile(join(folder, "file"), "in the way");
    await expect(store.write("a", 1)).rejects.toThrow();
    const { rm } = await import("node:fs/promises");
    await rm(join(folder, "file"));
    await store.write("b", 2);
    expect((await openLowdb(join(folder, "file", "values.json"))).read("a")).toBe(1);
  });
});
