import { isDigits } from "../../market/decimal.ts";
import { type Figure, figure, type Origin, scaledFigure, type Unit } from "../../market/figure.ts";
import type { Fundamental } from "../../market/observations.ts";
import type { Universe } from "../../market/quote.ts";
import { own } from "../../support/own.ts";
import { type FolderContext, hasChinese, namesOf, present } from "./context.ts";
import type { RowOf } from "./tables.ts";

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

const multiples: Record<string, number> = { k: 3, thousand: 3, million: 6, billion: 9, trillion: 12 };

/**
 * A layout number in the model's units. What is neither money nor a percentage counts its own thing, and keeps the
 * source's word for it: `15 trillion_tokens` is a count of 15000000000000, measured in tokens.
 */
function measured(digits: string, unit: string, origin: Origin): { value: Figure; measure?: string } {
  const known = own(layoutUnits, unit.toLowerCase());
  if (known !== undefined) return { value: scaledFigure(digits, known.power, known.unit, origin) };
  const [, multiple = "", thing = ""] = /^(k|thousand|million|billion|trillion)(?:_(.*))?$/i.exec(unit) ?? [];
  const power = own(multiples, multiple.toLowerCase());
  const measure = (power === undefined ? unit : thing).replaceAll("_", " ");
  const value = power === undefined ? figure(digits, "count", origin) : scaledFigure(digits, power, "count", origin);
  return measure === "" || measure === "count" ? { value } : { value, measure };
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
      measure: undefined,
      subject: row.symbol || row.company,
      names: namesOf(
        hasChinese(row.company) ? { zh: row.company } : { en: row.company },
        names.get(row.symbol) ?? context.names(row.symbol),
      ),
      metric: base,
      basis,
      period: row.period,
      ...measured(row.value, row.unit, origin),
      qualifier: undefined,
      announced: undefined,
      printed: row.as_printed || undefined,
    });
  });
}

/** Key figures that are plain numbers; the others stay words and belong to the news they came with. */
export function keyFigures(rows: readonly RowOf<"key_figures.csv">[], context: FolderContext): Fundamental[] {
  const origin = context.origin("key_figures", undefined);
  if (origin.asOf > context.limit) return [];
  return rows
    .map((row) => ({ ...row, value: row.value.replace(/^\+/, "") }))
    .filter((row) => isDigits(row.value))
    .map((row) =>
      present<Fundamental>({
        measure: undefined,
        subject: row.entity,
        names: { en: row.entity, zh: row.entity },
        metric: row.metric,
        basis: "level",
        period: row.period,
        ...measured(row.value, row.unit, origin),
        qualifier: row.qualifier || undefined,
        announced: true,
        printed: row.as_published || undefined,
      }),
    );
}
