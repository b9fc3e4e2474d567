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
import { datasets, type Snapshot } from "./market/snapshot.ts";
import { gather } from "./providers/gather.ts";
import { type MarketFolders, providersOf } from "./providers/markets.ts";
import { createNameBook } from "./providers/names.ts";
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
  readonly failed: (what: string, error: unknown) => void;
}

/** What the program knows of markets, whatever platform asks. */
export type MarketServices = Omit<Services, "posts">;

export interface Opened {
  /** What commands may ask of any market by name. */
  servicesFor(market: string): MarketServices;
  readonly calendars: ExchangeCalendars;
}

export async function openServices({ data, markets, failed }: ServicesOptions): Promise<Opened> {
  const reference = Reference.parse({
    ...(await readJson(join(data, "reference.json"))),
    exchanges: await readJson(join(data, "calendars", "exchanges.json")),
  });
  const folders: MarketFolders = {
    data,
    reference,
    names: await createNameBook(join(data, "demo", "instruments.csv"), reference),
  };
  const onFailure = (section: string, error: unknown) => failed(`composing the section ${section}`, error);
  const servicesFor = (market: string): MarketServices => {
    const bring = briefly<Parameters<Gather>, Snapshot>(
      snapshotMs,
      async (needs, wanted) => gather(await providersOf(market, markets, folders, wanted.window), needs, wanted),
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
      async () => openLookup(await snapshot(undefined)),
      () => "",
    );
    return {
      compose: createEngine({ sections, reference, gather: bring, onFailure }).compose,
      digests,
      sections: sections.map((section) => section.name),
      snapshot,
      platforms: () => [],
      lookup,
    };
  };
  return { servicesFor, calendars: reference.exchanges };
}

async function readJson(path: string): Promise<object> {
  return JSON.parse(await readFile(path, "utf8"));
}
