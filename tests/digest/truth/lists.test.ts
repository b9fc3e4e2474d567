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
import { always, cellsOf, digits, digitsAt, kind, maybe, namesIn, number } from "./reading.ts";

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
    always(quotes, async (all) => {
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
          .map(([symbol]) => digitsAt(cells, symbol, "week"))
          .map((week) => (week === undefined ? undefined : exact(week)));
        const ways = own.map((week) => (week === undefined ? undefined : signOf(week)));
        const read = own.filter((week) => week !== undefined);
        const [least, most] = [read.reduce((a, b) => (a < b ? a : b)), read.reduce((a, b) => (a > b ? a : b))];
        expect([number(low), number(high)]).toEqual([least, most]);
        if (how === "all rose") expect(new Set(ways)).toEqual(new Set([1]));
        if (how === "all fell") expect(new Set(ways)).toEqual(new Set([-1]));
        if (how === "diverged") expect(ways).toEqual(expect.arrayContaining([1, -1]));
      }
    }));
});

const spans = { "1m": "one month", "3m": "three months", "6m": "six months", "1y": "one year" } as const;
type FundSpan = keyof typeof spans;
const spanIds = Object.keys(spans) as FundSpan[];
/** Theme funds with returns over some spans or none. */
const themeFunds: fc.Arbitrary<Fund[]> = fc
  .array(
    fc.record({
      returned: fc.tuple(...spanIds.map(() => fc.option(digits(-9, 9), { nil: undefined, freq: 2 }))),
      size: maybe(digits(1, 90)),
    }),
    { minLength: 1, maxLength: 6 },
  )
  .map((all) =>
    all.map(({ returned, size }, at) => ({
      symbol: `F${at}`,
      names: { en: `F${at}`, zh: `F${at}` },
      returns: Object.fromEntries(
        returned.flatMap((one, index) => (one === undefined ? [] : [[spanIds[index] as FundSpan, fig(one)]])),
      ),
      ...(size === undefined ? {} : { size: fig(size, "cny") }),
      source: origin.source,
      asOf: origin.asOf,
    })),
  )
  .filter((all) => all.some((one) => one.size !== undefined || Object.keys(one.returns).length > 0));
const spotFunds: fc.Arbitrary<Fund[]> = fc
  .array(fc.record({ flow: maybe(digits(-90, 90, [1])), fee: maybe(digits(0, 2, [2])) }), {
    minLength: 1,
    maxLength: 5,
  })
  .map((all) =>
    all.map(({ flow, fee }, at) => ({
      symbol: `S${at}`,
      names: { en: `S${at}`, zh: `S${at}` },
      returns: {},
      ...(flow === undefined ? {} : { netFlow: fig(flow, "usd_m") }),
      ...(fee === undefined ? {} : { fee: fig(fee) }),
      source: origin.source,
      asOf: origin.asOf,
    })),
  )
  .filter((all) => all.some((one) => one.netFlow !== undefined || one.fee !== undefined));

describe("whatever funds return", () => {
  it("best and worst are the ends of the column that most funds have, named where two have it", () =>
    always(themeFunds, async (funds) => {
      const { nodes } = await built("funds", world({ funds }));
      const cells = cellsOf(tablesOf(nodes)[0]);
      const column = (span: FundSpan) =>
        [...cells.keys()].flatMap((name) => digitsAt(cells, name, span) ?? []).map(exact);
      const [, words, best = "", top = "", worst = "", bottom = ""] =
        /; over (.+) (\w+) \(([+-]?[\d.]+)%\) did best and (\w+) \(([+-]?[\d.]+)%\) worst\.$/.exec(
          said(nodes, "lead")[0] ?? "",
        ) ?? [];
      const most = Math.max(...spanIds.map((span) => column(span).length));
      const span = spanIds.find((one) => column(one).length === most) as FundSpan;
      expect(words).toBe(most < 2 ? undefined : spans[span]);
      if (words === undefined) return;
      expect([number(top), number(bottom)]).toEqual([
        column(span).reduce((a, b) => (a > b ? a : b)),
        column(span).reduce((a, b) => (a < b ? a : b)),
      ]);
      expect([digitsAt(cells, best, span), digitsAt(cells, worst, span)].map((one) => exact(one ?? ""))).toEqual([
        number(top),
        number(bottom),
      ]);
    }));

  it("who took in most and who asks least are true of the table, and nobody took in less than something", () =>
    always(spotFunds, async (funds) => {
      const { nodes } = await built("funds", world({ funds }));
      const cells = cellsOf(tablesOf(nodes)[0]);
      const [lead = ""] = said(nodes, "lead");
      const column = (key: string) => [...cells.keys()].flatMap((name) => digitsAt(cells, name, key) ?? []).map(exact);
      const inflows = column("flow")
        .filter((one) => one > 0n)
        .toSorted((a, b) => (a < b ? 1 : a > b ? -1 : 0));
      const named = namesIn(/most taken in since launch: (.+?)(?:; |\.$)/.exec(lead)?.[1] ?? "").filter(Boolean);
      expect(named.map((one) => exact(digitsAt(cells, one.split(" ")[0] ?? "", "flow") ?? ""))).toEqual(
        inflows.slice(0, 2),
      );
      const [, cheap = "", fee] = /lowest fee ([\w, ]+?) at ([\d.]+)%/.exec(lead) ?? [];
      expect(fee === undefined).toBe(column("fee").length === 0);
      if (fee === undefined) return;
      expect(exact(fee)).toBe(column("fee").reduce((a, b) => (a < b ? a : b)));
      for (const one of namesIn(cheap)) expect(exact(digitsAt(cells, one, "fee") ?? "")).toBe(exact(fee));
    }));
});
