import * as z from "zod";
import { isDay } from "../../market/days.ts";
import {
  asset,
  cell,
  change,
  closeCell,
  currency,
  date,
  Expected,
  flow,
  hundredMillions,
  level,
  money,
  nonZero,
  number,
  optionalCurrency,
  optionalDate,
  optionalSymbol,
  price,
  ratio,
  required,
  requiredText,
  symbol,
  text,
  ticker,
  word,
} from "./cells.ts";

export const IndexRow = z.object({
  symbol,
  name_zh: text,
  name_en: text,
  level: nonZero(level),
  day_pct: change,
  week_pct: change,
  prev_week_pct: change,
  month_pct: change,
  ytd_pct: change,
  y2023_pct: change,
  prev_year_pct: change,
  pe_ttm: ratio,
  ps_ttm: ratio,
  as_of: optionalDate,
});

export const WatchlistRow = z.object({
  theme: requiredText,
  segment: text,
  subsegment: text,
  symbol,
  name_zh: text,
  name_en: text,
  currency,
  market_cap_100m: nonZero(hundredMillions),
  close: nonZero(price),
  prev_close: nonZero(price),
  day_pct: change,
  week_pct: change,
  month_pct: change,
  ytd_pct: change,
  ps_ttm: ratio,
  pe_ttm: ratio,
  pe_2022: ratio,
  pe_2023: ratio,
  pe_2024e: ratio,
  pe_lyr: ratio,
  ps_lyr: ratio,
  listing_date: optionalDate,
  as_of: optionalDate,
  na_fields: text,
});

export const MoverRow = z
  .object({
    list: requiredText,
    rank: cell((raw) => (/^0*[1-9]\d{0,3}$/.test(raw.trim()) ? raw.trim() : new Expected("a whole rank from 1"))),
    name_zh: text,
    name_en: text,
    symbol: optionalSymbol,
    pct: change,
    close: nonZero(price),
    rel_pct: number(-1e6, 1e6, "a relative change in percentage points"),
    symbol_basis: text,
    name_as_printed: text,
  })
  .refine((row) => row.symbol + row.name_zh + row.name_en + row.name_as_printed !== "", {
    path: ["symbol"],
    error: "a symbol or a name",
  });

export const EtfFlowRow = z.object({ date, fund: ticker, asset, net_flow_usd_m: flow });
export const EtfMetaRow = z.object({
  fund: ticker,
  asset,
  issuer: text,
  name_en: text,
  fee_pct: number(0, 100, "a yearly fee in percent"),
});
export const EtfTotalRow = z.object({
  row_type: z.enum(
    ["day_total", "week_total", "cumulative_total", "average", "maximum", "minimum"],
    "one of day_total, week_total, cumulative_total, average, maximum, minimum",
  ),
  date: optionalDate,
  fund: ticker,
  asset,
  value_usd_m: flow,
});

export const CryptoRow = z
  .object({
    date,
    total_mcap_usd: nonZero(money),
    prev_week_total_mcap_usd: nonZero(money),
    prev_date: optionalDate,
    volume_24h_usd: nonZero(money),
    volume_share_pct: number(0, 1000, "a share in percent"),
    ytd_cumulative_volume_usd: nonZero(money),
    ytd_volume_yoy_pct: change,
    fear_greed_value: number(0, 100, "an index from 0 to 100"),
    fear_greed_label: text,
  })
  .refine((row) => row.prev_date === undefined || row.prev_date < row.date, {
    path: ["prev_date"],
    error: "a day before the row's own",
  });

export const CalendarRow = z
  .object({
    kind: word(["earnings", "conference", "macro", "other"], "one of earnings, conference, macro, other"),
    date_start: date,
    date_end: optionalDate,
    company_or_place: text,
    symbol: optionalSymbol,
    symbol_basis: text,
    title_zh: text,
    title_en: text,
    theme: text,
    fiscal_period: text,
    session: word(["bmo", "amc", ""], "bmo, amc or nothing"),
    seen_on: optionalDate,
    market_cap_100m: nonZero(hundredMillions),
    currency: optionalCurrency,
  })
  .refine((row) => row.company_or_place + row.symbol + row.symbol_basis + row.title_zh + row.title_en !== "", {
    path: ["title_en"],
    error: "a title, a company or a place",
  });

