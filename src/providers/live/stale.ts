import { daysBetween } from "../../market/days.ts";
import type { Day } from "../../market/figure.ts";
import type { Quote } from "../../market/quote.ts";
import type { Reference } from "../../market/reference.ts";
import type { ExchangeCalendar } from "../../market/sessions.ts";
import type { Fault } from "../../market/snapshot.ts";
import { own } from "../../support/own.ts";
import type { Given } from "./chain.ts";
import { asStale, partWithOrigins, withOrigins } from "./origins.ts";
import { calendarOf, exchangeOfRegion, marketState, readingDay, sessionsAfter, wallOf } from "./sessions.ts";
import type { Observed, SourceFacts, Topic } from "./source.ts";

export interface Moment {
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly reference: Reference;
}

/** Observations as they may be shown, and what was left out for its age. */
export interface Judged {
  readonly observed: Observed;
  readonly faults: readonly Fault[];
}

type Verdict = "good" | "stale" | "drop";
const minute = 60_000;
const hour = 60 * minute;

/** Marks what is old and drops what is too old, by the rules of its topic. */
export function judge(topic: Topic, { facts, observed }: Given, moment: Moment): Judged {
  const shown = observed.isStale === true ? withOrigins(observed, asStale) : observed;
  const rule = rules[topic];
  return rule === undefined ? { observed: shown, faults: [] } : rule(topic, { facts, observed: shown }, moment);
}

type Rule = (topic: Topic, given: Given, moment: Moment) => Judged;

const rules: Partial<Record<Topic, Rule>> = {
  quotes: judgeQuotes,
  "movers-us": judgeMovers,
  "movers-hk": judgeMovers,
  "movers-cn": judgeMovers,
  "movers-tw": judgeMovers,
  coins: judgeCoins,
  "crypto-total": byAge({ staleMs: hour, dropMs: 24 * hour }),
  "fear-greed": byAge({ staleMs: 36 * hour, dropMs: 72 * hour }),
  "etf-btc": judgeFlows,
  "etf-eth": judgeFlows,
  "us-yields": byDays(4),
  "cn-yields": byDays(4),
  fx: byDays(4),
  "rmb-parity": judgeParity,
};

/** The newest instant or day of a quote's figures. */
export function asOfQuote({ level, changes }: Quote): string | undefined {
  if (level !== undefined) return level.origin.asOf;
  return Object.values(changes)
    .flatMap((change) => change?.origin.asOf ?? [])
    .sort()
    .at(-1);
}

/** How late a source may be before its silence means something. */
const leewayMs: Readonly<Record<SourceFacts["delay"], number>> = {
  live: 20 * minute,
  delayed: 35 * minute,
  // Figures of the day are published after the close.
  daily: 4 * hour,
};

interface Due {
  /** The day readings are due of. */
  readonly day: Day;
  readonly completed: Day;
  /** Where trading goes on: the oldest time of that day a reading may have. */
  readonly time: string | undefined;
}

/** What a source has to know of an exchange by now. */
function dueOf(calendar: ExchangeCalendar, { delay }: SourceFacts, now: number): Due | undefined {
  const at = now - leewayMs[delay];
  const state = marketState(calendar, at);
  if (state === undefined) return undefined;
  if (delay === "daily") return { day: state.completed, completed: state.completed, time: undefined };
  const { last: day, completed, isOpen } = state;
  return { day, completed, time: isOpen ? tradedAt(calendar, wallOf(calendar.timezone, at).time) : undefined };
}

/** The last time at or before one at which there was trading: nothing is due from a pause at noon. */
function tradedAt({ sessions }: ExchangeCalendar, time: string): string {
  const piece = sessions.findLast(([opens]) => opens <= time);
  return piece === undefined || time < piece[1] ? time : piece[1];
}

function verdictOf(quote: Quote, facts: SourceFacts, { now, reference }: Moment): Verdict {
  const asOf = asOfQuote(quote);
  if (asOf === undefined) return "good";
  const calendar = calendarOf(quote.instrument.symbol, reference);
  if (calendar === undefined) return elsewhere(quote, asOf, now);
  const due = dueOf(calendar, facts, now);
  const day = readingDay(calendar, asOf);
  if (due === undefined) return "good";
  if (day >= due.day) {
    const isLate = due.time !== undefined && asOf.length > 10 && day === due.day;
    return isLate && wallOf(calendar.timezone, Date.parse(asOf)).time < (due.time ?? "") ? "stale" : "good";
  }
  if (due.time !== undefined) return day < due.completed ? "drop" : "stale";
  return sessionsAfter(calendar, day, due.day) > 5 ? "drop" : "stale";
}

/** Coins never rest; of other markets without a calendar here, only days are known. */
function elsewhere({ instrument: { kind } }: Quote, asOf: string, now: number): Verdict {
  const ageMs = now - Date.parse(asOf);
  const [staleMs, dropMs] = kind === "coin" ? [hour, 24 * hour] : [4 * 24 * hour, 10 * 24 * hour];
  return ageMs > dropMs ? "drop" : ageMs > staleMs ? "stale" : "good";
}

