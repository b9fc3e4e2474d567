import { readdir } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { openLowdbStore } from "../../src/store/lowdb/index.ts";
import { type Migration, migrations } from "../../src/store/lowdb/migrations/index.ts";
import type { Store } from "../../src/store/store.ts";
import { folderWith } from "../fixtures/folder.ts";
import { chanceOf } from "./chance.ts";
import { createTestDisk, type Fault } from "./disk.ts";

const folder = "/state";
const noLock = async () => ({ assertHeld: async () => undefined, release: async () => undefined });
const migrationsFolder = new URL("../../src/store/lowdb/migrations/", import.meta.url);

/** Run twice on the same rows, it would be seen. */
const wrap: Migration = {
  version: 2,
  migrate(tables) {
    const rows = tables.get("things");
    for (const [key, value] of rows ?? []) rows?.set(key, { was: value });
  },
};
const count: Migration = {
  version: 3,
  migrate: (tables) => void tables.set("counts", new Map([["things", tables.get("things")?.size ?? 0]])),
};

type TestDisk = ReturnType<typeof createTestDisk>;
const open = (world: TestDisk, list: readonly Migration[], failed?: (what: string) => void) =>
  openLowdbStore({
    folder,
    disk: world.disk,
    lock: noLock,
    snapshotAfter: 400,
    migrations: list,
    ...(failed && { failed }),
  });
const put = (key: string, value: unknown) => () => [{ table: "things", key, value }];
const rowsOf = (store: Store, table = "things") => Object.fromEntries(store.entries(table));

/** A state of version 1: a snapshot, the one before it, and a journal; or a journal alone. */
async function olderState(chance: () => number, commits = 14): Promise<TestDisk> {
  const world = createTestDisk(chance);
  const store = await open(world, []);
  for (let i = 0; i < commits; i++) await store.commit(put(`key ${i % 5}`, i));
  await store.close();
  return world;
}
const olderRows = { "key 0": 10, "key 1": 11, "key 2": 12, "key 3": 13, "key 4": 9 };
const wrapped = Object.fromEntries(Object.entries(olderRows).map(([key, was]) => [key, { was }]));

/** Files of a program that did not tell the version of a journal. */
const writtenBefore = {
  "journal-000000000001": `766c958b {"number":1,"batch":1,"changes":[{"table":"things","key":"a","value":{"n":1}},{"table":"things","key":"频道","value":"x"}]}\n`,
  "journal-000000000002": `0eb45031 {"number":2,"batch":2,"changes":[{"table":"things","key":"b","value":2}]}\nd471f3e3 {"number":3,"batch":3,"changes":[{"table":"things","key":"a"}]}\n`,
  snapshot: `1e7fb8e5 {"version":1,"through":1}\n7f55104a ["things","a",{"n":1}]\nfde4ff1d ["things","频道","x"]\n9af9efb8 {"rows":2}\n`,
};

describe("a state of an older version", () => {
  it("is read in today's shape, and nothing is written before the first commit", async () => {
    const world = await olderState(chanceOf(1));
    const before = world.names().toSorted();
    const store = await open(world, [wrap, count]);
    await store.close();
    expect([rowsOf(store), rowsOf(store, "counts"), world.names().toSorted()]).toEqual([
      wrapped,
      { things: 5 },
      before,
    ]);
  });

  it("is kept in today's shape with the first commit, the snapshot before it included", async () => {
    const world = await olderState(chanceOf(1));
    const store = await open(world, [wrap]);
    await store.commit(put("new", "shape"));
    await store.close();
    const versions = ["snapshot", "snapshot.previous"].map((name) => world.text(`${folder}/${name}`).slice(9, 22));
    expect(versions).toEqual(['{"version":2,', '{"version":1,']);
    expect(rowsOf(await open(world, [wrap]))).toEqual({ ...wrapped, new: "shape" });
  });

  it("is found again from the snapshot before the change of version", async () => {
    const world = await olderState(chanceOf(2));
    const store = await open(world, [wrap]);
    await store.commit(put("new", "shape"));
    await store.close();
    world.spoil(`${folder}/snapshot`, 30);
    expect(rowsOf(await open(world, [wrap]))).toEqual({ ...wrapped, new: "shape" });
  });

  it("takes several steps at once, whichever it comes from", async () => {
    const world = await olderState(chanceOf(3));
    const second = await open(world, [wrap]);
    await second.commit(put("new", "shape"));
    await second.close();
    const third = await open(world, [wrap, count]);
    expect([rowsOf(third), rowsOf(third, "counts")]).toEqual([{ ...wrapped, new: "shape" }, { things: 6 }]);
  });

  it("is read from files written before they told their version", async () => {
    const olderFolder = await folderWith(writtenBefore);
    const store = await openLowdbStore({ folder: olderFolder });
    expect(rowsOf(store)).toEqual({ 频道: "x", b: 2 });
    await store.commit(put("c", 3));
    await store.close();
    expect(rowsOf(await openLowdbStore({ folder: olderFolder }))).toEqual({ 频道: "x", b: 2, c: 3 });
  });

  it("goes on in the journal while the new snapshot cannot be written, and is found again", async () => {
    const world = await olderState(chanceOf(4));
    // The journal files are made sure of before.
    world.expect({ at: world.names().filter((name) => name.includes("journal")).length + 1, kind: "error" });
    const told: string[] = [];
    const store = await open(world, [wrap], (what) => told.push(what));
    await store.commit(put("new", "shape"));
    await store.close();
    expect([told, rowsOf(await open(world, [wrap]))]).toEqual([
      ["writing a snapshot of the state"],
      { ...wrapped, new: "shape" },
    ]);
  });
});

