import { describe, expect, it } from "vitest";
import { renderTelegram } from "../../../adapters/telegram/render.ts";
import { actions, details, list, paragraph, title } from "../../../src/document/build.ts";
import type { Node, Table } from "../../../src/document/node.ts";
import { valuesOf, walk } from "../../../src/document/walk.ts";
import { literal } from "../../../src/i18n/value.ts";
import type { Part } from "../../../src/platform/adapter.ts";
import { lost } from "../../contracts/adapter.ts";
import { payloadProblems } from "../../fakes/telegram/payload.ts";
import { speakers } from "./connected.ts";
import { fallbackOf, read } from "./reading.ts";

const render = (...nodes: readonly Node[]) => renderTelegram({ nodes }, speakers.en);
const problems = ({ method, payload }: Part) => payloadProblems(method, { chat_id: 1, ...(payload as object) });

/** How many messages it takes, after making sure that each is in order and nothing is lost, in either form. */
function messages(...nodes: readonly Node[]) {
  const rich = render(...nodes);
  const ordinary = fallbackOf(rich);
  expect([...rich, ...ordinary].flatMap(problems)).toEqual([]);
  for (const parts of [rich, ordinary]) expect(lost({ nodes }, speakers.en, read(parts))).toEqual([]);
  return { rich: rich.length, ordinary: ordinary.length };
}

function grid(rows: number, columns: number, cell = (row: number, column: number) => `${row}.${column}`): Table {
  return {
    node: "table",
    columns: Array.from({ length: columns }, (_, column) => ({
      key: `c${column}`,
      label: literal(`C${column}`),
      align: column === 0 ? "start" : "end",
      priority: column + 1,
    })),
    rows: Array.from({ length: rows }, (_, row) => ({
      cells: Array.from({ length: columns }, (_, column) => literal(cell(row, column))),
    })),
  };
}

describe("what just fits one message stays one", () => {
  // The tags of a paragraph take seven bytes.
  it("of 32,768 bytes, and one byte more makes two", () => {
    expect(render(paragraph(literal("x".repeat(32_761)))).length).toBe(1);
    expect(messages(paragraph(literal("x".repeat(32_762)))).rich).toBeGreaterThan(1);
  });

  it("of Chinese, whose characters take three bytes", () => {
    expect(render(paragraph(literal("涨".repeat(10_920)))).length).toBe(1);
    expect(render(paragraph(literal("涨".repeat(10_921)))).length).toBeGreaterThan(1);
  });

  it("of 500 blocks, and one row more makes two", () => {
    // The table and its headings count as well.
    expect(messages(grid(498, 1)).rich).toBe(1);
    expect(messages(grid(499, 1)).rich).toBe(2);
  });

  it("of 20 columns, and one more makes two tables of one message", () => {
    const tables = (table: Table) => JSON.stringify(render(table)[0]?.payload).match(/<table/g)?.length;
    expect(tables(grid(2, 20))).toBe(1);
    expect(tables(grid(2, 21))).toBe(2);
    expect(messages(grid(2, 21)).rich).toBe(1);
    expect(messages(grid(2, 60)).rich).toBe(1);
  });

  it("of 4,096 characters where messages are ordinary ones", () => {
    expect(messages(paragraph(literal("x".repeat(4094)))).ordinary).toBe(1);
    expect(messages(paragraph(literal("x".repeat(4097)))).ordinary).toBeGreaterThan(1);
  });

  it("of 100 pieces of formatting where messages are ordinary ones", () => {
    const headings = (count: number) => Array.from({ length: count }, (_, index) => title(literal(`T${index}`), 3));
    expect(messages(...headings(100)).ordinary).toBe(1);
    expect(messages(...headings(101)).ordinary).toBe(2);
  });

  it("of details nested as deep as they may be, and deeper ones lie open", () => {
    const nested = (depth: number): Node =>
      depth === 0 ? grid(1, 2) : details(literal(`Level ${depth}`), [nested(depth - 1)]);
    for (const depth of [1, 9, 10, 11, 30]) expect(messages(nested(depth)).rich).toBe(1);
  });
});

describe("what never fits one message is split", () => {
  it.each<{ what: string; node: Node }>([
    { what: "a title", node: title(literal("Title ".repeat(9000)), 1) },
    { what: "a list of one item", node: list([literal("Item ".repeat(9000))]) },
    { what: "a list of many items", node: list(Array.from({ length: 900 }, (_, index) => literal(`Item ${index}.`))) },
    { what: "a table of wide cells", node: grid(3, 3, (row, column) => `${row}${column} ${"wide ".repeat(3000)}`) },
    { what: "a table of one endless row", node: grid(1, 2, () => "endless ".repeat(9000)) },
    { what: "a table with an endless caption", node: { ...grid(1, 2), caption: literal("caption ".repeat(9000)) } },
    { what: "details", node: details(literal("More"), [grid(600, 4), paragraph(literal("Text. ".repeat(9000)))]) },
    {
      what: "details with an endless summary",
      node: details(literal("Much ".repeat(9000)), [paragraph(literal("Inside."))]),
    },
    {
      what: "details of nothing but a long list",
      node: details(literal("More"), [list(Array.from({ length: 700 }, (_, i) => literal(`${i}`)))]),
    },
    { what: "quotation marks, which grow", node: paragraph(literal('"&<>'.repeat(9000))) },
    { what: "what looks like links, which grows too", node: paragraph(literal("a.bc/@de #fg ".repeat(3000))) },
  ])("$what", ({ node }) => {
    // A cell that goes on in the next message cannot be found as a whole; its words can be counted.
    const rich = render(node);
    for (const parts of [rich, fallbackOf(rich)]) {
      expect(parts.flatMap(problems)).toEqual([]);
      expect(parts.length).toBeGreaterThan(1);
      const [wanted, found] = [wordsOf(saidBy(node)), wordsOf(read(parts))];
      expect([...wanted].filter(([word, times]) => (found.get(word) ?? 0) < times)).toEqual([]);
    }
  });
});

