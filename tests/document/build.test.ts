import { describe, expect, it } from "vitest";
import {
  actions,
  type ColumnSpec,
  chart,
  details,
  disclaimer,
  gap,
  lead,
  list,
  note,
  paragraph,
  table,
  title,
} from "../../src/document/build.ts";
import { cell, literal, missing, quantity } from "../../src/i18n/value.ts";

interface Line {
  readonly name: string;
  readonly close?: string;
  readonly change?: string;
}

const reading = (digits: string | undefined) =>
  cell(digits === undefined ? undefined : { digits, unit: "pct" as const }, "cell");
const columns: readonly ColumnSpec<Line>[] = [
  { key: "name", label: literal("Name"), cell: (row) => literal(row.name) },
  { key: "close", label: literal("Close"), cell: (row) => reading(row.close) },
  { key: "change", label: literal("Change"), cell: (row) => reading(row.change) },
];

describe("a table built from rows", () => {
  it("has a column for each description and a line for each row", () => {
    expect(table([{ name: "Apple", close: "1", change: "2" }], columns)).toEqual({
      node: "table",
      columns: [
        { key: "name", label: literal("Name"), align: "start", priority: 1 },
        { key: "close", label: literal("Close"), align: "end", priority: 2 },
        { key: "change", label: literal("Change"), align: "end", priority: 3 },
      ],
      rows: [
        {
          cells: [
            literal("Apple"),
            quantity({ digits: "1", unit: "pct" }, "cell"),
            quantity({ digits: "2", unit: "pct" }, "cell"),
          ],
        },
      ],
    });
  });

  it("leaves out a column in which no row has a reading", () => {
    const built = table([{ name: "Apple", change: "2" }, { name: "Tesla" }], columns);
    expect(built.columns.map((column) => column.key)).toEqual(["name", "change"]);
    expect(built.rows).toEqual([
      { cells: [literal("Apple"), quantity({ digits: "2", unit: "pct" }, "cell")] },
      { cells: [literal("Tesla"), missing] },
    ]);
  });

  it("keeps a column whose only reading is zero", () => {
    const built = table([{ name: "Apple", close: "0.0" }], columns);
    expect(built.columns.map((column) => column.key)).toEqual(["name", "close"]);
  });

  it("counts priorities and alignment over the columns that stay, unless told otherwise", () => {
    const built = table(
      [{ name: "Apple", change: "2" }],
      [
        { key: "close", label: literal("Close"), cell: (row: Line) => reading(row.close) },
        { key: "change", label: literal("Change"), cell: (row: Line) => reading(row.change) },
        { key: "name", label: literal("Name"), cell: (row: Line) => literal(row.name), align: "start", priority: 7 },
      ],
    );
    expect(built.columns.map(({ key, align, priority }) => [key, align, priority])).toEqual([
      ["change", "start", 1],
      ["name", "start", 7],
    ]);
  });

  it("marks the rows that stand out and carries its caption", () => {
    const rows = [{ name: "Apple" }, { name: "Total" }];
    expect(table(rows, columns, { caption: literal("Closes"), strong: (row) => row.name === "Total" })).toEqual({
      node: "table",
      caption: literal("Closes"),
      columns: [{ key: "name", label: literal("Name"), align: "start", priority: 1 }],
      rows: [{ cells: [literal("Apple")] }, { cells: [literal("Total")], strong: true }],
    });
  });

  it("of no rows has no columns", () => {
    expect(table([], columns)).toEqual({ node: "table", columns: [], rows: [] });
  });
});

describe("the other nodes", () => {
  const text = literal("Text");

  it("are plain data", () => {
    expect(title(text)).toEqual({ node: "title", level: 2, text });
    expect(title(text, 1)).toEqual({ node: "title", level: 1, text });
    expect([lead, paragraph, gap, note, disclaimer].map((make) => make(text))).toEqual([
      { node: "lead", text },
      { node: "paragraph", text },
      { node: "gap", text },
      { node: "note", text },
      { node: "disclaimer", text },
    ]);
    expect(list([text, text])).toEqual({ node: "list", items: [text, text] });
    expect(details(text, [note(text)])).toEqual({ node: "details", summary: text, children: [note(text)] });
    expect(actions([{ id: "a", label: text, command: "/a" }])).toEqual({
      node: "actions",
      items: [{ id: "a", label: text, command: "/a" }],
    });
    expect(chart({ form: "line", title: text, unit: "usd", series: [], alt: text })).toEqual({
      node: "chart",
      form: "line",
      title: text,
      unit: "usd",
      series: [],
      alt: text,
    });
  });
});
