import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { table } from "../../src/document/build.ts";
import { tallTables } from "../../src/document/tall.ts";
import { literal } from "../../src/i18n/value.ts";
import { cleanText, displayWidth } from "../../src/support/text.ts";
import { anyLanguage, anyTable, speakers } from "./world.ts";

const pen = (width: number) => ({ speaker: speakers.en, width, openDetails: true, paint: (text: string) => text });

const indices = table(
  [
    { name: "PHLX Semiconductor", level: "5,103.1", week: "-3.1%", month: "-6.7%" },
    { name: "CSI HK- and US-listed China-US Technology", level: "3,929.0", week: "-1.6%", month: "-1.6%" },
  ],
  [
    { key: "name", label: literal("Index"), cell: (row) => literal(row.name), priority: 1 },
    { key: "level", label: literal("Level"), cell: (row) => literal(row.level), priority: 2 },
    { key: "week", label: literal("Week"), cell: (row) => literal(row.week), priority: 1 },
    { key: "month", label: literal("MTD"), cell: (row) => literal(row.month), priority: 4 },
  ],
);

describe("a table on a phone", () => {
  it("keeps a row together: its main figure beside the name, the others below", () => {
    expect(tallTables(indices, pen(30)).map((lines) => lines.join("\n"))).toEqual([
      [
        "Index                     Week",
        "   Level                   MTD",
        "------------------------------",
        "PHLX Semiconductor       -3.1%",
        " 5,103.1                 -6.7%",
        "CSI HK- and US-listed    -1.6%",
        "China-US Technology",
        " 3,929.0                 -1.6%",
      ].join("\n"),
    ]);
  });

  it("is a plain one where it fits", () => {
    expect(tallTables(indices, pen(80))).toHaveLength(1);
    expect(tallTables(indices, pen(80))[0]).toHaveLength(3);
  });

  it("says every cell, and no line is wider than the screen", () => {
    fc.assert(
      fc.property(anyTable, anyLanguage, fc.integer({ min: 20, max: 50 }), (any, language, width) => {
        const speaker = speakers[language];
        const lines = tallTables(any, { ...pen(width), speaker }).flat();
        expect(lines.filter((line) => displayWidth(line) > width)).toEqual([]);
        const letters = (text: string) => cleanText(text).replace(/[\s-]/gu, "");
        // Cleaned line by line: an accent at the start of one must not melt into the end of the one before.
        const said = lines.map(letters).join("");
        const texts = any.rows.flatMap(({ cells }) => cells.map((cell) => letters(speaker.say(cell))));
        // A name may be broken by the figure beside it; all of its characters are there.
        const missing = texts.filter((text) => [...text].some((character) => !said.includes(character)));
        expect(missing).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});
