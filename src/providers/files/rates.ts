import { figure, type Unit } from "../../market/figure.ts";
import type { Rate } from "../../market/observations.ts";
import { own } from "../../support/own.ts";
import { type FolderContext, instrumentOf, maybe, namesOf, present } from "./context.ts";
import type { RowOf } from "./tables.ts";

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
    const known = own(rateNames, row.instrument);
    const names = namesOf({ en: row.name_en, zh: row.name_zh }, known ?? { en: row.instrument, zh: row.name_zh });
    return [
      present<Rate>({
        instrument: instrumentOf(
          row.instrument,
          { en: known?.en ?? names.en, zh: names.zh },
          unit === "pct" ? "rate" : "fx",
        ),
        level: figure(row.level, unit, origin),
        change: maybe(row.change, row.change_unit === "" ? undefined : changeUnits[row.change_unit], origin),
        span: /month|月/i.test(row.change_basis) ? "month" : /\bday\b|日/i.test(row.change_basis) ? "day" : "week",
        impliedBy: undefined,
      }),
    ];
  });
}
