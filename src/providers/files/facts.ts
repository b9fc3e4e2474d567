import { isDigits } from "../../market/decimal.ts";
import { type Figure, figure, type Origin, scaledFigure, type Unit } from "../../market/figure.ts";
import type { Instrument, Names } from "../../market/instrument.ts";
import type { CalendarEvent, CryptoTotals, Fundamental, NewsItem, Rate, Sentiment } from "../../market/observations.ts";
import type { Quote, Universe } from "../../market/quote.ts";
import { doubtful, type FolderContext, hasChinese, instrumentOf, lookUp, maybe, namesOf, present } from "./context.ts";
import type { RowOf } from "./tables.ts";

export function cryptoTotals(rows: readonly RowOf<"crypto_market.csv">[], context: FolderContext): CryptoTotals[] {
  return rows
    .filter((row) => row.date <= context.limit)
    .map((row) => {
      const origin = context.origin("crypto_market", row.date);
      return present<CryptoTotals>({
        on: row.date,
        cap: maybe(row.total_mcap_usd, "usd", origin),
        previousCap: maybe(
          row.prev_week_total_mcap_usd,
          "usd",
          context.origin("crypto_market", row.prev_date ?? row.date),
        ),
        previousOn: row.prev_date,
        volume: maybe(row.volume_24h_usd, "usd", origin),
        volumeShare: maybe(row.volume_share_pct, "pct", origin),
        ytdVolume: maybe(row.ytd_cumulative_volume_usd, "usd", origin),
        ytdVolumeGrowth: maybe(row.ytd_volume_yoy_pct, "pct", origin),
      });
    });
}

/** The report's own reading is CoinMarketCap's; other scales come in their own table. */
export function sentimentReadings(
  crypto: readonly RowOf<"crypto_market.csv">[],
  rows: readonly RowOf<"sentiment.csv">[],
  context: FolderContext,
): Sentiment[] {
  const printed = crypto.flatMap((row) =>
    row.fear_greed_value === undefined || row.date > context.limit
      ? []
      : [
          present<Sentiment>({
            on: row.date,
            scale: "cmc",
            value: figure(row.fear_greed_value, "index", context.origin("crypto_market", row.date)),
            label: row.fear_greed_label || undefined,
          }),
        ],
  );
  const read = rows
    .filter((row) => row.date <= context.limit)
    .map((row) =>
      present<Sentiment>({
        on: row.date,
        scale: row.scale,
        value: figure(row.value, "index", context.origin("sentiment", row.date)),
        label: row.label || undefined,
      }),
    );
  return [...printed, ...read];
}

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
        marketCap: found === undefined ? undefined : quotes.get(found.symbol)?.marketCap,
      }),
    ];
  });
}

