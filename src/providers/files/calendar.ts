import type { Instrument, Names } from "../../market/instrument.ts";
import type { CalendarEvent } from "../../market/observations.ts";
import type { Quote, Universe } from "../../market/quote.ts";
import { own } from "../../support/own.ts";
import {
  doubtful,
  type FolderContext,
  hasChinese,
  hundredMillions,
  instrumentOf,
  lookUp,
  moneyUnit,
  namesOf,
  present,
} from "./context.ts";
import type { RowOf } from "./tables.ts";

export function calendarEvents(
  rows: readonly RowOf<"calendar.csv">[],
  universes: readonly Universe[],
  context: FolderContext,
): CalendarEvent[] {
  const quotes = new Map<string, Quote>(
    universes.flatMap((universe) => universe.quotes.map((quote) => [quote.instrument.symbol, quote] as const)),
  );
  return rows.flatMap((row) => {
    const origin = context.origin("calendar", row.seen_on ?? context.meta.published);
    if (context.limit < context.meta.window_end && origin.asOf > context.limit) return [];
    const found = doubtful(row.symbol, row.symbol_basis);
    const known =
      found === undefined
        ? undefined
        : (quotes.get(found.symbol)?.instrument.names ?? lookUp(context.names, found.symbol));
    const place = placeNames(row.company_or_place, known);
    return [
      present<CalendarEvent>({
        kind: row.kind,
        from: row.date_start,
        to: row.date_end === undefined || row.date_end < row.date_start ? row.date_start : row.date_end,
        instrument:
          found === undefined
            ? undefined
            : instrumentOf(
                found.symbol,
                place,
                "stock",
                present<Partial<Instrument>>({
                  doubt: found.doubt,
                  currency: undefined,
                  sector: undefined,
                  segment: undefined,
                  subsegment: undefined,
                  listedOn: undefined,
                }),
              ),
        place,
        title: namesOf({ en: row.title_en, zh: row.title_zh }, undefined),
        theme: row.theme || "all",
        period: row.fiscal_period || undefined,
        session: row.session === "bmo" ? "before-open" : row.session === "amc" ? "after-close" : undefined,
        seenOn: origin.asOf,
        source: origin.source,
        marketCap:
          hundredMillions(row.market_cap_100m, moneyUnit(row.currency), origin) ??
          (found === undefined ? undefined : quotes.get(found.symbol)?.marketCap),
      }),
    ];
  });
}

/** A company as its instrument is named, in the words of the calendar where those are Chinese; a city in both languages. */
function placeNames(printed: string, known: Names | undefined): Names {
  const told = namesOf(hasChinese(printed) ? { zh: printed } : { en: printed }, known ?? own(places, printed));
  return known === undefined || known.en === "" ? told : { en: known.en, zh: told.zh };
}

/** Cities a Chinese calendar names. */
const places: Record<string, { en: string; zh: string }> = {
  迪拜: { en: "Dubai", zh: "迪拜" },
  巴塞罗那: { en: "Barcelona", zh: "巴塞罗那" },
  新加坡: { en: "Singapore", zh: "新加坡" },
  香港: { en: "Hong Kong", zh: "香港" },
  曼谷: { en: "Bangkok", zh: "曼谷" },
  纳什维尔: { en: "Nashville", zh: "纳什维尔" },
};
