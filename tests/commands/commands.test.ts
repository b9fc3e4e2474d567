import { describe, expect, it } from "vitest";
import { commands } from "../../commands/index.ts";
import type { Edition } from "../../src/digest/edition.ts";
import { sections } from "../../src/digest/sections/index.ts";
import { renderPlain } from "../../src/document/plain.ts";
import { isVerb, namesOf, textOf } from "../../src/platform/naming.ts";
import { CommandError, parseOptions, splitWords } from "../../src/platform/parse.ts";
import { displayWidth } from "../../src/support/text.ts";
import { openDoorway, printForms } from "../fixtures/doorway.ts";
import { speakerOf } from "../fixtures/services.ts";
import { openChats } from "./chat.ts";

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
  const words = commands.flatMap((command) => [...namesOf(command, commands), ...(command.shortcuts ?? [])]);
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

/** Lines that speak of a subscription need a chat that has one. */
const verbs = [
  ...commands.filter(isVerb).flatMap((command) => command.examples),
  "/digest subscribe weekly",
  "/digest subscribe weekly fri",
  "/digest edit k3f9x",
];
const askHere = async (...lines: string[]) => {
  const chat = (await openChats()).chat();
  await chat.ask("/digest subscribe daily weekdays 07:00");
  for (const line of lines.slice(0, -1)) await chat.ask(line);
  return chat.ask(lines.at(-1) as string);
};
const askAnywhere = (line: string) => (verbs.includes(line) ? askHere(line) : ask(line));

describe("every example of every command", () => {
  it.each(examples)("%s answers with something and no section fails", async (example) => {
    const { document, edition } = await askAnywhere(example);
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

  const printHere = async (line: string, wanted: typeof forms) => {
    const { document } = await askHere(line);
    return wanted.map(({ width, lang, details }) =>
      renderPlain(document, { speaker: speakerOf(lang), width, openDetails: details }),
    );
  };

  it.each([...examples, ...more, "/digest subscribe weekly", "/digest subscribe weekly fri", "/digest edit k3f9x"])(
    "to %s fits its columns, in every language, with details open or closed",
    async (line) => {
      const printed = verbs.includes(line)
        ? await printHere(line, forms)
        : await printForms(splitWords(line.slice(1)), forms);
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
  const offered = new Map<string, string>();
  for (const example of [
    ...examples,
    "/digest subscribe weekly",
    "/digest subscribe weekly fri",
    "/digest edit k3f9x",
  ]) {
    for (const node of (await askAnywhere(example)).document.nodes) {
      if (node.node === "actions") for (const item of node.items) offered.set(item.command, example);
    }
  }
  const empty: string[] = [];
  for (const [line, example] of offered) {
    const { nodes } = (await (/^\/digest [a-z]+ /.test(line) ? askHere(example, line) : ask(line))).document;
    if (nodes.length < 2) empty.push(line);
  }
  expect([offered.size > 80, empty]).toEqual([true, []]);
}, 60_000);

describe("asking for something that is not there", () => {
  it("a snippet of no section is refused", async () => {
    await expect(ask("/snippet")).rejects.toThrow(CommandError);
  });

  it.each([
    ["/digest weekly daily", "/digest: name is given twice"],
    ["/digest weekly weekly", "/digest: name is given twice"],
    ["/movers us hk", "/movers: class is given twice"],
    ["/help nope", 'There is no command "nope".'],
    ["/digest subscrib weekly", 'Did you mean "subscribe"?'],
    ["/digest statsu", 'Did you mean "status"?'],
    ["/简报 定阅 周报", 'Did you mean "订阅"?'],
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
