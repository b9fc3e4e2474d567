// What is measured in a process of its own: `node --expose-gc <this> <work> <argument>`. Answers with one line of JSON.
import { openLowdbStore } from "../src/store/lowdb/index.ts";
import { createMemoryStore } from "../src/store/memory/index.ts";
import { deliveryChange, entryOf, subscriptionOf } from "./store-rows.ts";

const megabyte = 1024 * 1024;

const works = {
  /** The least that many records can take. */
  async bare(count: string) {
    return Array.from({ length: Number(count) }, (_, index) => subscriptionOf(index));
  },
  open: (folder: string) => openLowdbStore({ folder }),
  async scan(count: string) {
    const store = createMemoryStore();
    for (let from = 0; from < Number(count); from += 1000)
      await store.commit(() =>
        Array.from({ length: 1000 }, (_, index) => {
          const [key, value] = entryOf(from + index);
          return { table: "ledger", key, value };
        }),
      );
    const since = performance.now();
    let found = 0;
    const wanted = subscriptionOf(77).id;
    for (const [, row] of store.entries("ledger"))
      if ((row as { readonly subscription?: string }).subscription === wanted) found++;
    const scanMs = performance.now() - since;
    if (found !== Number(count) / 100_000) throw new Error(`The scan found ${found} rows.`);
    return { scanMs };
  },
} as const;

const [name, argument = ""] = process.argv.slice(2);
const since = performance.now();
const held = await works[name as keyof typeof works](argument);
const ms = performance.now() - since;
const peak = process.resourceUsage().maxRSS / 1024;
globalThis.gc?.();
globalThis.gc?.();
const resident = process.memoryUsage().rss / megabyte;
let firstCommitMs = 0;
if ("commit" in held) {
  const begun = performance.now();
  await held.commit(() => [deliveryChange(1)]);
  firstCommitMs = performance.now() - begun;
  await held.close();
}
const scanMs = "scanMs" in held ? held.scanMs : 0;
process.stdout.write(`${JSON.stringify({ ms, resident, peak, firstCommitMs, scanMs })}\n`);
