import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Snapshot } from "../../../src/market/snapshot.ts";
import { reference } from "../../fixtures/editions.ts";
import { build, english, quote, said, tablesOf, universe, world } from "../../fixtures/snapshot.ts";
import { exact, signOf } from "./exact.ts";
import { always, cellsOf, digits, digitsAt, kind, maybe, namesIn, verdictOn } from "./reading.ts";

const symbols = [...new Set(reference.groups.flatMap((group) => group.members))];
/** Falling and rising weeks as well as mixed ones, so that verdicts on all are met. */
const mood = fc.constantFrom([-9, 9], [-9, 0], [0, 9], [0, 0]);
const markets: fc.Arbitrary<Snapshot> = fc
  .tuple(fc.subarray(symbols, { minLength: 3 }), mood)
  .chain(([chosen, [least = 0, most = 0]]) =>
    fc
      .tuple(
        ...chosen.map((symbol) =>
          fc
            .tuple(maybe(digits(least, most)), maybe(digits(-50, 90)))
            .map(([week, ytd]) => quote(symbol, { week, ytd })),
        ),
      )
      .map((quotes) => world({ universes: [universe("ai", quotes)] })),
  );

async function megaCaps(market: Snapshot) {
  const made = await build("mega-caps", market);
  if ("absent" in made) return undefined;
  const cells = cellsOf(tablesOf(made.nodes)[0]);
  const main =
    tablesOf(made.nodes)[0]?.columns.find((column) => column.priority === 1 && column.key !== "name")?.key ?? "";
  const change = (symbol: string) => digitsAt(cells, symbol, main);
  return { ...made, cells, main, change, lead: said(made.nodes, "lead")[0] ?? "" };
}

describe("whatever the mega-caps do", () => {
  it("every change stated stands in the table, and every one of the table is stated", () =>
    always(markets, async (market) => {
      const made = await megaCaps(market);
      if (made === undefined) return;
      const stated = kind(made.statements, "quote.change").map((one) => `${one.subject} ${one.window} ${one.value}`);
      const shown = [...made.cells.keys()].flatMap((symbol) =>
        ["week", "ytd"].flatMap((span) => {
          const value = digitsAt(made.cells, symbol, span);
          return value === undefined ? [] : [`${symbol} ${span} ${value}`];
        }),
      );
      expect(stated.toSorted()).toEqual(shown.toSorted());
    }));

  it("a verdict on a group follows from the signs in the table, and a zero it hangs on is flagged", () =>
    always(markets, async (market) => {
      const made = await megaCaps(market);
      for (const { subject, value, members = [], verdict } of kind(made?.statements ?? [], "group.verdict")) {
        const own =
          reference.groups
            .find((group) => group.id === subject)
            ?.members.flatMap((symbol) => {
              const change = made?.change(symbol);
              return change === undefined ? [] : [[symbol, change] as const];
            }) ?? [];
        expect(members.map((one) => [one.symbol, one.value])).toEqual(own);
        expect([value, verdict]).toEqual([String(own.length), verdictOn(own.map(([, change]) => change))]);
        const zeros = own.filter(([, change]) => exact(change) === 0n).map(([symbol]) => symbol);
        const flagged =
          made?.statements.find((one) => one.metric === "hangs-on-zero" && one.subject === subject)?.members ?? [];
        expect(flagged.map((one) => one.symbol)).toEqual(verdict === "mixed" ? [] : zeros);
      }
    }));

  it("“all”, “none” and “mixed” are true of the members of the group in the table", () =>
    always(markets, async (market) => {
      const made = await megaCaps(market);
      const group = reference.groups.find((one) => made?.lead.includes(` ${one.names.en} `));
      if (made === undefined || group === undefined) return;
      const ways = group.members
        .map((symbol) => made.change(symbol))
        .map((change) => (change === undefined ? undefined : signOf(exact(change))));
      const known = ways.filter((way) => way !== undefined);
      const all = /^All (?:(\d+) known )?of the .+ (rose|fell):/.exec(made.lead);
      if (all !== null) {
        expect(new Set(known)).toEqual(new Set([all[2] === "rose" ? 1 : -1]));
        expect(all[1]).toBe(known.length === ways.length ? undefined : String(known.length));
      }
      const none = /^None of the (?:(\d+) known of the )?(?:(?! known ).)+ (rose|fell), with (.+) unchanged/.exec(
        made.lead,
      );
      if (none !== null) {
        expect(ways).not.toContain(none[2] === "rose" ? 1 : -1);
        expect(none[1]).toBe(known.length === ways.length ? undefined : String(known.length));
        expect(namesIn(none[3] ?? "").toSorted()).toEqual(group.members.filter((_, at) => ways[at] === 0).toSorted());
      }
      if (made.lead.includes(" were unchanged")) expect(new Set(known)).toEqual(new Set([0]));
      const mixed = /were mixed, (\d+) of (\d+) up/.exec(made.lead);
      if (mixed !== null)
        expect([Number(mixed[1]), Number(mixed[2])]).toEqual([known.filter((way) => way > 0).length, known.length]);
    }));

  it("the rows stand in the order of their changes, those without a reading last", () =>
    always(markets, async (market) => {
      const made = await megaCaps(market);
      const order = [...(made?.cells.values() ?? [])].map((row) => {
        const cell = row.get(made?.main ?? "");
        return cell?.is === "quantity" ? Number(cell.digits) : Number.NEGATIVE_INFINITY;
      });
      expect(order).toEqual(order.toSorted((a, b) => (a === b ? 0 : b - a)));
      for (const row of made?.cells.values() ?? [])
        for (const cell of row.values()) if (cell.is === "missing") expect(english.say(cell)).toBe("–");
    }));
});
