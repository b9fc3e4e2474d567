import { chart, lead, table, title } from "../../document/build.ts";
import type { Node } from "../../document/node.ts";
import { cell, day, message, quantity, type Value } from "../../i18n/value.ts";
import { daysBetween } from "../../market/days.ts";
import { attainable, changePercent, divide, multiply, sign } from "../../market/decimal.ts";
import { derived, type Figure, halfPlace } from "../../market/figure.ts";
import type { CryptoTotals } from "../../market/observations.ts";
import type { Quote } from "../../market/quote.ts";
import type { Snapshot } from "../../market/snapshot.ts";
import { codeOf, nameOf, originsOf, sourceNote } from "../say.ts";
import type { Section } from "../section.ts";
import { type Statement, state } from "../statement.ts";
import { messages } from "./crypto-market.messages.ts";

/** A move of the total within this many percent counts as stable. */
const stablePercent = 1;

/** Total capitalisation against the week before, volume and its share, the large coins (E1, E2, E9). */
export const cryptoMarket: Section = {
  name: "crypto-market",
  needs: ["crypto", "universes", "series"],
  messages,
  build(snapshot) {
    const totals = snapshot.crypto.toSorted((a, b) => (a.on < b.on ? 1 : -1))[0];
    const coins = largestCoins(snapshot);
    if (totals === undefined && coins.length === 0) return { absent: message("crypto-market.absent") };
    const trend = totals === undefined ? undefined : trendOf(totals);
    const share = totals === undefined ? undefined : shareOf(totals);
    return {
      statements: totals === undefined ? [] : statementsOf(totals, trend, share),
      nodes: [
        ...(totals === undefined ? [] : [lead(leadSentence(totals, trend, share))]),
        ...(totals === undefined ? [] : totalsTable(totals, trend, share)),
        ...coinNodes(coins),
        ...seriesNodes(snapshot),
        sourceNote(
          snapshot,
          [...(totals?.cap === undefined ? [] : [totals.cap.origin]), ...originsOf(coins)],
          totals === undefined ? "daily" : "published",
        ),
      ],
    };
  },
};

interface Trend {
  readonly change: Figure;
  readonly verdict: "up" | "down" | "stable";
}

function trendOf({ cap, previousCap }: CryptoTotals): Trend | undefined {
  if (cap === undefined || previousCap === undefined) return undefined;
  if (sign(cap.digits) === 0 || sign(previousCap.digits) === 0) return undefined;
  const change = derived(changePercent(previousCap.digits, cap.digits, 2), "pct", cap.origin);
  const verdict = Math.abs(change.number) < stablePercent ? "stable" : change.number > 0 ? "up" : "down";
  return { change, verdict };
}

interface Share {
  readonly value: Figure;
  /** The printed share, where it contradicts volume ÷ market cap. */
  readonly contradicts: Figure | undefined;
}

function shareOf({ cap, volume, volumeShare }: CryptoTotals): Share | undefined {
  if (cap === undefined || volume === undefined || sign(cap.digits) === 0) return undefined;
  const value = derived(divide(multiply(volume.digits, "100"), cap.digits, 2), "pct", volume.origin);
  const off = volumeShare !== undefined && !attainable(volumeShare.digits, shareRange(volume, cap));
  return { value, contradicts: off ? volumeShare : undefined };
}

/** Lowest and highest share that the rounding of both amounts allows. */
function shareRange(volume: Figure, cap: Figure): { low: string; high: string } {
  const percent = (part: number, whole: number) => ((part / whole) * 100).toFixed(8);
  const [v, c] = [Number(halfPlace(volume)), Number(halfPlace(cap))];
  return { low: percent(volume.number - v, cap.number + c), high: percent(volume.number + v, cap.number - c) };
}

function statementsOf(totals: CryptoTotals, trend: Trend | undefined, share: Share | undefined): Statement[] {
  const on = totals.on;
  const { cap, volume, ytdVolume } = totals;
  return [
    ...(cap === undefined ? [] : [state("crypto.total-cap", "CRYPTO", cap, { on, basis: "printed total" })]),
    ...(trend === undefined
      ? []
      : [
          state("crypto.total-cap-trend", "CRYPTO", trend.change, {
            on,
            verdict: trend.verdict,
            ...(totals.previousOn === undefined ? {} : { window: `${totals.previousOn}..${on}` }),
            basis: `total against the one before; within ${stablePercent}% is stable`,
          }),
        ]),
    ...(volume === undefined
      ? []
      : [state("crypto.volume", "CRYPTO", volume, { on, basis: "printed 24-hour volume" })]),
    ...(share === undefined
      ? []
      : [state("crypto.volume-share", "CRYPTO", share.value, { on, basis: "24-hour volume / total market cap" })]),
    ...(share?.contradicts === undefined
      ? []
      : [
          state("quality.defect", "CRYPTO", share.contradicts, {
            metric: "volume-share-differs",
            on,
            members: [{ date: on, value: share.value.digits }],
            basis: "printed share is not volume / market cap",
          }),
        ]),
    ...(ytdVolume === undefined
      ? []
      : [state("crypto.ytd-volume", "CRYPTO", ytdVolume, { on, basis: "printed cumulative volume" })]),
  ];
}

