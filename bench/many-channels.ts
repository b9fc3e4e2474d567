import { join } from "node:path";
import { platforms } from "../adapters/index.ts";
import { tables } from "../src/delivery/ledger.ts";
import { createEngine, type Gather } from "../src/digest/engine.ts";
import { sections } from "../src/digest/sections/index.ts";
import type { Reference } from "../src/market/reference.ts";
import type { Adapter, Render } from "../src/platform/adapter.ts";
import { gather } from "../src/providers/gather.ts";
import { demoProviders } from "../src/providers/markets.ts";
import { createNameBook } from "../src/providers/names.ts";
import type { MarketServices } from "../src/services.ts";
import { createMemoryStore } from "../src/store/memory/index.ts";
import type { Store } from "../src/store/store.ts";
import { type Clock, realClock } from "../src/support/clock.ts";
import { postsOver } from "../tests/fixtures/posts.ts";
import { demoMarket } from "../tests/fixtures/services.ts";
import { projectFolder } from "./folder.ts";
import { type Benchmark, collectGarbage, processorMilliseconds, type Row, ratios, spread } from "./measure.ts";
import { readReference } from "./reference.ts";
import { dailyAt, subscribe, subscriber } from "./subscribers.ts";

const [many, rounds, warmUps] = [500, 7, 3] as const;
const createdAt = Date.UTC(2026, 10, 21, 7);
const dueAt = Date.UTC(2026, 10, 21, 8);

/** B9: one post for five hundred channels against the same for one, with the real services and renderers. */
export const manyChannels: Benchmark = {
  name: "many-channels",
  async run() {
    const market = await countedMarket(await readReference());
    const rows: Row[] = [];
    for (const [name, platform] of Object.entries(platforms))
      rows.push(...(await compared(name, await platform.render(), market)));
    return rows;
  },
};

async function compared(name: string, render: Render, market: CountedMarket): Promise<Row[]> {
  const ones: Frozen[] = [];
  const manys: Frozen[] = [];
  for (let round = -warmUps; round < rounds; round++) {
    const one = await frozen(name, render, market, 1);
    const lot = await frozen(name, render, market, many);
    if (round < 0) continue;
    ones.push(one);
    manys.push(lot);
  }
  const of = (pick: (one: Frozen) => number) => ratios(manys.map(pick), ones.map(pick));
  return [
    {
      name: `${name}: compose and render for ${many} channels ÷ for one`,
      spread: of((one) => one.makingMs),
      target: 1.2,
    },
    { name: "  gatherings of figures likewise", spread: of(({ gathered }) => gathered), target: 1 },
    { name: "  renderings likewise", spread: of(({ rendered }) => rendered), target: 1 },
    { name: "  compose and render", spread: spread(manys.map((one) => one.makingMs)), unit: "ms" },
    { name: `  from due to all ${many} written down`, spread: spread(manys.map((one) => one.wholeMs)), unit: "ms" },
  ];
}

/** What the processor was asked for until a post was frozen for all its channels. */
interface Frozen {
  readonly makingMs: number;
  readonly wholeMs: number;
  readonly gathered: number;
  readonly rendered: number;
}

interface CountedMarket extends MarketServices {
  readonly spent: { ms: number; gathered: number };
}

/** The demo market, read from its files for every digest. */
async function countedMarket(reference: Reference): Promise<CountedMarket> {
  const spent = { ms: 0, gathered: 0 };
  const data = join(projectFolder, "data");
  const names = await createNameBook(join(data, "demo", "instruments.csv"), reference);
  const bring: Gather = async (needs, wanted) => {
    spent.gathered++;
    return gather(await demoProviders({ data, reference, names }, wanted.window), needs, wanted);
  };
  const { compose } = createEngine({ sections, reference, gather: bring });
  return {
    ...(await demoMarket()),
    spent,
    async compose(request) {
      let edition: Awaited<ReturnType<typeof compose>> | undefined;
      spent.ms += await processorMilliseconds(async () => {
        edition = await compose(request);
      });
      if (edition === undefined) throw new Error("Nothing was composed.");
      return edition;
    },
  };
}

async function frozen(name: string, render: Render, market: CountedMarket, channels: number): Promise<Frozen> {
  const { spent } = market;
  [spent.ms, spent.gathered] = [0, 0];
  const work = { renderMs: 0, rendered: 0 };
  const time = { now: createdAt };
  const clock: Clock = { ...realClock, now: () => time.now };
  const watched = watchFrozen(createMemoryStore(), channels);
  const { staff } = await postsOver({ market, store: watched.store, clock });
  await subscribe(
    watched.store,
    Array.from({ length: channels }, (_, number) =>
      subscriber({ number, schedule: dailyAt(8 * 60), createdAt, platform: name }),
    ),
  );
  const adapter: Adapter = {
    name,
    render(document, speaker) {
      work.rendered++;
      const before = process.cpuUsage();
      const parts = render(document, speaker);
      const { user, system } = process.cpuUsage(before);
      work.renderMs += (user + system) / 1000;
      return parts;
    },
    // One goes; the others are not what is measured.
    pace: { perSecond: 1e-3, channelMs: 0, inFlight: 1 },
    send: async () => ({ messageId: "1" }),
  };
  const office = staff([adapter]);
  await office.open();
  time.now = dueAt;
  collectGarbage();
  const wholeMs = await processorMilliseconds(async () => {
    await office.tick();
    await watched.done;
  });
  await office.close();
  return { wholeMs, makingMs: spent.ms + work.renderMs, gathered: spent.gathered, rendered: work.rendered };
}

/** A store that says when so many posts are frozen. */
function watchFrozen(store: Store, posts: number): { readonly store: Store; readonly done: Promise<void> } {
  let left = posts;
  let finish: (() => void) | undefined;
  const done = new Promise<void>((resolve) => {
    finish = resolve;
  });
  return {
    done,
    store: {
      ...store,
      async commit(decide) {
        let ready = 0;
        const kept = await store.commit((newest) => {
          const changes = decide(newest);
          ready = (changes ?? []).filter(
            ({ table, value }) => table === tables.entries && (value as { state?: string })?.state === "rendered",
          ).length;
          return changes;
        });
        left -= ready;
        if (ready > 0 && left <= 0) finish?.();
        return kept;
      },
    },
  };
}