function saidBy(node: Node): string {
  const values = [...walk([node])].flatMap(valuesOf);
  return values.map((value) => speakers.en.say(value)).join(" ");
}

/** How often each word comes. */
function wordsOf(text: string): Map<string, number> {
  const found = new Map<string, number>();
  for (const [word] of text.replaceAll("\u2060", "").matchAll(/[\p{L}]+/gu))
    found.set(word, (found.get(word) ?? 0) + 1);
  return found;
}

describe("a new message", () => {
  it("begins with a section where that is possible, and never ends with a heading", () => {
    const section = (name: string) => [title(literal(name)), grid(200, 2)];
    const [first, second, ...others] = render(...section("One"), ...section("Two"), ...section("Three"));
    expect(others).toEqual([]);
    expect(JSON.stringify(first?.payload)).toMatch(/<h2>One.*<h2>Two/);
    expect(JSON.stringify(second?.payload)).toMatch(/"html":"<h2>Three/);
  });
});

describe("buttons", () => {
  const button = (command: string) => ({ id: "x", label: literal("Next"), command });

  it("carry a command of 64 bytes, a longer one pressed together, and one too long even so is written out", () => {
    const carried = (command: string) => JSON.stringify(render(paragraph(literal("Text")), actions([button(command)])));
    const line = (bytes: number) => `/movers ${"x".repeat(bytes - 8)}`;
    expect(carried(line(64))).toContain(`"callback_data":"${line(64)}"`);
    expect(carried(line(65))).toContain('"callback_data":"~1');
    const chinese = (count: number) =>
      `/${Array.from({ length: count }, (_, index) => String.fromCodePoint(0x4e00 + ((index * 7919) % 20_000))).join("")}`;
    expect(carried(chinese(21))).toContain(`"callback_data":"${chinese(21)}"`);
    expect(carried(chinese(90))).not.toContain("callback_data");
    expect(carried(chinese(90))).toContain(`<footer>Next: <code>${chinese(90)}</code></footer>`);
    expect(messages(paragraph(literal("Text")), actions([button(chinese(90)), button(line(65))]))).toEqual({
      rich: 1,
      ordinary: 1,
    });
  });

  it("of more than 100 go on under the next message", () => {
    const many = actions(
      Array.from({ length: 230 }, (_, index) => ({ ...button(`/movers ${index}`), label: literal(`B${index}`) })),
    );
    expect(messages(paragraph(literal("Text")), many)).toEqual({ rich: 4, ordinary: 4 });
  });

  it("without a word above them get a message all the same", () => {
    expect(messages(actions([button("/movers")]))).toEqual({ rich: 1, ordinary: 1 });
  });

  const rowsOf = (...choices: readonly (readonly string[])[]) => {
    const nodes = choices.map((labels) => actions(labels.map((label) => ({ ...button("/x"), label: literal(label) }))));
    const payload = render(...nodes)[0]?.payload as
      | { readonly reply_markup: { readonly inline_keyboard: readonly (readonly { readonly text: string }[])[] } }
      | undefined;
    return payload?.reply_markup.inline_keyboard.map((row) => row.map(({ text }) => text));
  };

  it("stand in even rows of at most five", () => {
    const rows = (labels: readonly string[]) => rowsOf(labels)?.map(({ length }) => length);
    expect(rows(["1d"])).toEqual([1]);
    expect(rows(["1d", "7d", "30d", "ytd"])).toEqual([4]);
    expect(rows(["1d", "7d", "30d", "ytd", "1h"])).toEqual([5]);
    expect(rows(["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"])).toEqual([4, 3]);
    expect(rows(["周一", "周二", "周三", "周四", "周五"])).toEqual([5]);
    expect(rows(Array.from({ length: 24 }, (_, hour) => `${String(hour).padStart(2, "0")}:00`))).toEqual([
      5, 5, 5, 5, 4,
    ]);
    expect(rows(["Asia/Shanghai", "Europe/Berlin", "America/New_York", "UTC"])).toEqual([2, 2]);
    expect(rows(["今年以来的全部涨跌情况一览", "本周"])).toEqual([1, 1]);
    expect(rows(["English", "Chinese", "Both", "As the app of each reader"])).toEqual([3, 1]);
  });

  it("of one choice stand in rows of their own", () => {
    expect(rowsOf(["Mon", "Fri"], ["08:00", "09:00", "16:30"], ["Save"])).toEqual([
      ["Mon", "Fri"],
      ["08:00", "09:00", "16:30"],
      ["Save"],
    ]);
  });
});

it("an empty document is no message", () => {
  expect(render()).toEqual([]);
  expect(render({ node: "divider" })).toEqual([]);
});
