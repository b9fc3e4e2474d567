import {
  adjustedChange,
  basisPoints,
  type Close,
  type CorporateAction,
  moveOver,
  spanOfWindow,
} from "../../market/changes.ts";
import { isDay } from "../../market/days.ts";
import { decimals, round, shift, subtract } from "../../market/decimal.ts";
import { derived, type Figure, figure, type Origin, type Unit } from "../../market/figure.ts";
import { type Instrument, type Kind, kindOfListing } from "../../market/instrument.ts";
import type { Rate, Series } from "../../market/observations.ts";
import type { Changes, Quote, Span, Universe } from "../../market/quote.ts";
import { universeNames } from "../../market/reference.ts";
import { currencyOf, marketOf } from "../../market/symbol.ts";
import { groupBy } from "../../support/group.ts";
import { closeCell } from "./cells.ts";
import { type FolderContext, hundredMillions, instrumentOf, maybe, moneyUnit, namesOf, present } from "./context.ts";
import type { RowOf } from "./tables.ts";

/** What a table of raw daily closes yields: quotes with adjusted changes, yields and pairs, and their series. */
export interface FromCloses {
  readonly indices: Quote[];
  readonly universes: Universe[];
  /** Instruments asked for by symbol, whatever universe they are in. */
  readonly quotes: Quote[];
  readonly rates: Rate[];
  readonly series: Series[];
}

const spans: readonly Span[] = ["day", "week", "month", "ytd"];

export function fromCloses(
  rows: readonly RowOf<"closes.csv">[],
  instruments: readonly RowOf<"instruments.csv">[],
  actions: readonly RowOf<"actions.csv">[],
  context: FolderContext,
  symbols: ReadonlySet<string> = new Set(),
): FromCloses {
  const described = new Map(instruments.map((row) => [row.symbol, row]));
  const actionsOf = groupBy(actions, (action) => action.symbol);
  const result: FromCloses = { indices: [], universes: [], quotes: [], rates: [], series: [] };
  const members = new Map<string, Quote[]>();
  for (const row of rows) {
    const about = described.get(row.symbol);
    const instrument = describe(row.symbol, about, context);
    const closes = readCloses(row, instrument.kind, context);
    const series: CorporateAction[] = (actionsOf.get(row.symbol) ?? []).map(({ ex_date, kind, value }) => ({
      on: ex_date,
      kind,
      value,
    }));
    if (instrument.kind === "rate" || instrument.kind === "fx") {
      const rate = rateOf(instrument, closes, context);
      if (rate !== undefined) result.rates.push(rate);
    } else if (instrument.kind === "index") {
      if (closes.length > 0) result.indices.push(quoteOf(instrument, closes, series, about, context));
    } else if (instrument.kind === "coin") {
      result.series.push(seriesOf(instrument, closes, context));
    } else {
      const quote = quoteOf(instrument, closes, series, about, context);
      if (symbols.has(row.symbol)) result.quotes.push(quote);
      const listed = new Set(
        (about?.universes || (marketOf(row.symbol) ?? ""))
          .split(";")
          .map((id) => id.trim())
          .filter(Boolean),
      );
      for (const id of listed) {
        const quotes = members.get(id);
        if (quotes === undefined) members.set(id, [quote]);
        else quotes.push(quote);
      }
    }
  }
  for (const [id, quotes] of members) {
    result.universes.push({
      id,
      names: universeNames(context.reference, id),
      quotes,
      curated: false,
      source:
        quotes[0] === undefined
          ? context.origin("closes", undefined).source
          : originOf(quotes[0].instrument, context.window.to, context).source,
    });
  }
  return result;
}

function describe(symbol: string, about: RowOf<"instruments.csv"> | undefined, context: FolderContext): Instrument {
  const names = namesOf({ en: about?.name_en ?? "", zh: about?.name_zh ?? "" }, context.names(symbol));
  const kind: Kind = about?.kind || kindOfListing(symbol, about?.vendor_name ?? about?.name_en ?? "");
  return instrumentOf(
    symbol,
    names,
    kind,
    present<Partial<Instrument>>({
      currency: about?.currency ?? currencyOf(symbol),
      sector: about?.sector || undefined,
      segment: undefined,
      subsegment: undefined,
      listedOn: undefined,
      doubt: undefined,
    }),
  );
}

