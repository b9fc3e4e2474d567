import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Services } from "../commands/services.ts";
import { digests } from "./digest/digests.ts";
import { createEngine, type Gather } from "./digest/engine.ts";
import { sections } from "./digest/sections/index.ts";
import type { Lookup } from "./market/lookup.ts";
import { openLookup } from "./market/open-lookup.ts";
import { Reference } from "./market/reference.ts";
import type { ExchangeCalendars } from "./market/sessions.ts";
import { datasets, emptySnapshot, type Snapshot } from "./market/snapshot.ts";
import { gather, only } from "./providers/gather.ts";
import type { Checkup } from "./providers/live/doctor.ts";
import type { OpenLive } from "./providers/live/open.ts";
import { type MarketFolders, providersOf } from "./providers/markets.ts";
import { type NameDirectory, openNames } from "./providers/names.ts";
import { briefly } from "./support/briefly.ts";

/** New figures in a folder are seen after this. */
const snapshotMs = 5000;
/** New names are found after this. */
const lookupMs = 60_000;

export interface ServicesOptions {
  /** The folder of facts that comes with the program. */
  readonly data: string;
  /** Where imported markets are kept. */
  readonly markets: string;
  /** The folder of this program's state, for what live sources told. */
  readonly state: string;
  /** Settings by name, those of the live sources among them. */
  readonly settings: Readonly<Record<string, string>>;
  readonly version: string;
  readonly failed: (what: string, error: unknown) => void;
}

/** What the program knows of markets, whatever platform asks. */
export type MarketServices = Omit<Services, "posts">;

export interface Opened {
  /** What commands may ask of any market by name. */
  servicesFor(market: string): MarketServices;
  /** The live market; nothing is loaded or asked before. */
  live(): Promise<OpenLive>;
  /** Asks every live source now, whatever market is chosen; no call takes longer than `mostMs`. */
  examine(mostMs: number | undefined): Promise<Checkup>;
  /** Ends the connections of the live market. */
  close(): Promise<void>;
  readonly calendars: ExchangeCalendars;
}

export async function openServices(options: ServicesOptions): Promise<Opened> {
  const { data, markets, failed } = options;
  const reference = Reference.parse({
    ...(await readJson(join(data, "reference.json"))),
    exchanges: await readJson(join(data, "calendars", "exchanges.json")),
  });
  const directory = await openNames(join(data, "demo", "instruments.csv"), reference);
  const folders: MarketFolders = { data, reference, names: directory.names };
  const { settings: values, state, version } = options;
  const liveOptions = { values, state, version, reference, directory };
  let opened: Promise<OpenLive> | undefined;
  let atHand: OpenLive | undefined;
  const live = () => {
    opened ??= import("./providers/live/open.ts").then(({ openLive }) => {
      atHand = openLive(liveOptions);
      return atHand;
    });
    return opened;
  };
  const examine: Opened["examine"] = async (mostMs) => {
    const { examineLive } = await import("./providers/live/open.ts");
    return examineLive({ ...liveOptions, ...(mostMs !== undefined && { mostMs }) });
  };
  const onFailure = (section: string, error: unknown) => failed(`composing the section ${section}`, error);
  const servicesFor = (market: string): MarketServices => {
    const bring = briefly<Parameters<Gather>, Snapshot>(
      snapshotMs,
      async (needs, wanted) =>
        market === "live"
          ? only(await (await live()).gather(needs, wanted), needs)
          : gather(await providersOf(market, markets, folders, wanted.window), needs, wanted),
      (needs, { window, span, instruments }) =>
        JSON.stringify([
          [...needs],
          window,
          span,
          instruments && [[...instruments.universes], [...instruments.symbols]],
        ]),
    );
    const snapshot: Services["snapshot"] = (window) => bring(new Set(datasets), { window });
    const lookup = briefly<[], Lookup>(
      lookupMs,
      async () => openLookup(market === "live" ? await listed(directory, bring) : await snapshot(undefined)),
      () => "",
    );
    return {
      compose: createEngine({ sections, reference, gather: bring, onFailure }).compose,
      digests,
      sections: sections.map((section) => section.name),
      snapshot,
      platforms: () => [],
      ...(market === "live" && { sources: () => sourcesOf(atHand) }),
      lookup,
    };
  };
  return { servicesFor, live, examine, close: async () => (await opened)?.close(), calendars: reference.exchanges };
}

/** The live sources that were asked since the start, and until when they are left alone. */
function sourcesOf(live: OpenLive | undefined): ReturnType<NonNullable<Services["sources"]>> {
  return (live?.services() ?? []).flatMap(({ names, last, open }) => {
    if (last === undefined && open === undefined) return [];
    const until = open?.forMs === undefined ? undefined : Date.now() + open.forMs;
    const resting = open !== undefined && { resting: until === undefined ? {} : { until } };
    return [{ names, answers: typeof last === "number" && open === undefined, ...resting }];
  });
}

/** What can be meant where no table holds the market: every name that is known here, and the coins of today. */
async function listed({ names, symbols }: NameDirectory, bring: Gather): Promise<Snapshot> {
  const coins = await bring(new Set(["universes"]), {
    instruments: { universes: new Set(["crypto"]), symbols: new Set() },
  });
  const known = symbols.map((symbol) => ({
    instrument: { symbol, names: names(symbol) ?? { en: symbol, zh: "" }, kind: "stock" as const },
    changes: {},
  }));
  return emptySnapshot(coins.window, { universes: coins.universes, quotes: known });
}

async function readJson(path: string): Promise<object> {
  return JSON.parse(await readFile(path, "utf8"));
}
