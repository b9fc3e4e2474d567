import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { escapeCode, escapeMarkdown } from "../../../adapters/discord/escape.ts";
import type { Message } from "../../../adapters/discord/message.ts";
import { renderDiscord } from "../../../adapters/discord/render.ts";
import { actions, list, paragraph, pick, title } from "../../../src/document/build.ts";
import type { Action, Node, Table } from "../../../src/document/node.ts";
import { literal } from "../../../src/i18n/value.ts";
import type { Part } from "../../../src/platform/adapter.ts";
import { itRendersFor } from "../../contracts/adapter.ts";
import { anyDocument, anyLanguage, speakers } from "../../document/world.ts";
import { rules } from "../../fakes/discord/rules.ts";
import { controlsFromData, readDiscord, tokensOf } from "./reader.ts";

const problems = ({ payload }: Part) => [...rules.create(payload), ...rules.followUp(payload), ...rules.edit(payload)];

itRendersFor({
  name: "Discord",
  render: renderDiscord,
  problems,
  read: readDiscord,
  unheaded: "a row of buttons has no heading; a menu says it in its place for hints",
});

const rendered = (...nodes: Node[]) => renderDiscord({ nodes }, speakers.en);
const messages = (...nodes: Node[]) => rendered(...nodes).map(({ payload }) => payload as Message);
const item = (label: string, command: string, current = false): Action => ({
  id: "x",
  label: literal(label),
  command,
  ...(current ? { current } : {}),
});
const choice = (count: number) =>
  Array.from({ length: count }, (_, at) => item(`choice ${at}`, `/movers ${at}`, at === 0));

describe("text at and over a limit", () => {
  it.each([
    [
      "a title",
      256,
      (length: number) => title(literal("x".repeat(length))),
      (one: Message) => one.embeds[0]?.title?.length,
    ],
    [
      "a description",
      4096,
      (length: number) => paragraph(literal("x".repeat(length))),
      (one: Message) => one.embeds[0]?.description?.length,
    ],
  ])("fills %s of %d, and goes on after it", (_name, limit, node, lengthOf) => {
    const [full] = messages(node(limit));
    expect(full?.embeds).toHaveLength(1);
    expect(lengthOf(full as Message)).toBe(limit);
    const over = rendered(node(limit + 1));
    expect(over.flatMap(problems)).toEqual([]);
    expect(readDiscord(over).replace(/\s/g, "")).toBe("x".repeat(limit + 1));
  });

  it("counts what escaping adds", () => {
    const over = rendered(paragraph(literal("*".repeat(4096))));
    expect(over.flatMap(problems)).toEqual([]);
    expect(readDiscord(over).replace(/\s/g, "")).toBe("*".repeat(4096));
  });

  it("keeps the sum of all embeds of a message at 6,000", () => {
    const two = (length: number) => [
      title(literal("a")),
      paragraph(literal("x".repeat(3999))),
      title(literal("b")),
      paragraph(literal("y".repeat(length))),
    ];
    expect(messages(...two(1999)).map(({ embeds }) => embeds.length)).toEqual([2]);
    expect(messages(...two(2000)).map(({ embeds }) => embeds.length)).toEqual([1, 1]);
  });

  it("puts ten embeds into a message and the eleventh into the next", () => {
    const sections = (count: number) => Array.from({ length: count }, (_, at) => title(literal(`section ${at}`)));
    expect(messages(...sections(10)).map(({ embeds }) => embeds.length)).toEqual([10]);
    expect(messages(...sections(11)).map(({ embeds }) => embeds.length)).toEqual([10, 1]);
  });
});

