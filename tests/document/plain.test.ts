import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  actions,
  chart,
  details,
  disclaimer,
  gap,
  lead,
  list,
  note,
  paragraph,
  table,
  title,
} from "../../src/document/build.ts";
import type { Action, Actions, ChartPoint, Node, Table } from "../../src/document/node.ts";
import type { Tone } from "../../src/document/pen.ts";
import { renderPlain } from "../../src/document/plain.ts";
import { toneOf } from "../../src/document/tone.ts";
import type { Speaker } from "../../src/i18n/speaker.ts";
import { literal, message, missing, name, quantity, type Value } from "../../src/i18n/value.ts";
import { cleanText, displayWidth } from "../../src/support/text.ts";
import { anyDocument, anyLanguage, anyTable, proseNode, speakers, text } from "./world.ts";

const print = (nodes: readonly Node[], width = 80, more: { openDetails?: boolean; speaker?: Speaker } = {}) =>
  renderPlain({ nodes }, { speaker: speakers.en, width, ...more });

const pct = (digits: string) => quantity({ digits, unit: "pct" }, "cell");

describe("a document in plain text", () => {
  it("reads as one page, a blank line between its parts", () => {
    const nodes = [
      title(literal("Market weekly"), 1),
      lead(literal("Tech fell.")),
      title(literal("Indices")),
      paragraph(literal("SOX fell most.")),
      title(literal("By family"), 3),
      list([literal("US"), literal("HK")]),
      { node: "divider" } as const,
      gap(literal("No flows for this window.")),
      note(literal("Source: exchange.")),
      actions([
        { id: "day", label: literal("Day"), command: "/movers day" },
        { id: "month", label: literal("Month"), command: "/movers month" },
      ]),
      disclaimer(literal("No advice.")),
    ];
    expect(print(nodes, 40)).toBe(
      `Market weekly
════════════════════════════════════════
Tech fell.

Indices
───────
SOX fell most.

By family
• US
• HK

────────────────────────────────────────

No flows for this window.

Source: exchange.

[Day] /movers day   [Month] /movers
month

No advice.
`,
    );
  });

  it("lines figures up at their end and names at their start", () => {
    const quotes = table(
      [
        { who: "Nvidia", change: "-4.13", close: "113.06" },
        { who: "Tesla", change: "0.00", close: "219.80" },
        { who: "Meta", change: "12.5", close: "1465.70" },
      ],
      [
        { key: "who", label: literal("Name"), cell: (row) => literal(row.who) },
        { key: "change", label: literal("Week"), cell: (row) => pct(row.change) },
        {
          key: "close",
          label: literal("Close"),
          cell: (row) => quantity({ digits: row.close, unit: "usd" }, "price"),
        },
      ],
      { caption: literal("Mega-caps") },
    );
    expect(print([quotes], 40)).toBe(
      `Mega-caps
Name       Week      Close
Nvidia  ▼-4.13%    $113.06
Tesla     0.00%    $219.80
Meta    ▲+12.5%  $1,465.70
`,
    );
  });

  it("counts a Chinese character as two columns", () => {
    const quotes = table(
      [
        { who: name({ en: "Nvidia", zh: "英伟达" }), change: pct("-4.13") },
        { who: name({ en: "AMD", zh: "AMD" }), change: pct("7") },
      ],
      [
        { key: "who", label: literal("名称"), cell: (row) => row.who },
        { key: "change", label: literal("本周"), cell: (row) => row.change },
      ],
    );
    expect(print([quotes], 40, { speaker: speakers.zh })).toBe(
      `名称       本周
英伟达  ▼-4.13%
AMD        ▲+7%
`,
    );
  });

  it("is one line break when there is nothing to say", () => {
    expect(print([])).toBe("\n");
    expect(print([paragraph(literal(""))])).toBe("\n");
  });

  it("says a sentence to a reader of both languages in each", () => {
    const text = print([paragraph(name({ en: "Apple rose.", zh: "苹果上涨。" }))], 40, { speaker: speakers.both });
    expect(text).toBe("Apple rose.\n苹果上涨。\n");
  });

  it("indents the lines of a long item", () => {
    expect(print([list([literal("one two three four five six")])], 21)).toBe("• one two three four\n  five six\n");
  });

  it("is never narrower than 20 columns, and 80 wide unless told otherwise", () => {
    expect(print([{ node: "divider" }], 5)).toBe(`${"─".repeat(20)}\n`);
    expect(renderPlain({ nodes: [{ node: "divider" }] }, { speaker: speakers.en })).toBe(`${"─".repeat(80)}\n`);
  });

  it("never starts a line with a closing Chinese mark", () => {
    expect(print([paragraph(literal("费城半导体指数全线下跌，跑输"))], 22)).toBe("费城半导体指数全线下\n跌，跑输\n");
  });
});