/** A company as its instrument is named, in the words of the calendar where those are Chinese; a city in both languages. */
function placeNames(printed: string, known: Names | undefined): Names {
  const own = namesOf(hasChinese(printed) ? { zh: printed } : { en: printed }, known ?? places[printed]);
  return known === undefined || known.en === "" ? own : { en: known.en, zh: own.zh };
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

/** Units of the layout, as a unit of the model and a power of ten. */
const layoutUnits: Record<string, { unit: Unit; power: number }> = {
  "100m_usd": { unit: "usd_m", power: 2 },
  usd_m: { unit: "usd_m", power: 0 },
  bn_usd: { unit: "usd_m", power: 3 },
  usd_bn: { unit: "usd_m", power: 3 },
  usd: { unit: "usd", power: 0 },
  "100m_cny": { unit: "cny", power: 8 },
  "100m_hkd": { unit: "hkd", power: 8 },
  "100m_twd": { unit: "twd", power: 8 },
  "10k_cny": { unit: "cny", power: 4 },
  cny: { unit: "cny", power: 0 },
  hkd: { unit: "hkd", power: 0 },
  twd: { unit: "twd", power: 0 },
  pct: { unit: "pct", power: 0 },
  pct_pt: { unit: "pct_pt", power: 0 },
  bp: { unit: "bp", power: 0 },
};

/** A layout number in the model's units; anything that is not money or a percentage is a count of its own thing. */
function measured(digits: string, unit: string, origin: Origin): Figure {
  const known = layoutUnits[unit.toLowerCase()];
  return known === undefined ? figure(digits, "count", origin) : scaledFigure(digits, known.power, known.unit, origin);
}

const growthMetric = /^(.*?)_(yoy|qoq|mom)(?:_(?:change|chg|pct_pt))?$/;
const changeMetric = /_(?:change|chg|pct_pt)$/;

export function fundamentals(
  rows: readonly RowOf<"fundamentals.csv">[],
  universes: readonly Universe[],
  context: FolderContext,
): Fundamental[] {
  const origin = context.origin("fundamentals", undefined);
  if (origin.asOf > context.limit) return [];
  const names = new Map(
    universes.flatMap((universe) =>
      universe.quotes.map((quote) => [quote.instrument.symbol, quote.instrument.names] as const),
    ),
  );
  return rows.map((row) => {
    const [, base = row.metric, over] = growthMetric.exec(row.metric) ?? [];
    const basis =
      over === undefined
        ? "level"
        : changeMetric.test(row.metric) && over !== "mom"
          ? (`${over as "yoy" | "qoq"}-change` as const)
          : (over as "yoy" | "qoq" | "mom");
    return present<Fundamental>({
      subject: row.symbol || row.company,
      names: namesOf(
        hasChinese(row.company) ? { zh: row.company } : { en: row.company },
        names.get(row.symbol) ?? context.names(row.symbol),
      ),
      metric: base,
      basis,
      period: row.period,
      value: measured(row.value, row.unit, origin),
      qualifier: undefined,
      printed: row.as_printed || undefined,
    });
  });
}

/** Key figures that are plain numbers; the others stay words and belong to the news they came with. */
export function keyFigures(rows: readonly RowOf<"key_figures.csv">[], context: FolderContext): Fundamental[] {
  const origin = context.origin("key_figures", undefined);
  if (origin.asOf > context.limit) return [];
  return rows
    .filter((row) => isDigits(row.value))
    .map((row) =>
      present<Fundamental>({
        subject: row.entity,
        names: { en: row.entity, zh: row.entity },
        metric: row.metric,
        basis: "level",
        period: row.period,
        value: measured(row.value, row.unit, origin),
        qualifier: row.qualifier || "key figure",
        printed: row.as_published || undefined,
      }),
    );
}

const rateNames: Record<string, { en: string; zh: string; symbol: string }> = {
  US10Y: { en: "US 10-year Treasury yield", zh: "美国10年期国债收益率", symbol: "US10Y" },
  US2Y: { en: "US 2-year Treasury yield", zh: "美国2年期国债收益率", symbol: "US2Y" },
  CN10Y: { en: "China 10-year government bond yield", zh: "中国10年期国债收益率", symbol: "CN10Y" },
  USDCNY_mid: { en: "USD/CNY central parity", zh: "美元兑人民币中间价", symbol: "USDCNY_mid" },
};

const rateUnits: Record<string, Unit> = {
  pct: "pct",
  cny_per_usd: "cny",
  hkd_per_usd: "hkd",
  twd_per_usd: "twd",
  jpy_per_usd: "jpy",
  cny_per_hkd: "cny",
  cny_per_twd: "cny",
};
const changeUnits: Record<string, Unit> = { bp: "bp", bps: "bp", "pips_1e-4": "pips", pips: "pips", pct: "pct" };

export function printedRates(rows: readonly RowOf<"rates_fx.csv">[], context: FolderContext): Rate[] {
  return rows.flatMap((row) => {
    if (row.date > context.limit) return [];
    const origin = context.origin("rates_fx", row.date);
    const unit = rateUnits[row.level_unit];
    if (unit === undefined) return [];
    const known = rateNames[row.instrument];
    const names = namesOf({ en: row.name_en, zh: row.name_zh }, known ?? { en: row.instrument, zh: row.name_zh });
    return [
      present<Rate>({
        instrument: instrumentOf(
          row.instrument,
          { en: known?.en ?? names.en, zh: names.zh },
          unit === "pct" ? "rate" : "fx",
        ),
        level: figure(row.level, unit, origin),
        change: maybe(row.change, changeUnits[row.change_unit], origin),
        span: /month|月/i.test(row.change_basis) ? "month" : /\bday\b|日/i.test(row.change_basis) ? "day" : "week",
        impliedBy: undefined,
      }),
    ];
  });
}

export function newsItems(rows: readonly RowOf<"news.csv">[], context: FolderContext): NewsItem[] {
  const source = context.origin("news", undefined).source;
  return rows
    .filter(
      (row) => (row.title_en !== "" || row.title_zh !== "") && (row.date ?? context.meta.window_end) <= context.limit,
    )
    .map((row) =>
      present<NewsItem>({
        on: row.date,
        title: namesOf({ en: row.title_en, zh: row.title_zh }, undefined),
        company: row.company,
        symbol: row.symbol || undefined,
        category: row.category || "other",
        link: /^https?:\/\/[^\s"'<>]+$/.test(row.link) ? row.link : undefined,
        source,
      }),
    );
}