describe("controls", () => {
  const rowsOf = (...nodes: Node[]) => messages(paragraph(literal("x")), ...nodes).map(({ components }) => components);

  it("are buttons while five do, and a menu from the sixth value on", () => {
    expect(rowsOf(pick(literal("Class"), choice(5)))[0]?.map(({ components }) => components.length)).toEqual([5]);
    const [row] = rowsOf(pick(literal("Class"), choice(6)))[0] ?? [];
    expect(row?.components[0]).toMatchObject({ type: 3, placeholder: "Class" });
  });

  it("mark what is shown now by more than a colour", () => {
    const [row] =
      rowsOf(pick(literal("Window"), [item("Day", "/movers day"), item("Week", "/movers week", true)]))[0] ?? [];
    expect(row?.components).toEqual([
      { type: 2, style: 2, label: "Day", custom_id: "0:/movers day" },
      { type: 2, style: 1, label: "✓ Week", custom_id: "1:/movers week" },
    ]);
    const [menu] = rowsOf(pick(literal("Class"), choice(6)))[0] ?? [];
    expect(menu?.components[0]).toMatchObject({
      options: [{ label: "choice 0", value: "0:/movers 0", default: true }, {}, {}, {}, {}, {}],
    });
  });

  it("that stand for the same command stay apart", () => {
    const twice = rendered(paragraph(literal("x")), actions([item("a", "/help"), item("b", "/help")]));
    expect(twice.flatMap(problems)).toEqual([]);
  });

  it.each([
    ["25 values in one menu", pick(literal("Class"), choice(25)), [1]],
    ["26 in two", pick(literal("Class"), choice(26)), [2]],
    ["25 buttons in five rows", actions(choice(25)), [5]],
    ["26 in a further message", actions(choice(26)), [5, 1]],
  ])("are %s", (_name, node, rows) => {
    const parts = rendered(paragraph(literal("x")), node);
    expect(parts.map(({ payload }) => (payload as Message).components.length)).toEqual(rows);
    expect(parts.flatMap(problems)).toEqual([]);
  });

  it.each([
    ["a command of 100 characters with its number", item("x", `/${"a".repeat(97)}`), 1],
    ["one of 101", item("x", `/${"a".repeat(98)}`), 0],
    ["a label of 78", item("a".repeat(78), "/help"), 1],
    ["one of 79 that may be marked", item("a".repeat(79), "/help"), 0],
  ])("take %s, or it stands there as words", (_name, one, rows) => {
    const parts = rendered(paragraph(literal("x")), actions([one]));
    expect(parts.flatMap(({ payload }) => (payload as Message).components)).toHaveLength(rows);
    if (rows === 0) expect(readDiscord(parts)).toContain(one.command);
  });

  it("alone still make a message Discord takes", () => {
    const [only] = messages(actions([item("Movers", "/movers")]));
    expect(only?.embeds[0]?.description).toBe("Movers");
  });
});

