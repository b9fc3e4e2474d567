import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { figure, type Origin } from "../../src/market/figure.ts";
import type { Quote } from "../../src/market/quote.ts";
import { type Breadth, rank } from "../../src/market/ranking.ts";

const origin: Origin = { source: "exchange", asOf: "2024-07-26", quality: "final" };
const noPause = () => undefined;

function quote(symbol: string, change: string | undefined, sector?: string): Quote {
  return {
    instrument: {
      symbol,
      names: { en: symbol, zh: symbol },
      kind: "stock",
      ...(sector === undefined ? {} : { sector }),
    },
    changes: change === undefined ? {} : { week: figure(change, "pct", origin) },
  };
}

const symbols = (quotes: readonly Quote[]) => quotes.map((one) => one.instrument.symbol);
const counts = ({ up, down, flat, missing }: Breadth) => ({ up, down, flat, missing });

/** Sorts everything and reads the answer off: slow, and plainly right. */
function oracle(quotes: readonly Quote[], size: number) {
  const side = (direction: 1 | -1) => {
    const sorted = quotes
      .filter((one) => Math.sign(one.changes.week?.number ?? 0) === direction)
      .toSorted((a, b) => direction * ((b.changes.week?.number ?? 0) - (a.changes.week?.number ?? 0)));
    const shown = sorted.slice(0, size);
    const last = shown.at(-1)?.changes.week?.number;
    return {
      shown: symbols(shown),
      tied: symbols(sorted.slice(size).filter((one) => one.changes.week?.number === last)),
    };
  };
  const readings = quotes.map((one) => one.changes.week?.number);
  return {
    gainers: side(1),
    losers: side(-1),
    breadth: {
      up: readings.filter((reading) => reading !== undefined && reading > 0).length,
      down: readings.filter((reading) => reading !== undefined && reading < 0).length,
      flat: readings.filter((reading) => reading === 0).length,
      missing: readings.filter((reading) => reading === undefined).length,
    },
  };
}

/** Hundredths of a percent, or no reading; few distinct values, so that ties are common. */
const fewValues = fc.option(fc.integer({ min: -30, max: 30 }), { nil: undefined });
const manyValues = fc.option(fc.integer({ min: -9999, max: 99_999 }), { nil: undefined });
const asPercent = (hundredths: number) => (hundredths / 100).toFixed(2).replace(/^-(0\.00)$/, "$1");
const universe = (values: fc.Arbitrary<number | undefined>) =>
  fc
    .array(fc.tuple(values, fc.constantFrom("Energy", "Utilities", undefined)), { maxLength: 120 })
    .map((rows) =>
      rows.map(([value, sector], index) =>
        quote(`S${index}`, value === undefined ? undefined : asPercent(value), sector),
      ),
    );

