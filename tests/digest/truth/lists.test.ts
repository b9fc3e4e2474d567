import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Fund } from "../../../src/market/observations.ts";
import {
  built,
  english,
  fig,
  instrument,
  origin,
  quote,
  said,
  tablesOf,
  universe,
  world,
} from "../../fixtures/snapshot.ts";
import { exact, signOf } from "./exact.ts";
import { always, cellsOf, digits, digitsAt, kind, maybe, number } from "./reading.ts";

const segments = ["Alpha", "Beta", "Gamma"];
const quotes = fc
  .array(
    fc.record({ segment: fc.constantFrom(...segments), week: maybe(digits(-9, 9)), ytd: maybe(digits(-50, 90)) }),
    { minLength: 1, maxLength: 9 },
  )
  .map((all) =>
    all.map(({ segment, ...changes }, at) =>
      quote(`N${at}.O`, changes, { instrument: instrument(`N${at}.O`, "stock", { segment }) }),
    ),
  )
  .filter((all) => all.some((one) => one.changes.week !== undefined));
/** Lists in which every name has a reading of the week. */
const complete = quotes.map((all) => all.filter((one) => one.changes.week !== undefined));

describe("whatever a watch list does", () => {
  it("every change stated stands in the table, and every one of the table is stated", () =>
    always(quotes, async (all) => {
      const { statements, nodes } = await built("watchlist", world({ universes: [universe("mine", all)] }));
      const cells = cellsOf(tablesOf(nodes)[0]);
      const shown = [...cells.keys()].flatMap((symbol) =>
        ["week", "ytd"].flatMap((span) => {
          const value = digitsAt(cells, symbol, span);
          return value === undefined ? [] : [`${symbol} ${span} ${value}`];
        }),
      );
      expect(
        kind(statements, "quote.change")
          .map((one) => `${one.subject} ${one.window} ${one.value}`)
          .toSorted(),
      ).toEqual(shown.toSorted());
    }));

  it("its line counts who rose and who fell", () =>
    always(quotes, async (all) => {
      const { nodes } = await built("watchlist", world({ universes: [universe("mine", all)] }));
      const line = nodes.flatMap((node) => (node.node === "details" ? [english.say(node.summary)] : []))[0] ?? "";
      const [, count, up, down] = /^mine: (\d+) names?, (\d+) up and (\d+) down over “Week”$/.exec(line) ?? [];
      const cells = cellsOf(tablesOf(nodes)[0]);
      const ways = [...cells.keys()]
        .flatMap((symbol) => digitsAt(cells, symbol, "week") ?? [])
        .map((one) => signOf(exact(one)));
      expect([Number(count), Number(up), Number(down)]).toEqual([
        cells.size,
        ways.filter((way) => way > 0).length,
        ways.filter((way) => way < 0).length,
      ]);
    }));

  it("“all rose”, “all fell”, “diverged” and both ends of the range are true of the segment", () =>
    always(complete, async (all) => {
      const { nodes } = await built("watchlist", world({ universes: [universe("mine", all)] }));
      const cells = cellsOf(tablesOf(nodes)[0]);
      for (const clause of (said(nodes, "lead")[0] ?? "").split("; ")) {
        const [, segment = "", how = "", low = "", high = ""] =
          /^(\w+) (.+?) \(?([+-]?[\d.]+)% (?:to|and) ([+-]?[\d.]+)%\)?$/.exec(clause) ?? [];
        if (segment === "") continue;
        const own = [...cells]
          .filter(([, row]) => {
            const cell = row.get("segment");
            return cell !== undefined && english.say(cell) === segment;
          })
          .map(([symbol]) => exact(digitsAt(cells, symbol, "week") ?? ""));
        const ways = own.map(signOf);
        const [least, most] = [own.reduce((a, b) => (a < b ? a : b)), own.reduce((a, b) => (a > b ? a : b))];
        expect([number(low), number(high)]).toEqual([least, most]);
        if (how === "all rose") expect(new Set(ways)).toEqual(new Set([1]));
        if (how === "all fell") expect(new Set(ways)).toEqual(new Set([-1]));
        if (how === "diverged") expect(ways).toEqual(expect.arrayContaining([1, -1]));
      }
    }));
});

/** Theme funds that all print a return of one month. */
const themeFunds: fc.Arbitrary<Fund[]> = fc
  .array(fc.record({ month: digits(-9, 9), year: maybe(digits(-40, 40)) }), { minLength: 2, maxLength: 6 })
  .map((all) =>
    all.map(({ month, year }, at) => ({
      symbol: `F${at}`,
      names: { en: `F${at}`, zh: `F${at}` },
      returns: { "1m": fig(month), ...(year === undefined ? {} : { "1y": fig(year) }) },
      source: origin.source,
      asOf: origin.asOf,
    })),
  );

describe("whatever funds return", () => {
  it("best and worst are the ends of the column the lead names", () =>
    always(themeFunds, async (funds) => {
      const { nodes } = await built("funds", world({ funds }));
      const cells = cellsOf(tablesOf(nodes)[0]);
      const column = [...cells.keys()].map((name) => exact(digitsAt(cells, name, "1m") ?? ""));
      const [, best = "", top = "", worst = "", bottom = ""] =
        /over one month (\w+) \(([+-]?[\d.]+)%\) did best and (\w+) \(([+-]?[\d.]+)%\) worst/.exec(
          said(nodes, "lead")[0] ?? "",
        ) ?? [];
      expect([number(top), number(bottom)]).toEqual([
        column.reduce((a, b) => (a > b ? a : b)),
        column.reduce((a, b) => (a < b ? a : b)),
      ]);
      expect([digitsAt(cells, best, "1m"), digitsAt(cells, worst, "1m")].map((one) => exact(one ?? ""))).toEqual([
        number(top),
        number(bottom),
      ]);
    }));
});
