import type { Names } from "../../market/instrument.ts";
import type { Window } from "../../market/snapshot.ts";
import type { Clock } from "../../support/clock.ts";
import { type Call, OutboundError, type Trouble } from "../../support/outbound/call.ts";
import type { BudgetLeft } from "../../support/outbound/gate.ts";
import type { ServiceState } from "../../support/outbound/outbound.ts";
import { createRedactor } from "../../support/redact.ts";
import { cleanText } from "../../support/text.ts";
import { countRows } from "./chain.ts";
import { askedDays } from "./limits.ts";
import { chainOf, type Reachable } from "./order.ts";
import { settingName } from "./settings.ts";
import { type Observed, type Source, type SourceFacts, type SourceSettings, type Topic, topics } from "./source.ts";

/** How one source answered one topic. */
export interface TopicLook {
  readonly topic: Topic;
  /** Unset where it answered as it should. */
  readonly trouble?: Trouble | "empty" | "error";
  /** Why, in words for whoever looks after the program. */
  readonly why?: string;
  /** Newest figure of the answer. */
  readonly asOf?: string;
  /** Rows that fit the schema, and rows that did not. */
  readonly rows: number;
  readonly dropped: number;
  /** Read from an answer that was kept, because the calls allowed here are used up: the source itself is not to blame. */
  readonly isKept?: true;
}

/** One source as it was found. */
export interface SourceLook {
  readonly name: string;
  readonly names: Names;
  readonly delay: SourceFacts["delay"];
  /** `no-key`: it answers nobody without one · `off`: only asked where it is turned on · `turned-off`: by its setting. */
  readonly standing: "asked" | "no-key" | "off" | "turned-off";
  /** Whether it was asked with a key; unset where it takes none. */
  readonly hasKey?: boolean;
  readonly settings: { readonly key: string; readonly isOn: string };
  readonly topics: readonly TopicLook[];
  /** Of its slowest topic's last call, in milliseconds. */
  readonly latencyMs?: number;
  readonly asOf?: string;
  readonly left: BudgetLeft;
  /** Set while it is left alone: why, and until when (not before the next start where that is unset). */
  readonly open?: { readonly trouble: Trouble; readonly until?: number };
  /** When a source that asked for a pause, or whose budget is spent, may be asked again; milliseconds since 1970. */
  readonly againAt?: number;
}

export interface Checkup {
  readonly sources: readonly SourceLook[];
  /** Every topic with the names of the sources that answered it and of those that did not. */
  readonly topics: readonly {
    readonly topic: Topic;
    readonly answered: readonly string[];
    readonly failed: readonly string[];
  }[];
}

export interface ExamineOptions {
  readonly sources: readonly Source[];
  readonly settingsOf: (source: Source) => SourceSettings & { readonly isOn: boolean };
  readonly callFor: (source: Source) => Call;
  readonly state: () => readonly ServiceState[];
  /** The days asked about. */
  readonly window: Window;
  /** Listed in the USA, for sources that know bare tickers alone. */
  readonly tickers: readonly string[];
  readonly clock: Pick<Clock, "now">;
}

/** One name of each market and an index: what sources of quotes are tried on. */
const samples = ["AAPL.O", "0700.HK", "600519.SH", "2330.TW", "SPX.GI"];
const sampled: ReadonlySet<Topic> = new Set<Topic>(["quotes", "closes", "earnings-dates"]);
/** On some days there is nothing to tell of these. */
const mayBeEmpty: ReadonlySet<Topic> = new Set<Topic>(["earnings-us", "earnings-dates", "news"]);

/** Asks every source for each topic it is asked for here: all sources together, the topics of one in turn. */
export async function examine(options: ExamineOptions): Promise<Checkup> {
  const underWay = new Set<Promise<unknown>>();
  const kept = new Set<string>();
  const sources = options.sources.map((source): Reachable => {
    const { isOn, ...settings } = options.settingsOf(source);
    const { name } = source.facts;
    const isOpen = () => options.state().some((one) => one.service === name && one.open !== undefined);
    const call = anew(options.callFor(source), isOpen, underWay, () => kept.add(name));
    return { facts: source.facts, settings, isOn, topics: source.topics(settings), call };
  });
  const chains = topics.map((topic) => ({ topic, chain: chainOf(topic, sources) }));
  const looks = await Promise.all(
    sources.map((source) => {
      const own = chains.flatMap(({ topic, chain }) => (chain.includes(source) ? [topic] : []));
      return look(source, own, options, () => kept.delete(source.facts.name));
    }),
  );
  // A topic is over with the first of its calls that fails; the others still write down what they heard.
  await Promise.allSettled(underWay);
  const byName = new Map(looks.map((one) => [one.name, one]));
  return {
    sources: looks,
    topics: chains.map(({ topic, chain }) => {
      const names = chain.map(({ facts }) => facts.name);
      const isAnswered = (name: string) =>
        byName.get(name)?.topics.some((one) => one.topic === topic && one.trouble === undefined) === true;
      return { topic, answered: names.filter(isAnswered), failed: names.filter((name) => !isAnswered(name)) };
    }),
  };
}