describe("a table too wide for the page", () => {
  const wide = (priorities: readonly number[]): Table => ({
    node: "table",
    columns: priorities.map((priority, index) => ({
      key: `c${index}`,
      label: literal(`Label${index}`),
      align: index === 0 ? "start" : "end",
      priority,
    })),
    rows: [{ cells: priorities.map((_, index) => literal(`cell-${index}`)) }],
  });

  it("drops its least important columns and names them", () => {
    expect(print([wide([1, 4, 2, 3])], 29)).toBe(
      `Label0  Label2  Label3
cell-0  cell-2  cell-3
(too narrow for: Label1)
`,
    );
    expect(print([wide([1, 4, 2, 3])], 20)).toBe(
      `Label0  Label2
cell-0  cell-2
(too narrow for:
Label1, Label3)
`,
    );
    expect(print([wide([1, 4, 2, 3])], 20, { speaker: speakers.zh })).toBe(
      `Label0  Label2
cell-0  cell-2
（宽度不足，未显示：
Label1、Label3）
`,
    );
  });

  it("wraps its first column under itself", () => {
    const node: Table = {
      node: "table",
      columns: [
        { key: "who", label: literal("Name"), align: "start", priority: 1 },
        { key: "change", label: literal("Week"), align: "end", priority: 2 },
      ],
      rows: [{ cells: [literal("Philadelphia Semiconductor"), pct("-3.1")] }, { cells: [literal("Nasdaq"), missing] }],
    };
    expect(print([node], 24)).toBe(
      `Name                Week
Philadelphia      ▼-3.1%
Semiconductor
Nasdaq                 –
`,
    );
  });

  it("is set row by row where not even the columns it needs stand side by side", () => {
    const node: Table = {
      node: "table",
      caption: literal("Closes"),
      columns: ["Name", "Close", "Week"].map((label, index) => ({
        key: label,
        label: literal(label),
        align: index === 0 ? "start" : "end",
        priority: 1,
      })),
      rows: [
        { cells: [literal("Nvidia"), quantity({ digits: "113.0600", unit: "usd" }, "price"), pct("-4.1345")] },
        { cells: [literal("Philadelphia Semiconductor"), missing, pct("7")] },
      ],
    };
    expect(print([node], 20)).toBe(
      `Closes
Nvidia
  Close: $113.0600
  Week: ▼-4.1345%
Philadelphia
Semiconductor
  Close: –
  Week: ▲+7%
`,
    );
  });

  it("says nothing where it has no columns", () => {
    expect(print([{ node: "table", columns: [], rows: [] }])).toBe("\n");
  });
});

describe("details", () => {
  const folded = [
    details(literal("20 more names"), [
      paragraph(literal("Apple.")),
      details(literal("Inner"), [note(literal("Deep."))]),
    ]),
    paragraph(literal("After.")),
  ];

  it("are one line that names them while closed", () => {
    expect(print(folded)).toBe("▸ 20 more names (add --details to open)\n\nAfter.\n");
    expect(print(folded, 80, { speaker: speakers.zh })).toBe("▸ 20 more names（加 --details 展开）\n\nAfter.\n");
  });

  it("are printed whole when open, those inside them too", () => {
    expect(print(folded, 80, { openDetails: true })).toBe("20 more names\nApple.\n\nInner\nDeep.\n\nAfter.\n");
  });
});

