import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import * as z from "zod";
import { addDays } from "../../market/days.ts";
import { type Digits, divide, isDigits, multiply } from "../../market/decimal.ts";
import { Day, Unit } from "../../market/figure.ts";
import { Instrument } from "../../market/instrument.ts";
import type { Series } from "../../market/observations.ts";
import type { Reference } from "../../market/reference.ts";
import type { Window } from "../../market/snapshot.ts";
import { soon } from "../../support/soon.ts";
import { calendarOf, marketState } from "./sessions.ts";
import type { Observed, Split } from "./source.ts";

/** Daily closes of one instrument by one source, oldest first, on the share basis of the newest. */
export const KeptSeries = z
  .object({
    instrument: Instrument,
    /** As figures cite it. */
    source: z.string().min(1),
    unit: Unit,
    points: z.array(z.tuple([Day, z.string().refine(isDigits)])).readonly(),
  })
  .readonly();
export type KeptSeries = z.infer<typeof KeptSeries>;

export interface CloseBookOptions {
  /** Without one, closes are kept until the program ends. */
  readonly folder?: string | undefined;
  readonly reference: Reference;
  /** Asks the sources of closes, in their order. */
  readonly ask: (symbols: readonly string[], window: Window) => Promise<Pick<Observed, "series" | "splits">>;
  readonly now: () => number;
  readonly elapsed: () => number;
}

/** A close as a quote tells it once its session has ended. */
export interface ToldClose {
  readonly symbol: string;
  readonly source: string;
  readonly on: Day;
  readonly digits: string;
  /** The close before it, on the same share basis. */
  readonly previous: string;
}

export interface CloseBook {
  /** Series of symbols, up to the last completed session where a source has them. */
  bring(symbols: readonly string[]): Promise<ReadonlyMap<string, KeptSeries>>;
  /** Adds the close of the day after the last one kept; anything else is passed over. */
  append(told: ToldClose): Promise<void>;
  /** The series does not meet its source's newest quote, as after a split: it is fetched anew when next wanted. */
  doubt(symbol: string): void;
}

/** Series asked for anew in one go; more are left for the next digest, so that one chat does not spend the hour's calls. */
const mostFills = 40;
/** A digest waits so long for closes, and then goes without the periods it cannot tell. */
const longestWaitMs = 20_000;
/** What could not be had is asked for again after this. */
const vainMs = 6 * 60 * 60_000;
/** Closes are kept so long. */
const oldestDays = 800;

export function createCloseBook({ folder, reference, ask, now, elapsed }: CloseBookOptions): CloseBook {
  const held = new Map<string, KeptSeries>();
  const looked = new Set<string>();
  const inVain = new Map<string, number>();
  const doubted = new Set<string>();
  const doubtedAt = new Map<string, number>();
  let running: Promise<void> = Promise.resolve();

  const fileOf = (symbol: string) => join(folder ?? "", `${encodeURIComponent(symbol)}.json`);
  const look = async (symbol: string): Promise<void> => {
    if (folder === undefined || looked.has(symbol)) return;
    looked.add(symbol);
    const kept = await read(fileOf(symbol));
    if (kept !== undefined && kept.instrument.symbol === symbol && !held.has(symbol)) held.set(symbol, kept);
  };
  const keep = async (series: KeptSeries): Promise<void> => {
    const { symbol } = series.instrument;
    const oldest = addDays(series.points.at(-1)?.[0] ?? "9999-12-31", -oldestDays);
    const kept = { ...series, points: series.points.filter(([on]) => on >= oldest) };
    held.set(symbol, kept);
    // A full disk costs the next start some calls, nothing else.
    if (folder !== undefined) await write(folder, fileOf(symbol), JSON.stringify(kept)).catch(() => undefined);
  };
  const lacks = (symbol: string): boolean => {
    if (elapsed() - (inVain.get(symbol) ?? Number.NEGATIVE_INFINITY) < vainMs) return false;
    const last = held.get(symbol)?.points.at(-1)?.[0];
    return doubted.has(symbol) || last === undefined || last < completedDay(symbol, reference, now());
  };
  const fill = async (symbols: readonly string[]): Promise<void> => {
    const today = new Date(now()).toISOString().slice(0, 10);
    // The year's change is measured from the last close of the year before.
    const from = addDays(`${Number(today.slice(0, 4)) - 1}-12-31`, -10);
    const { series: told = [], splits = [] } = await ask(symbols, { from, to: today }).catch(
      () => ({}) as Partial<Observed>,
    );
    for (const series of told) {
      const fresh = settled(series, reference, now());
      const { symbol } = series.instrument;
      if (fresh === undefined || !symbols.includes(symbol)) continue;
      await keep(
        joined(
          held.get(symbol),
          fresh,
          splits.filter((split) => split.symbol === symbol),
        ),
      );
      doubted.delete(symbol);
    }
    for (const symbol of symbols) if (lacks(symbol)) inVain.set(symbol, elapsed());
  };

  return {
    async bring(symbols) {
      await Promise.all(symbols.map(look));
      // One filling at a time: whoever comes second finds what the first has brought.
      const filling = running.then(async () => {
        const lacking = symbols.filter(lacks).slice(0, mostFills);
        if (lacking.length > 0) await fill(lacking);
      });
      running = filling.catch(() => undefined);
      await soon(filling, longestWaitMs);
      return new Map(symbols.flatMap((symbol) => found(symbol)));
    },
    async append({ symbol, source, on, digits, previous }) {
      await look(symbol);
      const kept = held.get(symbol);
      const last = kept?.points.at(-1);
      if (kept === undefined || last === undefined || kept.source !== source || last[0] >= on) return;
      if (!isSame(last[1], previous)) return;
      await keep({ ...kept, points: [...kept.points, [on, digits]] });
    },
    doubt(symbol) {
      // A source that contradicts itself is not asked over and over.
      if (elapsed() - (doubtedAt.get(symbol) ?? Number.NEGATIVE_INFINITY) < vainMs) return;
      doubtedAt.set(symbol, elapsed());
      doubted.add(symbol);
    },
  };

  function found(symbol: string): [string, KeptSeries][] {
    const series = held.get(symbol);
    return series === undefined || doubted.has(symbol) ? [] : [[symbol, series]];
  }
}

