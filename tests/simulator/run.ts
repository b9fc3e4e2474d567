import { parseArgs } from "node:util";
import { simulate } from "./simulate.ts";
import { trace } from "./trace.ts";

const { values } = parseArgs({
  options: { from: { type: "string" }, count: { type: "string" }, trace: { type: "string" } },
});

if (values.trace !== undefined) {
  const outcome = await simulate(Number(values.trace));
  console.log(trace(outcome));
} else {
  const from = Number(values.from ?? 1);
  const count = Number(values.count ?? 2000);
  const began = process.cpuUsage();
  const cpuMs = () => {
    const { user, system } = process.cpuUsage(began);
    return (user + system) / 1000;
  };
  let [sent, failed, most] = [0, 0, 0];
  const ends = new Map<string, number>();
  for (let seed = from; seed < from + count; seed++) {
    const start = performance.now();
    const outcome = await simulate(seed);
    most = Math.max(most, performance.now() - start);
    sent += outcome.sent;
    for (const { end } of outcome.machine.lives) if (end !== undefined) ends.set(end, (ends.get(end) ?? 0) + 1);
    for (const { verdict = "none" } of outcome.known.calls) ends.set(verdict, (ends.get(verdict) ?? 0) + 1);
    if (outcome.wrong.length > 0) {
      failed++;
      console.log(
        `seed ${seed}: ${outcome.wrong
          .slice(0, 3)
          .map(({ is, key, why }) => `${is} ${key}: ${why.split("\n").slice(0, 3).join(" ")}`)
          .join("\n    ")}`,
      );
    }
    if ((seed - from + 1) % 1000 === 0)
      console.log(
        `${seed - from + 1} seeds, ${failed} failed, ${sent} messages, ${(cpuMs() / (seed - from + 1)).toFixed(1)} ms each`,
      );
  }
  console.log(
    `${count} seeds from ${from}: ${failed} failed, ${sent} messages, ${(cpuMs() / count).toFixed(1)} ms each, slowest ${most.toFixed(0)} ms`,
  );
  console.log(
    [...ends]
      .toSorted()
      .map(([end, times]) => `${end} ${times}`)
      .join(" · "),
  );
  process.exitCode = failed > 0 ? 1 : 0;
}