export const FundamentalRow = z.object({
  company: requiredText,
  symbol: optionalSymbol,
  metric: requiredText,
  period: requiredText,
  value: required(number(-9_999_999_999, 9_999_999_999, "a number below 10000000000"), "a number"),
  unit: requiredText,
  as_printed: text,
});

export const RateRow = z.object({
  date,
  instrument: requiredText,
  name_zh: text,
  name_en: text,
  level: required(number(-100, 1e6, "a level"), "a level"),
  level_unit: z.enum(
    ["pct", "cny_per_usd", "hkd_per_usd", "twd_per_usd", "jpy_per_usd", "cny_per_hkd", "cny_per_twd"],
    "one of pct, cny_per_usd, hkd_per_usd, twd_per_usd, jpy_per_usd, cny_per_hkd, cny_per_twd",
  ),
  change: number(-1e6, 1e6, "a change"),
  change_unit: word(["bp", "bps", "pips", "pips_1e-4", "pct", ""], "one of bp, pips, pips_1e-4, pct, or nothing"),
  change_basis: text,
});

export const NewsRow = z.object({
  date: optionalDate,
  company: text,
  symbol: optionalSymbol,
  title_zh: text,
  title_en: text,
  category: text,
  link: text,
});

/** Values here may be words such as "8;70;405": they stay text, and only plain numbers become figures. */
export const KeyFigureRow = z.object({
  entity: requiredText,
  metric: requiredText,
  period: text,
  value: text,
  unit: text,
  qualifier: text,
  as_published: text,
});

export const FundRow = z
  .object({
    symbol: optionalSymbol,
    code: text,
    name_zh: text,
    name_en: text,
    type: text,
    issuer: text,
    currency: optionalCurrency,
    size_100m: nonZero(hundredMillions),
    price: nonZero(price),
    fee_pct: number(0, 100, "a yearly fee in percent"),
    return_1m_pct: change,
    return_3m_pct: change,
    return_6m_pct: change,
    return_1y_pct: change,
    as_of: optionalDate,
  })
  .refine((row) => row.symbol + row.code !== "", { path: ["symbol"], error: "a symbol or a code" });

export const InstrumentRow = z.object({
  symbol,
  name_en: text,
  name_zh: text,
  vendor_name: text,
  kind: word(["stock", "index", "rate", "fx", "coin", "fund", ""], "stock, index, rate, fx, coin, fund or nothing"),
  currency: optionalCurrency,
  sector: text,
  universes: text,
  market_cap_100m: nonZero(hundredMillions),
});

export const ActionRow = z.object({
  ex_date: date,
  symbol,
  kind: word(["split", "dividend"], "split or dividend"),
  value: required(number(0.000001, 1e6, "a positive number"), "a positive number"),
});

export const CoinRow = z.object({
  symbol: cell((raw) =>
    /^[A-Z0-9$.-]{1,20}$/i.test(raw.trim()) ? raw.trim() : new Expected("a coin symbol like BTC"),
  ),
  name_en: text,
  name_zh: text,
  kind: word(["coin", "stablecoin", "wrapped", ""], "coin, stablecoin or wrapped"),
  price_usd: nonZero(price),
  market_cap_usd: nonZero(money),
  volume_24h_usd: nonZero(money),
  volume_basis: text,
  change_1h_pct: change,
  change_24h_pct: change,
  change_7d_pct: change,
  change_30d_pct: change,
  as_of: optionalDate,
});

export const SentimentRow = z.object({
  date,
  value: required(number(0, 100, "an index from 0 to 100"), "an index from 0 to 100"),
  label: text,
  scale: word(["cmc", "alternative.me"], "cmc or alternative.me"),
});

/** Closes stand one instrument a row, one column a session. */
export const CloseRow = z
  .record(z.string(), z.string())
  .and(z.object({ symbol }))
  .superRefine((row, context) => {
    const cell = closeCell(row.symbol);
    for (const [column, text] of Object.entries(row)) {
      if (!isDay(column)) continue;
      const parsed = cell.safeParse(text);
      if (!parsed.success)
        context.addIssue({ code: "custom", path: [column], message: parsed.error.issues[0]?.message ?? "a price" });
    }
  });
