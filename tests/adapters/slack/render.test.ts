import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { renderAnswer } from "../../../adapters/slack/answer.ts";
import { limits } from "../../../adapters/slack/limits.ts";
import { renderSlack } from "../../../adapters/slack/render.ts";
import { words as slackWords } from "../../../adapters/slack/words.ts";
import { details, gap, lead, list, note, paragraph, pick, table, title } from "../../../src/document/build.ts";
import type { Document, Node, Table } from "../../../src/document/node.ts";
import { createMessageBook } from "../../../src/i18n/catalog.ts";
import { createSpeaker } from "../../../src/i18n/speaker.ts";
import { literal, name } from "../../../src/i18n/value.ts";
import type { Part, Render } from "../../../src/platform/adapter.ts";
import { itRendersFor, lost } from "../../contracts/adapter.ts";
import { anyDocument, anyLanguage, anyNode, speakers } from "../../document/world.ts";
import { controlsIn, readMessage } from "../../fakes/slack/reading.ts";
import { lengthOf, type Message, refusalsOf } from "../../fakes/slack/rules.ts";

const messageOf = (part: Part) => part.payload as Message;
const forms = (part: Part): readonly Part[] => [part, ...(part.fallback ?? [])];

/** What Slack would refuse about a part and its fallback, and what we promise beyond that. */
function problems(part: Part): string[] {
  return forms(part).flatMap((form) => {
    const message = messageOf(form);
    return [
      ...refusalsOf(message).map(({ code, about }) => `${code}: ${about}`),
      ...controlsIn(message).map(({ field, sequence }) => `${field} holds ${sequence}`),
      ...(lengthOf(message.blocks) > 10_000 ? [`${lengthOf(message.blocks)} characters`] : []),
      ...(JSON.stringify(form).includes("<!") && controlsIn(message).length > 0 ? ["a mention"] : []),
    ];
  });
}

const read = (parts: readonly Part[]) => parts.map((part) => readMessage(messageOf(part))).join("\n");

itRendersFor({ name: "slack", render: renderSlack, problems, read });

/** An answer of its own shape, without the limit on how many messages it may take. */
const asAnswer: Render = (document, speaker) =>
  renderAnswer({ document, speaker, kind: "answer", personal: false, again: "/x" }, false);

itRendersFor({ name: "slack answers", render: asAnswer, problems, read });

itRendersFor({
  name: "slack without native tables",
  render: (document, speaker) => renderSlack(document, speaker).flatMap((part) => part.fallback ?? [part]),
  problems,
  read,
  runs: 100,
});

const en = speakers.en;
const words = (length: number) =>
  literal(
    "word "
      .repeat(Math.ceil(length / 5))
      .slice(0, length - 1)
      .concat("."),
  );
const render = (...nodes: Node[]) => renderSlack({ nodes }, en);
const kinds = (part: Part | undefined) =>
  (messageOf(part as Part).blocks as { type: string }[]).map(({ type }) => type);

function grid(rows: number, columns: number, text = "1.5"): Table {
  return table(
    Array.from({ length: rows }, (_, row) => row),
    Array.from({ length: columns }, (_, column) => ({
      key: `c${column}`,
      label: literal(`Head ${column}`),
      cell: (row: number) => literal(column === 0 ? `Row ${row}` : text),
    })),
  );
}

