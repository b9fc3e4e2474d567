import { describe, expect, it } from "vitest";
import { figure } from "../../src/market/figure.ts";
import type { CalendarEvent, EtfFlow } from "../../src/market/observations.ts";
import type { Changes, Quote } from "../../src/market/quote.ts";
import { type Dataset, datasets, emptySnapshot, type Snapshot } from "../../src/market/snapshot.ts";
import { gather } from "../../src/providers/gather.ts";
import type { Provider, Request } from "../../src/providers/provider.ts";

const window = { from: "2024-07-22", to: "2024-07-26" };
const all = new Set(datasets);

const knows = (more: Partial<Snapshot>): Provider => ({
  name: "known",
  attribution: "known",
  fetch: async () => emptySnapshot(window, more),
});
const gathered = (needs: ReadonlySet<Dataset>, ...parts: Partial<Snapshot>[]) => gather(parts.map(knows), needs, {});

const from = (source: string, asOf = "2024-07-26") => ({ source, asOf, quality: "final" as const });
const index = (symbol: string, source: string, level: string | undefined, changes: Record<string, string>): Quote => ({
  instrument: { symbol, names: { en: symbol, zh: "" }, kind: "index" },
  ...(level === undefined ? {} : { level: figure(level, "points", from(source)) }),
  changes: Object.fromEntries(
    Object.entries(changes).map(([span, digits]) => [span, figure(digits, "pct", from(source))]),
  ) as Changes,
});
const flow = (on: string, fund: string, asset: string, digits: string, source: string): EtfFlow => ({
  on,
  fund,
  asset,
  flow: figure(digits, "usd_m", from(source, on)),
});
const event = (more: Partial<CalendarEvent>): CalendarEvent => ({
  kind: "earnings",
  from: "2024-07-30",
  to: "2024-07-30",
  instrument: { symbol: "AMD.O", names: { en: "AMD", zh: "" }, kind: "stock" },
  place: { en: "AMD", zh: "" },
  title: { en: "Earnings report", zh: "" },
  theme: "ai",
  seenOn: "2024-07-26",
  source: "first",
  ...more,
});
const figuresOf = (quote: Quote | undefined) => ({
  level: quote?.level && `${quote.level.digits} ${quote.level.origin.source}`,
  ...Object.fromEntries(
    Object.entries(quote?.changes ?? {}).map(([span, change]) => [span, `${change?.digits} ${change?.origin.source}`]),
  ),
});

