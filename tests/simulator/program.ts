import { createOffice, type Office } from "../../src/delivery/office.ts";
import type { Trouble } from "../../src/delivery/trouble.ts";
import type { Almanac } from "../../src/schedule/occurrence.ts";
import { openLowdbStore } from "../../src/store/lowdb/index.ts";
import type { Store } from "../../src/store/store.ts";
import { createSubscriptionBook, type SubscriptionBook } from "../../src/subscription/book.ts";
import type { Clock } from "../../src/support/clock.ts";
import type { Chance } from "./chance.ts";
import type { SimulatedDisk } from "./disk.ts";
import type { Platform } from "./platform.ts";
import type { SimulatedWorkshop } from "./workshop.ts";
import type { Life } from "./world.ts";

export interface ProgramOptions {
  readonly chance: Chance;
  readonly disk: SimulatedDisk;
  readonly almanac: Almanac;
  readonly platforms: readonly Platform[];
  readonly workshop: SimulatedWorkshop;
  readonly snapshotAfter: number;
  readonly failed: (what: string, error: unknown) => void;
  readonly told: (trouble: Trouble) => void;
  /** Wraps what the program is made of, to break it on purpose. */
  readonly spoil?: Spoil;
}

export interface Spoil {
  readonly store?: (store: Store) => Store;
  readonly office?: (office: Office) => Office;
  readonly clock?: (clock: Clock) => Clock;
  readonly adapter?: (adapter: ReturnType<Platform["adapter"]>, clock: Clock) => ReturnType<Platform["adapter"]>;
}

/** The production code, open over the disk, for one life. */
export interface Program {
  readonly life: Life;
  readonly store: Store;
  readonly book: SubscriptionBook;
  readonly office: Office;
  /** As the program's loop would find out within a second. */
  wake(): void;
  /** Ends in good order; what takes longer than it may is killed. */
  close(): Promise<void>;
}

const folder = "/state";
const noLock = async () => ({ assertHeld: async () => undefined, release: async () => undefined });
const idleMs = 10 * 60_000;
const lookMs = 60_000;
const againMs = 5000;

/**
 * As at the real start: this program becomes the one that writes, and what a killed one left unsynced is synced. The real one
 * ends where it cannot, and whoever keeps it running starts it again.
 */
async function becomeWriter(store: Store, clock: Clock, life: Life): Promise<void> {
  while (life.alive) {
    const done = await store.commit(() => []).catch(() => undefined);
    if (done !== undefined) return;
    await clock.sleep(againMs);
  }
}

export async function start(options: ProgramOptions, life: Life): Promise<Program> {
  const { chance, disk, almanac, platforms, workshop, failed, told, spoil = {}, snapshotAfter } = options;
  const clock = spoil.clock?.(life.clock) ?? life.clock;
  const opened = await openLowdbStore({ folder, disk: disk.for(life), lock: noLock, snapshotAfter, failed });
  const store = spoil.store?.(opened) ?? opened;
  const book = createSubscriptionBook({ store, random: chance });
  const honest = createOffice({
    store,
    book,
    almanac,
    clock,
    random: chance,
    adapters: platforms.map((one) => spoil.adapter?.(one.adapter(life), clock) ?? one.adapter(life)),
    workshop: workshop.for(life),
    isQuiet: () => false,
    moved: ({ platform, account, channel }, to) => book.move({ platform, account, channel }, to),
    async tell(trouble) {
      told(trouble);
      return true;
    },
    revoked: () => undefined,
    failed,
  });
  const office = spoil.office?.(honest) ?? honest;
  let called = new AbortController();
  let closing = false;
  const wake = () => called.abort("called");
  await becomeWriter(store, clock, life);
  await office.open();
  book.listen(wake);

  const pause = (): number => {
    const next = office.nextAt();
    const dueMs = next === undefined ? idleMs : next - clock.now();
    return Math.min(Math.max(dueMs, 0) + chance() * 1000, office.live > 0 ? lookMs : idleMs);
  };
  const loop = async () => {
    for (let lookedAt = clock.elapsed(); life.alive && !closing; ) {
      await office.tick();
      if (clock.elapsed() - lookedAt >= lookMs) {
        lookedAt = clock.elapsed();
        await office.look();
      }
      called = new AbortController();
      await clock.sleep(pause(), called.signal);
    }
  };
  const looping = loop();
  looping.catch((error) => failed("LOOP", error));

  return {
    life,
    store,
    book,
    office,
    wake,
    async close() {
      closing = true;
      wake();
      await looping;
      await office.close();
      await store.close();
    },
  };
}