describe("a table", () => {
  const wide: Table = {
    node: "table",
    columns: ["Name", "Level", "Week", "Month", "Year"].map((label, at) => ({
      key: label,
      label: literal(label),
      align: at === 0 ? "start" : "end",
      priority: at + 1,
    })),
    rows: [{ cells: ["纳斯达克100", "19,023.7", "▼-2.6%", "▼-3.3%", "▲+13.1%"].map(literal) }],
  };

  it("too wide for a phone keeps each row together, its main figure beside the name", () => {
    const twice = { ...wide, rows: [...wide.rows, ...wide.rows] };
    expect(messages(twice)[0]?.embeds[0]?.description).toBe(
      [
        "```",
        "Name\u3000\u3000\u3000\u3000     Level",
        "   Week  Month    Year",
        "----------------------",
        "纳斯达克100   19,023.7",
        " ▼-2.6% ▼-3.3% ▲+13.1%",
        "纳斯达克100   19,023.7",
        " ▼-2.6% ▼-3.3% ▲+13.1%",
        "```",
      ].join("\n"),
    );
  });

  it("of one row says what it has one below the other", () => {
    expect(messages(wide)[0]?.embeds[0]?.description).toBe(
      ["```", "Name   纳斯达克100", "Level  19,023.7", "Week   ▼-2.6%", "Month  ▼-3.3%", "Year   ▲+13.1%", "```"].join(
        "\n",
      ),
    );
  });

  it("too wide for a figure beside the name has all of them below", () => {
    const row = { cells: ["A name of some length", ..."abcd".split("").map((one) => one.repeat(20))].map(literal) };
    const long = { ...wide, rows: [row, row] };
    const text = messages(long)[0]?.embeds[0]?.description ?? "";
    expect(
      text
        .split("\n")
        .slice(7, 12)
        .map((line) => line.trim()),
    ).toEqual(["A name of some length", "a".repeat(20), "b".repeat(20), "c".repeat(20), "d".repeat(20)]);
  });

  it("with many columns and short names becomes several tables, each with its names", () => {
    const columns = Array.from({ length: 9 }, (_, at) => ({
      ...wide.columns[0],
      label: literal(`column ${at}`),
      align: "end",
    }));
    const rows = ["Mon", "Tue"].map((day) => ({ cells: [day, ..."12345678"].map(literal) }));
    const text = messages({ ...wide, columns, rows } as Table)[0]?.embeds[0]?.description ?? "";
    expect(text.split("```\n```")).toHaveLength(8 / 2);
    expect(text.match(/^ *Mon/gm)).toHaveLength(8 / 2);
  });

  it("keeps a row together where names do not tell rows apart", () => {
    const columns = Array.from({ length: 9 }, (_, at) => ({ ...wide.columns[0], label: literal(`column ${at}`) }));
    const rows = ["Mon", "Mon"].map((day) => ({ cells: [day, ..."12345678"].map(literal) }));
    const text = messages({ ...wide, columns, rows } as Table)[0]?.embeds[0]?.description ?? "";
    expect(text.match(/```/g)).toHaveLength(2);
  });

  it("of any length repeats its headings and loses no row", () => {
    const rows = Array.from({ length: 300 }, (_, at) => ({ cells: [literal(`name ${at}`), literal(`${at}.5`)] }));
    const parts = rendered({ ...wide, columns: wide.columns.slice(0, 2), rows });
    expect(parts.flatMap(problems)).toEqual([]);
    const text = readDiscord(parts);
    expect(rows.every((_, at) => text.includes(`name ${at} `))).toBe(true);
    expect(JSON.stringify(parts).split("Level").length - 1).toBe(6);
  });
});

const hostile = fc.constantFrom(
  "@everyone",
  "@here",
  "<@111>",
  "<@&222>",
  "<#333>",
  "<t:1700000000:R>",
  "</movers:123>",
  "<:bell:123>",
  "<a:bell:123>",
  "<https://evil.example>",
  "<id:customize>",
  "https://evil.example/a",
  "discord://x",
  "[free](https://evil.example)",
  ":smile:",
  "**",
  "*",
  "__",
  "_",
  "~~",
  "||",
  "`",
  "```",
  "````",
  "``",
  "```\n",
  "# ",
  "## big",
  "-# small",
  "- ",
  "+ ",
  "1. ",
  "12. x",
  "> ",
  ">>> ",
  "\\",
  "\\\\",
  "\\*",
  "\u200b",
  "\u202e",
  "\u0000",
  "\ud800",
  "AT&T",
);
const hostileText = fc
  .array(hostile, { minLength: 1, maxLength: 6 })
  .chain((parts) => fc.constantFrom("", " ").map((glue) => parts.join(glue)));

describe("text from outside", () => {
  it("never mentions, links, or dresses anything, wherever it stands", () => {
    const column = (text: string) => ({ key: "k", label: literal(text), align: "start" as const, priority: 1 });
    fc.assert(
      fc.property(hostileText, hostileText, (one, other) => {
        const parts = rendered(
          title(literal(one), 1),
          title(literal(other), 3),
          { node: "lead", text: literal(one) },
          paragraph(literal(other)),
          list([literal(one), literal(other)]),
          {
            node: "table",
            caption: literal(other),
            columns: [column(one), column(other)],
            rows: [{ cells: [literal(other), literal(one)] }],
          },
          { node: "details", summary: literal(one), children: [{ node: "note", text: literal(other) }] },
          { node: "gap", text: literal(one) },
          actions([item(one, `/movers ${other}`), item("x".repeat(90), `/movers ${other}`)]),
        );
        expect(controlsFromData(parts)).toEqual([]);
        expect(parts.flatMap(problems)).toEqual([]);
      }),
      { numRuns: 800 },
    );
  });

  it("whatever the document", () => {
    fc.assert(
      fc.property(anyDocument, anyLanguage, (document, language) => {
        expect(controlsFromData(renderDiscord(document, speakers[language]))).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  it("would be seen by the parser if it were not escaped", () => {
    for (const text of [
      "@everyone",
      "<@1>",
      "https://a.b",
      "[a](b)",
      ":smile:",
      "**a*",
      "`a`",
      "# a",
      "> a",
      "1. a",
      "* a",
    ])
      expect(
        tokensOf(text).some(({ is }) => is === "control"),
        text,
      ).toBe(true);
  });

  it.each([
    ["<@1> & co.", "\\<\\@1\\> & co."],
    ["3. place", "3\\. place"],
    ["- 5", "\\- 5"],
    ["at 08:00, see https://a.b", "at 08\\:00, see https\\://a.b"],
  ])("is escaped as little as it must be: %s", (text, escaped) => {
    expect(escapeMarkdown(text)).toBe(escaped);
  });

  it.each([
    ["https://discord.com/channels/222222222222222222/333333333333333333/444444444444444444", true],
    ["https://discord.com/channels/@me/333333333333333333/444444444444444444", true],
    ["https://discord.com/channels/222222222222222222/333333333333333333", false],
    ["https://discord.com/channels/222222222222222222/333333333333333333/444444444444444444/x", false],
    ["https://discord.com/channels/222222222222222222/333333333333333333/444444444444444444@b.c", false],
    ["https://discord.com.b.c/channels/@me/333333333333333333/444444444444444444", false],
    ["http://discord.com/channels/@me/333333333333333333/444444444444444444", false],
  ])("leads to messages of Discord and nowhere else: %s %s", (address, leads) => {
    expect(escapeMarkdown(`- sent: ${address}. *Next*`)).toBe(
      leads
        ? `\\- sent: ${address}. \\*Next\\*`
        : `\\- sent: ${address.replace(":", "\\:").replace("@", "\\@")}. \\*Next\\*`,
    );
  });

  it("cannot close a code block", () => {
    expect(escapeCode("a```b")).toBe("a`\u200b`\u200b`b");
  });
});

it("an edit and a message alike allow no mentions, and no text stands outside the embeds", () => {
  const parts = rendered(title(literal("x")), paragraph(literal("y")));
  expect(parts).toEqual([
    {
      method: "Create Message",
      payload: {
        embeds: [{ title: "x", description: "y", color: 0xb8860b }],
        components: [],
        allowed_mentions: { parse: [] },
      },
    },
  ]);
});
