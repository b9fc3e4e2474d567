import { describe, expect, it } from "vitest";
import { actions, chart, details, list, note, paragraph, table, title } from "../../src/document/build.ts";
import { valuesOf, walk } from "../../src/document/walk.ts";
import { literal } from "../../src/i18n/value.ts";

const [a, b, c, d] = ["a", "b", "c", "d"].map((text) => literal(text)) as [
  ReturnType<typeof literal>,
  ReturnType<typeof literal>,
  ReturnType<typeof literal>,
  ReturnType<typeof literal>,
];

describe("walking a document", () => {
  it("meets every node, parents before what they hold", () => {
    const inner = details(b, [paragraph(c)]);
    const outer = details(a, [inner, note(d)]);
    expect([...walk([title(a), outer, { node: "divider" }])]).toEqual([
      title(a),
      outer,
      inner,
      paragraph(c),
      note(d),
      { node: "divider" },
    ]);
  });

  it("meets nothing in an empty one", () => {
    expect([...walk([])]).toEqual([]);
  });
});

describe("the values of a node", () => {
  it("come in reading order: caption, headings, then row by row", () => {
    const node = table(
      [
        { x: c, y: d },
        { x: d, y: c },
      ],
      [
        { key: "x", label: a, cell: (row) => row.x },
        { key: "y", label: b, cell: (row) => row.y },
      ],
      { caption: literal("caption") },
    );
    expect(valuesOf(node)).toEqual([literal("caption"), a, b, c, d, d, c]);
  });

  it("are those it says itself, not those of its children", () => {
    expect(valuesOf(details(a, [paragraph(b)]))).toEqual([a]);
    expect(valuesOf(list([a, b]))).toEqual([a, b]);
    expect(valuesOf(actions([{ id: "x", label: c, command: "/x" }]))).toEqual([c]);
    expect(valuesOf(chart({ form: "line", title: a, unit: "usd", series: [], alt: b }))).toEqual([a, b]);
    expect(valuesOf(title(d))).toEqual([d]);
    expect(valuesOf({ node: "divider" })).toEqual([]);
  });
});
