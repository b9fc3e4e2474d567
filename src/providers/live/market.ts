import type { Day } from "../../market/figure.ts";
import type { Quote } from "../../market/quote.ts";
import type { Reference } from "../../market/reference.ts";
import type { Dataset, Fault, Snapshot, Window } from "../../market/snapshot.ts";
import { marketOf } from "../../market/symbol.ts";
import type { Clock } from "../../support/clock.ts";
import { MarketError } from "../../support/errors.ts";
import type { Call } from "../../support/outbound/call.ts";
import { own } from "../../support/own.ts";
import type { Request } from "../provider.ts";
import { assemble, type Directory } from "./assemble.ts";
import { type Answer, askInOrder, faultsOf, type Given, type Tried } from "./chain.ts";
import { type CloseBook, completedDay, createCloseBook, type KeptSeries } from "./closes.ts";
import { askedDays, keeping, refusedMs } from "./limits.ts";
import { chainOf, type Reachable } from "./order.ts";
import { asStale, withOrigins } from "./origins.ts";
import { closeTold, meets, quoteOfCloses, withPeriods } from "./periods.ts";
import { calendarOf, exchangeOfRegion, marketState } from "./sessions.ts";
import { createShelf } from "./shelf.ts";
import { inPlaceOf, upTo } from "./shown.ts";
import { type Source, type SourceSettings, type Topic, topics } from "./source.ts";
import { judge } from "./stale.ts";
import { createSymbolDesk, type SymbolDesk } from "./symbol-desk.ts";
import { isAboutSession, type Wants, wantsOf } from "./wants.ts";
import { newestSession, newestWindow } from "./window.ts";

export interface LiveOptions {
  readonly sources: readonly Source[];
  readonly settingsOf: (source: Source) => SourceSettings & { readonly isOn: boolean };
  readonly callFor: (source: Source) => Call;
  /** Where closes are kept; without it they end with the program. */
  readonly folder?: string | undefined;
  readonly reference: Reference;
  readonly directory: Directory;
  readonly clock: Pick<Clock, "now" | "elapsed">;
}

/** How a topic stands, for whoever looks after the program. */
export interface TopicState {
  readonly topic: Topic;
  /** Names of the sources that may be asked, in order. */
  readonly chain: readonly string[];
  /** Newest figures of its last answer. */
  readonly asOf?: string;
  readonly by?: string;
  readonly tried: readonly Tried[];
}

export interface LiveMarket {
  gather(needs: ReadonlySet<Dataset>, wanted: Request): Promise<Snapshot>;
  state(): readonly TopicState[];
}

interface Shelved {
  readonly answer: Answer;
  readonly askedAt: number;
  /** Nobody answered; what is here stands in. */
  readonly isRefused: boolean;
}

