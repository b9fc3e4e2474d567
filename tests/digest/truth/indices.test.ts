import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Built } from "../../../src/digest/section.ts";
import type { Snapshot } from "../../../src/market/snapshot.ts";
import { reference } from "../../fixtures/editions.ts";
import { built, fig, quote, said, tablesOf, world } from "../../fixtures/snapshot.ts";
import { exact, signOf, size } from "./exact.ts";
import { always, cellsOf, digits, digitsAt, kind, maybe, namesIn, number, verdictOn } from "./reading.ts";

const symbols = [
  "SPX.GI",
  "IXIC.GI",
  "NDX.GI",
  "SOX.GI",
  "VIX.GI",
  "HSI.HI",
  "HSTECH.HI",
  "000300.SH",
  "000688.SH",
  "N225.GI",
];

const index = (symbol: string) =>
  fc
    .record({
      week: maybe(digits(-9, 9)),
      month: maybe(digits(-20, 20)),
      ytd: maybe(digits(-40, 40)),
      day: maybe(digits(-3, 3)),
      level: maybe(digits(1, 30000, [2])),
    })
    .map(({ level, ...changes }) => quote(symbol, changes, level === undefined ? {} : { level: fig(level, "points") }));

/** Any of the indices, at least one of them with a change of the week. */
const markets: fc.Arbitrary<Snapshot> = fc
  .subarray(symbols, { minLength: 1 })
  .chain((chosen) => fc.tuple(...chosen.map(index)))
  .filter((indices) => indices.some((one) => one.changes.week !== undefined))
  .map((indices) => world({ indices }));

const columnOf: Record<string, string> = { week: "week", month: "month", ytd: "ytd" };
const factsOf = (symbol: string) => reference.indices[symbol] ?? { region: "", theme: "", against: [] };
const isTech = (symbol: string) => factsOf(symbol).theme === "tech";
const isEquity = (symbol: string) => factsOf(symbol).theme !== "volatility";
/** Who belongs to a family, by its name in statements and in sentences. */
const families: readonly [id: string, words: string, member: (symbol: string) => boolean][] = [
  ["overseas-tech", "Overseas technology indices", (symbol) => isTech(symbol) && factsOf(symbol).region !== "cn"],
  ["a-share-tech", "A-share technology indices", (symbol) => isTech(symbol) && factsOf(symbol).region === "cn"],
  ["a-share", "A-share indices", (symbol) => isEquity(symbol) && factsOf(symbol).region === "cn"],
  ["us-indices", "US indices", (symbol) => isEquity(symbol) && factsOf(symbol).region === "us"],
  ["hk-indices", "Hong Kong indices", (symbol) => isEquity(symbol) && factsOf(symbol).region === "hk"],
  ["indices", "Equity indices", isEquity],
];

function weekOf({ nodes }: Built): Map<string, string> {
  const cells = cellsOf(tablesOf(nodes)[0]);
  return new Map([...cells.keys()].map((symbol) => [symbol, digitsAt(cells, symbol, "week") ?? ""]));
}