/** The last day whose close is final. */
export function completedDay(symbol: string, reference: Reference, now: number): Day {
  const calendar = calendarOf(symbol, reference);
  // The closing auction and late corrections are over half an hour later.
  const state = calendar === undefined ? undefined : marketState(calendar, now - 30 * 60_000);
  // Where there is no calendar, the day before the running one is over everywhere.
  return state?.completed ?? addDays(new Date(now).toISOString().slice(0, 10), -2);
}

/** A series without the bar of a running session, which is no close yet. */
function settled({ instrument, points }: Series, reference: Reference, now: number): KeptSeries | undefined {
  const calendar = calendarOf(instrument.symbol, reference);
  const final =
    calendar === undefined
      ? addDays(new Date(now).toISOString().slice(0, 10), -1)
      : completedDay(instrument.symbol, reference, now);
  const closes = points.filter(({ on }) => on <= final).toSorted((a, b) => (a.on < b.on ? -1 : 1));
  const last = closes.at(-1);
  if (last === undefined) return undefined;
  return {
    instrument,
    source: last.close.origin.source,
    unit: last.close.unit,
    points: closes.map(({ on, close }) => [on, close.digits]),
  };
}

/**
 * The fresh series, and before it what was kept of the same source, counted in the shares of today. Days both have must tell
 * the same: where they do not, there was a split or correction nobody told of, and the old closes cannot be compared any more.
 */
function joined(kept: KeptSeries | undefined, fresh: KeptSeries, splits: readonly Split[]): KeptSeries {
  const first = fresh.points[0]?.[0];
  if (kept === undefined || first === undefined || kept.source !== fresh.source) return fresh;
  const old = inNewShares(kept.points, splits);
  const byDay = new Map(fresh.points);
  const both = old.filter(([on]) => byDay.has(on));
  const isSameBasis = both.length > 0 && both.every(([on, digits]) => isSame(digits, byDay.get(on) ?? ""));
  return isSameBasis ? { ...fresh, points: [...old.filter(([on]) => on < first), ...fresh.points] } : fresh;
}

/** Splits after the last close kept are new to it; of earlier ones it was told when it came. */
function inNewShares(points: KeptSeries["points"], splits: readonly Split[]): KeptSeries["points"] {
  const last = points.at(-1)?.[0] ?? "";
  const ratio = splits.filter(({ on }) => on > last).reduce<Digits>((all, split) => multiply(all, split.ratio), "1");
  return Number(ratio) === 1 ? points : points.map(([on, digits]) => [on, divide(digits, ratio, 6)]);
}

/** Sources print a close with more or fewer decimals; a split changes it by far more than that. */
export function isSame(a: string, b: string): boolean {
  const [one, other] = [Number(a), Number(b)];
  return Math.abs(one - other) <= Math.max(Math.abs(one), Math.abs(other)) * 0.005;
}

async function read(file: string): Promise<KeptSeries | undefined> {
  try {
    return KeptSeries.safeParse(JSON.parse(await readFile(file, "utf8"))).data;
  } catch {
    return undefined;
  }
}

let drafts = 0;

/** The old series or the new one, never half of one. */
async function write(folder: string, file: string, text: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const draft = `${file}.${process.pid}-${drafts++}.tmp`;
  try {
    await writeFile(draft, text);
    await rename(draft, file);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}