describe("a chart", () => {
  const points = (digits: readonly (string | undefined)[]): ChartPoint[] =>
    digits.map((one, index) => ({ label: literal(String(index)), ...(one === undefined ? {} : { digits: one }) }));
  const drawn = (form: "columns" | "line" | "bars" | "gauge" | "heatmap", digits: readonly (string | undefined)[]) =>
    print([
      chart({
        form,
        title: literal("Flows"),
        unit: "usd_m",
        alt: literal("A week of flows."),
        series: [{ name: literal("BTC"), points: points(digits) }],
      }),
    ]);

  it("over time is one line of blocks between its lowest and its highest point", () => {
    expect(drawn("line", ["1", "2", "3", "4", "5", "6", "7", "8"])).toBe("Flows\n▁▂▃▄▅▆▇█\nA week of flows.\n");
    expect(drawn("line", ["67000", "68000", "67500"])).toBe("Flows\n▁█▅\nA week of flows.\n");
  });

  it("in columns measures from zero", () => {
    expect(drawn("columns", ["5", "10"])).toBe("Flows\n▅█\nA week of flows.\n");
    expect(drawn("columns", ["-10", "0", "10"])).toBe("Flows\n▁▅█\nA week of flows.\n");
    expect(drawn("columns", ["-10", "-5"])).toBe("Flows\n▁▅\nA week of flows.\n");
  });

  it("leaves a hole where there is no reading", () => {
    expect(drawn("line", ["1", undefined, "3"])).toBe("Flows\n▁ █\nA week of flows.\n");
  });

  it("of equal points is level", () => {
    expect(drawn("line", ["7.0", "7.0", "7.0"])).toBe("Flows\n▄▄▄\nA week of flows.\n");
  });

  it("of fewer than two points is left out", () => {
    expect(drawn("line", [])).toBe("\n");
    expect(drawn("columns", ["5", undefined])).toBe("\n");
  });

  it.each(["bars", "gauge", "heatmap"] as const)("of form %s is left to pictures", (form) => {
    expect(drawn(form, ["1", "2", "3"])).toBe("\n");
  });
});

describe("the direction of a cell", () => {
  it.each([
    [quantity({ digits: "1.8", unit: "pct" }, "cell"), "up"],
    [quantity({ digits: "-1.8", unit: "pct" }, "cell"), "down"],
    [quantity({ digits: "0.00", unit: "pct" }, "cell"), undefined],
    [quantity({ digits: "-0.0", unit: "pct" }, "cell"), undefined],
    [quantity({ digits: "0.01", unit: "pct" }, "cell"), "up"],
    [quantity({ digits: "-78.0", unit: "usd_m" }, "cell"), "down"],
    [quantity({ digits: "6", unit: "bp" }, "change"), "up"],
    [quantity({ digits: "-12", unit: "pips" }, "change"), "down"],
    [quantity({ digits: "-0.3", unit: "pct_pt" }, "cell"), "down"],
    [quantity({ digits: "1.8", unit: "pct" }, "plain"), undefined],
    [quantity({ digits: "5423.10", unit: "points" }, "cell"), undefined],
    [quantity({ digits: "320.40", unit: "hkd" }, "price"), undefined],
    [literal("-5%"), undefined],
    [missing, undefined],
  ] satisfies [Value, string | undefined][])("%o points %s", (value, tone) => {
    expect(toneOf(value)).toBe(tone);
  });
});

describe("paint", () => {
  const tagged = (nodes: readonly Node[], openDetails = false) =>
    renderPlain(
      { nodes },
      { speaker: speakers.en, width: 40, openDetails, paint: (text, tone) => `<${tone}>${text}</${tone}>` },
    );

  it("tells what each run of text is for", () => {
    expect(tagged([title(literal("One"), 1)])).toBe(`<title>One</title>\n<dim>${"═".repeat(40)}</dim>\n`);
    expect(tagged([title(literal("Two"))])).toBe("<heading>Two</heading>\n<dim>───</dim>\n");
    expect(tagged([title(literal("Three"), 3)])).toBe("<strong>Three</strong>\n");
    expect(tagged([lead(literal("Lead."))])).toBe("<lead>Lead.</lead>\n");
    expect(tagged([paragraph(literal("Plain."))])).toBe("Plain.\n");
    expect(tagged([gap(literal("Missing."))])).toBe("<warn>Missing.</warn>\n");
    expect(tagged([note(literal("Source."))])).toBe("<dim>Source.</dim>\n");
    expect(tagged([disclaimer(literal("No advice."))])).toBe("<dim>No advice.</dim>\n");
    expect(tagged([details(literal("More"), [])])).toBe("<dim>▸ More (add --details to open)</dim>\n");
    expect(tagged([details(literal("More"), [])], true)).toBe("<strong>More</strong>\n");
  });

  it("marks gains, losses and the rows that stand out", () => {
    const node: Table = {
      node: "table",
      columns: [
        { key: "who", label: literal("Name"), align: "start", priority: 1 },
        { key: "week", label: literal("Week"), align: "end", priority: 2 },
      ],
      rows: [
        { cells: [literal("Meta"), pct("1.5")] },
        { cells: [literal("AMD"), pct("-0.5")] },
        { cells: [literal("Sum"), pct("0.0")], strong: true },
      ],
    };
    expect(tagged([node])).toBe(
      `<dim>Name</dim>  <dim>  Week</dim>
Meta  <up>▲+1.5%</up>
AMD   <down>▼-0.5%</down>
<strong>Sum </strong>  <strong>  0.0%</strong>
`,
    );
  });
});

