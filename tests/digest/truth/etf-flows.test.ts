import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Snapshot } from "../../../src/market/snapshot.ts";
import { build, flows, total as publishedTotal, said, tablesOf, world } from "../../fixtures/snapshot.ts";
import { exact, signOf, size, total } from "./exact.ts";
import { always, cellsOf, digits, digitsAt, kind, maybe, number } from "./reading.ts";

const days = ["2024-07-22", "2024-07-23", "2024-07-24", "2024-07-25", "2024-07-26"];
const weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"];
const funds = ["IBIT", "FBTC", "GBTC", "DEFI"];

/** Rising, falling and mixed weeks of one to four funds, dashes among the cells, and printed totals right or wrong. */
const markets: fc.Arbitrary<Snapshot> = fc
  .record({
    on: fc.oneof(fc.constant(days), fc.subarray(days, { minLength: 1 })),
    own: fc.subarray(funds, { minLength: 1 }),
    mood: fc.constantFrom([-90, 90], [-90, 9], [0, 90], [-90, 0], [1, 90], [-90, -1], [0, 0]),
    off: fc.array(maybe(fc.constantFrom("0.0", "0.1", "-0.1", "7.5")), { minLength: 5, maxLength: 5 }),
  })
  .chain(({ on, own, mood: [least = 0, most = 0], off }) =>
    fc
      .array(fc.array(maybe(digits(least, most, [1])), { minLength: own.length, maxLength: own.length }), {
        minLength: on.length,
        maxLength: on.length,
      })
      .map((rows) =>
        world({
          etfFlows: flows(own, Object.fromEntries(on.map((day, at) => [day, rows[at] ?? []]))),
          etfTotals: on.flatMap((day, at) => {
            const error = off[at];
            const sum = total((rows[at] ?? []).flatMap((cell) => (cell === undefined ? [] : [exact(cell)])));
            return error === undefined
              ? []
              : [publishedTotal("day_total", "Total", (Number(sum + exact(error)) / 1e12).toFixed(1), day)];
          }),
        }),
      ),
  );

async function etfFlows(market: Snapshot) {
  const made = await build("etf-flows", market);
  if ("absent" in made) return undefined;
  const [table] = tablesOf(made.nodes);
  const cells = cellsOf(table);
  const label = (on: string) => `${Number(on.slice(8))} Jul`;
  const shown = days.filter((on) => cells.has(label(on)));
  const totals = shown.map((on) => ({
    on,
    digits: digitsAt(cells, label(on), "total") ?? "",
    value: exact(digitsAt(cells, label(on), "total") ?? ""),
  }));
  const own = table?.columns.map((column) => column.key).filter((key) => key !== "day" && key !== "total") ?? [];
  const column = (fund: string) => shown.flatMap((on) => digitsAt(cells, label(on), fund) ?? []);
  const row = (on: string) => own.flatMap((fund) => digitsAt(cells, label(on), fund) ?? []);
  return {
    ...made,
    cells,
    totals,
    own,
    column,
    row,
    lead: said(made.nodes, "lead")[0] ?? "",
    one: (wanted: Parameters<typeof kind>[1]) => kind(made.statements, wanted)[0],
  };
}

/** An amount of a sentence, which keeps one decimal below a billion. */
const amount = (text: string) => number(text);