/** The market as the sources tell it now. It asks nothing before somebody wants a digest. */
export function createLiveMarket(options: LiveOptions): LiveMarket {
  const { reference, directory, clock } = options;
  const sources = options.sources.map((source): Reachable => {
    const { isOn, ...settings } = options.settingsOf(source);
    const { facts } = source;
    return { facts, settings, isOn, topics: source.topics(settings), call: options.callFor(source) };
  });
  const usListed = directory.symbols.filter((symbol) => marketOf(symbol) === "us");
  const chains = new Map(topics.map((topic) => [topic, chainOf(topic, sources)] as const));
  const chain = (topic: Topic) => chains.get(topic) ?? [];
  const shelf = createShelf<Shelved>(clock.elapsed);
  const last = new Map<Topic, Answer>();
  const told = (topic: Topic, answer: Answer): Answer => {
    last.set(topic, answer);
    return answer;
  };

  const desk = (topic: Topic, freshMs: (symbol: string, askedAt: number) => number): SymbolDesk =>
    createSymbolDesk({ topic, chain: chain(topic), freshMs, now: clock.now, elapsed: clock.elapsed });
  const quotes = desk("quotes", (symbol, askedAt) => freshOf("quotes", calendarOf(symbol, reference), askedAt));
  const dates = desk("earnings-dates", () => keeping["earnings-dates"].freshMs);
  const closes: CloseBook = createCloseBook({
    folder: options.folder,
    reference,
    now: clock.now,
    elapsed: clock.elapsed,
    async ask(symbols, window) {
      const answer = told("closes", await askInOrder("closes", chain("closes"), { symbols, window, now: clock.now() }));
      return {
        series: answer.given.flatMap(({ observed }) => observed.series ?? []),
        splits: answer.given.flatMap(({ observed }) => observed.splits ?? []),
      };
    },
  });

  /** Figures of a market at rest change no more; a close is told a while after it. */
  function freshOf(topic: Topic, calendar: ReturnType<typeof calendarOf>, askedAt: number): number {
    const { freshMs, closedMs = freshMs } = keeping[topic];
    if (calendar === undefined) return freshMs;
    const isOpen = (at: number) => marketState(calendar, at)?.isOpen === true;
    return isOpen(clock.now()) || isOpen(askedAt) || isOpen(askedAt - lateMs) ? freshMs : closedMs;
  }

  async function ask(topic: Topic, window: Window): Promise<Answer> {
    const region = topic.startsWith("movers-") ? topic.slice("movers-".length) : "";
    const calendar = own(reference.exchanges, own(exchangeOfRegion, region) ?? "");
    const { value } = await shelf.get(`${topic} ${window.from}..${window.to}`, {
      freshMs: ({ isRefused, askedAt }) => (isRefused ? refusedMs : freshOf(topic, calendar, askedAt)),
      async fetch(before) {
        const askedAt = clock.now();
        const answer = told(
          topic,
          await askInOrder(topic, chain(topic), {
            window,
            now: askedAt,
            symbols: tickerTopics.has(topic) ? usListed : [],
          }),
        );
        if (answer.given.length > 0) return { answer, askedAt, isRefused: false };
        return refused(topic, answer, askedAt, before?.value);
      },
    });
    return value.answer;
  }

  return {
    state: () =>
      topics.map((topic): TopicState => {
        const answer = last.get(topic);
        const given = answer?.given[0];
        return {
          topic,
          chain: chain(topic).map(({ facts }) => facts.name),
          tried: answer?.tried ?? [],
          ...(given !== undefined && { by: given.facts.name, asOf: given.observed.asOf }),
        };
      }),
    async gather(needs, wanted) {
      const now = clock.now();
      const newest = newestSession(reference, now);
      const span = wanted.span ?? (isAboutSession(needs, wanted.instruments) ? "day" : "week");
      const window = wanted.window ?? newestWindow(newest, span);
      const today = new Date(now).toISOString().slice(0, 10);
      if (window.to > today && window.to > newest) throw notYet(window, newest);
      const wants = wantsOf(needs, wanted.instruments, reference);
      const isPast = window.to < newest;
      return isPast ? past(wants, window, today) : present(wants, window, today);
    },
  };

  async function present(wants: Wants, window: Window, today: Day): Promise<Snapshot> {
    const [answers, quoted, reports, series] = await Promise.all([
      Promise.all(wants.topics.map(async (topic) => ({ topic, answer: await ask(topic, askedDays(topic, window)) }))),
      wants.symbols.length === 0 ? undefined : quotes(wants.symbols, window),
      wants.reporting.length === 0 ? undefined : dates(wants.reporting, window),
      closes.bring(wants.closes),
    ]);
    const all = [
      ...(quoted === undefined ? [] : [{ topic: "quotes" as const, answer: told("quotes", quoted) }]),
      ...answers,
      ...(reports === undefined ? [] : [{ topic: "earnings-dates" as const, answer: told("earnings-dates", reports) }]),
    ];
    const parts = judged(all);
    const singles = parts.given.flatMap(({ topic, observed }) =>
      topic === "quotes" ? [...(observed.indices ?? []), ...(observed.quotes ?? [])] : [],
    );
    const learnt = singles.flatMap((quote) =>
      closeTold(quote, completedDay(quote.instrument.symbol, reference, clock.now()), reference),
    );
    await Promise.all(learnt.map(closes.append));
    const shown = singles.map((quote) => complete(quote, series, window));
    return assemble({ ...parts, window, seenOn: today, quotes: shown }, reference, directory);
  }

  function complete(quote: Quote, series: ReadonlyMap<string, KeptSeries>, window: Window): Quote {
    const kept = series.get(quote.instrument.symbol);
    if (kept === undefined) return quote;
    if (meets(quote, kept, reference)) return withPeriods(quote, kept, window, reference);
    closes.doubt(quote.instrument.symbol);
    return quote;
  }

  /** Days gone by: what was kept, and what is dated by its source. */
  async function past(wants: Wants, window: Window, today: Day): Promise<Snapshot> {
    const symbols =
      wants.closes.length > 0 ? wants.closes : [...wantsOf(new Set(["indices"]), undefined, reference).symbols];
    const series = [...(await closes.bring(symbols)).values()];
    const reach = series.flatMap(({ points }) => points[0]?.[0] ?? []).sort()[0];
    if (reach === undefined || window.from <= reach) throw notKept(window, reach);
    const dated = wants.topics.filter((topic) => datedTopics.has(topic));
    const answers = await Promise.all(
      dated.map(async (topic) => ({ topic, answer: await ask(topic, askedDays(topic, window)) })),
    );
    const given = answers.flatMap(({ answer }) =>
      answer.given.map((one) => ({ ...one, observed: upTo(one, window.to) })),
    );
    const quotes = series.flatMap((one) =>
      wants.symbols.includes(one.instrument.symbol) ? (quoteOfCloses(one, window) ?? []) : [],
    );
    const told = series.filter((one) => quotes.some((quote) => quote.level?.origin.source === one.source));
    const closing = sources.filter(({ facts }) => told.some(({ source }) => source === facts.names.en));
    const cited = closing.map(({ facts }): Given => ({ facts, observed: { asOf: window.to, faults: [] } }));
    const faults = answers.flatMap(({ topic, answer }) => faultsOf(topic, answer));
    return assemble({ window, seenOn: today, given: [...cited, ...given], faults, quotes }, reference, directory);
  }

  function judged(answers: readonly { readonly topic: Topic; readonly answer: Answer }[]) {
    const faults: Fault[] = [];
    const given: (Given & { topic: Topic })[] = [];
    for (const { topic, answer } of answers) {
      faults.push(...faultsOf(topic, answer));
      for (const one of answer.given) {
        const { observed, faults: old } = judge(topic, one, { now: clock.now(), reference });
        faults.push(...one.observed.faults, ...old);
        given.push({ topic, facts: one.facts, observed: inPlaceOf(observed, answer, chain(topic), one) });
      }
    }
    return { given, faults };
  }
}

