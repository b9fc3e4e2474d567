import { spawnSync } from "node:child_process";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { Low } from "lowdb";
import { JSONFile } from "lowdb/node";
import { openLowdbStore } from "../src/store/lowdb/index.ts";
import type { Store } from "../src/store/store.ts";
import { type Benchmark, exponents, milliseconds, type Row, ratios, spread } from "./measure.ts";
import { checkRows, deliveryChange, entryOf, subscriptionChanges } from "./store-rows.ts";

const sizes = [1e2, 1e3, 1e4, 1e5] as const;
type Size = (typeof sizes)[number];
const rounds = 5;
/** Journal after which there is a snapshot, and what one change takes of it: a round has one of each size. */
const journal = (size: Size) => Math.max(4 * 1024 * 1024, (size * 480) / 4);
const changeBytes = 340;

/** B11, B14 and R-40: what subscriptions take in memory, what a change costs beside them, how soon all of it is back. */
export const store: Benchmark = {
  name: "store",
  async run() {
    checkRows();
    const folder = await mkdtemp(join(tmpdir(), "bench-store-"));
    try {
      const child = await buildChild(folder);
      return [...(await memory(folder, child)), ...(await changes(folder)), ...(await recovery(folder, child))];
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};

interface Measured {
  readonly ms: number;
  readonly resident: number;
  readonly peak: number;
  readonly firstCommitMs: number;
  readonly scanMs: number;
}
type Child = (work: "bare" | "open" | "scan", argument: string) => Measured;

async function buildChild(folder: string): Promise<Child> {
  const program = join(folder, "child.mjs");
  await build({
    entryPoints: [fileURLToPath(new URL("./store-child.ts", import.meta.url))],
    outfile: program,
    bundle: true,
    format: "esm",
    platform: "node",
    logLevel: "error",
  });
  return (work, argument) => {
    const flags = ["--expose-gc", "--max-old-space-size=4096"];
    const { status, stdout, stderr } = spawnSync(process.execPath, [...flags, program, work, argument]);
    if (status !== 0) throw new Error(`${work} ${argument} ended with ${status}: ${stderr}`);
    return JSON.parse(stdout.toString());
  };
}

async function filled(folder: string, size: number): Promise<Store> {
  await mkdir(folder, { recursive: true });
  const kept = await openLowdbStore({ folder });
  for (let from = 0; from < size; from += 500)
    await kept.commit(() =>
      Array.from({ length: Math.min(500, size - from) }, (_, at) => from + at).flatMap(subscriptionChanges),
    );
  return kept;
}

/** The same work again and again in processes of their own, one after the other. */
function repeated(child: Child, work: "bare" | "open" | "scan", argument: string): Measured[] {
  return Array.from({ length: rounds }, () => child(work, argument));
}

async function memory(folder: string, child: Child): Promise<Row[]> {
  const [small, large] = [join(folder, "small"), join(folder, "large")];
  for (const [path, size] of [
    [small, 1e4],
    [large, 1e5],
  ] as const)
    await (await filled(path, size)).close();
  const bare = repeated(child, "bare", "100000").map(({ resident }) => resident);
  const few = repeated(child, "open", small).map(({ resident }) => resident);
  const many = repeated(child, "open", large);
  const resident = many.map((one) => one.resident);
  const slope = resident.map((mb, round) => ((mb - (few[round] as number)) * 1024) / 9e4);
  return [
    {
      name: "resident, 100000 subscriptions and cursors ÷ bare array of the subscriptions",
      spread: ratios(resident, bare),
      target: 2,
    },
    { name: "resident, 100000 subscriptions and cursors", spread: spread(resident), unit: "MiB", target: 200 },
    { name: "resident at most while they were read", spread: spread(many.map(({ peak }) => peak)), unit: "MiB" },
    { name: "resident, bare array", spread: spread(bare), unit: "MiB" },
    { name: "each subscription more, 10000 to 100000", spread: spread(slope), unit: "KiB", target: 1 },
  ];
}

async function changes(folder: string): Promise<Row[]> {
  const stores = new Map<Size, Store>();
  for (const size of sizes) stores.set(size, await filled(join(folder, `changes-${size}`), size));
  const lowdb = new Map<Size, () => Promise<void>>();
  for (const size of [1e4, 1e5] as const) lowdb.set(size, await bareLowdb(folder, size));
  const times = new Map<string, number[]>();
  const note = (name: string, ms: number) => times.set(name, [...(times.get(name) ?? []), ms]);
  for (let round = 0; round < rounds; round++) {
    for (const [size, kept] of stores) {
      const count = Math.ceil(journal(size) / changeBytes);
      note(`ours ${size}`, await each(count, (index) => kept.commit(() => [deliveryChange(index % 1000)])));
      if (size >= 1e4) note(`lowdb ${size}`, await each(5, () => lowdb.get(size)?.()));
    }
    // Many at once, as after a tick.
    const all = stores.get(1e5) as Store;
    note(
      "crowd",
      (await milliseconds(() =>
        Promise.all(Array.from({ length: 500 }, (_, index) => all.commit(() => [deliveryChange(index)]))),
      )) / 500,
    );
  }
  // In rounds of its own: turning all the time, the loop leaves the commits less of the processor.
  for (let round = 0; round < rounds; round++) {
    const longest = longestBlock();
    await each(journal(1e5) / changeBytes, (index) => stores.get(1e5)?.commit(() => [deliveryChange(index % 1000)]));
    note("block", longest());
  }
  for (const kept of stores.values()) await kept.close();
  const of = (name: string) => times.get(name) as number[];
  return [
    ...sizes.map(
      (size): Row => ({
        name: `one change, ${size} subscriptions, its share of snapshots with it`,
        spread: spread(of(`ours ${size}`)),
        unit: "ms",
      }),
    ),
    { name: "growth exponent 100 to 100000", spread: exponents(of("ours 100"), of("ours 100000"), 1000), target: 0.1 },
    { name: "one change ÷ bare lowdb, 10000", spread: ratios(of("ours 10000"), of("lowdb 10000")), target: 0.02 },
    { name: "one change ÷ bare lowdb, 100000", spread: ratios(of("ours 100000"), of("lowdb 100000")) },
    { name: "bare lowdb, 10000", spread: spread(of("lowdb 10000")), unit: "ms" },
    { name: "bare lowdb, 100000", spread: spread(of("lowdb 100000")), unit: "ms" },
    { name: "one of 500 changes at once, 100000", spread: spread(of("crowd")), unit: "ms" },
    { name: "longest block of a round with a snapshot, 100000", spread: spread(of("block")), unit: "ms", target: 20 },
  ];
}

/** Milliseconds of one of so many, one after the other. */
async function each(count: number, work: (index: number) => unknown): Promise<number> {
  const all = await milliseconds(async () => {
    for (let index = 0; index < count; index++) await work(index);
  });
  return all / count;
}

/** The same rows, the whole of them written with every change. */
async function bareLowdb(folder: string, size: Size): Promise<() => Promise<void>> {
  const low = new Low<Record<string, Record<string, unknown>>>(new JSONFile(join(folder, `lowdb-${size}.json`)), {
    subscriptions: {},
    cursors: {},
    deliveries: {},
  });
  const put = ({ table, key, value }: { table: string; key: string; value?: unknown }) => {
    (low.data[table] as Record<string, unknown>)[key] = value;
  };
  for (let index = 0; index < size; index++) subscriptionChanges(index).forEach(put);
  let number = 0;
  return async () => {
    put(deliveryChange(number++ % 1000));
    await low.write();
  };
}

/** From now until it is asked: the longest time between two turns of the event loop. */
function longestBlock(): () => number {
  let [longest, last, going] = [0, performance.now(), true];
  const turn = () => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
    if (going) setImmediate(turn);
  };
  setImmediate(turn);
  return () => {
    going = false;
    return longest;
  };
}

async function recovery(folder: string, child: Child): Promise<Row[]> {
  const path = join(folder, "recovery");
  const kept = await filled(path, 1e5);
  for (let from = 0; from < 1e5; from += 50)
    await kept.commit(() =>
      Array.from({ length: 50 }, (_, at) => {
        const [key, value] = entryOf(from + at);
        return { table: "ledger", key, value };
      }),
    );
  await kept.close();
  const opened = repeated(child, "open", path);
  const scans = repeated(child, "scan", "1000000");
  return [
    {
      name: "100000 subscriptions and 100000 ledger records read at start",
      spread: spread(opened.map(({ ms }) => ms)),
      unit: "ms",
      target: 2000,
    },
    { name: "the first commit after it", spread: spread(opened.map(({ firstCommitMs }) => firstCommitMs)), unit: "ms" },
    { name: "resident with both", spread: spread(opened.map(({ resident }) => resident)), unit: "MiB" },
    {
      name: "one subscription's of 1000000 ledger rows, found by looking at all",
      spread: spread(scans.map(({ scanMs }) => scanMs)),
      unit: "ms",
      target: 1000,
    },
    { name: "resident with 1000000 ledger rows", spread: spread(scans.map(({ resident }) => resident)), unit: "MiB" },
  ];
}
