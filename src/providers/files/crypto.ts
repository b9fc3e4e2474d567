import { figure } from "../../market/figure.ts";
import type { CryptoTotals, Sentiment } from "../../market/observations.ts";
import { type FolderContext, maybe, present } from "./context.ts";
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