describe("gathering from several providers", () => {
  it("the first that has a figure gives it and the others fill what is missing", async () => {
    const { indices } = await gathered(
      all,
      { indices: [index("SPX.GI", "first", "5459.1", { week: "-0.8" })] },
      {
        indices: [
          index("SPX.GI", "second", "5459.10", { week: "-0.83", day: "1.11" }),
          index("HSI.HI", "second", "17021", {}),
        ],
      },
    );
    expect(indices.map((quote) => [quote.instrument.symbol, figuresOf(quote)])).toEqual([
      ["SPX.GI", { level: "5459.1 first", week: "-0.8 first", day: "1.11 second" }],
      ["HSI.HI", { level: "17021 second" }],
    ]);
  });

  it("a level the first lacks comes from the next", async () => {
    const { indices } = await gathered(
      all,
      { indices: [index("SPX.GI", "first", undefined, { week: "-0.8" })] },
      { indices: [index("SPX.GI", "second", "5459.10", {})] },
    );
    expect(indices.map(figuresOf)).toEqual([{ level: "5459.10 second", week: "-0.8 first" }]);
  });

  it("universes of one id come from the first, others are added", async () => {
    const universe = (id: string, source: string) => ({
      id,
      names: { en: id, zh: id },
      quotes: [],
      curated: true,
      source,
    });
    const { universes } = await gathered(
      all,
      { universes: [universe("us", "first")] },
      { universes: [universe("us", "second"), universe("hk", "second")] },
    );
    expect(universes.map(({ id, source }) => [id, source])).toEqual([
      ["us", "first"],
      ["hk", "second"],
    ]);
  });

  it("flows of one asset come from one source whole: the one with more days of the window", async () => {
    const { etfFlows } = await gathered(
      all,
      { etfFlows: [flow("2024-07-25", "IBIT", "BTC", "70.8", "first")] },
      {
        etfFlows: [
          flow("2024-07-25", "FBTC", "BTC", "1.0", "second"),
          flow("2024-07-26", "IBIT", "BTC", "2.0", "second"),
          flow("2024-07-26", "ETHA", "ETH", "87.2", "second"),
        ],
      },
    );
    expect(etfFlows.map(({ on, fund }) => `${on} ${fund}`)).toEqual([
      "2024-07-25 FBTC",
      "2024-07-26 IBIT",
      "2024-07-26 ETHA",
    ]);
  });

  it("of two sources with as many days the first gives an asset's flows and its totals", async () => {
    const total = (source: string) => ({
      kind: "day_total" as const,
      on: "2024-07-26",
      fund: "Total",
      asset: "BTC",
      value: figure("1.0", "usd_m", from(source)),
    });
    const { etfFlows, etfTotals } = await gathered(
      all,
      { etfFlows: [flow("2024-07-26", "IBIT", "BTC", "1.0", "first")], etfTotals: [total("first")] },
      { etfFlows: [flow("2024-07-26", "FBTC", "BTC", "2.0", "second")], etfTotals: [total("second")] },
    );
    expect([etfFlows.map(({ fund }) => fund), etfTotals.map(({ value }) => value.origin.source)]).toEqual([
      ["IBIT"],
      ["first"],
    ]);
  });

  it("one report seen twice is one event, with the hour and size the other knew", async () => {
    const marketCap = figure("226270000000", "usd", from("second"));
    const { events } = await gathered(
      all,
      { events: [event({})] },
      { events: [event({ source: "second", session: "after-close", marketCap }), event({ from: "2024-08-01" })] },
    );
    expect(events).toEqual([event({ session: "after-close", marketCap }), event({ from: "2024-08-01" })]);
  });

  it("a sentiment reading of one scale and day is taken once, other scales stay beside it", async () => {
    const reading = (scale: "cmc" | "alternative.me", digits: string) => ({
      on: "2024-07-26",
      scale,
      value: figure(digits, "index" as const, from(scale)),
    });
    const { sentiment } = await gathered(
      all,
      { sentiment: [reading("cmc", "62.9")] },
      { sentiment: [reading("cmc", "63"), reading("alternative.me", "68")] },
    );
    expect(sentiment.map(({ scale, value }) => [scale, value.digits])).toEqual([
      ["cmc", "62.9"],
      ["alternative.me", "68"],
    ]);
  });

  it("faults and sources of all are kept, and one demonstration makes it one", async () => {
    const fault = (file: string) => ({ file, expected: "rows", severity: "dropped" as const });
    const snapshot = await gathered(
      all,
      { faults: [fault("a.csv")], sources: [{ en: "A", zh: "" }] },
      { faults: [fault("b.csv")], sources: [{ en: "B", zh: "" }], demo: true },
    );
    expect({ faults: snapshot.faults, sources: snapshot.sources, demo: snapshot.demo }).toEqual({
      faults: [fault("a.csv"), fault("b.csv")],
      sources: [
        { en: "A", zh: "" },
        { en: "B", zh: "" },
      ],
      demo: true,
    });
  });

  it("datasets nobody needs are emptied", async () => {
    const snapshot = await gathered(new Set<Dataset>(["indices"]), {
      indices: [index("SPX.GI", "first", "1", {})],
      events: [event({})],
      etfFlows: [flow("2024-07-26", "IBIT", "BTC", "1.0", "first")],
    });
    const filled = Object.entries(snapshot).filter(([, part]) => Array.isArray(part) && part.length > 0);
    expect(filled.map(([dataset]) => dataset)).toEqual(["indices"]);
  });

  it("every provider is asked the same", async () => {
    const asked: Request[] = [];
    const listens: Provider = {
      ...knows({}),
      fetch: async (request) => {
        asked.push(request);
        return emptySnapshot(window);
      },
    };
    await gather([listens, listens], all, { window, span: "day" });
    expect(asked).toEqual([
      { window, span: "day" },
      { window, span: "day" },
    ]);
  });

  it("no provider at all is a mistake of the program", async () => {
    await expect(gather([], all, {})).rejects.toThrow("at least one provider");
  });
});
