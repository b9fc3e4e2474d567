import { addDays } from "../market/days.ts";
import { compare, type Digits, divide, multiply, sum } from "../market/decimal.ts";
import { derived, type Figure, figure, type Origin } from "../market/figure.ts";
import type { CryptoTotals } from "../market/observations.ts";
import { maybe, present } from "./files/context.ts";
import type { Ask, Observed } from "./live/source.ts";
import { badPayload, type Reading } from "./rows.ts";

/** Capitalisation and volume of all coins as one source counts them. */
export interface Totals {
  /** ISO instant. */
  readonly at: string;
  readonly cap: Digits | undefined;
  readonly volume: Digits | undefined;
  /** Change of the capitalisation over 24 hours, in percent. */
  readonly dayChange: Digits | undefined;
}

const limitMs = 60 * 60_000;

export function totalsObserved(reading: Reading, totals: Totals, { now }: Ask, isStale: boolean): Observed {
  const { at, cap, volume, dayChange } = totals;
  if (cap === undefined && volume === undefined) throw badPayload(reading, "neither a capitalisation nor a volume");
  const isOld = isStale || now - Date.parse(at) > limitMs;
  const origin: Origin = { source: reading.service, asOf: at, quality: isOld ? "stale" : "final", isRaw: true };
  const on = at.slice(0, 10);
  const previousCap = cap === undefined ? undefined : dayBefore(figure(cap, "usd", origin), dayChange);
  const row = present<CryptoTotals>({
    on,
    cap: maybe(cap, "usd", origin),
    previousCap,
    previousOn: previousCap === undefined ? undefined : addDays(on, -1),
    volume: maybe(volume, "usd", origin),
    volumeShare: undefined,
    ytdVolume: undefined,
    ytdVolumeGrowth: undefined,
  });
  return { crypto: [row], asOf: at, faults: [], ...(isOld ? { isStale: true } : {}) };
}

/** The capitalisation that the source's own change over 24 hours starts from, to whole dollars. */
function dayBefore(cap: Figure, change: Digits | undefined): Figure | undefined {
  if (change === undefined || compare(change, "-100") <= 0) return undefined;
  return derived(divide(multiply(cap.digits, "100"), sum(["100", change]), 0), "usd", cap.origin);
}