function leadSentence(totals: CryptoTotals, trend: Trend | undefined, share: Share | undefined): Value {
  return message("crypto-market.lead", {
    day: day(totals.on),
    hasCap: totals.cap === undefined ? "no" : "yes",
    cap: cell(totals.cap, "plain"),
    trend: trend?.verdict ?? "none",
    change: trend === undefined ? "" : quantity(trend.change, "magnitude"),
    previous: cell(totals.previousCap, "plain"),
    since: isWeekBefore(totals) ? "week" : "day",
    previousDay: totals.previousOn === undefined ? "" : day(totals.previousOn, "short"),
    hasVolume: totals.volume === undefined ? "no" : "yes",
    volume: cell(totals.volume, "plain"),
    hasShare: share === undefined ? "no" : "yes",
    share: share === undefined ? "" : quantity(share.value, "plain"),
    hasYtd: totals.ytdVolume === undefined ? "no" : "yes",
    ytd: cell(totals.ytdVolume, "plain"),
    hasGrowth: totals.ytdVolumeGrowth === undefined ? "no" : "yes",
    growth: cell(totals.ytdVolumeGrowth, "signed"),
    bad: share?.contradicts === undefined ? "no" : "yes",
    printedShare: cell(share?.contradicts, "plain"),
  });
}

/** The column of the layout means a week; a date beside it may say otherwise. */
function isWeekBefore({ on, previousOn }: CryptoTotals): boolean {
  if (previousOn === undefined) return true;
  const days = daysBetween(previousOn, on);
  return days >= 6 && days <= 8;
}

function totalsTable(totals: CryptoTotals, trend: Trend | undefined, share: Share | undefined): Node[] {
  const rows: readonly (readonly [string, Value])[] = [
    ["cap", cell(totals.cap, "plain")],
    [isWeekBefore(totals) ? "previous" : "before", cell(totals.previousCap, "plain")],
    ["change", cell(trend?.change, "cell")],
    ["volume", cell(totals.volume, "plain")],
    ["share", cell(share?.value, "plain")],
    ["ytd", cell(totals.ytdVolume, "plain")],
  ];
  const known = rows.filter(([, value]) => value.is !== "missing");
  return known.length < 2
    ? []
    : [
        table(known, [
          {
            key: "item",
            label: message("column.item"),
            cell: ([id]) => message(`crypto-market.row.${id}`),
            priority: 1,
          },
          { key: "value", label: message("column.value"), cell: ([, value]) => value, priority: 1 },
        ]),
      ];
}

const shownCoins = 10;

/** The largest coins by capitalisation, pegged ones aside. */
function largestCoins(snapshot: Snapshot): Quote[] {
  const coins = snapshot.universes.find((universe) => universe.id === "crypto")?.quotes ?? [];
  return coins
    .filter((quote) => quote.marketCap !== undefined && quote.instrument.kind === "coin")
    .toSorted((a, b) => (b.marketCap?.number ?? 0) - (a.marketCap?.number ?? 0))
    .slice(0, shownCoins);
}

function coinNodes(coins: readonly Quote[]): Node[] {
  if (coins.length === 0) return [];
  return [
    title(message("crypto-market.coins", { count: coins.length }), 3),
    table(coins, [
      { key: "name", label: message("column.name"), cell: (row) => nameOf(row.instrument), priority: 1 },
      {
        key: "symbol",
        label: message("column.symbol"),
        cell: (row) => codeOf(row.instrument),
        align: "start",
        priority: 6,
      },
      { key: "price", label: message("column.price"), cell: (row) => cell(row.level, "price"), priority: 1 },
      { key: "24h", label: message("span.24h"), cell: (row) => cell(row.changes["24h"]), priority: 2 },
      { key: "7d", label: message("span.7d"), cell: (row) => cell(row.changes["7d"]), priority: 3 },
      { key: "30d", label: message("span.30d"), cell: (row) => cell(row.changes["30d"]), priority: 5 },
      { key: "cap", label: message("column.market-cap"), cell: (row) => cell(row.marketCap, "plain"), priority: 4 },
    ]),
  ];
}

/** The price line of each coin with a history. */
function seriesNodes(snapshot: Snapshot): Node[] {
  return snapshot.series
    .filter((series) => series.instrument.kind === "coin" && series.points.length > 2)
    .slice(0, 1)
    .map((series) => {
      const first = series.points[0];
      const last = series.points.at(-1);
      return chart({
        form: "line",
        title: message("crypto-market.line", { name: nameOf(series.instrument) }),
        unit: "usd",
        series: [
          {
            name: nameOf(series.instrument),
            points: series.points.map((point) => ({ label: day(point.on, "short"), digits: point.close.digits })),
          },
        ],
        alt: message("crypto-market.range", {
          from: day(first?.on ?? "", "short"),
          start: cell(first?.close, "price"),
          to: day(last?.on ?? "", "short"),
          end: cell(last?.close, "price"),
        }),
      });
    });
}
