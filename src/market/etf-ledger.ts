import { absolute, compare, sign, subtract, sum } from "./decimal.ts";
import { derived, type Figure, halfPlace, type Quality } from "./figure.ts";
import type { EtfFlow, PublishedTotal } from "./observations.ts";
import type { Window } from "./snapshot.ts";

export interface EtfDay {
  readonly on: string;
  /** Cells by fund; a fund without a reading is absent. */
  readonly cells: ReadonlyMap<string, Figure>;
  /** Funds that usually report and have no reading that day: the day may still change. */
  readonly awaited: readonly string[];
  readonly total: Figure;
}

export interface EtfDefect {
  readonly metric: "total-does-not-foot" | "minimum-above-cells" | "maximum-below-cells" | "cumulative-does-not-foot";
  readonly fund: string;
  readonly printed: Figure;
  readonly members: readonly { readonly date?: string; readonly symbol?: string; readonly value: string }[];
  /** The printed total can be explained by rounding of its parts. */
  readonly rounding: boolean;
}

/** Flows of one asset's funds over a window, summed exactly and held against the totals printed beside them. */
export interface EtfLedger {
  readonly asset: string;
  readonly days: readonly EtfDay[];
  /** First day with a row, inside the window or before it, readings or not. */
  readonly startsOn: string;
  /** Every day has the cells of its funds; where some have a printed total only, sums by fund are not of the whole window. */
  readonly isByFund: boolean;
  readonly funds: readonly { readonly fund: string; readonly total: Figure; readonly readings: number }[];
  /** Funds of the table without a single reading in the window. */
  readonly silent: readonly string[];
  readonly total: Figure;
  readonly defects: readonly EtfDefect[];
}

/** The least certain of several figures decides for what is made of them. */
function worst(figures: readonly Figure[], open = false): Quality {
  if (open || figures.some((figure) => figure.origin.quality === "provisional")) return "provisional";
  return figures.some((figure) => figure.origin.quality === "stale") ? "stale" : "final";
}

/** Published rows foot within this much: cells are rounded to 0.1, the total is not their sum. */
const tolerance = "0.15";
/** A fund that reported on one of so many last sessions is awaited when it has no reading. */
const usualSessions = 10;

export function etfLedger(
  asset: string,
  flows: readonly EtfFlow[],
  printed: readonly PublishedTotal[],
  window: Window,
): EtfLedger | undefined {
  const own = flows.filter((flow) => flow.asset === asset);
  const totals = printed.filter((total) => total.asset === asset);
  const all = daysOf(own, totals);
  const days = all.filter((day) => day.on >= window.from && day.on <= window.to);
  const [first] = days;
  if (first === undefined) return undefined;
  const origin = (days.at(-1) ?? first).total.origin;
  const funds = [...new Set(own.map((flow) => flow.fund))];
  const byFund = funds.map((fund) => {
    const cells = days.flatMap((day) => day.cells.get(fund) ?? []);
    // A fund's sum may still change only while one of its own readings may.
    const quality = worst(
      cells,
      days.some((day) => day.awaited.includes(fund)),
    );
    return {
      fund,
      readings: cells.length,
      total: derived(sum(cells.map((cell) => cell.digits)), "usd_m", { ...origin, quality }),
    };
  });
  return {
    asset,
    days,
    startsOn: datesOf(own, totals)[0] ?? first.on,
    isByFund: days.every((day) => day.cells.size > 0),
    funds: byFund.filter((one) => one.readings > 0).sort((a, b) => compare(b.total.digits, a.total.digits)),
    silent: byFund.filter((one) => one.readings === 0).map((one) => one.fund),
    total: derived(sum(days.map((day) => day.total.digits)), "usd_m", {
      ...origin,
      quality: worst(days.map((day) => day.total)),
    }),
    defects: defectsOf(all, days, totals),
  };
}

/** Days with a row of funds, or a total that stands alone, oldest first. */
export function datesOf(flows: readonly EtfFlow[], totals: readonly PublishedTotal[]): string[] {
  const alone = totals.flatMap((total) => (isAlone(total) && total.on !== undefined ? [total.on] : []));
  return [...new Set([...flows.map((flow) => flow.on), ...alone])].sort();
}

export function isAlone({ kind, isAlone = false }: PublishedTotal): boolean {
  return kind === "day_total" && isAlone;
}

