import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { list, paragraph, table } from "../../src/document/build.ts";
import { spoken } from "../../src/document/json.ts";
import { join, literal, message, missing, name, quantity, type Value } from "../../src/i18n/value.ts";
import { anyDocument, anyLanguage, speakers } from "./world.ts";

/** Takes the texts away again; a literal's text is its own. */
function silent(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(silent);
  if (typeof part !== "object" || part === null) return part;
  const entries = Object.entries(part).map(([key, one]) => [key, silent(one)] as const);
  const value = "is" in part && part.is !== "literal";
  return Object.fromEntries(entries.filter(([key]) => !(value && key === "text")));
}

/** Every value in a tree, as it was given. */
function values(part: unknown): Value[] {
  if (Array.isArray(part)) return part.flatMap(values);
  if (typeof part !== "object" || part === null) return [];
  return [...("is" in part ? [part as Value] : []), ...Object.values(part).flatMap(values)];
}

describe("a document as data", () => {
  it("carries the text of every value in the reader's language, those inside others too", () => {
    const nodes = [
      paragraph(join([name({ en: "Apple", zh: "苹果" }), quantity({ digits: "485.9", unit: "usd_m" })], "list")),
    ];
    expect(spoken(nodes, speakers.zh)).toEqual([
      {
        node: "paragraph",
        text: {
          is: "join",
          text: "苹果、4.86亿美元",
          by: "list",
          items: [
            { is: "name", text: "苹果", en: "Apple", zh: "苹果" },
            { is: "quantity", text: "4.86亿美元", digits: "485.9", unit: "usd_m", style: "plain" },
          ],
        },
      },
    ]);
  });

  it("carries both languages, a line each where they differ", () => {
    expect(spoken([list([name({ en: "Apple", zh: "苹果" }), name({ en: "AMD", zh: "" })])], speakers.both)).toEqual([
      {
        node: "list",
        items: [
          { is: "name", text: "Apple\n苹果", en: "Apple", zh: "苹果" },
          { is: "name", text: "AMD", en: "AMD", zh: "" },
        ],
      },
    ]);
  });

  it("keeps a table as it is: keys, digits, holes and rows that stand out", () => {
    const node = table(
      [{ change: "-78.0" }, {}] as { change?: string }[],
      [
        { key: "who", label: literal("Fund"), cell: () => literal("IBIT") },
        {
          key: "flow",
          label: message("column.total"),
          cell: (row) => (row.change === undefined ? missing : quantity({ digits: row.change, unit: "usd_m" }, "cell")),
        },
      ],
      { strong: (row) => row.change === undefined },
    );
    expect(spoken([node], speakers.en)).toEqual([
      {
        node: "table",
        columns: [
          { key: "who", label: { is: "literal", text: "Fund" }, align: "start", priority: 1 },
          {
            key: "flow",
            label: { is: "message", text: "Total", id: "column.total", args: {} },
            align: "end",
            priority: 2,
          },
        ],
        rows: [
          {
            cells: [
              { is: "literal", text: "IBIT" },
              { is: "quantity", text: "(78.0)", digits: "-78.0", unit: "usd_m", style: "cell" },
            ],
          },
          {
            cells: [
              { is: "literal", text: "IBIT" },
              { is: "missing", text: "–" },
            ],
            strong: true,
          },
        ],
      },
    ]);
  });

  it("is the same document once the texts are taken away, through JSON and back", () => {
    fc.assert(
      fc.property(anyDocument, anyLanguage, ({ nodes }, language) => {
        const told = spoken(nodes, speakers[language]);
        const read = JSON.parse(JSON.stringify(told));
        expect(read).toEqual(told);
        expect(silent(read)).toEqual(nodes);
      }),
      { numRuns: 300 },
    );
  });

  it("gives each value the words its speaker says", () => {
    fc.assert(
      fc.property(anyDocument, anyLanguage, ({ nodes }, language) => {
        const told = values(spoken(nodes, speakers[language])) as (Value & { text: string })[];
        expect(told.map(({ text }) => text)).toEqual(
          values(nodes).map((value) => speakers[language].sentences(value).join("\n")),
        );
      }),
      { numRuns: 300 },
    );
  });

  it("leaves the document it was made of untouched", () => {
    const nodes = Object.freeze([Object.freeze(paragraph(Object.freeze(literal("x"))))]);
    spoken(nodes, speakers.en);
    expect(nodes).toEqual([paragraph(literal("x"))]);
  });
});
