import { schedule } from "node-cron";
import type { Clock } from "../support/clock.ts";
import type { Office } from "./office.ts";

/** Due times are whole minutes, which are ticks. Between two, only what could not be done or read at its time is found late. */
const everyFiveSeconds = "*/5 * * * * *";
/** A post due within this gets a timer of its own, so that it leaves on the instant and not with the next tick. */
const aheadMs = 5500;
const looksEveryTicks = 12;

/** One tick every five seconds over everything that is scheduled, and a look around once a minute. Answers what ends it. */
export function startTicking(
  office: Pick<Office, "tick" | "nextAt">,
  clock: Clock,
  look: () => Promise<unknown>,
): () => Promise<void> {
  const ending = new AbortController();
  const { signal } = ending;
  let ticks = 0;
  let awaited: number | undefined;
  const planDue = oneAtATime(() => office.tick());
  // A look that takes long, such as one that calls outside, holds up no tick.
  const lookAround = oneAtATime(look);
  const awaitNext = async () => {
    const next = office.nextAt();
    if (next === undefined || next === awaited || next - clock.now() > aheadMs) return;
    awaited = next;
    // A timer may be a moment early.
    while (!signal.aborted && clock.now() < next && next - clock.now() <= aheadMs)
      await clock.sleep(Math.max(1, next - clock.now()), signal);
    if (!signal.aborted) await office.tick();
  };
  const tick = async () => {
    await planDue();
    await Promise.all([awaitNext(), ++ticks % looksEveryTicks === 1 ? lookAround() : undefined]);
  };
  const task = schedule(everyFiveSeconds, tick, { name: "closing-bell", suppressMissedWarning: true, unref: true });
  // What is due already waits for no tick. A failure has been told by node-cron.
  task.execute().catch(() => undefined);
  return async () => {
    ending.abort();
    await task.destroy();
  };
}

/** Work that is left out while the same is still going on. */
function oneAtATime(work: () => Promise<unknown>): () => Promise<void> {
  let running = false;
  return async () => {
    if (running) return;
    running = true;
    try {
      await work();
    } finally {
      running = false;
    }
  };
}
