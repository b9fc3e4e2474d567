import type { Digits } from "../market/decimal.ts";
import { figure, type Origin } from "../market/figure.ts";
import type { Kind, Names } from "../market/instrument.ts";
import type { Changes, Quote, Span } from "../market/quote.ts";
import type { Fault } from "../market/snapshot.ts";
import { isSymbol } from "../market/symbol.ts";
import { cleanText } from "../support/text.ts";
import { kindOfCoin } from "./coin-kinds.ts";
import { maybe, present } from "./files/context.ts";
import type { Ask, Observed } from "./live/source.ts";
import { badPayload, fault, type Reading, type Rows } from "./rows.ts";

/** One coin as a source gave it. */
export interface Coin {
  readonly id: string;
  /** Not unique: the largest coin of that symbol keeps it. */
  readonly symbol: string;
  readonly name: string;
  readonly tags?: readonly string[];
  /** The source says what it is. */
  readonly kind?: Kind;
  /** When its price was read, ISO. */
  readonly at: string;
  readonly price?: Digits | undefined;
  readonly cap?: Digits | undefined;
  /** US dollars in 24 hours. */
  readonly volume?: Digits | undefined;
  /** In percent. */
  readonly changes: Partial<Record<Span, Digits | undefined>>;
}

const minuteMs = 60_000;
/** A row that much older than the newest of its answer is of a coin nobody prices any more. */
const rowLimitMs = 30 * minuteMs;
const blockLimitMs = 60 * minuteMs;

/** Coins as the universe `crypto`, largest first. `criteria` says which coins those are. */
export function coinsObserved(
  reading: Reading,
  { rows: coins, faults: before }: Rows<Coin>,
  criteria: Names,
  { now }: Ask,
  isStale: boolean,
): Observed {
  const asOf = coins
    .map((coin) => coin.at)
    .sort()
    .at(-1);
  if (asOf === undefined) throw badPayload(reading, "no coin");
  const isOld = isStale || now - Date.parse(asOf) > blockLimitMs;
  const faults = [...before];
  const current = coins.filter((coin) => {
    const isCurrent = Date.parse(asOf) - Date.parse(coin.at) <= rowLimitMs;
    if (!isCurrent) faults.push(fault(reading, "a price not more than 30 minutes older than the newest", about(coin)));
    return isCurrent;
  });
  const quotes = named(current.toSorted(bySize), (coin) => {
    faults.push(fault(reading, "a symbol or an id that no larger coin has", about(coin)));
  }).map(({ coin, symbol }) => quoteOf(coin, symbol, originOf(reading, coin, isOld)));
  const universe = { id: "crypto", names: criteria, quotes, curated: false, source: reading.service };
  return { universes: [universe], asOf, faults, ...(isOld ? { isStale: true } : {}) };
}

const about = (coin: Coin): Partial<Fault> => ({ value: `${coin.id} ${coin.at}` });

const originOf = ({ service }: Reading, { at }: Coin, isOld: boolean): Origin => ({
  source: service,
  asOf: at,
  quality: isOld ? "stale" : "final",
  isRaw: true,
});

function bySize(a: Coin, b: Coin): number {
  return Number(b.cap ?? -1) - Number(a.cap ?? -1) || Number(b.volume ?? -1) - Number(a.volume ?? -1);
}

/** Each coin by a symbol of its own: the largest by the bare one, others by their id, which does not change with size. */
function named(coins: readonly Coin[], drop: (coin: Coin) => void): { coin: Coin; symbol: string }[] {
  const taken = new Set<string>();
  return coins.flatMap((coin) => {
    const symbol = [coin.symbol, coin.id.replaceAll(/[^\w.-]/g, "-").slice(0, 24)]
      .map((code) => `${code.toUpperCase()}.CC`)
      .find((one) => isSymbol(one) && !taken.has(one));
    if (symbol === undefined) {
      drop(coin);
      return [];
    }
    taken.add(symbol);
    return [{ coin, symbol }];
  });
}

function quoteOf(coin: Coin, symbol: string, origin: Origin): Quote {
  const name = cleanText(coin.name).slice(0, 80);
  const { "24h": day, "7d": week } = coin.changes;
  const kind = coin.kind ?? kindOfCoin({ ...coin, symbol: coin.symbol.toUpperCase(), name, day, week });
  return present<Quote>({
    instrument: { symbol, names: { en: name || coin.symbol, zh: "" }, kind, currency: "USD" },
    level: maybe(coin.price, "usd", origin),
    marketCap: maybe(coin.cap, "usd", origin),
    volume: maybe(coin.volume, "usd", origin),
    changes: changesOf(coin, origin),
    previous: undefined,
    relative: undefined,
    valuation: undefined,
  });
}

function changesOf({ changes }: Coin, origin: Origin): Changes {
  return Object.fromEntries(
    Object.entries(changes).flatMap(([span, digits]) =>
      digits === undefined ? [] : [[span, figure(digits, "pct", origin)]],
    ),
  );
}
