import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chart, paragraph, table } from "../../src/document/build.ts";
import { renderHtml } from "../../src/document/html.ts";
import { spoken } from "../../src/document/json.ts";
import { mapValues, nodesIn } from "../../src/document/map.ts";
import { renderPlain } from "../../src/document/plain.ts";
import { toneOf } from "../../src/document/tone.ts";
import { valuesOf, walk } from "../../src/document/walk.ts";
import type { Language } from "../../src/i18n/locale.ts";
import { literal, name, quantity, saidIn } from "../../src/i18n/value.ts";
import { anyDocument, anyLanguage, speakers } from "./world.ts";

const house = name({ en: "House", zh: "房子" });

describe("nodes in a language of their own", () => {
  it("say to any reader what they say to a reader of that language", () => {
    fc.assert(
      fc.property(anyDocument, anyLanguage, anyLanguage, ({ nodes }, language, reader) => {
        const said = (all: typeof nodes, of: Language) =>
          [...walk(all)].flatMap((node) =>
            valuesOf(node).map((value) => [speakers[of].say(value), speakers[of].sentences(value)]),
          );
        expect(said([...nodesIn(language, nodes)], reader)).toEqual(said(nodes, language));
      }),
      { numRuns: 300 },
    );
  });

  it("are the same plain text", () => {
    fc.assert(
      fc.property(anyDocument, anyLanguage, anyLanguage, ({ nodes }, language, reader) => {
        // Wide enough that no table is turned on its side, which has colons of the reader's.
        const plain = (all: typeof nodes, of: Language) =>
          renderPlain({ nodes: all }, { speaker: speakers[of], width: 4000, openDetails: true });
        expect(plain([...nodesIn(language, nodes)], reader)).toBe(plain(nodes, language));
      }),
      { numRuns: 200 },
    );
  });

  it("are the same HTML within a page", () => {
    fc.assert(
      fc.property(anyDocument, anyLanguage, anyLanguage, ({ nodes }, language, reader) => {
        const body = (all: typeof nodes, of: Language) =>
          renderHtml({ nodes: all }, { speaker: speakers[of], redUp: false }).replace(/^.*<body>/s, "");
        expect(body([...nodesIn(language, nodes)], reader)).toBe(body(nodes, language));
      }),
      { numRuns: 200 },
    );
  });

  it("carry that language's text as data, inside as well", () => {
    expect(spoken(nodesIn("zh", [paragraph(house)]), speakers.en)).toEqual([
      {
        node: "paragraph",
        text: {
          text: "房子",
          is: "in",
          language: "zh",
          value: { text: "房子", is: "name", en: "House", zh: "房子" },
        },
      },
    ]);
  });

  it("keep the tone of their figures", () => {
    const fall = quantity({ digits: "-1.2", unit: "pct" }, "cell");
    expect([toneOf(fall), toneOf(saidIn("zh", fall))]).toEqual(["down", "down"]);
  });
});

it("every value of a table and of a chart is changed", () => {
  const nodes = [
    table([{ x: house }], [{ key: "x", label: house, cell: ({ x }) => x }], { caption: house }),
    chart({
      form: "line",
      title: house,
      unit: "usd",
      alt: house,
      series: [{ name: house, points: [{ label: house, digits: "1" }] }],
    }),
  ];
  expect(JSON.stringify(mapValues(nodes, () => literal("x")))).not.toContain("House");
});
