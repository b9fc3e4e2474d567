import * as z from "zod";
import { Day } from "./figure.ts";
import { Names } from "./instrument.ts";
import {
  CalendarEvent,
  CryptoTotals,
  EtfFlow,
  Fund,
  Fundamental,
  NewsItem,
  PublishedTotal,
  Rate,
  Sentiment,
  Series,
} from "./observations.ts";
import { PublishedList, Quote, Universe } from "./quote.ts";

/** The days a digest speaks about, both included. */
export const Window = z.object({ from: Day, to: Day }).readonly();
export type Window = z.infer<typeof Window>;

/** Something a source held that could not be used: where it stands, what stands there, what was expected. */
export const Fault = z
  .object({
    file: z.string(),
    row: z.number().int().optional(),
    column: z.string().optional(),
    value: z.string().optional(),
    expected: z.string(),
    /** `dropped`: the row or file is not used. `noted`: used, but worth a look. */
    severity: z.enum(["dropped", "noted"]),
  })
  .readonly();
export type Fault = z.infer<typeof Fault>;

const many = <T extends z.ZodType>(schema: T) => z.array(schema).readonly();

/** A source as readers hear of it. */
export const SourceCard = Names.unwrap()
  .extend({
    /** A line its terms demand beside its figures. */
    attribution: Names.optional(),
    /** How far behind the market it is, where it is asked while the market runs. */
    delay: z.enum(["live", "delayed", "daily"]).optional(),
  })
  .readonly();
export type SourceCard = z.infer<typeof SourceCard>;

/** What is known of the market at one moment. Readonly and printable; a dataset nobody delivered is an empty list. */
export const Snapshot = z
  .object({
    id: z.string(),
    window: Window,
    /** The day the figures were published or read: nothing in the snapshot was known later. */
    seenOn: Day,
    /** Set when the figures are recorded ones shown for demonstration. */
    demo: z.boolean(),
    publisher: Names,
    /** Names of the sources its figures cite, keyed by the English one. */
    sources: many(SourceCard),
    themes: many(z.string()),
    indices: many(Quote),
    universes: many(Universe),
    /** Single instruments asked for by symbol. */
    quotes: many(Quote),
    published: many(PublishedList),
    etfFlows: many(EtfFlow),
    etfTotals: many(PublishedTotal),
    funds: many(Fund),
    crypto: many(CryptoTotals),
    sentiment: many(Sentiment),
    events: many(CalendarEvent),
    rates: many(Rate),
    series: many(Series),
    fundamentals: many(Fundamental),
    news: many(NewsItem),
    faults: many(Fault),
  })
  .readonly();
export type Snapshot = z.infer<typeof Snapshot>;

/** A snapshot of nothing: what a source with no figures answers, and the start of a hand-written one. */
export function emptySnapshot(window: Window, more: Partial<Snapshot> = {}): Snapshot {
  return {
    id: "empty",
    window,
    seenOn: window.to,
    demo: false,
    publisher: { en: "", zh: "" },
    sources: [],
    themes: [],
    indices: [],
    universes: [],
    quotes: [],
    published: [],
    etfFlows: [],
    etfTotals: [],
    funds: [],
    crypto: [],
    sentiment: [],
    events: [],
    rates: [],
    series: [],
    fundamentals: [],
    news: [],
    faults: [],
    ...more,
  };
}

/** The instruments a digest speaks of, beside the lists somebody chose, which always come whole. */
export interface Instruments {
  /** Universes by id, such as `us`. */
  readonly universes: ReadonlySet<string>;
  /** Single instruments by symbol. */
  readonly symbols: ReadonlySet<string>;
}

/** What a section may ask for; gathering brings only these. */
export const datasets = [
  "indices",
  "universes",
  "etfFlows",
  "funds",
  "crypto",
  "sentiment",
  "events",
  "rates",
  "series",
  "fundamentals",
  "news",
] as const satisfies readonly (keyof Snapshot)[];
export type Dataset = (typeof datasets)[number];
