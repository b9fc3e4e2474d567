import { describe, expect, it } from "vitest";
import { figure } from "../../../src/market/figure.ts";
import type { Given } from "../../../src/providers/live/chain.ts";
import type { Observed, SourceFacts, Topic } from "../../../src/providers/live/source.ts";
import { judge } from "../../../src/providers/live/stale.ts";
import { reference } from "../../fixtures/editions.ts";
import { originOf, quote, scripted } from "./world.ts";

const given = (observed: Partial<Observed>, delay: SourceFacts["delay"] = "delayed"): Given => ({
  facts: scripted("source", {}, { delay }).source.facts,
  observed: { asOf: "2026-11-20T21:00:00Z", faults: [], ...observed },
});
const judged = (topic: Topic, now: string, observed: Partial<Observed>, delay?: SourceFacts["delay"]) =>
  judge(topic, given(observed, delay), { now: Date.parse(now), reference });

/** What becomes of one reading: its quality, or that it was left out. */
function fate(symbol: string, asOf: string, now: string, delay?: SourceFacts["delay"]): string {
  const { observed, faults } = judged("quotes", now, { quotes: [quote({ symbol, source: "source", asOf })] }, delay);
  const [shown] = observed.quotes ?? [];
  return shown === undefined ? `dropped ${faults.length}` : (shown.level?.origin.quality ?? "none");
}

// Thursday 19 and Friday 20 November 2026; New York trades from 14:30 to 21:00 UTC, Hong Kong from 01:30 to 08:00.
describe("a quote", () => {
  it.each([
    ["AAPL.O", "2026-11-20T18:40:00Z", "2026-11-20T19:00:00Z", "final", "in session, by the delay it is told to have"],
    ["AAPL.O", "2026-11-20T18:10:00Z", "2026-11-20T19:00:00Z", "stale", "in session, older than its delay"],
    ["AAPL.O", "2026-11-19T21:00:00Z", "2026-11-20T14:50:00Z", "final", "of the day before, minutes after the open"],
    ["AAPL.O", "2026-11-19T21:00:00Z", "2026-11-20T15:30:00Z", "stale", "of the day before, an hour after the open"],
    [
      "AAPL.O",
      "2026-11-18T21:00:00Z",
      "2026-11-20T15:30:00Z",
      "dropped 1",
      "in session, older than the last completed one",
    ],
    ["AAPL.O", "2026-11-20T20:59:58Z", "2026-11-21T12:00:00Z", "final", "of the last session, on the day after"],
    [
      "AAPL.O",
      "2026-11-19T21:00:00Z",
      "2026-11-21T12:00:00Z",
      "stale",
      "halted since the session before, market closed",
    ],
    ["AAPL.O", "2026-11-12T21:00:00Z", "2026-11-21T12:00:00Z", "dropped 1", "more than five sessions old"],
    ["AAPL.O", "2022-05-12T21:00:00Z", "2026-11-21T12:00:00Z", "dropped 1", "years old"],
    ["0700.HK", "2026-11-20T04:00:05Z", "2026-11-20T04:55:00Z", "final", "of the morning, in the pause at noon"],
    ["0700.HK", "2026-11-20T08:08:00Z", "2026-11-20T21:00:00Z", "final", "of the closing auction"],
    ["HSI.HI", "2026-11-19T08:00:00Z", "2026-11-20T21:00:00Z", "stale", "of an index that was not brought up to date"],
    ["N225.GI", "2026-11-20T06:00:00Z", "2026-11-21T21:00:00Z", "final", "of an exchange without a calendar"],
    ["N225.GI", "2026-11-10T06:00:00Z", "2026-11-21T21:00:00Z", "dropped 1", "of such an exchange, eleven days old"],
  ])("of %s at %s, seen at %s: %s (%s)", (symbol, asOf, now, expected) => {
    expect(fate(symbol, asOf, now)).toBe(expected);
  });

  it("of an end-of-day source is the last close while the market runs, and due some hours after it", () => {
    expect([
      fate("2330.TW", "2026-11-19", "2026-11-20T04:00:00Z", "daily"),
      fate("2330.TW", "2026-11-19", "2026-11-20T07:00:00Z", "daily"),
      fate("2330.TW", "2026-11-19", "2026-11-20T21:00:00Z", "daily"),
    ]).toEqual(["final", "final", "stale"]);
  });
});

