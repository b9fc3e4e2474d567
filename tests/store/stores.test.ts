import { fork } from "node:child_process";
import { readdir, readFile, stat, utimes, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { stores } from "../../src/store/index.ts";
import { takeLock } from "../../src/store/lowdb/lock.ts";
import { itKeepsFor } from "../contracts/store.ts";
import { emptyFolder } from "../fixtures/folder.ts";

const openMemory = await stores.memory();
const openLowdb = await stores.lowdb();
const put = (key: string, value: unknown) => () => [{ table: "things", key, value }];

itKeepsFor({ name: "memory", open: async () => openMemory() });
itKeepsFor({ name: "lowdb", open: async () => openLowdb({ folder: join(await emptyFolder(), "deep", "state") }) });
itKeepsFor({
  name: "lowdb that makes snapshots all the time",
  open: async () => openLowdb({ folder: await emptyFolder(), snapshotAfter: 200 }),
});

describe("lowdb", () => {
  it("knows after a restart what it was given before", async () => {
    const folder = await emptyFolder();
    const before = await openLowdb({ folder, snapshotAfter: 2000 });
    for (let i = 0; i < 60; i++) await before.commit(put(`key ${i % 7}`, { round: i }));
    await before.commit(() => [{ table: "things", key: "key 3" }]);
    await before.close();
    const after = await openLowdb({ folder });
    expect([...after.entries("things")].toSorted()).toEqual([...before.entries("things")].toSorted());
    expect([after.get("things", "key 3"), after.get("things", "key 4")]).toEqual([undefined, { round: 53 }]);
  });

  it("has a commit on the disk when it resolves, for its owner alone", async () => {
    const folder = await emptyFolder();
    const store = await openLowdb({ folder });
    await store.commit(put("a", "kept"));
    const [journal = ""] = (await readdir(folder)).filter((name) => name.startsWith("journal"));
    const path = join(folder, journal);
    expect([(await readFile(path, "utf8")).includes('"kept"'), (await stat(path)).mode & 0o777]).toEqual([true, 0o600]);
    await store.close();
  });

  it("leaves nothing on the disk where nothing was committed", async () => {
    const folder = join(await emptyFolder(), "state");
    await (await openLowdb({ folder })).close();
    await expect(readdir(folder)).rejects.toThrow("ENOENT");
  });

  it("gathers what many short lives left", async () => {
    const folder = await emptyFolder();
    for (let life = 0; life < 40; life++) {
      const store = await openLowdb({ folder });
      await store.commit(put(`key ${life}`, life));
      await store.close();
    }
    const last = await openLowdb({ folder });
    expect([[...last.entries("things")].length, (await readdir(folder)).length < 24]).toEqual([40, true]);
  });

  it("keeps no more journal than two snapshots need", async () => {
    const folder = await emptyFolder();
    const store = await openLowdb({ folder, snapshotAfter: 2000 });
    for (let i = 0; i < 400; i++) await store.commit(put("a", i));
    await store.close();
    const names = await readdir(folder);
    expect([
      names.filter((name) => name.startsWith("journal")).length <= 4,
      names.includes("snapshot"),
      names.includes("lock"),
    ]).toEqual([true, true, false]);
  });

  it("goes on where another one left off, though it had looked before", async () => {
    const folder = await emptyFolder();
    const [first, second] = [await openLowdb({ folder }), await openLowdb({ folder })];
    await first.commit(put("a", 1));
    await first.close();
    await second.commit(put("b", 2));
    await second.close();
    const third = await openLowdb({ folder });
    expect([third.get("things", "a"), third.get("things", "b")]).toEqual([1, 2]);
  });
});

describe("one writer", () => {
  it("refuses a second one at once, which may go on reading", async () => {
    const folder = await emptyFolder();
    const holder = fork(new URL("./hold-lock.mjs", import.meta.url), [join(folder, "lock")], {
      execArgv: ["--import", "tsx"],
    });
    await new Promise((resolve) => holder.once("message", resolve));
    const store = await openLowdb({ folder });
    const since = performance.now();
    await expect(store.commit(put("a", 1))).rejects.toThrow(`Another closing-bell (process ${holder.pid} on `);
    expect(performance.now() - since).toBeLessThan(1000);
    const gone = new Promise((resolve) => holder.once("exit", resolve));
    holder.kill("SIGKILL");
    await gone;
    expect(await store.commit(put("a", 1))).toBe(true);
    await store.close();
  });

  it("refuses while the other one sleeps, however long", async () => {
    const path = join(await emptyFolder(), "lock");
    const holder = fork(new URL("./hold-lock.mjs", import.meta.url), [path], { execArgv: ["--import", "tsx"] });
    await new Promise((resolve) => holder.once("message", resolve));
    holder.kill("SIGSTOP");
    const long = new Date(Date.now() - 3_600_000);
    await utimes(path, long, long);
    await expect(takeLock(path)).rejects.toThrow(`Another closing-bell (process ${holder.pid} on `);
    const gone = new Promise((resolve) => holder.once("exit", resolve));
    holder.kill("SIGKILL");
    await gone;
  });

  it("writes nothing more once another has taken over", async () => {
    const folder = await emptyFolder();
    const store = await openLowdb({ folder });
    await store.commit(put("a", 1));
    await writeFile(join(folder, "lock"), JSON.stringify({ pid: 1, host: "elsewhere" }));
    await expect(store.commit(put("a", 2))).rejects.toThrow("Another closing-bell (process 1 on elsewhere)");
    expect([store.get("things", "a"), (await openLowdb({ folder })).get("things", "a")]).toEqual([1, 1]);
  });

  it("takes over from a process whose number another one has now", async () => {
    const path = join(await emptyFolder(), "lock");
    await writeFile(path, JSON.stringify({ pid: process.ppid, host: hostname(), began: "1" }));
    await (await takeLock(path)).release();
  });

  it.each([
    ["of a process that is gone", JSON.stringify({ pid: 2 ** 22 + 1, host: "elsewhere" }), 9],
    ["that is torn", '{"pid":', 9],
  ])("takes over a lock %s", async (_whose, content, age) => {
    const path = join(await emptyFolder(), "lock");
    await writeFile(path, content);
    const then = new Date(Date.now() - age * 1000);
    await utimes(path, then, then);
    const lock = await takeLock(path);
    expect(JSON.parse(await readFile(path, "utf8")).pid).toBe(process.pid);
    await lock.release();
    await expect(stat(path)).rejects.toThrow("ENOENT");
  });

  it("respects a lock that another machine touched just now", async () => {
    const path = join(await emptyFolder(), "lock");
    await writeFile(path, JSON.stringify({ pid: 1, host: "elsewhere" }));
    await expect(takeLock(path)).rejects.toThrow("Another closing-bell (process 1 on elsewhere)");
  });
});
