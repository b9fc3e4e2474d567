import { PassThrough, Writable } from "node:stream";
import { describe, expect, it } from "vitest";
import { type ConsoleOptions, createConsoleAdapter } from "../../adapters/console/index.ts";
import { details, gap, paragraph, table, title } from "../../src/document/build.ts";
import type { Document } from "../../src/document/node.ts";
import type { Language } from "../../src/i18n/locale.ts";
import { literal, quantity } from "../../src/i18n/value.ts";
import type { Incoming } from "../../src/platform/desk.ts";
import { displayWidth } from "../../src/support/text.ts";
import { deskOf, saying } from "../fixtures/desk.ts";
import { speakers } from "./world.ts";

const here = { account: "terminal", channel: "terminal" };

/** A stream that keeps what is written to it and says of itself what a terminal says. */
class Screen extends Writable {
  written = "";
  readonly columns?: number;
  readonly isTTY?: boolean;
  readonly #colours: boolean;

  constructor({ columns, isTTY, colours = false }: { columns?: number; isTTY?: boolean; colours?: boolean } = {}) {
    super({ decodeStrings: false });
    if (columns !== undefined) this.columns = columns;
    if (isTTY !== undefined) this.isTTY = isTTY;
    this.#colours = colours;
  }

  hasColors() {
    return this.#colours;
  }

  override _write(chunk: string, _: BufferEncoding, done: () => void) {
    this.written += chunk;
    done();
  }
}

const rule: Document = { nodes: [{ node: "divider" }] };
const change = (digits: string) => quantity({ digits, unit: "pct" }, "cell");
const quotes: Document = {
  nodes: [
    table(
      [
        { who: "Meta", week: "1.5" },
        { who: "AMD", week: "-0.5" },
      ],
      [
        { key: "who", label: literal("Name"), cell: (row) => literal(row.who) },
        { key: "week", label: literal("Week"), cell: (row) => change(row.week) },
      ],
    ),
  ],
};

function printed(document: Document, options: Partial<ConsoleOptions> = {}, language: Language = "en"): string {
  const parts = createConsoleAdapter({ output: new Screen(), ...options }).render(document, speakers[language]);
  return parts.map((part) => String(part.payload)).join("");
}

describe("the width of a terminal", () => {
  it.each([
    { terminal: 100, asked: undefined, columns: 100 },
    { terminal: undefined, asked: undefined, columns: 80 },
    { terminal: 110, asked: undefined, columns: 110 },
    { terminal: 111, asked: undefined, columns: 110 },
    { terminal: 250, asked: undefined, columns: 110 },
    { terminal: 0, asked: undefined, columns: 80 },
    { terminal: 21, asked: undefined, columns: 21 },
    { terminal: 12, asked: undefined, columns: 20 },
    { terminal: 100, asked: 60, columns: 60 },
    { terminal: 100, asked: 200, columns: 200 },
    { terminal: 100, asked: 10, columns: 20 },
    { terminal: undefined, asked: 40, columns: 40 },
  ])("of $terminal, $asked asked for, is filled to $columns", ({ terminal, asked, columns }) => {
    const output = new Screen(terminal === undefined ? {} : { columns: terminal });
    const text = printed(rule, asked === undefined ? { output } : { output, width: asked });
    expect(text).toBe(`${"─".repeat(columns)}\n`);
    expect(displayWidth(text.trimEnd())).toBe(columns);
  });
});

