import { figure, type Origin, type Unit } from "../../../src/market/figure.ts";
import type { Kind } from "../../../src/market/instrument.ts";
import type { Series } from "../../../src/market/observations.ts";
import type { Changes, Quote } from "../../../src/market/quote.ts";
import type { Dataset } from "../../../src/market/snapshot.ts";
import { createLiveMarket, type LiveMarket } from "../../../src/providers/live/market.ts";
import type { Ask, Observed, Source, SourceFacts, Topic } from "../../../src/providers/live/source.ts";
import { OutboundError, type Trouble } from "../../../src/support/outbound/call.ts";
import { reference } from "../../fixtures/editions.ts";

/** Friday 20 November 2026, 21:30 in Greenwich: New York has closed half an hour ago, Asia long before. */
export const friday = Date.parse("2026-11-20T21:30:00Z");

export interface Clockwork {
  at: number;
  readonly now: () => number;
  readonly elapsed: () => number;
  readonly pass: (ms: number) => void;
}

/** A clock that is set by hand. */
export function clockwork(start = friday): Clockwork {
  const clock: Clockwork = {
    at: start,
    now: () => clock.at,
    elapsed: () => clock.at - start,
    pass(ms) {
      clock.at += ms;
    },
  };
  return clock;
}

export type Script = (ask: Ask) => Observed | Promise<Observed>;

export interface Scripted {
  readonly source: Source;
  /** The topics it was asked for, with the symbols named. */
  readonly asked: { readonly topic: Topic; readonly symbols: readonly string[] }[];
  /** What it answers from now on. */
  readonly scripts: Partial<Record<Topic, Script>>;
}

/** A source that answers what a test wrote for it. */
export function scripted(
  name: string,
  scripts: Partial<Record<Topic, Script>>,
  facts: Partial<SourceFacts> = {},
): Scripted {
  const asked: Scripted["asked"] = [];
  const own = { ...scripts };
  const known = Object.keys(scripts) as Topic[];
  const source: Source = {
    facts: {
      name,
      names: { en: name, zh: name },
      base: `https://${name}.example`,
      terms: "open",
      budget: {},
      delay: "live",
      ...facts,
    },
    topics: () =>
      Object.fromEntries(
        known.map((topic) => [
          topic,
          async (ask: Ask) => {
            asked.push({ topic, symbols: ask.symbols });
            return (own[topic] as Script)(ask);
          },
        ]),
      ),
  };
  return { source, asked, scripts: own };
}

export function fails(trouble: Trouble): Script {
  return () => {
    throw new OutboundError("source", trouble, `source failed (${trouble}).`);
  };
}

export interface Opening {
  readonly clock?: Clockwork;
  readonly folder?: string;
  readonly keys?: Readonly<Record<string, string>>;
  readonly off?: readonly string[];
}

export function market(
  sources: readonly Scripted[],
  { clock = clockwork(), folder, keys = {}, off = [] }: Opening = {},
): LiveMarket {
  return createLiveMarket({
    sources: sources.map(({ source }) => source),
    settingsOf({ facts: { name, isOff } }) {
      const key = keys[name];
      return { isOn: !off.includes(name) && isOff !== true, ...(key !== undefined && { key }) };
    },
    callFor: () => () => Promise.reject(new Error("Scripted sources call nobody.")),
    folder,
    reference,
    directory: { names: () => undefined, symbols: ["AAPL.O", "0700.HK"] },
    clock,
  });
}

export const originOf = (source: string, asOf: string, quality: Origin["quality"] = "final"): Origin => ({
  source,
  asOf,
  quality,
});

export interface QuoteFacts {
  readonly symbol: string;
  readonly source: string;
  readonly asOf?: string;
  readonly level?: string;
  readonly previous?: string;
  readonly day?: string;
  readonly kind?: Kind;
  readonly unit?: Unit;
}

export function quote({
  symbol,
  source,
  asOf = "2026-11-20T21:00:00Z",
  level = "100",
  previous = "99",
  day = "1.01",
  kind = "stock",
  unit = "usd",
}: QuoteFacts): Quote {
  const origin = originOf(source, asOf);
  const changes: Changes = { day: figure(day, "pct", origin) };
  return {
    instrument: { symbol, names: { en: symbol, zh: "" }, kind },
    level: figure(level, unit, origin),
    previous: figure(previous, unit, origin),
    changes,
  };
}

/** What a source of quotes says of everything it is asked for. */
export const quotesOf =
  (source: string, more: Partial<QuoteFacts> = {}): Script =>
  ({ symbols, now }) => ({
    quotes: symbols.map((symbol) => quote({ symbol, source, ...more })),
    asOf: new Date(now).toISOString(),
    faults: [],
  });

export function series(symbol: string, source: string, closes: Readonly<Record<string, string>>): Series {
  return {
    instrument: { symbol, names: { en: symbol, zh: "" }, kind: "stock" },
    points: Object.entries(closes).map(([on, digits]) => ({
      on,
      close: figure(digits, "usd", originOf(source, on)),
    })),
  };
}

export function movers(source: string, region: string, quotes: readonly Quote[]): Script {
  return ({ now }) => ({
    universes: [{ id: region, names: { en: region, zh: region }, quotes, curated: false, screened: true, source }],
    asOf: new Date(now).toISOString(),
    faults: [],
  });
}

export const only = (...datasets: readonly Dataset[]) => new Set(datasets);

export const about = (universes: readonly string[] = [], symbols: readonly string[] = []) => ({
  instruments: { universes: new Set(universes), symbols: new Set(symbols) },
});
