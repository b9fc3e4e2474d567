import { addDays, weekday } from "../market/days.ts";
import { type Digits, sign } from "../market/decimal.ts";
import { type Day, type Figure, type Origin, scaledFigure } from "../market/figure.ts";
import type { EtfFlow, PublishedTotal } from "../market/observations.ts";
import type { Fault } from "../market/snapshot.ts";
import { OutboundError } from "../support/outbound/call.ts";
import { present } from "./files/context.ts";
import type { Ask, Observed } from "./live/source.ts";
import { type Answer, fault, type Reading } from "./rows.ts";

/** One session of spot funds as a source printed it. */
export interface FlowDay {
  readonly on: Day;
  readonly total?: Digits | undefined;
  /** By fund; a fund that is listed without a reading is undefined, never zero. */
  readonly cells: ReadonlyMap<string, Digits | undefined>;
}

export interface FlowBook {
  readonly asset: "BTC" | "ETH";
  readonly days: readonly FlowDay[];
  readonly faults: readonly Fault[];
  /** What its amounts count. */
  readonly unit: "dollars" | "millions";
  /** Single funds are given for the newest day only, so that nobody can tell which of them usually report. */
  readonly isNewestOnly?: boolean;
}

/** Days before the window that tell which funds usually report. */
const lookBackDays = 30;
const usualSessions = 10;

/**
 * A day's flows may still change until 14:00 UTC of the next day, and as long as a fund is missing that reported in the last
 * ten sessions: they are provisional. A day without a reading is left out, whatever total is printed beside it: sources print
 * 0.0 before they publish, and the sum of the funds so far while they publish.
 */
export function flowsObserved(
  reading: Reading,
  { value: book, isStale, receivedAt }: Answer<FlowBook>,
  { window, now }: Ask,
): Observed {
  const until = [window.to, new Date(now).toISOString().slice(0, 10)].sort()[0] as Day;
  const faults = [...book.faults];
  const days = sessionsOf(book.days, addDays(window.from, -lookBackDays), until, (on, expected) => {
    faults.push(fault(reading, expected, { value: on }));
  });
  const flows: EtfFlow[] = [];
  const totals: PublishedTotal[] = [];
  const reported: ReadonlySet<string>[] = [];
  for (const day of days) {
    const isOpen = receivedAt < settledAt(day.on);
    if (isUnpublished(day, isOpen)) continue;
    const own = fundsOf(day);
    const usual = new Set(reported.slice(-usualSessions).flatMap((funds) => [...funds]));
    if (book.isNewestOnly === true) for (const fund of day.cells.keys()) usual.add(fund);
    if (own.size > 0) reported.push(own);
    const isPartial = own.size > 0 && [...usual].some((fund) => !own.has(fund));
    const quality = isOpen || isPartial ? "provisional" : "final";
    const isRaw = book.unit === "dollars" ? { isRaw: true } : {};
    const origin: Origin = { source: reading.service, asOf: day.on, quality, ...isRaw };
    const millions = (digits: Digits) => scaledFigure(digits, book.unit === "dollars" ? -6 : 0, "usd_m", origin);
    flows.push(...flowsOf(book, day, millions));
    // The total of a day that some funds are missing from is only the sum of the others.
    if (day.total !== undefined && (!isPartial || book.isNewestOnly === true))
      totals.push({ ...totalOf(book, day, millions(day.total)), ...(own.size === 0 ? { isAlone: true } : {}) });
  }
  const asOf = [...flows, ...totals]
    .map((one) => one.on ?? "")
    .sort()
    .at(-1);
  if (asOf === undefined)
    throw new OutboundError(reading.service, "not-found", `${reading.service} has no ${reading.topic} up to ${until}.`);
  return { etfFlows: flows, etfTotals: totals, asOf, faults, ...(isStale ? { isStale } : {}) };
}

/** Rows from one day to another, oldest first, each day once. */
function sessionsOf(
  days: readonly FlowDay[],
  from: Day,
  to: Day,
  drop: (on: Day, expected: string) => void,
): FlowDay[] {
  const byDay = new Map<Day, FlowDay>();
  for (const day of days) {
    if (day.on < from || day.on > to) continue;
    if (byDay.has(day.on)) drop(day.on, "each day once");
    else if (weekday(day.on) <= 5) byDay.set(day.on, day);
    else if (!isZero(day)) drop(day.on, "a day from Monday to Friday");
  }
  return [...byDay.values()].sort((a, b) => (a.on < b.on ? -1 : 1));
}

const settledAt = (on: Day) => Date.parse(`${addDays(on, 1)}T14:00:00Z`);

function isUnpublished(day: FlowDay, isOpen: boolean): boolean {
  if (fundsOf(day).size === 0 && (day.total === undefined || day.cells.size > 0)) return true;
  return isOpen && isZero(day);
}

/** Nothing but zeros, or nothing at all. */
function isZero({ total = "0", cells }: FlowDay): boolean {
  return sign(total) === 0 && [...cells.values()].every((cell) => cell === undefined || sign(cell) === 0);
}

/** Funds with a reading. */
function fundsOf({ cells }: FlowDay): Set<string> {
  return new Set([...cells].flatMap(([fund, cell]) => (cell === undefined ? [] : [fund])));
}

const totalOf = ({ asset }: FlowBook, { on }: FlowDay, value: Figure): PublishedTotal => ({
  kind: "day_total",
  on,
  fund: "Total",
  asset,
  value,
});

function flowsOf({ asset }: FlowBook, { on, cells }: FlowDay, millions: (digits: Digits) => Figure): EtfFlow[] {
  return Array.from(cells, ([fund, cell]) =>
    present<EtfFlow>({ on, fund, asset, flow: cell === undefined ? undefined : millions(cell) }),
  );
}

/** A fund's ticker as it is shown. */
export function fundTicker(text: string): string | undefined {
  const ticker = text.trim().toUpperCase();
  return /^[A-Z0-9.]{1,12}$/.test(ticker) ? ticker : undefined;
}

/** Cells by fund, of a table keyed by ticker. */
export function fundCells(cells: Readonly<Record<string, Digits | undefined>>): Map<string, Digits | undefined> {
  return new Map(
    Object.entries(cells).flatMap(([name, cell]) => {
      const fund = fundTicker(name);
      return fund === undefined ? [] : [[fund, cell] as const];
    }),
  );
}
