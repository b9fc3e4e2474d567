import type { Digits } from "../../market/decimal.ts";
import type { Day } from "../../market/figure.ts";
import type { Names } from "../../market/instrument.ts";
import type { Fault, Snapshot, Window } from "../../market/snapshot.ts";
import type { Budget, Call } from "../../support/outbound/call.ts";

/** What live sources are asked for: the smallest things that have an order of sources of their own. */
export const topics = [
  /** Levels and changes of single instruments: stocks, indices, currency pairs, commodities. */
  "quotes",
  /** Daily closes of single instruments. */
  "closes",
  "movers-us",
  "movers-hk",
  "movers-cn",
  "movers-tw",
  /** The largest coins with their changes. */
  "coins",
  /** Capitalisation and volume of all coins together. */
  "crypto-total",
  "fear-greed",
  "etf-btc",
  "etf-eth",
  "earnings-us",
  /** Report dates of single instruments. */
  "earnings-dates",
  "us-yields",
  "cn-yields",
  /** Daily reference rates. */
  "fx",
  "rmb-parity",
  "news",
] as const;
export type Topic = (typeof topics)[number];

/** One question to a source. */
export interface Ask {
  /** The days spoken about; nothing after its end is wanted, but for calendars. */
  readonly window: Window;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Single instruments by the project's own symbols, such as `AAPL.O`, `0700.HK`, `HSI.HI`, `BTC.CC`. */
  readonly symbols: readonly string[];
}

type Lists =
  | "indices"
  | "quotes"
  | "universes"
  | "etfFlows"
  | "etfTotals"
  | "crypto"
  | "sentiment"
  | "events"
  | "rates"
  | "series"
  | "news";

/** New shares for one old; closes before that day are of the old shares. */
export interface Split {
  readonly symbol: string;
  readonly on: Day;
  readonly ratio: Digits;
}

/** What a source answered, in the market's model. Every figure's origin names the source and the instant of the reading. */
export interface Observed extends Partial<Pick<Snapshot, Lists>> {
  /** Newest instant or day of its figures, as ISO text. */
  readonly asOf: string;
  /** Rows that could not be used. More than half of them is a `bad-payload` instead. */
  readonly faults: readonly Fault[];
  /**
   * Splits within the days of its series. Its series are counted in the newest shares already: closes kept from an earlier
   * answer have to be divided by the ratio of every split after them.
   */
  readonly splits?: readonly Split[];
  /** Read from an older answer, because the source failed just now. */
  readonly isStale?: boolean;
}

/** Whether its figures may be shown to others, as far as is known. */
export type Terms =
  /** Public data. */
  | "open"
  /** Free if the source is shown. */
  | "attribution"
  /** Personal or internal use only. */
  | "personal"
  /** A website's own endpoint: no licence, the operator's responsibility. */
  | "undocumented";

/** Identity, terms and limits of a source: data beside its code. */
export interface SourceFacts {
  /** The start of its settings: `coingecko` has COINGECKO_URL, COINGECKO_ENABLED, COINGECKO_API_KEY. */
  readonly name: string;
  readonly names: Names;
  readonly base: string;
  /** Further hosts it is asked at, by the name its calls use: `{ query1: "https://…" }`; each has a setting too. */
  readonly hosts?: Readonly<Record<string, string>>;
  readonly terms: Terms;
  /** A line its terms demand beside the figures. */
  readonly attribution?: Names;
  readonly budget: Budget;
  /** `required`: without a key it is not asked. */
  readonly key?: "optional" | "required";
  /** Asked only where the operator turns it on. */
  readonly isOff?: true;
  /** How far behind the market its figures are. */
  readonly delay: "live" | "delayed" | "daily";
}

/** What the operator set for a source. */
export interface SourceSettings {
  readonly key?: string;
}

/** A live source. Each topic it knows is a function from a question to observations; it stores, ranks and schedules nothing. */
export interface Source {
  readonly facts: SourceFacts;
  topics(settings: SourceSettings): Partial<Record<Topic, (ask: Ask, call: Call) => Promise<Observed>>>;
}
