import { PassThrough } from "node:stream";
import { text } from "node:stream/consumers";
import { describe, expect, it } from "vitest";
import { createConsoleAdapter } from "../../adapters/console/index.ts";
import { platforms, terminal } from "../../adapters/index.ts";
import type { Document } from "../../src/document/node.ts";
import { createMessageBook } from "../../src/i18n/catalog.ts";
import { createSpeaker } from "../../src/i18n/speaker.ts";
import { literal } from "../../src/i18n/value.ts";
import { deskOf } from "../fixtures/desk.ts";

const speaker = createSpeaker(createMessageBook([]), "en");
const here = { account: "terminal", channel: "terminal" };
const says = (...lines: string[]): Document => ({
  nodes: lines.map((line) => ({ node: "paragraph", text: literal(line) })),
});
const textOf = (adapter: ReturnType<typeof createConsoleAdapter>, document: Document) =>
  adapter
    .render(document, speaker)
    .map((part) => String(part.payload))
    .join("");

it("every adapter is loaded by its name when asked for", async () => {
  expect((await terminal())({ output: new PassThrough() }).name).toBe("console");
  for (const [name, platform] of Object.entries(platforms)) {
    expect((await platform.render())(says("One."), speaker).length, name).toBe(1);
  }
});

describe("the console", () => {
  it("renders the same document twice to the same text", () => {
    const adapter = createConsoleAdapter({ output: new PassThrough() });
    const document = says("One.", "Two.");
    expect(adapter.render(document, speaker)).toEqual(adapter.render(document, speaker));
  });

  it("breaks lines at the width it is given", () => {
    const adapter = createConsoleAdapter({ output: new PassThrough(), width: 30 });
    expect(textOf(adapter, says("one two three four five six seven eight nine")).trim().split("\n")).toEqual([
      "one two three four five six",
      "seven eight nine",
    ]);
  });

  it("lets no control character of a text reach the terminal", () => {
    const adapter = createConsoleAdapter({ output: new PassThrough() });
    expect(textOf(adapter, says("\u001b]0;title\u0007\u001b[31mred\u202e \u009b31m"))).not.toMatch(
      /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/,
    );
  });

  it("paints nothing where the terminal shows no colours or is none", () => {
    const monochrome = Object.assign(new PassThrough(), { isTTY: true, hasColors: () => false });
    const document: Document = { nodes: [{ node: "lead", text: literal("Up.") }] };
    const texts = [monochrome, new PassThrough()].map((output) => textOf(createConsoleAdapter({ output }), document));
    expect(texts.map((painted) => painted.trim())).toEqual(["Up.", "Up."]);
  });

  it("writes what it sends and numbers it", async () => {
    const output = new PassThrough();
    const adapter = createConsoleAdapter({ output });
    const sent = [
      await adapter.send(here, { method: "print", payload: "a\n" }),
      await adapter.send(here, { method: "print", payload: "b\n" }),
    ];
    output.end();
    expect([sent, await text(output)]).toEqual([[{ messageId: "line-1" }, { messageId: "line-2" }], "a\nb\n"]);
  });

  it("does not wait for commands where nobody can type", async () => {
    const { desk, heard } = deskOf();
    const adapter = createConsoleAdapter({ output: new PassThrough(), input: new PassThrough() });
    await adapter.listen?.(desk);
    expect(heard).toEqual([]);
  });

  it.each(["exit", "QUIT", "退出"])("hears each line until %s", async (leave) => {
    const input = Object.assign(new PassThrough(), { isTTY: true });
    const { desk, heard } = deskOf();
    const adapter = createConsoleAdapter({ output: new PassThrough().resume(), input });
    input.end(`/movers crypto\n\n  \n/flows btc\n${leave}\n/never\n`);
    await adapter.listen?.(desk);
    expect(heard.map(({ words }) => words)).toEqual([
      ["/movers", "crypto"],
      ["/flows", "btc"],
    ]);
  });
});
