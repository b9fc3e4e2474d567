import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { table } from "../../src/document/build.ts";
import type { Table } from "../../src/document/node.ts";
import { chunkColumns, chunkRows, spreadColumns, textTables } from "../../src/document/spread.ts";
import { literal } from "../../src/i18n/value.ts";
import { displayWidth } from "../../src/support/text.ts";
import { anyLanguage, anyTable, speakers } from "./world.ts";

const pen = (width: number) => ({ speaker: speakers.en, width, openDetails: true, paint: (text: string) => text });

const rows = [
  { name: "S&P 500", level: "5,459.1", week: "-0.8%", month: "0.0%", year: "+14.5%" },
  { name: "Nasdaq-100", level: "19,023.7", week: "-2.6%", month: "-3.3%", year: "+13.1%" },
];
const indices = table(rows, [
  { key: "name", label: literal("Index"), cell: (row) => literal(row.name), priority: 1 },
  { key: "level", label: literal("Level"), cell: (row) => literal(row.level), priority: 2 },
  { key: "week", label: literal("Week"), cell: (row) => literal(row.week), priority: 1 },
  { key: "month", label: literal("MTD"), cell: (row) => literal(row.month), priority: 4 },
  { key: "year", label: literal("YTD"), cell: (row) => literal(row.year), priority: 3 },
]);

describe("a table on a narrow screen", () => {
  it("is spread over several, the most important columns first, each with the name", () => {
    expect(textTables(indices, pen(28)).map((lines) => lines.join("\n"))).toEqual([
      "Index          Level   Week\nS&P 500      5,459.1  -0.8%\nNasdaq-100  19,023.7  -2.6%",
      "Index         MTD     YTD\nS&P 500      0.0%  +14.5%\nNasdaq-100  -3.3%  +13.1%",
    ]);
  });

  it("is one where it fits", () => {
    expect(spreadColumns(indices, pen(80))).toHaveLength(1);
  });

  it("keeps every cell, and no line is wider than the screen", () => {
    fc.assert(
      fc.property(anyTable, anyLanguage, fc.integer({ min: 20, max: 60 }), (any, language, width) => {
        const reader = { ...pen(width), speaker: speakers[language] };
        const spread = spreadColumns(any, reader);
        const columns = spread.flatMap((one) => one.columns.map((column) => column.key)).filter((key) => key !== "c0");
        expect(columns.toSorted()).toEqual(
          any.columns
            .slice(1)
            .map((column) => column.key)
            .toSorted(),
        );
        for (const column of any.columns) {
          const at = any.columns.indexOf(column);
          const holding = spread.filter((one) => one.columns.some(({ key }) => key === column.key));
          for (const one of holding) {
            const index = one.columns.findIndex(({ key }) => key === column.key);
            expect(one.rows.map((row) => row.cells[index])).toEqual(any.rows.map((row) => row.cells[at]));
          }
        }
        expect(
          textTables(any, reader)
            .flat()
            .filter((line) => displayWidth(line) > width),
        ).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it("says its caption once", () => {
    const captioned: Table = { ...indices, caption: literal("Indices of the week") };
    expect(spreadColumns(captioned, pen(28)).map(({ caption }) => caption !== undefined)).toEqual([true, false]);
  });
});

describe("a table with more than a platform takes", () => {
  const wide: Table = {
    node: "table",
    caption: literal("Wide"),
    columns: Array.from({ length: 8 }, (_, index) => ({
      key: `c${index}`,
      label: literal(`c${index}`),
      align: "start" as const,
      priority: 1,
    })),
    rows: Array.from({ length: 5 }, (_, row) => ({
      cells: Array.from({ length: 8 }, (_, index) => literal(`${row}/${index}`)),
    })),
  };
  const keys = (tables: readonly Table[]) => tables.map(({ columns }) => columns.map(({ key }) => key).join(" "));

  it("is divided by columns, each part with the first one", () => {
    expect(keys(chunkColumns(wide, 4))).toEqual(["c0 c1 c2 c3", "c0 c4 c5 c6", "c0 c7"]);
    expect(chunkColumns(wide, 8)).toEqual([wide]);
  });

  it("is divided by rows, each part with the headings", () => {
    const parts = chunkRows(wide, 2);
    expect([parts.map(({ rows }) => rows.length), parts.map(({ caption }) => caption !== undefined)]).toEqual([
      [2, 2, 1],
      [true, false, false],
    ]);
    expect([keys(parts).every((one) => one === keys([wide])[0]), chunkRows(wide, 5)]).toEqual([true, [wide]]);
  });
});
