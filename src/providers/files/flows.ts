import { figure } from "../../market/figure.ts";
import type { Names } from "../../market/instrument.ts";
import type { EtfFlow, Fund, PublishedTotal } from "../../market/observations.ts";
import { assetOfFund } from "../../market/reference.ts";
import { type FolderContext, hundredMillions, maybe, moneyUnit, namesOf, present } from "./context.ts";
import type { RowOf } from "./tables.ts";

/** Stands for the asset of funds that nobody says it of. */
const unknownAsset = "OTHER";

/** Which coin each fund holds: the row says, else the fund table, else what is known of the ticker. */
export function assetFinder(
  flows: readonly RowOf<"etf_flows.csv">[],
  meta: readonly RowOf<"etf_meta.csv">[],
  context: FolderContext,
): (fund: string, said: string) => string {
  const stated = new Map(meta.filter((row) => row.asset !== "").map((row) => [row.fund, row.asset]));
  const known = (fund: string) => stated.get(fund) ?? assetOfFund(context.reference, fund);
  // An unknown ticker belongs with the funds it is tabulated with, where those all hold one asset; else nobody knows.
  const assets = new Set(flows.flatMap(({ fund, asset }) => asset || known(fund) || []));
  const [only] = assets;
  const usual = assets.size === 0 ? "BTC" : assets.size === 1 && only !== undefined ? only : unknownAsset;
  return (fund, said) => said || (known(fund) ?? usual);
}

export type AssetOf = ReturnType<typeof assetFinder>;

export function etfFlows(rows: readonly RowOf<"etf_flows.csv">[], assetOf: AssetOf, context: FolderContext): EtfFlow[] {
  return rows
    .filter((row) => row.date <= context.limit && !/^total$/i.test(row.fund))
    .map((row) =>
      present<EtfFlow>({
        on: row.date,
        fund: row.fund,
        asset: assetOf(row.fund, row.asset),
        flow: maybe(row.net_flow_usd_m, "usd_m", context.origin("etf_flows", row.date)),
      }),
    );
}

export function publishedTotals(
  rows: readonly RowOf<"etf_published_totals.csv">[],
  assetOf: AssetOf,
  context: FolderContext,
): PublishedTotal[] {
  return rows.flatMap((row) => {
    const origin = context.origin("etf_flows", row.date);
    if (row.value_usd_m === undefined || origin.asOf > context.limit) return [];
    return [
      present<PublishedTotal>({
        kind: row.row_type,
        on: row.date,
        fund: row.fund,
        asset: assetOf(row.fund, row.asset),
        value: figure(row.value_usd_m, "usd_m", origin),
      }),
    ];
  });
}

/** Funds of the flow table, with their fee, issuer and flow since launch where those are printed. */
export function flowFunds(
  meta: readonly RowOf<"etf_meta.csv">[],
  totals: readonly PublishedTotal[],
  assetOf: AssetOf,
  context: FolderContext,
): Fund[] {
  const origin = context.origin("etf_flows", undefined);
  if (origin.asOf > context.limit) return [];
  return meta.map((row) => {
    const asset = assetOf(row.fund, row.asset);
    const total = totals.find((one) => one.kind === "cumulative_total" && one.fund === row.fund && one.asset === asset);
    return present<Fund>({
      symbol: row.fund,
      names: { en: row.name_en || row.fund, zh: "" },
      type: "spot",
      asset,
      issuer: row.issuer || undefined,
      fee: maybe(row.fee_pct, "pct", origin),
      size: undefined,
      price: undefined,
      returns: {},
      netFlow: total?.value,
      source: origin.source,
      asOf: origin.asOf,
    });
  });
}

export function themeFunds(rows: readonly RowOf<"funds.csv">[], context: FolderContext): Fund[] {
  return rows.flatMap((row) => {
    const origin = context.origin("funds", row.as_of);
    if (origin.asOf > context.limit) return [];
    const unit = moneyUnit(row.currency ?? "CNY");
    const returns = {
      "1m": row.return_1m_pct,
      "3m": row.return_3m_pct,
      "6m": row.return_6m_pct,
      "1y": row.return_1y_pct,
    };
    return [
      present<Fund>({
        symbol: row.symbol || row.code,
        names: named(namesOf({ en: row.name_en, zh: row.name_zh }, context.names(row.symbol)), row.symbol || row.code),
        type: row.type || undefined,
        asset: undefined,
        issuer: row.issuer || undefined,
        fee: maybe(row.fee_pct, "pct", origin),
        size: hundredMillions(row.size_100m, unit, origin),
        price: maybe(row.price, unit, origin),
        returns: Object.fromEntries(
          Object.entries(returns).flatMap(([span, digits]) =>
            digits === undefined ? [] : [[span, figure(digits, "pct", origin)]],
          ),
        ),
        netFlow: undefined,
        source: origin.source,
        asOf: origin.asOf,
      }),
    ];
  });
}

function named(names: Names, code: string): Names {
  return names.en === "" && names.zh === "" ? { en: code, zh: "" } : names;
}