describe("a document in a channel", () => {
  it("stays one message where it is short, with its table native", () => {
    const parts = render(title(literal("Movers"), 1), lead(literal("Up.")), grid(5, 4), note(literal("Source")));
    expect(parts.map(kinds)).toEqual([["header", "rich_text", "table", "context"]]);
    expect(parts[0]?.under).toBeUndefined();
  });

  it("becomes an overview with the rest in its thread where it is long", () => {
    const section = (at: number) => [title(literal(`Section ${at}`)), lead(literal(`Lead ${at}.`)), grid(30, 8)];
    const parts = render(title(literal("Weekly"), 1), ...section(1), ...section(2));
    expect(parts.map(({ under }) => under)).toEqual([undefined, "first", "first"]);
    expect(readMessage(messageOf(parts[0] as Part))).toMatch(
      /Weekly[\s\S]*Section 1\nLead 1\.[\s\S]*Section 2\nLead 2\./,
    );
    expect(parts.slice(1).map(kinds)).toEqual([
      ["header", "table"],
      ["header", "table"],
    ]);
    expect(messageOf(parts[2] as Part).text).toBe("Section 2");
  });

  it("puts a small further table into the message of the one before", () => {
    const parts = render(title(literal("Movers"), 1), grid(9, 9), grid(3, 3));
    expect(parts.map(kinds)).toEqual([["header", "table", "rich_text"]]);
  });

  it("makes one table of two that follow each other with the same columns, headings in between", () => {
    const [part] = render(title(literal("Movers"), 1), grid(2, 3, "up"), grid(2, 3, "down"));
    const rows = (messageOf(part as Part).blocks as { rows?: unknown[][] }[]).flatMap(({ rows = [] }) => rows);
    expect(rows).toHaveLength(6);
    expect(JSON.stringify(rows[3])).toMatch(/Head 0.*"bold":true.*Head 1.*Head 2/);
  });

  it("says a title, a list, a gap and details as their own kind of block", () => {
    const [part] = render(
      title(literal("Block"), 3),
      list([literal("one"), literal("two")]),
      gap(literal("No data.")),
      details(literal("More"), [paragraph(literal("inside"))]),
    );
    const elements = (messageOf(part as Part).blocks as { elements: { type: string }[] }[]).flatMap((block) =>
      block.elements.map(({ type }) => type),
    );
    expect(elements).toEqual([
      "rich_text_section",
      "rich_text_list",
      "rich_text_quote",
      "rich_text_section",
      "rich_text_section",
    ]);
  });

  it("is nothing where there is nothing to say", () => {
    expect(render()).toEqual([]);
  });
});

describe("limits, at them and one beyond", () => {
  it.each([
    ["header", limits.header, ["header"]],
    ["header beyond", limits.header + 1, ["rich_text"]],
  ])("%s", (_, length, expected) => {
    expect(render(title(literal("x".repeat(length)), 1)).map(kinds)).toEqual([expected]);
  });

  it.each([
    [limits.prose, 1],
    [limits.prose + 1, 2],
  ])("a paragraph of %i characters takes %i blocks", (length, blocks) => {
    expect(render(paragraph(words(length))).flatMap(kinds)).toHaveLength(blocks);
  });

  it.each([
    [limits.tableRows - 1, 1],
    [limits.tableRows, 2],
  ])("a table of %i rows takes %i messages", (rows, messages) => {
    expect(render(grid(rows, 2)).filter((part) => kinds(part).includes("table"))).toHaveLength(messages);
  });

  it.each([
    [limits.tableColumns, 1],
    [limits.tableColumns + 1, 2],
  ])("a table of %i columns takes %i messages", (columns, messages) => {
    expect(render(grid(2, columns)).filter((part) => kinds(part).includes("table"))).toHaveLength(messages);
  });

  it("a cell longer than any table is read as text", () => {
    const parts = render(grid(1, 2, "long ".repeat(2000)));
    expect(parts.flatMap(problems)).toEqual([]);
    expect(read(parts).match(/long/g)).toHaveLength(2000);
  });

  it("no message holds more than its sum, however many paragraphs there are", () => {
    const parts = render(...Array.from({ length: 40 }, () => paragraph(words(900))));
    expect(parts.flatMap(problems)).toEqual([]);
    expect(parts.length).toBeGreaterThan(3);
  });

  it("no message holds more blocks than it may", () => {
    const parts = render(...Array.from({ length: 120 }, () => paragraph(literal("a"))));
    expect(parts.flatMap(problems)).toEqual([]);
    expect(Math.max(...parts.map((part) => kinds(part).length))).toBeLessThanOrEqual(50);
  });
});

