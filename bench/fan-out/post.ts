import type { Workshop } from "../../src/delivery/freeze.ts";
import { type Entry, tables } from "../../src/delivery/ledger.ts";
import { createOffice } from "../../src/delivery/office.ts";
import type { ExchangeCalendars } from "../../src/market/sessions.ts";
import { createAlmanac } from "../../src/schedule/occurrence.ts";
import { createMemoryStore } from "../../src/store/memory/index.ts";
import type { Store } from "../../src/store/store.ts";
import { createSubscriptionBook } from "../../src/subscription/book.ts";
import { createChance } from "../../tests/simulator/chance.ts";
import { createWorld, type Life } from "../../tests/simulator/world.ts";
import { dailyAt, subscribe, subscriber } from "../subscribers.ts";
import { createPlatform, type Faults, type Platform } from "./platform.ts";
import type { Rules } from "./rules.ts";

export interface Post {
  readonly seed: number;
  readonly calendars: ExchangeCalendars;
  readonly over: readonly { readonly rules: Rules; readonly channels: number; readonly faults?: Faults }[];
  /** Messages of the digest. */
  readonly messages?: number;
  /** Looked at this long after the due time, finished or not. */
  readonly forMs?: number;
}

export interface Posted {
  readonly name: string;
  readonly platform: Platform;
  /** From the due time until the last message was taken. */
  readonly tookMs: number;
  /** What the platform's refusals and silence alone make of that. */
  readonly boundMs: number;
  /** From the due time until each was taken. */
  readonly lateMs: readonly number[];
  readonly entries: readonly Entry[];
}

const startAt = Date.UTC(2026, 10, 21, 7, 59);
const dueInMs = 60_000;
/** What a commit takes on a disk. */
const commitMs = 2;
const longestMs = 3 * 3_600_000;

/** One digest to many channels, by the real office on a clock that runs only while nothing else does. */
export async function post({
  seed,
  calendars,
  over,
  messages = 1,
  forMs = longestMs,
}: Post): Promise<readonly Posted[]> {
  const chance = createChance(seed);
  const world = createWorld(startAt, chance);
  const life = world.born();
  const store = createMemoryStore();
  const disk = { commitMs: 0 };
  const platforms = over.map(({ rules, faults }) =>
    createPlatform({ rules, world, life, chance: chance.apart(rules.name), ...(faults && { faults }) }),
  );
  const office = createOffice({
    store: slowed(store, life, disk),
    book: createSubscriptionBook({ store, random: chance }),
    almanac: createAlmanac(calendars),
    clock: life.clock,
    random: chance,
    adapters: platforms.map(({ adapter }) => adapter),
    workshop: workshopOf(messages),
    isQuiet: () => false,
    moved: async () => undefined,
    tell: async () => true,
    revoked: () => undefined,
    failed: (what, error) => {
      throw new Error(what, { cause: error });
    },
  });
  let number = 0;
  for (const { rules, channels } of over) {
    const subscribers = Array.from({ length: channels }, (_, index) =>
      subscriber({
        number: ++number,
        schedule: dailyAt(8 * 60),
        createdAt: startAt,
        platform: rules.name,
        // A fifth are groups, which Telegram gives negative ids.
        channel: `${index % 5 === 4 ? "-" : ""}${100_000_000 + index}`,
      }),
    );
    await subscribe(store, subscribers);
  }
  await office.open();
  await world.until(dueInMs);
  await office.tick();
  disk.commitMs = commitMs;
  for (let at = dueInMs; office.live > 0 && at < dueInMs + forMs; at += 1000) await world.until(at + 1000);
  const entries = [...store.entries(tables.entries)].map(([, row]) => row as Entry);
  return platforms.map((platform) => {
    const lateMs = [...platform.taken.values()].flat().map((at) => at - dueInMs);
    return {
      name: platform.adapter.name,
      platform,
      lateMs,
      boundMs: platform.bound - dueInMs,
      tookMs: lateMs.reduce((last, one) => Math.max(last, one), 0),
      entries: entries.filter(({ place }) => place.platform === platform.adapter.name),
    };
  });
}

/** A store in memory that takes as long as a disk. */
function slowed(store: Store, life: Life, disk: { readonly commitMs: number }): Store {
  return {
    ...store,
    async commit(decide) {
      if (disk.commitMs > 0) await life.call(disk.commitMs, () => undefined);
      return store.commit(decide);
    },
  };
}

function workshopOf(messages: number): Omit<Workshop, "has"> {
  const parts = Array.from({ length: messages }, (_, index) => ({
    method: "send",
    payload: { text: `part ${index}` },
  }));
  return {
    order: ({ place, dueAt }, { what }) => ({ platform: place.platform, what, language: "en", dueAt }),
    make: async () => ({ parts }),
    makeGap: async () => ({ parts }),
  };
}