describe("a list of movers", () => {
  const list = (...asOf: readonly string[]) => ({
    universes: [
      {
        id: "us",
        names: { en: "us", zh: "" },
        quotes: asOf.map((one, index) => quote({ symbol: `S${index}.N`, source: "source", asOf: one })),
        curated: false,
        source: "source",
      },
    ],
  });

  it("that is not of the last session is dropped whole, and says so", () => {
    const { observed, faults } = judged(
      "movers-us",
      "2026-11-20T22:00:00Z",
      list("2026-11-19T21:00:00Z", "2026-11-19T20:58:00Z"),
    );
    expect([observed.universes, faults]).toEqual([
      [],
      [
        {
          file: "source movers-us",
          value: "2026-11-19",
          expected: "the session of 2026-11-20; it was left out as too old",
          severity: "dropped",
        },
      ],
    ]);
  });

  it("keeps the rows of the session and leaves out a halted one", () => {
    const { observed, faults } = judged(
      "movers-us",
      "2026-11-20T22:00:00Z",
      list("2026-11-20T21:00:00Z", "2026-11-17T21:00:00Z"),
    );
    expect([observed.universes?.[0]?.quotes.map(({ instrument }) => instrument.symbol), faults.length]).toEqual([
      ["S0.N"],
      1,
    ]);
  });
});

describe("coins", () => {
  const coins = (asOf: string, ...rows: readonly string[]) => ({
    asOf,
    universes: [
      {
        id: "crypto",
        names: { en: "coins", zh: "" },
        quotes: rows.map((one, index) => quote({ symbol: `C${index}.CC`, source: "source", asOf: one, kind: "coin" })),
        curated: false,
        source: "source",
      },
    ],
  });

  it("a row half an hour behind the others is a dead coin; a block an hour behind the clock is marked", () => {
    const rows = coins("2026-11-20T12:00:00Z", "2026-11-20T12:00:00Z", "2026-11-20T11:20:00Z");
    const fresh = judged("coins", "2026-11-20T12:10:00Z", rows);
    const old = judged("coins", "2026-11-20T13:10:00Z", rows);
    const shown = ({ observed }: typeof fresh) =>
      observed.universes?.[0]?.quotes.map(({ instrument, level }) => `${instrument.symbol} ${level?.origin.quality}`);
    expect([shown(fresh), shown(old), fresh.faults.length]).toEqual([["C0.CC final"], ["C0.CC stale"], 1]);
  });
});

describe("readings of a day", () => {
  const sentiment = (asOf: string) => ({
    asOf,
    sentiment: [
      {
        on: asOf.slice(0, 10),
        scale: "alternative.me" as const,
        value: figure("52", "index", originOf("source", asOf)),
      },
    ],
  });
  const rate = (on: string) => ({
    asOf: on,
    rates: [
      {
        instrument: { symbol: "US10Y", names: { en: "", zh: "" }, kind: "rate" as const },
        level: figure("4.10", "pct", originOf("source", on)),
        span: "week",
      },
    ],
  });
  const qualities = ({ observed: { sentiment: moods = [], rates = [] } }: ReturnType<typeof judged>) =>
    [...moods.map(({ value }) => value), ...rates.map(({ level }) => level)].map(({ origin }) => origin.quality);

  it("fear and greed is marked after 36 hours and gone after 72", () => {
    const at = (now: string) => qualities(judged("fear-greed", now, sentiment("2026-11-18T00:00:00Z")));
    expect([at("2026-11-19T11:00:00Z"), at("2026-11-19T13:00:00Z"), at("2026-11-21T01:00:00Z")]).toEqual([
      ["final"],
      ["stale"],
      [],
    ]);
  });

  it("yields and daily pairs are marked after four days", () => {
    const at = (topic: Topic, now: string) => qualities(judged(topic, now, rate("2026-11-16")));
    expect([
      at("us-yields", "2026-11-20T12:00:00Z"),
      at("us-yields", "2026-11-21T12:00:00Z"),
      at("fx", "2026-11-21T12:00:00Z"),
    ]).toEqual([["final"], ["stale"], ["stale"]]);
  });

  it("the fixing of the day before is marked once Shanghai has opened, and not before", () => {
    const at = (now: string) => qualities(judged("rmb-parity", now, rate("2026-11-19")));
    expect([at("2026-11-20T01:20:00Z"), at("2026-11-20T01:40:00Z")]).toEqual([["final"], ["stale"]]);
  });
});

describe("fund flows", () => {
  const flows = (...days: readonly string[]) => ({
    etfFlows: days.map((on, index) => ({
      on,
      fund: "IBIT",
      asset: "BTC",
      // The newest row stands there before anything is reported.
      ...(index < days.length - 1 && { flow: figure("1.5", "usd_m", originOf("source", on)) }),
    })),
  });

  it("up to three sessions behind are shown by their dates; further behind they are dropped", () => {
    const at = (now: string) =>
      judged("etf-btc", now, flows("2026-11-16", "2026-11-17")).observed.etfFlows?.length ?? 0;
    expect([at("2026-11-19T22:00:00Z"), at("2026-11-20T22:00:00Z")]).toEqual([2, 0]);
  });
});
