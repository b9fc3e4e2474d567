import { figure, type Origin } from "../../market/figure.ts";
import type { Instrument } from "../../market/instrument.ts";
import type { Changes, Quote, Span, Universe } from "../../market/quote.ts";
import { type FolderContext, instrumentOf, maybe, namesOf, present } from "./context.ts";
import type { RowOf } from "./tables.ts";

/** The coins of a folder as one universe; a row's own source wins over the folder's. */
export function coinUniverse(rows: readonly RowOf<"coins.csv">[], context: FolderContext): Universe[] {
  const quotes = rows.flatMap((row) => {
    const origin = context.origin("coins", row.as_of);
    return origin.asOf > context.limit ? [] : [coinQuote(row, origin, context)];
  });
  if (quotes.length === 0) return [];
  const names = context.reference.universes["crypto"] ?? { en: "crypto assets", zh: "加密资产" };
  return [{ id: "crypto", names, quotes, curated: false, source: context.origin("coins", undefined).source }];
}

function coinQuote(row: RowOf<"coins.csv">, origin: Origin, context: FolderContext): Quote {
  const names = namesOf({ en: row.name_en, zh: row.name_zh }, context.names(`${row.symbol}.CC`));
  return present<Quote>({
    instrument: instrumentOf(
      `${row.symbol.toUpperCase()}.CC`,
      { en: names.en || row.symbol, zh: names.zh },
      row.kind || "coin",
      present<Partial<Instrument>>({
        currency: "USD",
        sector: undefined,
        segment: undefined,
        subsegment: undefined,
        listedOn: undefined,
        doubt: undefined,
      }),
    ),
    level: maybe(row.price_usd, "usd", origin),
    marketCap: maybe(row.market_cap_usd, "usd", origin),
    volume: maybe(row.volume_24h_usd, "usd", origin),
    changes: rolling(origin, {
      "1h": row.change_1h_pct,
      "24h": row.change_24h_pct,
      "7d": row.change_7d_pct,
      "30d": row.change_30d_pct,
    }),
    previous: undefined,
    relative: undefined,
    valuation: undefined,
  });
}

function rolling(origin: Origin, cells: Partial<Record<Span, string | undefined>>): Changes {
  return Object.fromEntries(
    Object.entries(cells).flatMap(([span, digits]) =>
      digits === undefined ? [] : [[span, figure(digits, "pct", origin)]],
    ),
  );
}
