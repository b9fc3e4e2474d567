import type { ExchangeCalendars } from "../../src/market/sessions.ts";
import { type Benchmark, processorMilliseconds, type Row, spread } from "../measure.ts";
import { readReference } from "../reference.ts";
import type { Faults } from "./platform.ts";
import { type Posted, post } from "./post.ts";
import { discord, idealSeconds, type Rules, slack, telegram } from "./rules.ts";

const seeds = [1, 2, 3, 4, 5] as const;
const platforms = [telegram, discord, slack] as const;

/** B1, B2, B3: one digest to many channels of platforms that keep to their limits. */
export const fanOut: Benchmark = {
  name: "fan-out",
  async run() {
    const { exchanges } = await readReference();
    const rows: Row[] = [];
    for (const rules of platforms) {
      for (const channels of [50, 500, 5000]) rows.push(...(await smooth(exchanges, rules, channels)));
      rows.push(...(await smooth(exchanges, rules, 500, 3)));
    }
    for (const rules of platforms)
      for (const channels of [500, 5000]) rows.push(...(await rough(exchanges, rules, channels)));
    for (const dead of ["hangs", "down"] as const)
      for (const rules of platforms) rows.push(...(await apart(exchanges, rules, dead)));
    return rows;
  },
};

/** B1: nothing goes wrong. */
async function smooth(calendars: ExchangeCalendars, rules: Rules, channels: number, messages = 1): Promise<Row[]> {
  const posted: Posted[] = [];
  const worked: number[] = [];
  for (const seed of seeds)
    worked.push(
      await processorMilliseconds(async () => {
        posted.push(...(await post({ seed, calendars, over: [{ rules, channels }], messages })));
      }),
    );
  const count = channels * messages;
  const ideal = idealSeconds(rules, count);
  const isUnknown = rules.free > 0;
  const name = `${rules.name}, ${channels} channels${messages === 1 ? "" : `, ${messages} messages each`}`;
  const took = posted.map(({ tookMs }) => tookMs / 1000);
  return [
    ideal === 0
      ? { name: `${name}: until the last is there; by the formula at once`, spread: spread(took), unit: "s" }
      : {
          name: `${name}: least time by the formula ÷ time`,
          spread: spread(took.map((seconds) => Math.min(1, ideal / seconds))),
          ...(messages > 1 ? {} : { least: isUnknown || channels === 50 ? 0.9 : 0.97 }),
        },
    {
      name: "  refused ÷ sent",
      spread: spread(posted.map(({ platform }) => platform.refused / count)),
      target: isUnknown ? 0.05 : 0.01,
    },
    {
      name: "  not sent, or sent twice",
      spread: spread(posted.map((one) => count - one.lateMs.length + twice(one))),
      target: 0,
    },
    { name: "  work of the processor", spread: spread(worked.map((ms) => ms / count)), unit: "ms a message" },
  ];
}

const troubles: Faults = { limited: 0.01, failed: 0.01, lost: 0.005 };

/** B2: some calls go wrong. */
async function rough(calendars: ExchangeCalendars, rules: Rules, channels: number): Promise<Row[]> {
  const posted: Posted[] = [];
  for (const seed of seeds)
    posted.push(...(await post({ seed, calendars, over: [{ rules, channels, faults: troubles }] })));
  const ideal = ({ platform, boundMs }: Posted) =>
    Math.max(idealSeconds(rules, channels) + platform.pausedMs / 1000, boundMs / 1000);
  const name = `${rules.name}, ${channels} channels, 1 % 429, 1 % 5xx, 0.5 % without an answer`;
  return [
    {
      name: `${name}: least time with the waits asked for ÷ time`,
      spread: spread(posted.map((one) => Math.min(1, ideal(one) / (one.tookMs / 1000)))),
      least: 0.9,
    },
    { name: "  lost", spread: spread(posted.map(lost)), target: 0 },
    { name: "  sent twice", spread: spread(posted.map(twice)), target: 0 },
    { name: "  left to a person", spread: spread(posted.map((one) => held(one).size)) },
    {
      name: "  left to a person although known, or unknown and not left",
      spread: spread(posted.map((one) => misjudged(one, rules))),
      target: 0,
    },
    {
      name: "  calls before a pause was over",
      spread: spread(posted.map(({ platform }) => platform.early)),
      target: 0,
    },
    { name: "  refused ÷ sent", spread: spread(posted.map(({ platform }) => platform.refused / channels)) },
  ];
}

const together = 600;

/** B3: one platform is dead; what the others did in the time they take without that. */
async function apart(calendars: ExchangeCalendars, dead: Rules, how: "hangs" | "down"): Promise<Row[]> {
  const slower: number[] = [];
  const later: number[] = [];
  for (const seed of seeds) {
    const run = (faults: Faults) =>
      post({
        seed,
        calendars,
        over: platforms.map((rules) => ({ rules, channels: together, ...(rules === dead ? { faults } : {}) })),
        forMs: 5 * 60_000,
      });
    const [well, ill] = [await run({}), await run({ dead: how })];
    const others = well.flatMap((one, index) => (one.name === dead.name ? [] : [{ one, other: ill[index] as Posted }]));
    slower.push(Math.min(...others.map(({ one, other }) => throughput(other) / throughput(one))));
    later.push(Math.max(...others.map(({ one, other }) => p99(other.lateMs) / p99(one.lateMs))));
  }
  const name = how === "down" ? "is down" : "hangs";
  return [
    { name: `${dead.name} ${name}: throughput of the others ÷ without that`, spread: spread(slower), least: 0.98 },
    { name: "  p99 of their lateness ÷ without that", spread: spread(later), target: 1.1 },
  ];
}

function throughput({ lateMs, tookMs }: Posted): number {
  return lateMs.length / tookMs;
}

function p99(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.ceil(values.length * 0.99) - 1] as number;
}

function twice({ platform }: Posted): number {
  return [...platform.taken.values()].reduce((sum, times) => sum + times.length - 1, 0);
}

function held({ entries }: Posted): ReadonlySet<string> {
  return new Set(entries.flatMap(({ state, place }) => (state === "held" ? [place.channel] : [])));
}

/** Neither there nor left to a person. */
function lost({ platform, entries }: Posted): number {
  const there = new Set([...platform.taken.keys()].map((name) => name.split(" ")[0]));
  return entries.filter(({ state, place }) => !there.has(place.channel) && state !== "held").length;
}

/** Only where nobody can look is anything left to a person, and exactly what is in doubt. */
function misjudged(posted: Posted, { historyMs }: Rules): number {
  const left = held(posted);
  const doubted = historyMs === undefined ? posted.platform.doubted : new Set<string>();
  return [...left, ...doubted].filter((channel) => left.has(channel) !== doubted.has(channel)).length;
}
