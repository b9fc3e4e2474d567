import { join } from "node:path";
import type { Names } from "../../market/instrument.ts";
import type { Reference } from "../../market/reference.ts";
import { marketOf } from "../../market/symbol.ts";
import { type Clock, realClock } from "../../support/clock.ts";
import { openOutbound, type ServiceState } from "../../support/outbound/outbound.ts";
import { sources } from "../index.ts";
import type { Directory } from "./assemble.ts";
import { type Checkup, examine } from "./doctor.ts";
import { createLiveMarket, type LiveMarket } from "./market.ts";
import { accessOf, settingsOf } from "./settings.ts";
import { newestSession, newestWindow } from "./window.ts";

export interface OpenLiveOptions {
  /** Settings of the sources by name. */
  readonly values: Readonly<Record<string, string>>;
  /** The folder of this program's state. */
  readonly state: string;
  readonly version: string;
  readonly reference: Reference;
  readonly directory: Directory;
  readonly clock?: Clock;
}

/** A source and how it did since the start. */
export interface SourceState extends ServiceState {
  readonly names: Names;
}

export interface OpenLive extends LiveMarket {
  /** From memory: nothing is asked for it. */
  services(): readonly SourceState[];
  close(): void;
}

/** The live market over the network. */
export function openLive({
  values,
  state,
  version,
  reference,
  directory,
  clock = realClock,
}: OpenLiveOptions): OpenLive {
  const outbound = openOutbound({ version, folder: join(state, "answers"), clock });
  const market = createLiveMarket({
    sources,
    settingsOf: ({ facts }) => settingsOf(facts, values),
    callFor: ({ facts }) => outbound.callFor(accessOf(facts, values)),
    folder: join(state, "closes"),
    reference,
    directory,
    clock,
  });
  return {
    ...market,
    gather: (needs, wanted) => awake(() => market.gather(needs, wanted)),
    services: () =>
      outbound.state().map((state) => {
        const known = sources.find(({ facts }) => facts.name === state.service);
        return { ...state, names: known?.facts.names ?? { en: state.service, zh: "" } };
      }),
    close: outbound.close,
  };
}

export interface ExamineLiveOptions extends OpenLiveOptions {
  /** No call takes longer (default: as long as each source needs). */
  readonly mostMs?: number;
}

/** Looks at every live source over the network, within the budgets that are kept for them. */
export async function examineLive(options: ExamineLiveOptions): Promise<Checkup> {
  const { values, state, version, reference, directory, clock = realClock, mostMs } = options;
  const outbound = openOutbound({
    version,
    folder: join(state, "answers"),
    clock,
    ...(mostMs !== undefined && { mostMs }),
  });
  const looked = examine({
    sources,
    settingsOf: ({ facts }) => settingsOf(facts, values),
    callFor: ({ facts }) => outbound.callFor(accessOf(facts, values)),
    state: outbound.state,
    window: newestWindow(newestSession(reference, clock.now()), "day"),
    tickers: directory.symbols.filter((symbol) => marketOf(symbol) === "us"),
    clock,
  });
  return awake(() => looked).finally(outbound.close);
}

/** Pauses between calls keep no program alive; a command line that waits for its digest has nothing else that would. */
async function awake<T>(work: () => Promise<T>): Promise<T> {
  const timer = setInterval(() => undefined, 60_000);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}
