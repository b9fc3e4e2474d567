import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { createMessageBook } from "../../src/i18n/catalog.ts";
import { createSpeaker } from "../../src/i18n/speaker.ts";
import type { Command } from "../../src/platform/command.ts";
import { CommandError, parseOptions, splitWords } from "../../src/platform/parse.ts";
import { words as usageWords } from "../../src/platform/words.ts";

const tea: Command<unknown> = {
  name: "tea",
  aliases: ["茶"],
  options: [
    {
      name: "kind",
      zh: "种类",
      kind: "choice",
      required: true,
      choices: [
        { value: "green", aliases: ["绿茶", "sencha"] },
        { value: "black", aliases: ["红茶"] },
      ],
    },
    { name: "cups", zh: "杯数", kind: "number" },
    { name: "sweet", zh: "加糖", kind: "flag", choices: [{ value: "sweet", aliases: ["加糖"] }] },
    { name: "guests", zh: "客人", kind: "words", choices: ["ann", "bob"].map((value) => ({ value, aliases: [] })) },
  ],
  schema: z.object({
    kind: z.enum(["green", "black"], "green or black"),
    cups: z.number().max(20, "at most 20").optional(),
    sweet: z.boolean().optional(),
    guests: z.array(z.string()).optional(),
  }),
  examples: ["/tea green 2"],
  messages: { en: {}, zh: {} },
  run: async () => ({ document: { nodes: [] } }),
};

const parse = (line: string) => parseOptions(tea, splitWords(line));

/** The mistake as a person reads it. */
function saidOf(line: string) {
  const book = createMessageBook([usageWords]);
  const said = (language: "en" | "zh") => {
    try {
      parse(line);
    } catch (error) {
      if (error instanceof CommandError) return createSpeaker(book, language).say(error.said).trim();
      throw error;
    }
    return "";
  };
  return { en: said("en"), zh: said("zh") };
}

function mistake(line: string): string {
  try {
    parse(line);
  } catch (error) {
    if (error instanceof CommandError) return error.message;
    throw error;
  }
  return "";
}

describe("splitting a line into words", () => {
  it.each([
    ["movers crypto 7d", ["movers", "crypto", "7d"]],
    ["  movers \t crypto\n7d ", ["movers", "crypto", "7d"]],
    ["indices, movers，news", ["indices", "movers", "news"]],
    ['show "two words" last', ["show", "two words", "last"]],
    ["show “two words” last", ["show", "two words", "last"]],
    ["资金流　比特币", ["资金流", "比特币"]],
    ["", []],
    ["   ", []],
  ])("%j", (line, words) => {
    expect(splitWords(line)).toEqual(words);
  });

  it("never fails and never gives back a space outside of quotation marks", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (line) => {
        const words = splitWords(line.replaceAll(/["“”]/g, ""));
        expect(words.filter((word) => /\s/.test(word) || word === "")).toEqual([]);
      }),
    );
  });
});

describe("words of a command", () => {
  const whole = { kind: "green", cups: 3, sweet: true, guests: ["ann", "bob"] };

  it("may come in any order", () => {
    const words = ["green", "3", "sweet", "ann", "bob"];
    fc.assert(
      fc.property(fc.shuffledSubarray(words, { minLength: words.length }), (shuffled) => {
        const values = parseOptions(tea, shuffled) as typeof whole;
        expect({ ...values, guests: [...values.guests].sort() }).toEqual(whole);
      }),
    );
  });

  it.each([
    ["kind:green cups:3", { kind: "green", cups: 3 }],
    ["kind=green cups=3", { kind: "green", cups: 3 }],
    ["KIND:GREEN Cups=3", { kind: "green", cups: 3 }],
    ["kind:绿茶", { kind: "green" }],
    ["绿茶 加糖", { kind: "green", sweet: true }],
    ["Sencha", { kind: "green" }],
    ["cups 3 black", { kind: "black", cups: 3 }],
    ["black 3", { kind: "black", cups: 3 }],
    ["black guests:ann guests:bob", { kind: "black", guests: ["ann", "bob"] }],
    ["kind:green sweet:加糖", { kind: "green", sweet: true }],
  ])("%j means the same as its options", (line, values) => {
    expect(parse(line)).toEqual(values);
  });

  it.each([
    ["gren", 'Did you mean "green"?'],
    ["blak", 'Did you mean "black"?'],
    ["swet green", 'Did you mean "sweet"?'],
  ])("%j suggests the nearest word", (line, suggestion) => {
    expect(mistake(line)).toContain(suggestion);
  });

  it.each([
    ["zzzzzzzz", '/tea does not know "zzzzzzzz".'],
    ["green <!channel>", '/tea does not know "<!channel>".'],
    ["green 3.5", '/tea does not know "3.5".'],
    ["green -3", '/tea does not know "-3".'],
    ["green milk:yes", '/tea does not know "milk:yes".'],
    ["kind:purple", '/tea: kind "purple" does not fit.'],
    ["green cups:many", '/tea: cups "many" does not fit.'],
    ["green cups:99999999999999999999", '/tea: cups "99999999999999999999" does not fit.'],
    ["green cups:21", '/tea: cups "21" does not fit. at most 20'],
  ])("%j is refused and the word is named", (line, said) => {
    expect(mistake(line)).toContain(said);
  });

  it("a required one that is missing is told as such, with what it takes", () => {
    const { en, zh } = saidOf("3");
    expect([en, zh]).toEqual([
      "/tea needs kind: green | black; for example /tea green 2.",
      "/tea 需要kind：green | black，例如 /tea green 2。",
    ]);
  });

  it("one of which there can be one is not taken twice", () => {
    const { en, zh } = saidOf("green black");
    expect([en, zh]).toEqual([
      "/tea: kind is given twice; leave out “black” or the other one.",
      "/tea：kind重复，请去掉“black”或另一个。",
    ]);
  });

  it("whatever is typed gives values or a mistake that can be said", () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom("green", "3", "kind:"))),
        (words) => {
          try {
            parseOptions(tea, words);
          } catch (error) {
            expect(error).toBeInstanceOf(CommandError);
          }
        },
      ),
    );
  });

  it.each(["__proto__:x", "constructor=x", "prototype:x", "toString", "__proto__"])(
    "%s is only an unknown word",
    (word) => {
      expect(mistake(`green ${word}`)).toContain(`/tea does not know "${word}".`);
      expect(({} as Record<string, unknown>)["x"]).toBeUndefined();
    },
  );
});
