import { describe, expect, it } from "vitest";
import { commands } from "../../commands/index.ts";
import type { Edition } from "../../src/digest/edition.ts";
import { sections } from "../../src/digest/sections/index.ts";
import { textOf } from "../../src/platform/naming.ts";
import { CommandError, parseOptions, splitWords } from "../../src/platform/parse.ts";
import { displayWidth } from "../../src/support/text.ts";
import { openDoorway, printForms } from "../fixtures/doorway.ts";

const asked = { words: [], flags: { as: "text" as const }, window: undefined };
const { doorway } = await openDoorway();
const ask = async (line: string) => doorway.ask(splitWords(line.replace(/^\//, "")), asked);

/** Every word a choice may be typed as, with what it must be understood as. */
const spellings = commands.flatMap((command) =>
  command.options.flatMap((option) =>
    (option.choices ?? []).flatMap((choice) =>
      [choice.value, ...choice.aliases].map((word) => ({ command, option, word, value: choice.value })),
    ),
  ),
);

describe("every word of every choice", () => {
  it.each(spellings)(
    "/$command.name $option.name:$word is understood as $value",
    ({ command, option, word, value }) => {
      const values = parseOptions(command, [`${option.name}:${word}`]);
      expect(values[option.name]).toEqual(option.kind === "flag" ? true : option.kind === "words" ? [value] : value);
    },
  );

  it.each(spellings)("/$command.name $word is understood without its name", ({ command, word }) => {
    expect(Object.keys(parseOptions(command, splitWords(word))).length).toBeGreaterThan(0);
  });
});

it("no two commands share a word", () => {
  const words = commands.flatMap((command) => [command.name, ...command.aliases]);
  expect(words.filter((word, index) => words.indexOf(word) !== index)).toEqual([]);
});

it("every command and option is described in both languages", () => {
  const missing = commands.flatMap((command) =>
    [textOf(command), ...command.options.map((option) => textOf(command, option))].flatMap((id) =>
      (["en", "zh"] as const).filter((locale) => !command.messages[locale]?.[id]).map((locale) => `${locale} ${id}`),
    ),
  );
  expect(missing).toEqual([]);
});

const examples = commands.flatMap((command) => command.examples);

describe("every example of every command", () => {
  it.each(examples)("%s answers with something and no section fails", async (example) => {
    const { document, edition } = await ask(example);
    const failed = ((edition as Edition | undefined)?.sections ?? []).filter(({ status }) => status === "failed");
    expect([document.nodes.length > 1, failed]).toEqual([true, []]);
  });
});

describe("every answer", () => {
  const more = [
    "/digest monthly",
    "/digest crypto",
    "/digest earnings",
    "/movers etf",
    "/movers watchlist month",
    "/movers us all 50",
    "/flows eth month",
    "/help digest",
    "/help snippet",
    `/snippet ${sections
      .slice(0, 6)
      .map(({ name }) => name)
      .join(" ")}`,
  ];
  const forms = [20, 27, 40, 80, 110].flatMap((width) =>
    (["en", "zh", "both"] as const).flatMap((lang) => [false, true].map((details) => ({ width, lang, details }))),
  );

  it.each([...examples, ...more])(
    "to %s fits its columns, in every language, with details open or closed",
    async (line) => {
      const printed = await printForms(splitWords(line.slice(1)), forms);
      const wide = forms.flatMap(({ width, lang, details }, index) =>
        (printed[index] ?? "")
          .split("\n")
          .filter((text) => displayWidth(text) > width)
          .map((text) => ({ width, lang, details, text })),
      );
      expect([printed.filter((text) => text.trim() !== "").length, wide]).toEqual([forms.length, []]);
    },
  );
});

it("follow-ups that answers offer are lines that run", async () => {
  const offered = new Set<string>();
  for (const example of examples) {
    for (const node of (await ask(example)).document.nodes) {
      if (node.node === "actions") for (const item of node.items) offered.add(item.command);
    }
  }
  const empty: string[] = [];
  for (const line of offered) if ((await ask(line)).document.nodes.length < 2) empty.push(line);
  expect([offered.size > 0, empty]).toEqual([true, []]);
});

describe("asking for something that is not there", () => {
  it("a snippet of no section is refused", async () => {
    await expect(ask("/snippet")).rejects.toThrow(CommandError);
  });

  it.each([
    ["/digest weekly daily", "/digest: name is given twice"],
    ["/digest weekly weekly", "/digest: name is given twice"],
    ["/movers us hk", "/movers: class is given twice"],
    ["/help nope", 'There is no command "nope".'],
  ])("%s is refused", async (line, said) => {
    await expect(ask(line)).rejects.toThrow(said);
  });

  it("a snippet of seven sections is refused", async () => {
    const seven = "indices movers etf-flows sentiment news calendar watchlist";
    await expect(ask(`/snippet ${seven}`)).rejects.toThrow("at most six sections");
  });

  it.each([
    "/movers top:0",
    "/movers top:51",
    "/movers top:-5",
    "/movers top 99999999999",
    "/earnings top:0",
    "/flows days:61",
  ])("%s is refused", async (line) => {
    await expect(ask(line)).rejects.toThrow(/from 1 to (50|60)/);
  });
});