describe("rank", () => {
  it("shows the same names in the same order as a full sort, for few distinct moves", async () => {
    await fc.assert(
      fc.asyncProperty(universe(fewValues), fc.integer({ min: 1, max: 12 }), async (quotes, size) => {
        const expected = oracle(quotes, size);
        const ranking = await rank(quotes, { span: "week", size, breathe: noPause });
        expect({
          gainers: { shown: symbols(ranking.gainers), tied: symbols(ranking.tiedGainers) },
          losers: { shown: symbols(ranking.losers), tied: symbols(ranking.tiedLosers) },
          breadth: counts(ranking.breadth),
        }).toEqual({
          // Beyond eight tied names a list of them says nothing.
          gainers: { shown: expected.gainers.shown, tied: expected.gainers.tied.slice(0, 8) },
          losers: { shown: expected.losers.shown, tied: expected.losers.tied.slice(0, 8) },
          breadth: expected.breadth,
        });
      }),
      { numRuns: 300 },
    );
  });

  it("shows the same names in the same order as a full sort, for many distinct moves", async () => {
    await fc.assert(
      fc.asyncProperty(universe(manyValues), fc.integer({ min: 1, max: 40 }), async (quotes, size) => {
        const expected = oracle(quotes, size);
        const ranking = await rank(quotes, { span: "week", size, breathe: noPause });
        expect([symbols(ranking.gainers), symbols(ranking.losers)]).toEqual([
          expected.gainers.shown,
          expected.losers.shown,
        ]);
      }),
    );
  });

  it("never lists an unchanged or unread name on either side", async () => {
    const quotes = [quote("FLAT", "0.00"), quote("NONE", undefined), quote("UP", "0.01"), quote("DOWN", "-0.01")];
    const ranking = await rank(quotes, { span: "week", size: 10, breathe: noPause });
    expect({ gainers: symbols(ranking.gainers), losers: symbols(ranking.losers) }).toEqual({
      gainers: ["UP"],
      losers: ["DOWN"],
    });
  });

  it("keeps equal moves in the order they came", async () => {
    const quotes = [quote("C", "5"), quote("A", "5"), quote("B", "5.0"), quote("D", "7")];
    const ranking = await rank(quotes, { span: "week", size: 4, breathe: noPause });
    expect(symbols(ranking.gainers)).toEqual(["D", "C", "A", "B"]);
  });

  it("names those that tie with the last place, and only those", async () => {
    const quotes = [quote("A", "9"), quote("B", "5"), quote("C", "5"), quote("D", "5"), quote("E", "4.99")];
    const ranking = await rank(quotes, { span: "week", size: 2, breathe: noPause });
    expect({ shown: symbols(ranking.gainers), tied: symbols(ranking.tiedGainers) }).toEqual({
      shown: ["A", "B"],
      tied: ["C", "D"],
    });
  });

  it("knows no tie when everybody who moved is shown", async () => {
    const ranking = await rank([quote("A", "5"), quote("B", "5")], { span: "week", size: 2, breathe: noPause });
    expect([symbols(ranking.gainers), symbols(ranking.tiedGainers)]).toEqual([["A", "B"], []]);
  });

  it("looks only at the span it was asked about", async () => {
    const today: Quote = { ...quote("TODAY", undefined), changes: { day: figure("8", "pct", origin) } };
    const ranking = await rank([today, quote("WEEK", "1")], { span: "week", size: 5, breathe: noPause });
    expect([symbols(ranking.gainers), counts(ranking.breadth)]).toEqual([
      ["WEEK"],
      { up: 1, down: 0, flat: 0, missing: 1 },
    ]);
  });

  it("answers an empty universe with nothing", async () => {
    const ranking = await rank([], { span: "week", size: 5, breathe: noPause });
    expect({ ...ranking, breadth: counts(ranking.breadth) }).toEqual({
      gainers: [],
      losers: [],
      tiedGainers: [],
      tiedLosers: [],
      breadth: { up: 0, down: 0, flat: 0, missing: 0 },
      groups: [],
      refused: [],
    });
  });

  it("leaves the order of the universe as it was", async () => {
    const quotes = [quote("A", "1"), quote("B", "3"), quote("C", "2")];
    await rank(quotes, { span: "week", size: 2, breathe: noPause });
    expect(symbols(quotes)).toEqual(["A", "B", "C"]);
  });
});

describe("refused quotes", () => {
  it("are counted by reason and appear nowhere else", async () => {
    const quotes = [
      quote("A", "50.00", "Energy"),
      quote("B", "1.00", "Energy"),
      quote("CW", "300.00", "Energy"),
      quote("DW", "-80.00", "Utilities"),
      quote("EP", undefined, "Energy"),
    ];
    const reasons: Record<string, "warrant" | "penny"> = { CW: "warrant", DW: "warrant", EP: "penny" };
    const ranking = await rank(quotes, {
      span: "week",
      size: 5,
      breathe: noPause,
      refuse: (one) => reasons[one.instrument.symbol],
    });
    expect({
      gainers: symbols(ranking.gainers),
      losers: symbols(ranking.losers),
      breadth: counts(ranking.breadth),
      groups: ranking.groups.map((group) => ({ id: group.id, ...counts(group), average: group.average })),
      refused: ranking.refused,
    }).toEqual({
      gainers: ["A", "B"],
      losers: [],
      breadth: { up: 2, down: 0, flat: 0, missing: 0 },
      groups: [{ id: "Energy", up: 2, down: 0, flat: 0, missing: 0, average: 25.5 }],
      refused: [
        { reason: "warrant", count: 2 },
        { reason: "penny", count: 1 },
      ],
    });
  });
});