describe("documents far larger than a message", () => {
  const bigTable = fc
    .record({ columns: fc.integer({ min: 1, max: 45 }), rows: fc.integer({ min: 0, max: 230 }) })
    .map(({ columns, rows }) => grid(rows, columns));
  const longText = fc
    .tuple(fc.constantFrom("word ", "字", "👍🏽 ", "x"), fc.integer({ min: 1, max: 9000 }))
    .map(([part, length]) => literal(part.repeat(Math.ceil(length / part.length))));
  const longNode = fc.oneof(
    longText.map(lead),
    longText.map(note),
    longText.map((text) => title(text)),
  );
  const anyBig = fc
    .array(fc.oneof(anyNode, longNode, bigTable), { minLength: 5, maxLength: 40 })
    .map((nodes) => ({ nodes }));

  it("lose nothing and stay within every limit", () => {
    fc.assert(
      fc.property(anyBig, anyLanguage, (document, language) => {
        const parts = renderSlack(document, speakers[language]);
        expect(parts.flatMap(problems)).toEqual([]);
        expect(lost(document, speakers[language], read(parts))).toEqual([]);
      }),
      { numRuns: 12 },
    );
  });
});

describe("what may be tapped", () => {
  const windows = (count: number) =>
    pick(
      literal("Window"),
      Array.from({ length: count }, (_, at) => ({
        id: `w${at}`,
        label: literal(`${at} days`),
        command: `/movers crypto ${at}d`,
        ...(at === 1 ? { current: true } : {}),
      })),
    );
  const controls = (node: Node) =>
    (messageOf(render(node)[0] as Part).blocks as { elements: Record<string, unknown>[] }[]).flatMap(
      ({ elements }) => elements,
    );

  it("are buttons with the current one marked, where there are few", () => {
    const buttons = controls(windows(3));
    expect(buttons.map((button) => [button["value"], button["style"], button["accessibility_label"]])).toEqual([
      ["/movers crypto 0d", undefined, "Window: 0 days"],
      ["/movers crypto 1d", "primary", "Window: 1 days"],
      ["/movers crypto 2d", undefined, "Window: 2 days"],
    ]);
  });

  it("are a menu that opens at the current one, where there are many", () => {
    const [menu] = controls(windows(8));
    expect(menu).toMatchObject({
      type: "static_select",
      placeholder: { text: "Window" },
      initial_option: { value: "/movers crypto 1d" },
    });
  });

  it("stand side by side where they are menus", () => {
    const parts = render(windows(8), windows(9), windows(2));
    expect(parts.flatMap(problems)).toEqual([]);
    expect(parts.map(kinds)).toEqual([["actions", "actions"]]);
  });

  it("say a label in full that a button cuts", () => {
    const label = `${"very long label ".repeat(8)}end`;
    const parts = render({ node: "actions", items: [{ id: "a", label: literal(label), command: "/a" }] });
    expect(parts.flatMap(problems)).toEqual([]);
    expect(read(parts)).toContain(label);
  });
});

describe("an answer for its asker alone", () => {
  const long: Document = {
    nodes: Array.from({ length: 80 }, (_, at) => [title(literal(`Section ${at}`)), paragraph(words(1500))]).flat(),
  };
  const answer = (document: Document, share: boolean) =>
    renderAnswer({ document, speaker: en, kind: "answer", personal: false, again: "/digest weekly" }, share);

  it("takes no more messages than a response_url has uses, and one in reserve", () => {
    const speaker = createSpeaker(createMessageBook([slackWords]), "en");
    const parts = renderAnswer({ document: long, speaker, kind: "answer", personal: false, again: "/long" }, true);
    expect(parts).toHaveLength(4);
    expect(parts.flatMap(problems)).toEqual([]);
    expect(read(parts.slice(-1))).toMatch(
      /\d+ more messages would follow here\. “Post to channel”[\s\S]*Post to channel$/,
    );
  });

  it("ends with a button that posts it for everybody", () => {
    const parts = answer({ nodes: [paragraph(literal("Hello."))] }, true);
    expect(parts.map(kinds)).toEqual([["rich_text", "actions"]]);
    expect(JSON.stringify(parts)).toContain('"value":"/digest weekly"');
  });

  it("has its further tables as text rather than in further messages", () => {
    expect(answer({ nodes: [grid(5, 5), grid(5, 8), grid(5, 6)] }, false).map(kinds)).toEqual([
      ["table", "rich_text", "rich_text"],
    ]);
  });
});

