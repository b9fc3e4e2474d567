import type { Clock } from "../../src/support/clock.ts";
import type { Chance } from "./chance.ts";
import { createQueue, type Queued } from "./queue.ts";

/** Time that passes only when everything is quiet, for one machine and all that it talks to. */
export interface World {
  readonly startAt: number;
  /** Milliseconds since the start: the time that is true. */
  elapsed(): number;
  /** What the clock on the wall of this machine shows. */
  wall(): number;
  /** What clocks elsewhere show. */
  truth(): number;
  /** The latest it ever showed. */
  highest(): number;
  /** Somebody sets the clock of this machine. */
  step(ms: number): void;
  /** Every setting of the clock: from when on it shows how much more than the truth. */
  readonly steps: readonly { readonly at: number; readonly offset: number }[];
  after(ms: number, run: () => void, life?: Life): Queued;
  born(): Life;
  /** Lets time pass up to an instant. */
  until(elapsed: number): Promise<void>;
}

/** One run of the program, from its start to its end. What a dead one waits for never comes. */
export interface Life {
  readonly number: number;
  alive: boolean;
  /** Stands still until then, as a process that was stopped. */
  stoppedUntil: number;
  readonly clock: Clock;
  kill(): void;
  /** Something asked of the world outside that takes so long. */
  call<T>(ms: number, carry: () => T): Promise<T>;
}

const longestMs = 2 ** 31 - 1;

export function createWorld(startAt: number, chance: Chance): World {
  const queue = createQueue();
  const steps = [{ at: 0, offset: 0 }];
  let [now, offset, lives, highest] = [0, 0, 0, 0];
  const wall = () => startAt + now + offset;

  const after: World["after"] = (ms, run, life) =>
    queue.add({ at: now + Math.max(0, ms), tie: chance(), run, ...(life && { life }) });

  const born = (): Life => {
    const life: Life = {
      number: ++lives,
      alive: true,
      stoppedUntil: 0,
      kill: () => {
        life.alive = false;
      },
      call: (ms, carry) =>
        new Promise((resolve, reject) => {
          if (!life.alive) return;
          const run = () => {
            try {
              resolve(carry());
            } catch (error) {
              reject(error);
            }
          };
          after(ms, run, life);
        }),
      clock: {
        now: wall,
        elapsed: () => now,
        sleep: (ms, signal) =>
          new Promise((resolve) => {
            if (!life.alive) return;
            if (signal?.aborted) return resolve();
            const timer = after(
              Math.min(ms, longestMs),
              () => {
                signal?.removeEventListener("abort", wake);
                resolve();
              },
              life,
            );
            const wake = () => {
              timer.gone = true;
              resolve();
            };
            signal?.addEventListener("abort", wake, { once: true });
          }),
      },
    };
    return life;
  };

  return {
    startAt,
    elapsed: () => now,
    wall,
    highest: () => Math.max(highest, wall()),
    truth: () => startAt + now,
    step(ms) {
      highest = Math.max(highest, wall());
      offset += ms;
      steps.push({ at: now, offset });
    },
    steps,
    after,
    born,
    async until(end) {
      await quiet();
      for (let next = queue.take(end); next !== undefined; next = queue.take(end)) {
        const { life } = next;
        if (next.gone === true || life?.alive === false) continue;
        if (life !== undefined && life.stoppedUntil > next.at) {
          queue.add({ ...next, at: life.stoppedUntil });
          continue;
        }
        now = next.at;
        next.run();
        await quiet();
      }
      now = end;
    },
  };
}

/**
 * All that can go on without time passing has gone on. Long work gives way to other work by turns of the event loop, by a
 * clock that stands still meanwhile: once for each such work.
 */
async function quiet(): Promise<void> {
  for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setImmediate(resolve));
}