describe("whatever the indices do", () => {
  it("every level and change stated stands in the table", () =>
    always(markets, async (market) => {
      const made = await built("indices", market);
      const cells = cellsOf(tablesOf(made.nodes)[0]);
      for (const { subject, value } of kind(made.statements, "index.level"))
        expect(digitsAt(cells, subject, "level")).toBe(value);
      for (const { subject, value, window } of kind(made.statements, "index.change")) {
        const column = columnOf[window ?? ""];
        if (column !== undefined) expect(digitsAt(cells, subject, column)).toBe(value);
      }
    }));

  it("a relative move is the difference of two printed changes, its verdict the sign, and no pair is left out", () =>
    always(markets, async (market) => {
      const made = await built("indices", market);
      const week = weekOf(made);
      const pairs = [...week.keys()].flatMap((symbol) =>
        factsOf(symbol)
          .against.filter((other) => week.has(other))
          .map((other) => `${symbol} ${other}`),
      );
      const relatives = kind(made.statements, "index.relative");
      expect(relatives.map((one) => `${one.subject} ${one.against}`)).toEqual(pairs);
      for (const { subject, against = "", value, verdict } of relatives) {
        const gap = exact(week.get(subject) ?? "") - exact(week.get(against) ?? "");
        expect([exact(value), verdict]).toEqual([size(gap), gap > 0n ? "lead" : gap < 0n ? "lag" : "level"]);
      }
    }));

  it("a verdict on a family follows from the signs of all its members in the table, and a zero it hangs on is flagged", () =>
    always(markets, async (market) => {
      const made = await built("indices", market);
      const week = weekOf(made);
      for (const { subject, value, members = [], verdict } of kind(made.statements, "group.verdict")) {
        const own = [...week].filter(([symbol]) => families.find(([id]) => id === subject)?.[2](symbol));
        expect(members.map((one) => [one.symbol, one.value])).toEqual(own);
        expect([value, verdict]).toEqual([String(own.length), verdictOn(own.map(([, change]) => change))]);
        const zeros = own.filter(([, change]) => exact(change) === 0n).map(([symbol]) => symbol);
        const flagged = made.statements.filter((one) => one.metric === "hangs-on-zero" && one.subject === subject);
        expect(flagged.map((one) => one.members?.map((member) => member.symbol))).toEqual(
          verdict === "mixed" || zeros.length === 0 ? [] : [zeros],
        );
      }
    }));

  it("“across the board”, “none rose” and “mixed” are true of the table", () =>
    always(markets, async (market) => {
      const made = await built("indices", market);
      const [lead = ""] = said(made.nodes, "lead");
      const family = families.find(([, words]) => lead.startsWith(words));
      const changes = [...weekOf(made)].filter(([symbol]) => family?.[2](symbol));
      const ways = changes.map(([, change]) => signOf(exact(change)));
      const flat = changes.filter((_, at) => ways[at] === 0).map(([symbol]) => symbol);
      if (lead.includes("rose across the board")) expect(new Set(ways)).toEqual(new Set([1]));
      if (lead.includes("fell across the board")) expect(new Set(ways)).toEqual(new Set([-1]));
      if (lead.includes(" were unchanged")) expect(new Set(ways)).toEqual(new Set([0]));
      const unchanged = /: none (rose|fell), with (.+) unchanged at the printed precision/.exec(lead);
      if (unchanged !== null) {
        expect(ways).not.toContain(unchanged[1] === "rose" ? 1 : -1);
        expect(namesIn(unchanged[2] ?? "")).toEqual(flat);
      }
      const mixed = /were mixed, (\d+) of (\d+) up/.exec(lead);
      if (mixed !== null)
        expect([Number(mixed[1]), Number(mixed[2])]).toEqual([ways.filter((way) => way > 0).length, ways.length]);
    }));

  it("every index is in the table or named as one without a reading", () =>
    always(markets, async (market) => {
      const made = await built("indices", market);
      const notes = said(made.nodes, "note").flatMap((one) => /^No reading over “Week”: (.+)\.$/.exec(one)?.[1] ?? []);
      const without = market.indices
        .filter((one) => one.changes.week === undefined)
        .map((one) => one.instrument.symbol);
      expect(notes.flatMap((one) => namesIn(one))).toEqual(without);
      expect([...weekOf(made).keys(), ...without].toSorted()).toEqual(
        market.indices.map((one) => one.instrument.symbol).toSorted(),
      );
    }));

  it("every index the lead names moved as the lead says, against the benchmarks it says", () =>
    always(markets, async (market) => {
      const made = await built("indices", market);
      const week = weekOf(made);
      const cells = cellsOf(tablesOf(made.nodes)[0]);
      const change = (symbol: string) => exact(week.get(symbol) ?? "");
      const [lead = ""] = said(made.nodes, "lead");
      const clauses = lead.split("; ").map((clause) => clause.replace(/^.*: /, "").replace(/\.$/, ""));
      for (const clause of clauses) {
        const move = /^(\S+) (?:closed at ([\d.,]+), )?(?:(up|rose|down|fell) ([\d.,]+)%|(?:was )?unchanged)/.exec(
          clause,
        );
        const [, symbol = "", level, way, amount] = move ?? [];
        if (!week.has(symbol)) continue;
        const side = way === undefined ? 0n : way === "up" || way === "rose" ? 1n : -1n;
        expect(change(symbol)).toBe(side * number(amount ?? "0"));
        if (level !== undefined) expect(number(level)).toBe(exact(digitsAt(cells, symbol, "level") ?? ""));
        for (const [, gap, where, other = ""] of clause.matchAll(/, ([\d.]+) pct (behind|ahead of) (\S+?)(?=,|$)/g))
          expect(change(symbol) - change(other)).toBe(number(gap ?? "") * (where === "behind" ? -1n : 1n));
        for (const [, where, others = ""] of clause.matchAll(
          /, (lagging|ahead of|level with) ((?:\S+? and |\S+?, )*\S+?)(?=, (?:\d|lag|ahead|level)|$)/g,
        ))
          for (const other of namesIn(others))
            expect(signOf(change(symbol) - change(other))).toBe(
              where === "lagging" ? -1 : where === "ahead of" ? 1 : 0,
            );
      }
    }));
});
