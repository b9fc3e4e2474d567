import { cpus } from "node:os";
import { chats } from "./chat/index.ts";
import { coldStart } from "./cold-start.ts";
import { compose } from "./compose.ts";
import { fanOut } from "./fan-out/index.ts";
import { idle } from "./idle.ts";
import { lateness } from "./lateness.ts";
import { manyChannels } from "./many-channels.ts";
import { type Benchmark, tableOf } from "./measure.ts";
import { nextTimes } from "./next-times.ts";
import { soak } from "./soak.ts";
import { store } from "./store.ts";
import { tick } from "./tick.ts";
import { weekly } from "./weekly.ts";

const benchmarks: readonly Benchmark[] = [
  coldStart,
  weekly,
  compose,
  ...chats,
  store,
  nextTimes,
  tick,
  manyChannels,
  fanOut,
  lateness,
  idle,
  soak,
];

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !benchmarks.some((one) => one.name === name));
if (unknown.length > 0) {
  const known = benchmarks.map(({ name }) => name).join(", ");
  process.stderr.write(`No benchmark is called ${unknown.join(" or ")}. There are: ${known}.\n`);
  process.exit(2);
}

process.stdout.write(`Node ${process.version}, ${cpus().length} processors\n`);
for (const benchmark of benchmarks) {
  if (wanted.length === 0 ? benchmark.isLong === true : !wanted.includes(benchmark.name)) continue;
  process.stdout.write(`\n${benchmark.name}\n${tableOf(await benchmark.run())}\n`);
}