describe("hostile names", () => {
  const hostile = fc.constantFrom(
    "<!channel>",
    "<!here|here>",
    "<@U0123456789>",
    "<#C0123456789|general>",
    "<!subteam^S0123456789|@staff>",
    "<!date^1392734382^Posted {date_num}|now>",
    "<https://evil.example|Apple>",
    "&lt;!channel&gt;",
    "&amp;lt;!everyone>",
    "*bold* _it_ ~no~ `code` ```block```",
    "> quote",
    ":rotating_light:",
    "@channel #general",
    "\u202e<!here>",
    "<<!channel>>",
  );
  const anyName = fc
    .array(fc.oneof(hostile, fc.string({ maxLength: 12 })), { minLength: 1, maxLength: 4 })
    .map((all) => all.join(""));

  it("never become a mention, a link, an emoji or markup", () => {
    fc.assert(
      fc.property(anyName, anyName, anyLanguage, (one, other, language) => {
        const value = name({ en: one, zh: other });
        const document: Document = {
          nodes: [
            title(value, 1),
            title(value, 3),
            lead(value),
            list([value]),
            table([1], [{ key: "a", label: value, cell: () => value }], { caption: value }),
            note(value),
            { node: "actions", items: [{ id: "a", label: value, command: "/a" }] },
          ],
        };
        expect(renderSlack(document, speakers[language]).flatMap(problems)).toEqual([]);
      }),
      { numRuns: 700 },
    );
  });

  it("would be noticed if they did", () => {
    expect(controlsIn({ text: "<!channel> &lt;ok&gt;", blocks: [] })).toEqual([
      { field: "text", sequence: "<!channel>" },
    ]);
    const section = { type: "section", text: { type: "mrkdwn", text: "see <https://a.example>" } };
    const rich = {
      type: "rich_text",
      elements: [{ type: "rich_text_section", elements: [{ type: "user", user_id: "U1" }] }],
    };
    expect(controlsIn({ text: "x", blocks: [section, rich] }).map(({ sequence }) => sequence)).toEqual([
      "<https://a.example>",
      "user",
    ]);
  });

  it("reach the notification escaped", () => {
    const [part] = render(title(literal("S&P <!channel>"), 1));
    expect(messageOf(part as Part).text).toBe("S&amp;P &lt;!channel&gt;");
  });
});

describe("text with nothing to see", () => {
  it("leaves no empty block behind", () => {
    const nothing = literal(" \u200b ");
    const parts = render(
      title(nothing, 1),
      title(nothing, 3),
      lead(nothing),
      list([nothing, literal("x")]),
      gap(nothing),
      note(nothing),
      table([1], [{ key: "a", label: nothing, cell: () => nothing }], { caption: nothing }),
      { node: "actions", items: [{ id: "a", label: nothing, command: "/a" }] },
    );
    expect(parts.flatMap(problems)).toEqual([]);
    expect(render(lead(nothing))).toEqual([]);
  });
});

describe("every message", () => {
  it("keeps previews and name look-ups off", () => {
    fc.assert(
      fc.property(anyDocument, (document) => {
        for (const part of renderSlack(document, en)) {
          expect(part.payload).toMatchObject({
            unfurl_links: false,
            unfurl_media: false,
            parse: "none",
            link_names: false,
          });
        }
      }),
      { numRuns: 20 },
    );
  });
});