/** A close is final and told by then, even where quotes come late. */
const lateMs = 35 * 60_000;

function refused(topic: Topic, answer: Answer, askedAt: number, before: Shelved | undefined): Shelved {
  const isYoung = before !== undefined && askedAt - before.askedAt < keeping[topic].standInMs;
  if (!isYoung || before.answer.given.length === 0) return { answer, askedAt, isRefused: true };
  const given = before.answer.given.map((one) => ({ ...one, observed: withOrigins(one.observed, asStale) }));
  return { answer: { given, tried: answer.tried }, askedAt: before.askedAt, isRefused: true };
}

/** Topics whose answers reach back, so that days gone by can be told. */
const datedTopics: ReadonlySet<Topic> = new Set<Topic>(["etf-btc", "etf-eth", "us-yields", "cn-yields", "fx"]);
/** Their sources name US tickers without an exchange. */
const tickerTopics: ReadonlySet<Topic> = new Set<Topic>(["movers-us", "earnings-us"]);

function notYet({ from, to }: Window, newest: Day): MarketError {
  return new MarketError(`${from}..${to} has not come yet; the newest session is of ${newest}. Ask for days up to it.`);
}

function notKept({ from, to }: Window, reach: Day | undefined): MarketError {
  const kept =
    reach === undefined ? "no closes are kept yet, and no source gave any" : `closes are kept from ${reach} on`;
  return new MarketError(
    `No figures for ${from}..${to}: ${kept}. Ask for a later week or day, or leave --week and --date out for the present.`,
  );
}