function judgeQuotes(topic: Topic, { facts, observed }: Given, moment: Moment): Judged {
  const faults: Fault[] = [];
  const keep = (quote: Quote): Quote[] => {
    const verdict = verdictOf(quote, facts, moment);
    if (verdict === "good") return [quote];
    if (verdict === "stale") return [partWithOrigins(quote, asStale)];
    faults.push(tooOld(topic, facts, `${quote.instrument.symbol} of ${asOfQuote(quote)}`, "a reading of this session"));
    return [];
  };
  const { quotes = [], indices = [] } = observed;
  return { observed: { ...observed, quotes: quotes.flatMap(keep), indices: indices.flatMap(keep) }, faults };
}

/** A list of movers is about one session: one that is not of the last one is dropped whole. */
function judgeMovers(topic: Topic, { facts, observed }: Given, moment: Moment): Judged {
  const region = topic.slice("movers-".length);
  const calendar = own(moment.reference.exchanges, exchangeOfRegion[region] ?? "");
  const due = calendar === undefined ? undefined : dueOf(calendar, facts, moment.now);
  if (due === undefined) return { observed, faults: [] };
  const dayOf = (quote: Quote) => readingDay(calendar, asOfQuote(quote) ?? observed.asOf);
  const all = (observed.universes ?? []).flatMap((universe) => universe.quotes);
  const newest = all.map(dayOf).sort().at(-1) ?? readingDay(calendar, observed.asOf);
  if (newest < due.day) {
    const faults = [tooOld(topic, facts, newest, `the session of ${due.day}`)];
    return { observed: { ...observed, universes: [] }, faults };
  }
  const faults: Fault[] = [];
  const universes = (observed.universes ?? []).map((universe) => ({
    ...universe,
    quotes: universe.quotes.filter((quote) => {
      const isOfSession = dayOf(quote) >= due.day;
      if (!isOfSession)
        faults.push(tooOld(topic, facts, `${quote.instrument.symbol} of ${dayOf(quote)}`, `a reading of ${due.day}`));
      return isOfSession;
    }),
  }));
  return { observed: { ...observed, universes }, faults };
}

const rowMs = 30 * minute;
const blockMs = hour;

/** A row far behind the others is a dead coin; a block far behind the clock is marked as a whole. */
function judgeCoins(topic: Topic, { facts, observed }: Given, { now }: Moment): Judged {
  const newest = Date.parse(observed.asOf);
  const faults: Fault[] = [];
  const universes = (observed.universes ?? []).map((universe) => ({
    ...universe,
    quotes: universe.quotes.filter((quote) => {
      const at = Date.parse(asOfQuote(quote) ?? observed.asOf);
      const isDead = newest - at > rowMs;
      if (isDead) faults.push(tooOld(topic, facts, quote.instrument.symbol, "a reading of the last 30 minutes"));
      return !isDead;
    }),
  }));
  const shown = { ...observed, universes };
  return { observed: now - newest > blockMs ? withOrigins(shown, asStale) : shown, faults };
}

function byAge({ staleMs, dropMs }: { readonly staleMs: number; readonly dropMs: number }): Rule {
  return (topic, { facts, observed }, { now }) => {
    const ageMs = now - Date.parse(observed.asOf);
    if (ageMs > dropMs)
      return { observed: nothing(observed), faults: [tooOld(topic, facts, observed.asOf, "a newer reading")] };
    return { observed: ageMs > staleMs ? withOrigins(observed, asStale) : observed, faults: [] };
  };
}

function byDays(most: number): Rule {
  return (_topic, { observed }, { now }) => {
    const days = daysBetween(observed.asOf.slice(0, 10), new Date(now).toISOString().slice(0, 10));
    return { observed: days > most ? withOrigins(observed, asStale) : observed, faults: [] };
  };
}

const sessionsBehind = 3;

function judgeFlows(topic: Topic, { facts, observed }: Given, { now, reference }: Moment): Judged {
  const calendar = own(reference.exchanges, "XNYS");
  const state = calendar === undefined ? undefined : marketState(calendar, now);
  if (calendar === undefined || state === undefined) return { observed, faults: [] };
  const newest = (observed.etfFlows ?? [])
    .flatMap(({ on, flow }) => (flow === undefined ? [] : on))
    .concat((observed.etfTotals ?? []).flatMap(({ on }) => on ?? []))
    .sort()
    .at(-1);
  if (newest === undefined || sessionsAfter(calendar, newest, state.completed) <= sessionsBehind)
    return { observed, faults: [] };
  return { observed: nothing(observed), faults: [tooOld(topic, facts, newest, `flows up to ${state.completed}`)] };
}

/** The fixing of a session is out by half past nine; what is older is the one before. */
function judgeParity(_topic: Topic, { observed }: Given, { now, reference }: Moment): Judged {
  const calendar = own(reference.exchanges, "XSHG");
  const state = calendar === undefined ? undefined : marketState(calendar, now);
  const isBefore = state !== undefined && observed.asOf.slice(0, 10) < state.last;
  return { observed: isBefore ? withOrigins(observed, asStale) : observed, faults: [] };
}

const nothing = ({ asOf, faults }: Observed): Observed => ({ asOf, faults });

function tooOld(topic: Topic, { name }: SourceFacts, value: string, expected: string): Fault {
  return { file: `${name} ${topic}`, value, expected: `${expected}; it was left out as too old`, severity: "dropped" };
}