describe("a change of version that is cut short at any call of the disk", () => {
  it.each([
    { what: "by the power", kind: "power" },
    { what: "by a kill", kind: "kill" },
    { what: "by an error", kind: "error" },
    { what: "by errors for a while", kind: "error", times: 6 },
  ] as const)("$what is finished by the next start, once", async ({ what: _, ...fault }) => {
    const wrong: string[] = [];
    let lives = 0;
    for (const commits of [3, 14, 23]) {
      const calls = await callsOfMigration(commits);
      for (let at = 1; at <= calls; at++, lives++) wrong.push(...(await cutShort(commits, { at, ...fault })));
    }
    expect([wrong, lives > 30]).toEqual([[], true]);
  });
});

const later = 6;

async function callsOfMigration(commits: number): Promise<number> {
  const world = await olderState(chanceOf(commits), commits);
  world.expect(undefined);
  const store = await open(world, [wrap]);
  for (let i = 0; i < later; i++) await store.commit(put(`later ${i}`, { was: i }));
  await store.close();
  return world.calls();
}

async function cutShort(commits: number, fault: Fault): Promise<string[]> {
  const world = await olderState(chanceOf(fault.at), commits);
  world.expect(fault);
  const kept: string[] = [];
  const store = await open(world, [wrap]);
  for (let i = 0; i < later; i++)
    await store.commit(put(`later ${i}`, { was: i })).then(
      () => kept.push(`later ${i}`),
      () => undefined,
    );
  await store.close().catch(() => undefined);
  if (fault.kind === "kill") world.revive();
  else world.restart();
  const found = await finished(world, commits, kept);
  // What the second start finished outlives the power as well.
  world.restart();
  return [...found, ...(await finished(world, commits, kept))].map((one) => `${commits} commits, ${fault.at}: ${one}`);
}

async function finished(world: TestDisk, commits: number, kept: readonly string[]): Promise<string[]> {
  const store = await open(world, [wrap]);
  await store.commit(put("last", { was: 0 }));
  await store.close();
  const rows = rowsOf(await open(world, [wrap]));
  const expected = ["last", ...kept, ...Array.from({ length: Math.min(5, commits) }, (_, index) => `key ${index}`)];
  const lost = expected.filter((key) => !(key in rows)).map((key) => `${key} is lost`);
  const twisted = Object.entries(rows).filter(([, row]) => typeof (row as { was: unknown }).was !== "number");
  return [...lost, ...twisted.map(([key, row]) => `${key} is ${JSON.stringify(row)}`)];
}

describe("a state of a newer version", () => {
  it.each([
    ["with a snapshot", 14],
    ["of a journal alone", 2],
  ])("%s is refused with what to do, and left as it is", async (_what, commits) => {
    const world = createTestDisk(chanceOf(5));
    const newer = await open(world, [wrap]);
    for (let i = 0; i < commits; i++) await newer.commit(put(`key ${i % 5}`, { was: i }));
    await newer.close();
    await expect(open(world, [])).rejects.toThrow(
      "The state is of version 2, and this closing-bell knows versions up to 1. Start the newer closing-bell that wrote it,",
    );
    expect(Object.keys(rowsOf(await open(world, [wrap])))).toHaveLength(Math.min(commits, 5));
  });

  it("refuses the commits of a program that had read the older one before, and keeps its rows in sight", async () => {
    const world = await olderState(chanceOf(6));
    const older = await open(world, []);
    const newer = await open(world, [wrap]);
    await newer.commit(put("new", "shape"));
    await newer.close();
    await expect(older.commit(put("old", "shape"))).rejects.toThrow("The state is of version 2");
    expect([rowsOf(older), rowsOf(await open(world, [wrap]))]).toEqual([olderRows, { ...wrapped, new: "shape" }]);
  });
});

it("migrations are numbered files without a gap, each in the list", async () => {
  const files = (await readdir(migrationsFolder)).filter((name) => name !== "index.ts").toSorted();
  expect(files.map((name) => Number(/^(\d{4})-[a-z-]+\.ts$/.exec(name)?.[1]))).toEqual(
    migrations.map(({ version }) => version),
  );
  expect(migrations.map(({ version }) => version)).toEqual(migrations.map((_, index) => index + 2));
});
