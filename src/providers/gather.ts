import type { CalendarEvent, EtfFlow } from "../market/observations.ts";
import type { Dataset, Snapshot, Window } from "../market/snapshot.ts";
import { firstOf, layQuotes } from "./lay.ts";
import type { Provider, Request } from "./provider.ts";

/**
 * Asks the providers in order and lays their snapshots over each other: the first that has a figure gives it, the others
 * fill what is missing. Fund flows of one asset come from one source whole, because they are summed.
 */
export async function gather(
  providers: readonly Provider[],
  needs: ReadonlySet<Dataset>,
  request: Request,
): Promise<Snapshot> {
  const [first, ...others] = await Promise.all(providers.map((provider) => provider.fetch(request)));
  if (first === undefined) throw new Error("gather needs at least one provider.");
  return only(others.reduce(lay, first), needs);
}

const emptied: Record<Dataset, Partial<Snapshot>> = {
  indices: { indices: [] },
  universes: { universes: [], quotes: [], published: [] },
  etfFlows: { etfFlows: [], etfTotals: [] },
  funds: { funds: [] },
  crypto: { crypto: [] },
  sentiment: { sentiment: [] },
  events: { events: [] },
  rates: { rates: [] },
  series: { series: [] },
  fundamentals: { fundamentals: [] },
  news: { news: [] },
};

/** A section sees only what it declared: an undeclared need shows at once instead of working by chance. */
export function only(snapshot: Snapshot, needs: ReadonlySet<Dataset>): Snapshot {
  const unneeded = (Object.keys(emptied) as Dataset[]).filter((dataset) => !needs.has(dataset));
  return Object.assign({ ...snapshot }, ...unneeded.map((dataset) => emptied[dataset]));
}

function lay(under: Snapshot, more: Snapshot): Snapshot {
  const etf = chooseFlows(under, more);
  return {
    ...under,
    demo: under.demo || more.demo,
    sources: [...under.sources, ...more.sources],
    indices: layQuotes(under.indices, more.indices),
    universes: [
      ...under.universes,
      ...more.universes.filter((one) => !under.universes.some((own) => own.id === one.id)),
    ],
    quotes: firstOf([...under.quotes, ...more.quotes], (quote) => quote.instrument.symbol),
    published: [...under.published, ...more.published],
    ...etf,
    funds: firstOf([...under.funds, ...more.funds], (fund) => `${fund.asset ?? ""} ${fund.symbol}`),
    crypto: [...under.crypto, ...more.crypto],
    sentiment: firstOf([...under.sentiment, ...more.sentiment], (one) => `${one.scale} ${one.on}`),
    events: layEvents(under.events, more.events),
    rates: firstOf([...under.rates, ...more.rates], (rate) => rate.instrument.symbol),
    series: firstOf([...under.series, ...more.series], (one) => one.instrument.symbol),
    fundamentals: [...under.fundamentals, ...more.fundamentals],
    news: [...under.news, ...more.news],
    faults: [...under.faults, ...more.faults],
  };
}

/** For each asset the source with more days of the window; on a tie the first. */
function chooseFlows(under: Snapshot, more: Snapshot): Pick<Snapshot, "etfFlows" | "etfTotals"> {
  const assets = new Set([...under.etfFlows, ...more.etfFlows].map((flow) => flow.asset));
  const chosen = new Map(
    Array.from(assets, (asset) => [
      asset,
      days(more.etfFlows, asset, under.window) > days(under.etfFlows, asset, under.window) ? more : under,
    ]),
  );
  const from = (snapshot: Snapshot) => (item: { asset: string }) => chosen.get(item.asset) === snapshot;
  return {
    etfFlows: [...under.etfFlows.filter(from(under)), ...more.etfFlows.filter(from(more))],
    etfTotals: [...under.etfTotals.filter(from(under)), ...more.etfTotals.filter(from(more))],
  };
}

function days(flows: readonly EtfFlow[], asset: string, { from, to }: Window): number {
  return new Set(
    flows.filter((flow) => flow.asset === asset && flow.on >= from && flow.on <= to).map((flow) => flow.on),
  ).size;
}

/** The same report seen twice is one event; the second sighting adds the session and the size. */
function layEvents(under: readonly CalendarEvent[], more: readonly CalendarEvent[]): CalendarEvent[] {
  const keyOf = (event: CalendarEvent) => `${event.kind} ${event.instrument?.symbol ?? event.title.en} ${event.from}`;
  const byKey = new Map(more.map((event) => [keyOf(event), event]));
  const merged = under.map((event) => {
    const other = byKey.get(keyOf(event));
    byKey.delete(keyOf(event));
    return other === undefined ? event : { ...other, ...event };
  });
  return [...merged, ...byKey.values()];
}