function originOf(instrument: Instrument, asOf: string, context: FolderContext): Origin {
  const { kind, symbol } = instrument;
  const table = kind === "index" || kind === "rate" || kind === "fx" || kind === "coin" ? kind : marketOf(symbol);
  return context.origin(`closes.${table}`, asOf);
}

/** Closes up to the window's end, oldest first; a cell that is no price is no reading. */
function readCloses(row: RowOf<"closes.csv">, kind: Kind, context: FolderContext): Close[] {
  const cell = closeCell(row.symbol);
  return Object.keys(row)
    .filter((column) => isDay(column) && column <= context.window.to && column <= context.limit)
    .sort()
    .flatMap((on) => {
      const digits = cell.safeParse(row[on]).data;
      return digits === undefined ? [] : [{ on, digits: kind === "fx" ? digits : toCents(digits) }];
    });
}

/** Exchanges quote to the cent and yields to the basis point; the file dropped idle zeros. */
function toCents(digits: string): string {
  return decimals(digits) < 2 ? round(digits, 2) : digits;
}

function quoteOf(
  instrument: Instrument,
  closes: readonly Close[],
  actions: readonly CorporateAction[],
  about: RowOf<"instruments.csv"> | undefined,
  context: FolderContext,
): Quote {
  const last = closes.at(-1);
  const origin = originOf(instrument, last?.on ?? context.window.to, context);
  const unit: Unit | undefined = instrument.kind === "index" ? "points" : moneyUnit(instrument.currency);
  return present<Quote>({
    instrument,
    level: maybe(last?.digits, unit, origin),
    // Capitalisations are of the window's end: asked for an earlier day, they were not known yet.
    marketCap:
      context.window.to < context.meta.window_end
        ? undefined
        : hundredMillions(about?.market_cap_100m, moneyUnit(instrument.currency), origin),
    changes: changesOf(closes, actions, origin, context),
    previous: undefined,
    volume: undefined,
    relative: undefined,
    valuation: undefined,
  });
}

function changesOf(
  closes: readonly Close[],
  actions: readonly CorporateAction[],
  origin: Origin,
  context: FolderContext,
): Changes {
  const entries: [Span, Figure][] = [];
  for (const span of spans) {
    const move = moveOver(closes, span, context.window);
    if (move !== undefined) entries.push([span, derived(adjustedChange(move, actions), "pct", origin)]);
  }
  return Object.fromEntries(entries);
}

const pipPairs = /^USD(CNY|CNH|HKD)/;

function rateOf(instrument: Instrument, closes: readonly Close[], context: FolderContext): Rate | undefined {
  const last = closes.at(-1);
  if (last === undefined) return undefined;
  const origin = originOf(instrument, last.on, context);
  const span = spanOfWindow(context.window);
  const move = moveOver(closes, span, context.window);
  const level =
    instrument.kind === "rate"
      ? figure(last.digits, "pct", origin)
      : maybe(last.digits, moneyUnit(instrument.currency), origin);
  if (level === undefined) return undefined;
  const change =
    move === undefined
      ? undefined
      : instrument.kind === "rate"
        ? derived(round(basisPoints(move), 0), "bp", origin)
        : pipPairs.test(instrument.symbol)
          ? derived(round(shift(subtract(move.to.digits, move.from.digits), 4), 0), "pips", origin)
          : derived(adjustedChange(move, []), "pct", origin);
  return present<Rate>({ instrument, level, change, span, impliedBy: undefined });
}

function seriesOf(instrument: Instrument, closes: readonly Close[], context: FolderContext): Series {
  return {
    instrument,
    points: closes.map(({ on, digits }) => ({ on, close: figure(digits, "usd", originOf(instrument, on, context)) })),
  };
}
