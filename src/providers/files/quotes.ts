import { spanOfWindow } from "../../market/changes.ts";
import { decimals } from "../../market/decimal.ts";
import type { Figure, Origin } from "../../market/figure.ts";
import type { Instrument } from "../../market/instrument.ts";
import {
  type Changes,
  type PublishedList,
  type Quote,
  type Span,
  type Universe,
  Valuation,
} from "../../market/quote.ts";
import { universeNames } from "../../market/reference.ts";
import { currencyOf } from "../../market/symbol.ts";
import { groupBy } from "../../support/group.ts";
import {
  doubtful,
  type FolderContext,
  hundredMillions,
  instrumentOf,
  lookUp,
  maybe,
  moneyUnit,
  namesOf,
  present,
} from "./context.ts";
import type { RowOf } from "./tables.ts";

/** Translates the tables that quote one instrument a row. */
export function indexQuotes(rows: readonly RowOf<"indices.csv">[], context: FolderContext): Quote[] {
  return rows.flatMap((row) => {
    const origin = context.origin("indices", row.as_of);
    if (origin.asOf > context.limit) return [];
    const names = namesOf({ en: row.name_en, zh: row.name_zh }, context.names(row.symbol));
    return [
      present<Quote>({
        instrument: instrumentOf(row.symbol, names.en === "" ? { en: row.symbol, zh: names.zh } : names, "index"),
        level: maybe(row.level, "points", origin),
        changes: changes(origin, {
          day: row.day_pct,
          week: row.week_pct,
          "prev-week": row.prev_week_pct,
          month: row.month_pct,
          ytd: row.ytd_pct,
          "prev-year": row.prev_year_pct ?? (context.window.to.startsWith("2024") ? row.y2023_pct : undefined),
        }),
        valuation: valuation(row, [], origin),
        previous: undefined,
        marketCap: undefined,
        volume: undefined,
        relative: undefined,
      }),
    ];
  });
}

export function watchUniverses(rows: readonly RowOf<"watchlist.csv">[], context: FolderContext): Universe[] {
  const themes = new Map<string, Quote[]>();
  for (const row of rows) {
    const origin = context.origin("watchlist", row.as_of);
    if (origin.asOf > context.limit) continue;
    const quotes = themes.get(row.theme) ?? [];
    quotes.push(watchQuote(row, origin, context));
    themes.set(row.theme, quotes);
  }
  return Array.from(themes, ([id, quotes]) => ({
    id,
    names: universeNames(context.reference, id),
    quotes,
    curated: true,
    source: context.origin("watchlist", undefined).source,
  }));
}

function watchQuote(row: RowOf<"watchlist.csv">, origin: Origin, context: FolderContext): Quote {
  const unit = moneyUnit(row.currency);
  const placeholders = row.na_fields.split(/[;,| ]+/);
  const read = (field: string, digits: string | undefined) => (placeholders.includes(field) ? undefined : digits);
  return present<Quote>({
    instrument: instrumentOf(
      row.symbol,
      namesOf({ en: row.name_en, zh: row.name_zh }, context.names(row.symbol)),
      "stock",
      present<Partial<Instrument>>({
        currency: row.currency,
        segment: row.segment || undefined,
        subsegment: row.subsegment || undefined,
        listedOn: row.listing_date,
        sector: undefined,
        doubt: undefined,
      }),
    ),
    level: maybe(read("close", row.close), unit, origin),
    previous: maybe(read("prev_close", row.prev_close), unit, origin),
    marketCap: hundredMillions(read("market_cap_100m", row.market_cap_100m), unit, origin),
    changes: changes(origin, {
      day: read("day_pct", row.day_pct),
      week: read("week_pct", row.week_pct),
      month: read("month_pct", row.month_pct),
      ytd: read("ytd_pct", row.ytd_pct),
    }),
    valuation: valuation(row, placeholders, origin),
    volume: undefined,
    relative: undefined,
  });
}

function changes(origin: Origin, cells: Partial<Record<Span, string | undefined>>): Changes {
  const entries = Object.entries(cells).flatMap(([span, digits]) => {
    const change = maybe(digits, "pct", origin);
    return change === undefined ? [] : [[span, change] as const];
  });
  return Object.fromEntries(entries);
}

function valuation(
  row: Partial<Record<Valuation, string | undefined>>,
  placeholders: readonly string[],
  origin: Origin,
): Partial<Record<Valuation, Figure>> | undefined {
  const entries = Valuation.options.flatMap((field) => {
    const digits = row[field];
    // A multiple of exactly 0.00 is how the source writes "none", whether or not it says so.
    if (digits === undefined || placeholders.includes(field) || (Number(digits) === 0 && decimals(digits) > 0))
      return [];
    return [[field, maybe(digits, "index", origin) as Figure] as const];
  });
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

const listName = /^(.*?)_?top_?(\d+)_(gainers|losers)$/i;

/** Published top lists, one per `list` name such as `ai_top5_losers`. */
export function publishedLists(rows: readonly RowOf<"movers.csv">[], context: FolderContext): PublishedList[] {
  const origin = context.origin("movers", undefined);
  if (origin.asOf > context.limit) return [];
  const lists = groupBy(rows, (row) => row.list);
  return Array.from(lists, ([list, slots]) => {
    const [, universe = list, size, direction] = listName.exec(list) ?? [];
    const ranked = slots.toSorted((a, b) => Number(a.rank) - Number(b.rank));
    return {
      universe: universe === "" ? list : universe,
      span: spanOfWindow({ from: context.meta.window_start, to: context.meta.window_end }),
      direction:
        direction === undefined ? guessDirection(list, ranked) : (direction.toLowerCase() as "gainers" | "losers"),
      size: sizeOfList(size, ranked.length),
      members: ranked.map((row) => {
        const found = doubtful(row.symbol, row.symbol_basis) ?? {
          symbol: row.name_as_printed || row.name_zh || row.name_en,
        };
        const names = namesOf(
          { en: row.name_en, zh: row.name_zh || row.name_as_printed },
          lookUp(context.names, found.symbol),
        );
        return present<PublishedList["members"][number]>({
          instrument: instrumentOf(
            found.symbol,
            names,
            "stock",
            found.doubt === undefined ? {} : { doubt: found.doubt },
          ),
          change: maybe(row.pct, "pct", origin),
          close: maybe(row.close, moneyUnit(currencyOf(found.symbol)), origin),
          relative: maybe(row.rel_pct, "pct_pt", origin),
        });
      }),
      source: origin.source,
      asOf: origin.asOf,
    };
  });
}

/** The size a list's name tells, where it is a size a list can have. */
function sizeOfList(told: string | undefined, listed: number): number {
  const size = Number(told ?? listed);
  return Number.isInteger(size) && size >= 1 && size <= 1000 ? size : Math.max(1, listed);
}

function guessDirection(list: string, rows: readonly RowOf<"movers.csv">[]): "gainers" | "losers" {
  if (/los|fall|down|跌/i.test(list)) return "losers";
  if (/gain|ris|up|涨/i.test(list)) return "gainers";
  return rows.some((row) => row.pct?.startsWith("-")) ? "losers" : "gainers";
}
