import { schedule } from "node-cron";
import type { Clock } from "../support/clock.ts";
import type { Office } from "./office.ts";

/** A post due within this gets a timer of its own, so that it leaves on the instant and not with the next tick. */
const aheadMs = 1500;
const looksEveryTicks = 60;

/** One tick a second over everything that is scheduled, and a look around once a minute. Answers what ends it. */
export function startTicking(
  office: Pick<Office, "tick" | "nextAt">,
  clock: Clock,
  look: () => Promise<unknown>,
): () => Promise<void> {
  const ending = new AbortController();
  let ticks = 0;
  let awaited: number | undefined;
  const tick = async () => {
    await office.tick();
    if (++ticks % looksEveryTicks === 1) await look();
    const next = office.nextAt();
    if (next === undefined || next === awaited || next - clock.now() > aheadMs) return;
    awaited = next;
    await clock.sleep(next - clock.now(), ending.signal);
    if (!ending.signal.aborted) await office.tick();
  };
  const task = schedule("* * * * * *", tick, {
    name: "closing-bell",
    noOverlap: true,
    suppressMissedWarning: true,
    unref: true,
  });
  return async () => {
    ending.abort();
    await task.destroy();
  };
}
