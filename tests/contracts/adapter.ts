import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Document } from "../../src/document/node.ts";
import { valuesOf, walk } from "../../src/document/walk.ts";
import type { Speaker } from "../../src/i18n/speaker.ts";
import type { Part, Render } from "../../src/platform/adapter.ts";
import { cleanText } from "../../src/support/text.ts";
import { anyDocument, anyLanguage, speakers } from "../document/world.ts";

export interface RenderingUnderTest {
  readonly name: string;
  readonly render: Render;
  /** What the platform would refuse about a part, by its schemas and its documented limits; empty when it would take it. */
  readonly problems: (part: Part) => readonly string[];
  /** All a person can read in the parts, unescaped and in order; text a table wrapped inside a cell joined again. */
  readonly read: (parts: readonly Part[]) => string;
  /** Why the heading of a choice is left to the buttons under it, where the platform has no room for it. */
  readonly unheaded?: string;
  /** Documents with more than this many runs suffice (default 200). */
  readonly runs?: number;
}

/** What every renderer promises: nothing refused, nothing lost, nothing out of order, nothing made of data. */
export function itRendersFor({ name, render, problems, read, unheaded, runs = 200 }: RenderingUnderTest): void {
  describe(`${name} renders any document`, () => {
    it("into parts within every limit and shape", () => {
      fc.assert(
        fc.property(anyDocument, anyLanguage, (document, language) => {
          expect(render(document, speakers[language]).flatMap(problems)).toEqual([]);
        }),
        { numRuns: runs },
      );
    });

    it("and every word and figure can be read back", () => {
      fc.assert(
        fc.property(anyDocument, anyLanguage, (document, language) => {
          const speaker = speakers[language];
          expect(lost(document, speaker, read(render(document, speaker)), unheaded === undefined)).toEqual([]);
        }),
        { numRuns: runs },
      );
    });

    it("the same way each time", () => {
      fc.assert(
        fc.property(anyDocument, anyLanguage, (document, language) => {
          expect(render(document, speakers[language])).toEqual(render(document, speakers[language]));
        }),
        { numRuns: 20 },
      );
    });
  });
}

/** Texts of the document that cannot be found in what was read, blanks aside. */
export function lost(document: Document, speaker: Speaker, text: string, headed = true): string[] {
  const seen = bare(text);
  return [...walk(document.nodes)].flatMap((node) =>
    node.node === "chart"
      ? []
      : (node.node === "actions" && !headed ? node.items.map(({ label }) => label) : valuesOf(node))
          .flatMap((value) =>
            node.node === "table" || node.node === "actions" ? [speaker.say(value)] : [...speaker.sentences(value)],
          )
          .map(bare)
          .filter((one) => one !== "" && !seen.includes(one)),
  );
}

function bare(text: string): string {
  return cleanText(text).replace(/\s+/gu, "");
}