const widths = fc.integer({ min: 20, max: 120 });
const squeezed = (printed: string) => printed.replace(/\s/gu, "");
const lines = (printed: string) => printed.split("\n");

/** Sentences a node says itself, and its children's where they are open. */
function proseOf(node: Node, speaker: Speaker, open: boolean): string[] {
  const said = (value: Value) => speaker.sentences(value).map(cleanText);
  switch (node.node) {
    case "title":
      return [cleanText(speaker.say(node.text))];
    case "lead":
    case "paragraph":
    case "gap":
    case "note":
    case "disclaimer":
      return said(node.text);
    case "list":
      return node.items.flatMap((item) => said(item).map((one, index) => (index === 0 ? `• ${one}` : one)));
    case "table":
      return node.caption === undefined || node.columns.length === 0 ? [] : said(node.caption);
    case "details":
      return open
        ? [...said(node.summary), ...node.children.flatMap((child) => proseOf(child, speaker, open))]
        : said(message("document.closed", { summary: node.summary }));
    case "actions":
      return [actionsAsText(node, speaker)];
    default:
      return [];
  }
}

function actionsAsText({ pick, items }: Actions, speaker: Speaker): string {
  const label = (item: Action) => cleanText(speaker.say(item.label));
  if (pick === undefined) return items.map((item) => `[${label(item)}] ${item.command}`).join(" ");
  const values = items.map((item) => (item.current === true ? `[${label(item)}]` : label(item)));
  return `${cleanText(speaker.say(pick))}: ${values.join(" · ")}`;
}

/** The same visible characters, whatever their order: a first column wraps between its neighbours. */
const letters = (texts: readonly string[]) => [...squeezed(texts.join(""))].toSorted().join("");