describe("colours", () => {
  const [red, green] = ["\u001b[31m", "\u001b[32m"];
  const terminal = () => new Screen({ isTTY: true, colours: true });

  it.each([
    { language: "en", up: green, down: red },
    { language: "zh", up: red, down: green },
    { language: "both", up: green, down: red },
  ] as const)("for a reader of $language follow that reader's convention", ({ language, up, down }) => {
    const text = printed(quotes, { output: terminal() }, language);
    expect(text).toContain(`${up}▲+1.5%\u001b[39m`);
    expect(text).toContain(`${down}▼-0.5%\u001b[39m`);
  });

  it("change no word", () => {
    const document = { nodes: [title(literal("Weekly"), 1), gap(literal("No flows.")), ...quotes.nodes] };
    const painted = printed(document, { output: terminal() });
    expect(painted).not.toBe(printed(document));
    expect(painted.replace(/\u001b\[\d+m/g, "")).toBe(printed(document));
  });

  it.each([
    { where: "a file", screen: { colours: true } },
    { where: "a pipe", screen: { isTTY: false, colours: true } },
    { where: "a terminal without colours", screen: { isTTY: true, colours: false } },
  ])("stay away from $where", ({ screen }) => {
    expect(printed(quotes, { output: new Screen(screen) })).toBe("Name    Week\nMeta  ▲+1.5%\nAMD   ▼-0.5%\n");
  });

  it("stay away from a stream that does not tell of colours", () => {
    const output: ConsoleOptions["output"] = new PassThrough();
    output.isTTY = true;
    expect(printed(quotes, { output })).toBe("Name    Week\nMeta  ▲+1.5%\nAMD   ▼-0.5%\n");
  });
});

describe("details on a terminal", () => {
  const folded: Document = { nodes: [details(literal("More"), [paragraph(literal("Inside."))])] };

  it("are closed unless asked for", () => {
    expect(printed(folded)).toBe("▸ More (add --details to open)\n");
    expect(printed(folded, { openDetails: true })).toBe("More\nInside.\n");
  });
});

describe("sending to a terminal", () => {
  it("prints the part and gives each message an id of its own", async () => {
    const output = new Screen();
    const adapter = createConsoleAdapter({ output });
    expect(adapter.name).toBe("console");
    expect(await adapter.send(here, { method: "print", payload: "one\n" })).toEqual({ messageId: "line-1" });
    expect(await adapter.send(here, { method: "print", payload: "two\n" })).toEqual({ messageId: "line-2" });
    expect(output.written).toBe("one\ntwo\n");
  });

  it("prints what was rendered, unchanged", async () => {
    const output = new Screen();
    const adapter = createConsoleAdapter({ output });
    for (const part of adapter.render(quotes, speakers.en)) await adapter.send(here, part);
    expect(output.written).toBe("Name    Week\nMeta  ▲+1.5%\nAMD   ▼-0.5%\n");
  });

  it("fails where the stream does", async () => {
    const broken = new Writable({ write: (_chunk, _encoding, done) => done(new Error("gone")) });
    const heard: Error[] = [];
    broken.on("error", (error) => heard.push(error));
    await expect(
      createConsoleAdapter({ output: broken }).send(here, { method: "print", payload: "x" }),
    ).rejects.toThrow("gone");
    expect(heard.map((error) => error.message)).toEqual(["gone"]);
  });
});

/** Somebody's keyboard. */
function keyboard(): PassThrough & { isTTY?: boolean } {
  return Object.assign(new PassThrough(), { isTTY: true });
}

describe("listening at a terminal", () => {
  it.each(["exit", "quit", "退出", "EXIT", "  quit  "])("hears every line until “%s”", async (leave) => {
    const [input, output] = [keyboard(), new Screen()];
    const adapter = createConsoleAdapter({ input, output });
    const { desk, heard } = deskOf();
    input.write(`/movers crypto\n\n   \n/资金流 比特币\n${leave}\n/never\n`);
    await adapter.listen?.(desk);
    expect(heard.map(({ words, destination, alone }) => ({ words, destination, alone }))).toEqual([
      { words: ["/movers", "crypto"], destination: here, alone: true },
      { words: ["/资金流", "比特币"], destination: here, alone: true },
    ]);
  });

  it("asks for the next line once the last is answered", async () => {
    const [input, output] = [keyboard(), new Screen()];
    const adapter = createConsoleAdapter({ input, output });
    input.write("/help\nexit\n");
    await adapter.listen?.(deskOf({ answer: () => ({ document: saying("An answer.") }) }).desk);
    expect(output.written).toBe("closing-bell> An answer.\nclosing-bell> ");
  });

  it("hears one line at a time", async () => {
    const [input, output] = [keyboard(), new Screen()];
    const adapter = createConsoleAdapter({ input, output });
    const order: string[] = [];
    input.write("one\ntwo\nexit\n");
    const answer = async ({ words }: Incoming) => {
      order.push(`${words} begins`);
      await new Promise((resolve) => setImmediate(resolve));
      order.push(`${words} ends`);
      return {};
    };
    await adapter.listen?.(deskOf({ answer }).desk);
    expect(order).toEqual(["one begins", "one ends", "two begins", "two ends"]);
  });

  it("ends when the input ends", async () => {
    const [input, output] = [keyboard(), new Screen()];
    const { desk, heard } = deskOf();
    input.end("/help\n");
    await createConsoleAdapter({ input, output }).listen?.(desk);
    expect(heard.map(({ words }) => words)).toEqual([["/help"]]);
  });

  it("ends when it is stopped", async () => {
    const [input, output] = [keyboard(), new Screen()];
    const adapter = createConsoleAdapter({ input, output });
    const answer = async () => {
      await adapter.stop?.();
      return {};
    };
    const listening = adapter.listen?.(deskOf({ answer }).desk);
    input.write("/help\n");
    await listening;
    expect(output.written).toContain("closing-bell> ");
  });

  it("hears nothing where nobody can type", async () => {
    const output = new Screen();
    const piped = new PassThrough();
    piped.end("/help\n");
    const { desk, heard } = deskOf();
    await createConsoleAdapter({ output }).listen?.(desk);
    await createConsoleAdapter({ output, input: piped }).listen?.(desk);
    expect(heard).toEqual([]);
    expect(output.written).toBe("");
  });

  it("can be stopped before it ever listened", async () => {
    await expect(createConsoleAdapter({ output: new Screen() }).stop?.()).resolves.toBeUndefined();
  });
});
