import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Fundamental } from "../../../src/market/observations.ts";
import { groupBy } from "../../../src/support/group.ts";
import { built, fundamental, said, tablesOf, world } from "../../fixtures/snapshot.ts";
import { exact, half, signOf, size } from "./exact.ts";
import { always, cellsOf, digits, digitsAt, kind, maybe, verdictOn } from "./reading.ts";

const periods = ["2Q23", "1Q24", "2Q24"];
const level = digits(-200, 900, [0, 1, 2]);
const growth = digits(-90, 400, [0, 1, 2]);

/** Revenue of one company: levels of some quarters and growths that were printed beside, true or not. */
const company = (subject: string): fc.Arbitrary<Fundamental[]> =>
  fc
    .record({
      levels: fc.tuple(maybe(level), maybe(level), maybe(level)),
      yoy: fc.array(growth, { maxLength: 2 }),
      qoq: maybe(growth),
      margin: maybe(fc.tuple(digits(10, 90, [1, 2]), digits(10, 90, [1, 2]))),
    })
    .map(({ levels, yoy, qoq, margin }) => [
      ...periods.flatMap((period, at) => {
        const one = levels[at];
        return one === undefined ? [] : [fundamental(subject, "revenue", "level", period, one)];
      }),
      ...yoy.map((one) => fundamental(subject, "revenue", "yoy", "2Q24", one)),
      ...(qoq === undefined ? [] : [fundamental(subject, "revenue", "qoq", "2Q24", qoq)]),
      ...(margin?.map((one, at) => fundamental(subject, "gross_margin", "level", periods[at + 1] ?? "", one, "pct")) ??
        []),
    ]);
const markets = fc
  .tuple(company("X.O"), company("Y.O"))
  .map((rows) => rows.flat())
  .filter((rows) => rows.length > 0);

const levelOf = (rows: readonly Fundamental[], subject: string, metric: string, period: string) =>
  rows.find((row) => row.subject === subject && row.metric === metric && row.basis === "level" && row.period === period)
    ?.value.digits;
const basePeriod: Record<string, string> = { yoy: "2Q23", qoq: "1Q24" };

/** Whether a growth printed to its last place can come from two levels that were themselves rounded. */
function attainable(growthDigits: string, from: string, to: string): boolean {
  const scale = 10n ** 20n;
  const corners = [-1n, 1n].flatMap((a) =>
    [-1n, 1n].map((b) => {
      const [start, end] = [exact(from) + a * half(from), exact(to) + b * half(to)];
      return ((end - start) * exact("100") * scale) / size(start);
    }),
  );
  const [low = 0n, high = 0n] = [corners.reduce((a, b) => (a < b ? a : b)), corners.reduce((a, b) => (a > b ? a : b))];
  const slack = exact("0.00000001") * scale;
  return (
    (exact(growthDigits) + half(growthDigits)) * scale >= low - slack &&
    (exact(growthDigits) - half(growthDigits)) * scale <= high + slack
  );
}

