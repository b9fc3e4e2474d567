// Commits without end, several at once, and tells the number of each commit that was acknowledged. A quarter of them removes
// what another one kept, so that snapshots and journals differ.
import { openLowdbStore } from "../../src/store/lowdb/index.ts";

const [folder, from] = [process.argv[2], Number(process.argv[3])];
const store = await openLowdbStore({ folder, snapshotAfter: 20_000 });
let number = from;

async function commitOn() {
  for (;;) {
    const mine = number++;
    await store.commit(() => [
      { table: "things", key: String(mine), value: { mine, text: "x".repeat(mine % 200) } },
      { table: "twins", key: String(mine), value: mine },
      { table: "last", key: "last", value: mine },
      ...(mine % 4 === 0
        ? [
            { table: "things", key: String(mine - 2) },
            { table: "twins", key: String(mine - 2) },
          ]
        : []),
    ]);
    process.stdout.write(`${mine}\n`);
  }
}

await Promise.all([commitOn(), commitOn(), commitOn()]);
