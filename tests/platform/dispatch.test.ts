import { expect, it } from "vitest";
import { z } from "zod";
import type { Command } from "../../src/platform/command.ts";
import { createDispatcher } from "../../src/platform/dispatch.ts";
import { CommandError, splitWords } from "../../src/platform/parse.ts";
import { aloneWithBot } from "../fixtures/conversation.ts";

const echo = (name: string, aliases: readonly string[]): Command<string> => ({
  name,
  aliases,
  options: [{ name: "said", zh: "话", kind: "words" }],
  schema: z.object({ said: z.array(z.string()).optional() }),
  examples: [],
  messages: { en: {}, zh: {} },
  run: async ({ said }, { services }) => ({ document: { nodes: [] }, edition: { name, said, services } }),
});

const dispatcher = createDispatcher<string>([echo("movers", ["涨跌", "排行"]), echo("help", ["帮助", "?"])]);
const ask = async (text: string) =>
  (
    await dispatcher
      .understand(splitWords(text))
      .ask({ services: "the services", language: "en", conversation: aloneWithBot })
  ).edition;

it.each([
  ["/movers crypto", "movers", ["crypto"]],
  ["movers crypto", "movers", ["crypto"]],
  ["!movers crypto", "movers", ["crypto"]],
  ["/MOVERS crypto", "movers", ["crypto"]],
  ["  /movers   crypto  ", "movers", ["crypto"]],
  ["/涨跌 加密，港股", "movers", ["加密", "港股"]],
  ["排行", "movers", undefined],
  ['/movers "two words"', "movers", ["two words"]],
  ["/?", "help", undefined],
])("%j finds its command and hands over its words", async (text, name, said) => {
  expect(await ask(text)).toEqual({ name, said, services: "the services" });
});

it("an empty line asks for help", async () => {
  expect(await ask("   ")).toEqual({ name: "help", said: undefined, services: "the services" });
});

it.each([
  ["/mover", 'There is no command "mover". Did you mean "movers"?'],
  ["/hlep", 'There is no command "hlep". Did you mean "help"?'],
  ["/zzzzzzzzzz", 'There is no command "zzzzzzzzzz".'],
  ["/constructor", 'There is no command "constructor".'],
  ["/__proto__", 'There is no command "__proto__".'],
])("%j is unknown, with the nearest command where one is near", async (text, said) => {
  const mistake = await ask(text).catch((error: unknown) => error);
  expect(mistake).toBeInstanceOf(CommandError);
  expect((mistake as CommandError).message).toBe(said);
});
