import { join } from "node:path";
import type { Reference } from "../../market/reference.ts";
import { type Clock, realClock } from "../../support/clock.ts";
import { openOutbound, type ServiceState } from "../../support/outbound/outbound.ts";
import { sources } from "../index.ts";
import type { Directory } from "./assemble.ts";
import { createLiveMarket, type LiveMarket } from "./market.ts";
import { accessOf, settingsOf } from "./settings.ts";

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

export interface OpenLive extends LiveMarket {
  /** How each source that was asked did. */
  services(): readonly ServiceState[];
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
    services: outbound.state,
    close: outbound.close,
  };
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