describe("whatever the funds take in", () => {
  it("a day's total is the sum of its cells, or a printed one within 0.15 of it", () =>
    always(markets, async (market) => {
      const made = await etfFlows(market);
      for (const { on, digits: shown, value } of made?.totals ?? []) {
        const sum = total(made?.row(on).map(exact) ?? []);
        expect(size(value - sum) <= exact("0.15")).toBe(true);
        const stated = kind(made?.statements ?? [], "etf.day").find((one) => one.on === on);
        expect(stated?.value).toBe(shown);
        if (value !== sum)
          expect(market.etfTotals.map((one) => `${one.on} ${one.value.digits}`)).toContain(`${on} ${shown}`);
      }
    }));

  it("sums are exact: the window's of its days, each fund's of its cells", () =>
    always(markets, async (market) => {
      const made = await etfFlows(market);
      if (made === undefined) return;
      expect(exact(made.one("etf.week-total")?.value ?? "")).toBe(total(made.totals.map((day) => day.value)));
      const stated = kind(made.statements, "etf.fund-total").map((one) => [one.subject, exact(one.value)]);
      expect(new Map(stated as [string, bigint][])).toEqual(
        new Map(made.own.map((fund) => [fund, total(made.column(fund).map(exact))])),
      );
      if (made.totals.length > 1)
        expect(digitsAt(made.cells, "Total", "total")).toBe(made.one("etf.week-total")?.value);
    }));

  it("inflow and outflow days are those with such a total, and no other", () =>
    always(markets, async (market) => {
      const made = await etfFlows(market);
      const of = (way: number) => made?.totals.filter((day) => signOf(day.value) === way).map((day) => day.on);
      expect(made?.one("etf.inflow-days")?.members?.map((one) => one.date)).toEqual(of(1));
      expect(made?.one("etf.outflow-days")?.members?.map((one) => one.date)).toEqual(of(-1));
    }));

  it("extremes and leader are the largest of their kind, and absent where there is none", () =>
    always(markets, async (market) => {
      const made = await etfFlows(market);
      if (made === undefined) return;
      for (const [name, side] of [
        ["etf.largest-inflow", 1n],
        ["etf.largest-outflow", -1n],
      ] as const) {
        const best = made.totals
          .map((day) => day.value * side)
          .reduce((most, value) => (value > most ? value : most), 0n);
        const stated = made.one(name);
        expect(stated === undefined ? 0n : exact(stated.value) * side).toBe(best);
        if (stated !== undefined) expect(made.totals.find((day) => day.on === stated.on)?.digits).toBe(stated.value);
      }
      const sums = made.own.map((fund) => total(made.column(fund).map(exact)));
      const most = sums.reduce((best, value) => (value > best ? value : best), 0n);
      const leader = made.one("etf.leader");
      expect(leader === undefined ? 0n : exact(leader.value)).toBe(most);
      if (leader !== undefined) expect(total(made.column(leader.subject).map(exact))).toBe(most);
    }));

  it("a printed total is called wrong only where its cells rule it out", () =>
    always(markets, async (market) => {
      const made = await etfFlows(market);
      for (const { value, members = [] } of kind(made?.statements ?? [], "quality.defect")) {
        const [day] = members;
        const sum = total(made?.row(day?.date ?? "").map(exact) ?? []);
        expect(exact(day?.value ?? "")).toBe(sum);
        expect(size(exact(value) - sum) > exact("0.15")).toBe(true);
      }
    }));

  it("“every session”, “only Tuesday”, the counts, the extremes and the leader of the lead are true of the table", () =>
    always(markets, async (market) => {
      const made = await etfFlows(market);
      if (made === undefined) return;
      const { lead, totals } = made;
      const ways = totals.map((day) => signOf(day.value));
      const on = (weekday: string) => totals.find((day) => day.on === days[weekdays.indexOf(weekday)]);
      const [, direction, sum = "0"] = /saw (?:net (inflows|outflows) of \$([\d.,]+)M|no net flow)/.exec(lead) ?? [];
      expect(total(totals.map((day) => day.value))).toBe(amount(sum) * (direction === "outflows" ? -1n : 1n));
      if (totals.length > 1) expect(lead).toContain(`over ${totals.length} sessions`);
      expect(lead).not.toMatch(/ {2}| on \.| {1}[;,.]/);
      // Sessions count from the first day with a row, whether or not any fund reported that day.
      const first = market.etfFlows.map((flow) => flow.on).sort()[0] ?? "";
      const lost = days.filter((day) => day >= first).length > totals.length;
      if (lost) expect(lead).not.toMatch(/every session|only /);
      else if (totals.length > 1) {
        expect(lead.includes("every session positive")).toBe(ways.every((way) => way === 1));
        expect(lead.includes("every session negative")).toBe(ways.every((way) => way === -1));
      }
      if (totals.length > 1) expect(lead.includes("the largest ")).toBe(ways.some((way) => way !== 0));
      if (lead.includes("every session positive")) expect(new Set(ways)).toEqual(new Set([1]));
      if (lead.includes("every session negative")) expect(new Set(ways)).toEqual(new Set([-1]));
      const [, only, way, single = ""] = /only (\w+) saw a net (inflow|outflow) \(\$([\d.,]+)M\)/.exec(lead) ?? [];
      if (only !== undefined) {
        const side = way === "inflow" ? 1 : -1;
        expect(ways.filter((one) => one === side)).toHaveLength(1);
        expect(on(only)?.value).toBe(amount(single) * BigInt(side));
      }
      const [, inflows, outflows] = /, (\d+) with inflows and (\d+) with outflows/.exec(lead) ?? [];
      if (inflows !== undefined)
        expect([Number(inflows), Number(outflows)]).toEqual([
          ways.filter((one) => one > 0).length,
          ways.filter((one) => one < 0).length,
        ]);
      const [, kindOfDay, most = "", day = ""] =
        /the largest (inflow|outflow) was \$([\d.,]+)M on (\w+)/.exec(lead) ?? [];
      if (kindOfDay !== undefined) {
        const side = kindOfDay === "inflow" ? 1n : -1n;
        expect(on(day)?.value).toBe(amount(most) * side);
        for (const { value } of totals) expect(value * side <= amount(most)).toBe(true);
      }
      const [, leader = "", led = ""] = /; (\w+) led with \$([\d.,]+)M/.exec(lead) ?? [];
      if (leader !== "") expect(total(made.column(leader).map(exact))).toBe(amount(led));
    }));
});
