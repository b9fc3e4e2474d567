import fc from "fast-check";
import type { Statement } from "../../../src/digest/statement.ts";
import type { Table } from "../../../src/document/node.ts";
import type { Value } from "../../../src/i18n/value.ts";
import { english } from "../../fixtures/snapshot.ts";
import { exact, printed, signOf } from "./exact.ts";

/** Enough markets to meet the corners; the seed is fixed, and a failure prints it with its counterexample. */
const runs = { numRuns: 300, seed: 20240726 };

/** Something that must hold whatever the market is. */
export function always<T>(market: fc.Arbitrary<T>, check: (market: T) => Promise<void>): Promise<void> {
  return fc.assert(fc.asyncProperty(market, check), runs);
}

/** Digits as tables print them, zeros in all their forms included. */
export function digits(least: number, most: number, decimals: readonly number[] = [0, 1, 2]): fc.Arbitrary<string> {
  return fc
    .constantFrom(...decimals)
    .chain((places) =>
      fc
        .oneof(
          { weight: 6, arbitrary: fc.integer({ min: least * 10 ** places, max: most * 10 ** places }) },
          { weight: 1, arbitrary: fc.constant(0) },
        )
        .map((units) => printed(units, places)),
    );
}

export const maybe = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(arbitrary, { nil: undefined, freq: 5 });

export type Cells = ReadonlyMap<string, ReadonlyMap<string, Value>>;

/** Rows of a table by the English of their first cell, then cells by the key of their column. */
export function cellsOf(table: Table | undefined): Cells {
  return new Map(
    (table?.rows ?? []).map((row) => [
      english.say(row.cells[0] as Value),
      new Map(row.cells.map((value, index) => [table?.columns[index]?.key ?? "", value])),
    ]),
  );
}

/** The printed digits of a cell; undefined for a dash, a word or no such cell. */
export function digitsAt(cells: Cells, row: string, column: string): string | undefined {
  const value = cells.get(row)?.get(column);
  return value?.is === "quantity" ? value.digits : undefined;
}

export function kind(statements: readonly Statement[], wanted: Statement["kind"]): Statement[] {
  return statements.filter((statement) => statement.kind === wanted);
}

/** What may be said of a group from the signs of its cells. */
export function verdictOn(values: readonly string[]): "all-up" | "all-down" | "mixed" {
  const ways = values.map((value) => signOf(exact(value)));
  if (ways.includes(1) && !ways.includes(-1)) return "all-up";
  return ways.includes(-1) && !ways.includes(1) ? "all-down" : "mixed";
}

/** The names of "A, B and C". */
export function namesIn(list: string): string[] {
  return list.split(/, | and /);
}

export function number(text: string): bigint {
  return exact(text.replaceAll(",", ""));
}