describe("whatever companies report", () => {
  it("every level stated was printed for that company, metric and period", () =>
    always(markets, async (rows) => {
      const { statements } = await built("fundamentals", world({ fundamentals: rows }));
      for (const { subject, metric = "", period = "", value } of kind(statements, "fundamentals.level"))
        expect(levelOf(rows, subject, metric, period)).toBe(value);
    }));

  it("a growth is attainable from the two levels where both are printed, and printed where not", () =>
    always(markets, async (rows) => {
      const { statements } = await built("fundamentals", world({ fundamentals: rows }));
      for (const { subject, metric = "", period = "", basis, value } of kind(statements, "fundamentals.growth")) {
        const [from, to] = [
          levelOf(rows, subject, metric, basePeriod[basis] ?? ""),
          levelOf(rows, subject, metric, period),
        ];
        const printed = rows
          .filter((row) => row.subject === subject && row.basis === basis && row.period === period)
          .map((row) => row.value.digits);
        if (from !== undefined && to !== undefined && size(exact(from)) > half(from))
          expect(attainable(value, from, to)).toBe(true);
        else expect(printed).toContain(value);
      }
    }));

  it("a printed growth is called wrong only where the levels rule it out, and never repeated", () =>
    always(markets, async (rows) => {
      const { statements } = await built("fundamentals", world({ fundamentals: rows }));
      for (const { subject, metric = "", value, period = "" } of kind(statements, "quality.defect")) {
        const basis = /-(yoy|qoq)-not-attainable$/.exec(metric)?.[1] ?? "";
        const [from = "", to = ""] = [
          levelOf(rows, subject, "revenue", basePeriod[basis] ?? ""),
          levelOf(rows, subject, "revenue", period),
        ];
        expect(attainable(value, from, to)).toBe(false);
        const used = kind(statements, "fundamentals.growth").find(
          (one) => one.subject === subject && one.basis === basis,
        );
        expect(used?.value).not.toBe(value);
      }
    }));

  it("a verdict on growth follows from the signs of all companies with it, by metric, basis and period", () =>
    always(markets, async (rows) => {
      const { statements } = await built("fundamentals", world({ fundamentals: rows }));
      const growths = groupBy(kind(statements, "fundamentals.growth"), (one) =>
        JSON.stringify([one.metric, one.basis, one.period]),
      );
      const expected = [...growths]
        .filter(([, own]) => own.length > 1)
        .map(([key, own]) => [
          key,
          String(own.length),
          verdictOn(own.map((one) => one.value)),
          own.map((one) => `${one.subject} ${one.value}`).toSorted(),
        ]);
      expect(
        kind(statements, "group.verdict").map((one) => [
          JSON.stringify([one.metric, one.basis, one.period]),
          one.value,
          one.verdict,
          one.members?.map((each) => `${each.symbol} ${each.value}`).toSorted(),
        ]),
      ).toEqual(expected);
    }));

  it("a margin changes by the difference of its two levels in points", () =>
    always(markets, async (rows) => {
      const { statements } = await built("fundamentals", world({ fundamentals: rows }));
      for (const { subject, value, unit } of kind(statements, "fundamentals.margin-change")) {
        const [from = "", to = ""] = [
          levelOf(rows, subject, "gross_margin", "1Q24"),
          levelOf(rows, subject, "gross_margin", "2Q24"),
        ];
        expect([exact(value), unit]).toEqual([exact(to) - exact(from), "pct_pt"]);
      }
    }));

  it("growths in tables and in the sentence over several companies are the ones stated", () =>
    always(markets, async (rows) => {
      const { statements, nodes } = await built("fundamentals", world({ fundamentals: rows }));
      const stated = new Map(
        kind(statements, "fundamentals.growth")
          .filter((one) => one.basis === "yoy" && one.metric === "revenue")
          .map((one) => [one.subject, one.value]),
      );
      for (const table of tablesOf(nodes)) {
        const shown = digitsAt(cellsOf(table), "Revenue", "yoy");
        if (shown !== undefined) expect([...stated.values()]).toContain(shown);
      }
      const sentence = said(nodes, "lead").find((one) => one.startsWith("Revenue, yoy: up at"));
      const [, words = "", list = ""] =
        /up at (.+?) \((.+)\)\.$/.exec(sentence?.replaceAll(/(?<=\d),(?=\d)/g, "") ?? "") ?? [];
      if (sentence === undefined) return;
      const ups = [...stated.values()].filter((one) => signOf(exact(one)) > 0).length;
      expect(words).toBe(
        ups === stated.size ? `all ${stated.size}` : ups === 0 ? `none of ${stated.size}` : `${ups} of ${stated.size}`,
      );
      for (const [symbol, value] of stated)
        expect(list).toContain(`${symbol} (${signOf(exact(value)) > 0 ? "+" : ""}${value}%)`);
    }));
});