describe("whatever a document says", () => {
  it("no line is wider than the page", () => {
    fc.assert(
      fc.property(anyDocument, widths, anyLanguage, fc.boolean(), (document, width, language, openDetails) => {
        const printed = renderPlain(document, { speaker: speakers[language], width, openDetails });
        expect(lines(printed).filter((line) => displayWidth(line) > width)).toEqual([]);
      }),
      { numRuns: 600 },
    );
  });

  it("every sentence is there in full, in order", () => {
    fc.assert(
      fc.property(anyDocument, widths, anyLanguage, fc.boolean(), (document, width, language, openDetails) => {
        const speaker = speakers[language];
        const printed = squeezed(renderPlain(document, { speaker, width, openDetails }));
        let from = 0;
        for (const sentence of document.nodes.flatMap((node) => proseOf(node, speaker, openDetails))) {
          const at = printed.indexOf(squeezed(sentence), from);
          expect({ sentence, found: at >= 0 }).toEqual({ sentence, found: true });
          from = at + squeezed(sentence).length;
        }
      }),
      { numRuns: 600 },
    );
  });

  it("a page of prose says that and nothing else", () => {
    fc.assert(
      fc.property(fc.array(proseNode, { maxLength: 6 }), widths, anyLanguage, (nodes, width, language) => {
        const speaker = speakers[language];
        const printed = renderPlain({ nodes }, { speaker, width });
        expect(squeezed(printed).replaceAll("•", "")).toBe(
          squeezed(nodes.flatMap((node) => proseOf(node, speaker, false)).join("")).replaceAll("•", ""),
        );
      }),
      { numRuns: 400 },
    );
  });

  it("every cell of a table is there, or its column is named as dropped", () => {
    fc.assert(
      fc.property(anyTable, widths, anyLanguage, (node, width, language) => {
        const speaker = speakers[language];
        const said = (value: Value) => cleanText(speaker.say(value));
        // Labels that cannot be mistaken for one another tell which columns were dropped.
        const columns = node.columns.map((column, index) => ({ ...column, label: literal(`L${index}L`) }));
        const printed = renderPlain({ nodes: [{ ...node, columns }] }, { speaker, width });
        const marker = printed.search(/\(too narrow for:|（宽度不足/);
        const notice = marker < 0 ? "" : squeezed(printed.slice(marker));
        const isDropped = (index: number) => notice.includes(`L${index}L`);
        const kept = columns.map((_, index) => index).filter((index) => !isDropped(index));
        const dropped = columns.filter((_, index) => isDropped(index));
        const caption = node.caption === undefined ? [] : speaker.sentences(node.caption).map(cleanText);
        if (!printed.includes("L0L")) {
          // Row by row: the first cell, then each other with its heading.
          const rows = node.rows.flatMap(({ cells: [head, ...others] }) => [
            said(head as Value),
            ...others.map((cell, index) => `L${index + 1}L${language === "zh" ? "：" : ": "}${said(cell)}`),
          ]);
          expect(letters([printed])).toBe(letters([...caption, ...rows]));
          return;
        }
        expect(kept[0]).toBe(0);
        const expected = [
          ...caption,
          ...kept.map((index) => `L${index}L`),
          ...node.rows.flatMap((row) => kept.map((index) => said(row.cells[index] as Value))),
          ...(dropped.length === 0
            ? []
            : speaker.sentences(
                message("document.dropped-columns", {
                  columns: { is: "join", by: "list", items: dropped.map((column) => column.label) },
                }),
              )),
        ];
        expect(letters([printed])).toBe(letters(expected));
        // Only the first column wraps: the others stand whole on the line of their row.
        for (const row of node.rows) {
          const cells = kept.slice(1).map((index) => said(row.cells[index] as Value));
          const found = lines(printed).some((line) => {
            let from = 0;
            return cells.every((cell) => {
              const at = line.indexOf(cell, from);
              from = at + cell.length;
              return at >= 0;
            });
          });
          expect({ cells, found }).toEqual({ cells, found: true });
        }
      }),
      { numRuns: 600 },
    );
  });

  it("nothing hidden or commanding gets through", () => {
    fc.assert(
      fc.property(anyDocument, widths, anyLanguage, (document, width, language) => {
        const printed = renderPlain(document, { speaker: speakers[language], width, openDetails: true });
        expect(printed.replaceAll("\n", "")).not.toMatch(
          /\p{Cc}|[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/u,
        );
        expect(printed.isWellFormed()).toBe(true);
      }),
      { numRuns: 400 },
    );
  });

  it("no line ends in blanks, no two blank lines follow each other, and the page ends in one line break", () => {
    fc.assert(
      fc.property(anyDocument, widths, anyLanguage, fc.boolean(), (document, width, language, openDetails) => {
        const printed = renderPlain(document, { speaker: speakers[language], width, openDetails });
        expect(lines(printed).filter((line) => line.endsWith(" "))).toEqual([]);
        expect(printed).not.toContain("\n\n\n");
        expect(printed).toMatch(/(^|\S)\n$/u);
      }),
      { numRuns: 400 },
    );
  });

  it("paint adds colour codes and, blanks at the end of a line aside, changes nothing", () => {
    const codes: Record<Tone, number> = {
      title: 1,
      heading: 1,
      lead: 1,
      strong: 1,
      dim: 2,
      warn: 33,
      up: 32,
      down: 31,
    };
    fc.assert(
      fc.property(anyDocument, widths, anyLanguage, (document, width, language) => {
        const options = { speaker: speakers[language], width, openDetails: true };
        const painted = renderPlain(document, {
          ...options,
          paint: (text, tone) => `\u001b[${codes[tone]}m${text}\u001b[0m`,
        });
        const plain = painted.replace(/\u001b\[\d+m/g, "").replace(/ +$/gm, "");
        expect(plain).toBe(renderPlain(document, options));
      }),
      { numRuns: 400 },
    );
  });

  it("the same document gives the same page again", () => {
    fc.assert(
      fc.property(anyDocument, widths, (document, width) => {
        const options = { speaker: speakers.both, width };
        expect(renderPlain(document, options)).toBe(renderPlain(document, options));
      }),
      { numRuns: 50 },
    );
  });

  it("hostile text in a heading stays one heading", () => {
    fc.assert(
      fc.property(text, (heading) => {
        const [first, rule] = lines(print([title(literal(heading))], 1000));
        expect(first).toBe(cleanText(heading));
        expect(rule).toBe("─".repeat(displayWidth(cleanText(heading))));
      }),
    );
  });
});