function daysOf(flows: readonly EtfFlow[], totals: readonly PublishedTotal[]): EtfDay[] {
  const listed = new Set(flows.map((flow) => flow.on));
  const reported: Set<string>[] = [];
  return datesOf(flows, totals).flatMap((on): EtfDay[] => {
    const published = totals.find((total) => total.kind === "day_total" && total.on === on);
    if (!listed.has(on))
      return published === undefined ? [] : [{ on, cells: new Map(), awaited: [], total: published.value }];
    const cells = new Map(
      flows.flatMap((flow) => (flow.on === on && flow.flow !== undefined ? [[flow.fund, flow.flow] as const] : [])),
    );
    const usual = usualFunds(reported);
    reported.push(new Set(cells.keys()));
    const [any] = cells.values();
    // A day without a single reading is not a day of zero flow.
    if (any === undefined) return [];
    const awaited = usual.filter((fund) => !cells.has(fund));
    const own = derived(sum([...cells.values()].map((cell) => cell.digits)), "usd_m", any.origin);
    const total = published !== undefined && foots(published.value, own) ? published.value : own;
    const quality = worst([...cells.values(), total], awaited.length > 0);
    const shown: Figure = { ...total, origin: { ...total.origin, quality } };
    return [{ on, cells, awaited, total: shown }];
  });
}

/** Funds that had a reading on any of the last sessions: each is expected on the next. */
function usualFunds(reported: readonly ReadonlySet<string>[]): string[] {
  return [...new Set(reported.slice(-usualSessions).flatMap((funds) => [...funds]))];
}

function foots(printed: Figure, own: Figure): boolean {
  return compare(absolute(subtract(printed.digits, own.digits)), tolerance) <= 0;
}

/** Totals are checked for the days shown; extremes and sums printed under a table, against all of it. */
function defectsOf(all: readonly EtfDay[], shown: readonly EtfDay[], totals: readonly PublishedTotal[]): EtfDefect[] {
  return [...dayDefects(shown, totals), ...extremeDefects(all, totals), ...cumulativeDefects(totals)];
}

function dayDefects(days: readonly EtfDay[], totals: readonly PublishedTotal[]): EtfDefect[] {
  return totals.flatMap((total): EtfDefect[] => {
    const day = total.kind === "day_total" ? days.find((one) => one.on === total.on) : undefined;
    if (day === undefined || day.cells.size === 0) return [];
    const own = sum([...day.cells.values()].map((cell) => cell.digits));
    if (compare(absolute(subtract(total.value.digits, own)), tolerance) <= 0) return [];
    return [
      {
        metric: "total-does-not-foot",
        fund: "Total",
        printed: total.value,
        members: [{ date: day.on, value: own }],
        rounding: false,
      },
    ];
  });
}

/** A minimum cannot lie above a cell of its own column, nor a maximum below one. */
function extremeDefects(days: readonly EtfDay[], totals: readonly PublishedTotal[]): EtfDefect[] {
  return totals.flatMap((total): EtfDefect[] => {
    if (total.kind !== "minimum" && total.kind !== "maximum") return [];
    const side = total.kind === "minimum" ? -1 : 1;
    const beyond = days.flatMap((day) => {
      const cell = /^total$/i.test(total.fund) ? day.total : day.cells.get(total.fund);
      return cell !== undefined && compare(cell.digits, total.value.digits) === side
        ? [{ date: day.on, value: cell.digits }]
        : [];
    });
    if (beyond.length === 0) return [];
    // The cell furthest beyond is the plainest contradiction.
    beyond.sort((a, b) => compare(a.value, b.value) * -side);
    const metric = total.kind === "minimum" ? "minimum-above-cells" : "maximum-below-cells";
    return [{ metric, fund: total.fund, printed: total.value, members: beyond, rounding: false }];
  });
}

function cumulativeDefects(totals: readonly PublishedTotal[]): EtfDefect[] {
  const rows = totals.filter((total) => total.kind === "cumulative_total");
  const printed = rows.find((row) => /^total$/i.test(row.fund));
  const parts = rows.filter((row) => row !== printed);
  if (printed === undefined || parts.length < 2) return [];
  const gap = subtract(printed.value.digits, sum(parts.map((part) => part.value.digits)));
  if (sign(gap) === 0) return [];
  // Each printed part, and the total, may be off by half its last place.
  const leeway = [...parts, printed].reduce((all, one) => all + Number(halfPlace(one.value)), 0);
  return [
    {
      metric: "cumulative-does-not-foot",
      fund: printed.fund,
      printed: printed.value,
      members: [{ symbol: printed.fund, value: sum(parts.map((part) => part.value.digits)) }],
      rounding: Math.abs(Number(gap)) <= leeway,
    },
  ];
}
