import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { digests } from "../../../src/digest/digests.ts";
import { documentOf, type Edition } from "../../../src/digest/edition.ts";
import { factKey } from "../../../src/digest/statement.ts";
import { walk } from "../../../src/document/walk.ts";
import type { Value } from "../../../src/i18n/value.ts";
import type { Snapshot } from "../../../src/market/snapshot.ts";
import { composeDigest, snapshotEngine, statementsOf } from "../../fixtures/editions.ts";
import {
  chinese,
  english,
  event,
  fig,
  flows,
  fundamental,
  instrument,
  quote,
  text,
  universe,
  world,
} from "../../fixtures/snapshot.ts";
import { always, digits, maybe } from "./reading.ts";

const large = digits(1, 9_000_000, [0, 2]);
const fraction = digits(-1, 1, [2, 4]);
const stock = (symbol: string) =>
  fc
    .record({ week: maybe(fc.oneof(digits(-99, 999), fraction)), ytd: maybe(digits(-99, 9999)), cap: maybe(large) })
    .map(({ cap, ...changes }) => quote(symbol, changes, cap === undefined ? {} : { marketCap: fig(cap, "usd") }));
const reading = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T[]> => fc.array(arbitrary, { maxLength: 4 });

/** Something, or nothing, of every kind a digest speaks of. */
const markets: fc.Arbitrary<Snapshot> = fc
  .record({
    indices: fc.tuple(...["SPX.GI", "NDX.GI", "HSI.HI", "HSTECH.HI"].map(stock)),
    listed: fc.tuple(...["AAPL.O", "MSFT.O", "NVDA.O", "TSLA.O", "AMZN.O", "META.O"].map(stock)),
    coins: fc.tuple(
      ...["BTC.CC", "ETH.CC"].map((symbol) =>
        fc
          .record({ "7d": maybe(fraction), "24h": maybe(fraction) })
          .map((changes) => quote(symbol, changes, { instrument: instrument(symbol, "coin") })),
      ),
    ),
    cells: fc.tuple(maybe(fraction), maybe(large), maybe(digits(-900, 900, [1]))),
    total: maybe(fc.oneof({ weight: 5, arbitrary: large }, { weight: 1, arbitrary: fc.constantFrom("0", "0.00") })),
    mood: maybe(digits(0, 100, [0])),
    yields: maybe(fraction),
    figures: reading(fc.tuple(fc.constantFrom("1Q24", "2Q23", "2Q24"), large)),
    earnings: reading(maybe(large)),
  })
  .map(({ indices, listed, coins, cells, total, mood, yields, figures, earnings }) =>
    world({
      indices,
      universes: [universe("ai", listed), universe("crypto", coins, false)],
      etfFlows: flows(["IBIT", "GBTC", "ETHA"], { "2024-07-22": cells, "2024-07-23": cells.toReversed() }),
      crypto:
        total === undefined
          ? []
          : [
              {
                on: "2024-07-26",
                cap: fig(total, "usd"),
                volume: fig(total, "usd"),
                previousCap: fig("1234567", "usd"),
              },
            ],
      sentiment: mood === undefined ? [] : [{ on: "2024-07-26", scale: "cmc", value: fig(mood, "index") }],
      rates: [
        {
          instrument: instrument("US10Y", "rate"),
          level: fig("4.2"),
          span: "week",
          ...(yields === undefined ? {} : { change: fig(yields, "bp") }),
        },
      ],
      fundamentals: figures.map(([period, amount]) => fundamental("X.O", "revenue", "level", period, amount)),
      events: earnings.map((cap, at) =>
        event("earnings", "2024-07-30", `E${at}.O`, {
          instrument: instrument(`E${at}.O`),
          ...(cap === undefined ? {} : { marketCap: fig(cap, "usd") }),
        }),
      ),
    }),
  );

/** Every value of an edition, those inside sentences included. */
function* valuesOf(part: unknown): Generator<Value> {
  if (typeof part !== "object" || part === null) return;
  if ("is" in part) yield part as Value;
  for (const inner of Object.values(part)) yield* valuesOf(inner);
}

const weekly = (market: Snapshot): Promise<Edition> => composeDigest(snapshotEngine(market), "weekly");

describe("whatever the market is", () => {
  it("the edition is the same when it is composed twice", () =>
    always(markets, async (market) => {
      expect(await weekly(market)).toEqual(await weekly(market));
    }));

  it("no figure is anything but plain digits, in the statements, in the document and in both languages", () =>
    always(markets, async (market) => {
      const edition = await weekly(market);
      const plain = /^[+-]?\d+(\.\d+)?$/;
      for (const { value } of statementsOf(edition)) expect(value).toMatch(plain);
      for (const value of valuesOf(edition.sections.map((section) => section.nodes)))
        if (value.is === "quantity") expect(value.digits).toMatch(plain);
      for (const speaker of [english, chinese]) {
        const whole = text(documentOf(edition).nodes, speaker).replaceAll(edition.id, "");
        expect(whole).not.toMatch(/NaN|Infinity|undefined|\d[eE][+-]?\d/);
      }
    }));

  it("what has no reading is a dash, and a dash stands for nothing else", () =>
    always(markets, async (market) => {
      const edition = await weekly(market);
      for (const node of walk(edition.sections.flatMap((section) => section.nodes))) {
        if (node.node !== "table") continue;
        for (const row of node.rows)
          for (const cell of row.cells) expect(english.say(cell) === "–").toBe(cell.is === "missing");
      }
      const watched = edition.sections.find((section) => section.name === "watchlist");
      const stated =
        watched?.statements
          .concat(edition.sections.flatMap((section) => section.statements))
          .filter((one) => one.kind === "quote.change" && one.window === "week") ?? [];
      const read = market.universes
        .flatMap((one) => one.quotes)
        .filter((one) => one.changes.week !== undefined)
        .map((one) => one.instrument.symbol);
      expect(new Set(stated.map((one) => one.subject))).toEqual(new Set(read));
    }));

  it("no fact is stated twice, and each names its source and day", () =>
    always(markets, async (market) => {
      const statements = statementsOf(await weekly(market));
      expect(new Set(statements.map(factKey)).size).toBe(statements.length);
      for (const { source, asOf } of statements) expect([source, asOf]).toEqual(["Test Wire", "2024-07-26"]);
    }));

  it("every section either speaks or says why not", () =>
    always(fc.tuple(markets, fc.constantFrom(...digests.map((digest) => digest.name))), async ([market, name]) => {
      for (const { status, nodes, statements } of (await composeDigest(snapshotEngine(market), name)).sections) {
        expect(nodes.length).toBeGreaterThan(0);
        if (status !== "ok") expect([statements, nodes.map((node) => node.node)]).toEqual([[], ["gap"]]);
      }
    }));
});