describe("breadth by group", () => {
  it("counts each group and averages the readings it has", async () => {
    const quotes = [
      quote("A", "1.10", "Energy"),
      quote("B", "-0.50", "Energy"),
      quote("C", undefined, "Energy"),
      quote("D", "0.00", "Utilities"),
      quote("E", undefined, "Real Estate"),
      quote("F", "9.99"),
    ];
    const { groups } = await rank(quotes, { span: "week", size: 3, breathe: noPause });
    expect(groups.map((group) => ({ id: group.id, ...counts(group), average: group.average }))).toEqual([
      { id: "Energy", up: 1, down: 1, flat: 0, missing: 1, average: 0.3 },
      { id: "Utilities", up: 0, down: 0, flat: 1, missing: 0, average: 0 },
      { id: "Real Estate", up: 0, down: 0, flat: 0, missing: 1, average: undefined },
    ]);
  });

  it("sums printed hundredths exactly, however many", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: -9999, max: 99_999 }), { minLength: 1 }), async (hundredths) => {
        const quotes = hundredths.map((value, index) => quote(`S${index}`, asPercent(value), "Energy"));
        const { groups } = await rank(quotes, { span: "week", size: 3, breathe: noPause });
        const total = hundredths.reduce((all, value) => all + value, 0);
        expect(groups[0]?.average).toBe((total * 100) / hundredths.length / 10_000);
      }),
    );
  });

  it("does not drift over a hundred thousand times a tenth", async () => {
    const quotes = Array.from({ length: 100_000 }, (_, index) => quote(`S${index}`, "0.10", "Energy"));
    const { groups } = await rank(quotes, { span: "week", size: 1, breathe: noPause });
    expect(groups[0]?.average).toBe(0.1);
  });

  it("groups by whatever it is told to", async () => {
    const quotes = [quote("AAPL.O", "1"), quote("IBM.N", "-1"), quote("MSFT.O", "2")];
    const { groups } = await rank(quotes, {
      span: "week",
      size: 3,
      breathe: noPause,
      groupOf: (one) => one.instrument.symbol.split(".")[1],
    });
    expect(groups.map((group) => [group.id, group.average])).toEqual([
      ["O", 1.5],
      ["N", -1],
    ]);
  });
});

describe("the event loop", () => {
  const many = Array.from({ length: 20_000 }, (_, index) => quote(`S${index}`, String((index % 199) - 99)));

  it("is offered a breath again and again over a large universe", async () => {
    let asked = 0;
    await rank(many, {
      span: "week",
      size: 5,
      breathe: () => {
        asked++;
        return undefined;
      },
    });
    expect(asked).toBeGreaterThanOrEqual(Math.floor(many.length / 4096));
  });

  it("is given back before the ranking goes on, whenever the breather says so", async () => {
    const order: string[] = [];
    const work = rank(many, {
      span: "week",
      size: 5,
      breathe: () => {
        order.push("pause");
        return new Promise((resolve) => setImmediate(resolve));
      },
    }).then(() => order.push("ranked"));
    setImmediate(() => order.push("another task"));
    await work;
    expect([order[0], order.indexOf("another task") < order.indexOf("ranked"), order.at(-1)]).toEqual([
      "pause",
      true,
      "ranked",
    ]);
  });

  it("comes to the same ranking with pauses as without", async () => {
    const paused = await rank(many, { span: "week", size: 5, breathe: () => Promise.resolve() });
    expect(paused).toEqual(await rank(many, { span: "week", size: 5, breathe: noPause }));
  });
});