/**
 * Kept answers tell how a service was: here it is asked, and what it says is kept for the next digest. Only where the calls
 * allowed are used up, a kept one is read. (A service that asked for a pause itself has its circuit open.)
 */
function anew(call: Call, isOpen: () => boolean, underWay: Set<Promise<unknown>>, kept: () => void): Call {
  return (question) => {
    const isKept = question.freshMs !== undefined || question.staleMs !== undefined;
    if (!isKept) return call(question);
    const answer = call({ ...question, freshMs: 0, staleMs: 1 }).catch((error: unknown) => {
      if (!(error instanceof OutboundError) || error.trouble !== "rate-limited" || isOpen()) throw error;
      return call(question).then((older) => {
        kept();
        return older;
      });
    });
    underWay.add(answer);
    return answer;
  };
}

async function look(
  source: Reachable,
  own: readonly Topic[],
  options: ExamineOptions,
  wasKept: () => boolean,
): Promise<SourceLook> {
  const { facts, settings, isOn } = source;
  const { name, names, delay, key, isOff } = facts;
  const state = () => options.state().find(({ service }) => service === name);
  const found: TopicLook[] = [];
  const latencies: number[] = [];
  let againMs = 0;
  for (const topic of own) {
    const told = await lookAt(source, topic, options);
    found.push(wasKept() ? { ...told.look, isKept: true } : told.look);
    againMs = Math.max(againMs, told.retryAfterMs);
    latencies.push(...[state()?.latencyMs ?? []].flat());
  }
  const needsKey = key === "required" && settings.key === undefined;
  const { left = {}, open } = state() ?? {};
  const until = (ms: number) => options.clock.now() + Math.round(ms);
  const newest = found
    .flatMap(({ asOf }) => asOf ?? [])
    .toSorted((a, b) => Date.parse(a) - Date.parse(b))
    .at(-1);
  return {
    name,
    names,
    delay,
    standing: !isOn ? (isOff === true ? "off" : "turned-off") : needsKey ? "no-key" : "asked",
    ...(key !== undefined && { hasKey: settings.key !== undefined }),
    settings: { key: settingName(facts, "API_KEY"), isOn: settingName(facts, "ENABLED") },
    topics: found,
    ...(latencies.length > 0 && { latencyMs: Math.round(Math.max(...latencies)) }),
    ...(newest !== undefined && { asOf: newest }),
    left,
    ...(open !== undefined && {
      open: { trouble: open.trouble, ...(open.forMs !== undefined && { until: until(open.forMs) }) },
    }),
    ...(againMs > 0 && { againAt: until(againMs) }),
  };
}

interface Looked {
  readonly look: TopicLook;
  readonly retryAfterMs: number;
}

async function lookAt({ topics: known, call, settings, facts }: Reachable, topic: Topic, options: ExamineOptions) {
  const { window, tickers, clock } = options;
  const symbols = sampled.has(topic) ? samples : tickers;
  try {
    const asked = known[topic];
    if (asked === undefined) return troubled(topic, "empty", "not known there");
    return judged(topic, await asked({ window: askedDays(topic, window), now: clock.now(), symbols }, call));
  } catch (error) {
    if (!(error instanceof OutboundError)) {
      const kind = error instanceof Error ? error.name : "unknown";
      return troubled(topic, "error", `reading the answer of ${facts.names.en} failed (${kind}).`);
    }
    // Sources word some of their errors themselves.
    const clean = createRedactor(settings.key === undefined ? [] : [settings.key]);
    return troubled(topic, error.trouble, cleanText(clean(error.message)), error.retryAfterMs);
  }
}

const troubled = (topic: Topic, trouble: NonNullable<TopicLook["trouble"]>, why: string, retryAfterMs = 0): Looked => ({
  look: { topic, trouble, why, rows: 0, dropped: 0 },
  retryAfterMs,
});

function judged(topic: Topic, observed: Observed): Looked {
  const rows = countRows(observed);
  const dropped = observed.faults.filter(({ severity }) => severity === "dropped").length;
  const isBare = rows === 0 && !mayBeEmpty.has(topic);
  return {
    look: {
      topic,
      rows,
      dropped,
      ...(isBare && { trouble: "empty" as const, why: "no rows" }),
      ...(rows > 0 && { asOf: observed.asOf }),
    },
    retryAfterMs: 0,
  };
}
