import { type Disk, realDisk } from "../src/store/disk.ts";
import { type Lock, takeLock } from "../src/store/lowdb/lock.ts";
import type { Clock } from "../src/support/clock.ts";
import { createQueue } from "../tests/simulator/queue.ts";

export interface VirtualClock {
  readonly clock: Clock;
  after(ms: number, run: () => void): void;
  /** Lets time pass up to an instant. */
  until(at: number): Promise<void>;
}

/** A real disk that says when nothing is being read or written. */
export interface CountedDisk {
  readonly disk: Disk;
  readonly lock: (path: string) => Promise<Lock>;
  /** Resolves when everything that needs no time of the clock has been done. */
  quiet(): Promise<void>;
}

export function countDisk(): CountedDisk {
  let under = 0;
  const resting: (() => void)[] = [];
  const counted = async <T>(work: Promise<T>): Promise<T> => {
    under++;
    try {
      return await work;
    } finally {
      if (--under === 0) for (const wake of resting.splice(0)) wake();
    }
  };
  const disk: Disk = {
    read: (path, take) => counted(realDisk.read(path, take)),
    stamp: (path) => counted(realDisk.stamp(path)),
    list: (folder) => counted(realDisk.list(folder)),
    makeFolder: (folder) => counted(realDisk.makeFolder(folder)),
    async create(path) {
      const file = await counted(realDisk.create(path));
      return {
        write: (bytes) => counted(file.write(bytes)),
        sync: () => counted(file.sync()),
        close: () => counted(file.close()),
      };
    },
    rename: (from, to) => counted(realDisk.rename(from, to)),
    remove: (path) => counted(realDisk.remove(path)),
    sync: (path) => counted(realDisk.sync(path)),
    syncFolder: (folder) => counted(realDisk.syncFolder(folder)),
  };
  return {
    disk,
    async lock(path) {
      const held = await counted(takeLock(path));
      return { assertHeld: () => counted(held.assertHeld()), release: () => counted(held.release()) };
    },
    async quiet() {
      for (;;) {
        if (under > 0) await new Promise<void>((resolve) => resting.push(resolve));
        await new Promise((resolve) => setImmediate(resolve));
        if (under === 0) return;
      }
    },
  };
}

/** Time that passes only while nothing else is going on. */
export function createVirtualClock(startAt: number, quiet: () => Promise<void>): VirtualClock {
  const queue = createQueue();
  let [now, tie] = [0, 0];
  const after = (ms: number, run: () => void) => queue.add({ at: now + Math.max(0, ms), tie: tie++, run });
  return {
    after: (ms, run) => void after(ms, run),
    clock: {
      now: () => startAt + now,
      elapsed: () => now,
      sleep: (ms, signal) =>
        new Promise((resolve) => {
          if (signal?.aborted) return resolve();
          const end = () => {
            signal?.removeEventListener("abort", wake);
            resolve();
          };
          const timer = after(ms, end);
          const wake = () => {
            timer.gone = true;
            end();
          };
          signal?.addEventListener("abort", wake, { once: true });
        }),
    },
    async until(at) {
      await quiet();
      for (let next = queue.take(at - startAt); next !== undefined; next = queue.take(at - startAt)) {
        if (next.gone === true) continue;
        now = next.at;
        next.run();
        await quiet();
      }
      now = Math.max(now, at - startAt);
    },
  };
}
