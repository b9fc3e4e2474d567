import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { renderTelegram } from "../../../adapters/telegram/render.ts";
import { details, disclaimer, gap, lead, list, note, paragraph, pick, title } from "../../../src/document/build.ts";
import type { Document } from "../../../src/document/node.ts";
import { literal } from "../../../src/i18n/value.ts";
import { elementsOf, readHtml } from "../../fakes/telegram/html.ts";
import { payloadProblems } from "../../fakes/telegram/payload.ts";
import { speakers } from "./connected.ts";
import { fallbackOf } from "./reading.ts";

/** Names somebody may give an instrument, a list or a file to be noticed, to be followed or to break a message. */
const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        "<b>",
        "</b>",
        '<a href="https://evil.example">x</a>',
        "</p></details>",
        '<tg-button type="url" url="https://t.me">',
        "<!--",
        "]]>",
        "<script>",
        "&lt;",
        "&amp;",
        "&#60;",
        "&nbsp;",
        "&quot",
        "<br",
        "</td></tr></table>",
        "<pre>",
        "</pre>",
        "<blockquote expandable>",
        "@everyone",
        "@closing_bell_bot",
        "＠admin_user",
        "#hashtag",
        "＃标签",
        "$USD",
        "$BTC",
        "/start",
        "/movers@bot",
        "t.me/joinchat",
        "https://evil.example/a?b=c",
        "http://1.2.3.4:80",
        "tg://resolve?domain=x",
        "mailto:a@b.example",
        "a@b.example",
        "evil.example",
        "8.8.8.8",
        "www.例子.测试",
        "*bold*",
        "_it_",
        "`code`",
        "[x](https://t.me)",
        "~~",
        "||spoiler||",
        "\\",
        '"',
        "'",
      ),
      fc.constantFrom(
        "\ud800",
        "\udc00",
        "\u0000",
        "\u202e",
        "\u200d",
        "\u2060",
        "\u200b",
        "\ufeff",
        "\u{e0041}",
        "\n",
        " ",
      ),
      fc.stringMatching(/^[a-zA-Z0-9.涨跌]{1,6}$/),
    ),
    { minLength: 1, maxLength: 8 },
  )
  .map((parts) => parts.join(""));

/** A document with the name wherever data can stand. */
function about(name: string): Document {
  const value = literal(name);
  return {
    nodes: [
      title(value, 1),
      lead(value),
      paragraph(value),
      list([value, value]),
      {
        node: "table",
        caption: value,
        columns: [
          { key: "a", label: value, align: "start", priority: 1 },
          { key: "b", label: value, align: "end", priority: 2 },
        ],
        rows: [{ cells: [value, value] }, { cells: [value, literal("1")], strong: true }],
      },
      details(value, [paragraph(value), gap(value)]),
      note(value),
      disclaimer(value),
      pick(value, [{ id: "a", label: value, command: `/quote ${name.slice(0, 8)}`, current: true }]),
    ],
  };
}

/** The tags of the messages, in order. */
function tagsOf(name: string, form: "rich" | "ordinary"): string[] {
  const parts = renderTelegram(about(name), speakers.en);
  return (form === "rich" ? parts : fallbackOf(parts)).flatMap(({ payload }) => {
    const { text, rich_message } = payload as { text?: string; rich_message?: { html: string } };
    return [...elementsOf(readHtml(rich_message?.html ?? text ?? ""))].map(({ element }) => element.tag);
  });
}

describe("a hostile name", () => {
  it.each(["rich", "ordinary"] as const)("leaves the tags of %s messages as the template wrote them", (form) => {
    fc.assert(
      fc.property(hostile, (name) => {
        // What is left of a name that hides nothing must have the same tags as an honest one of the same kind.
        fc.pre(/[\p{L}\p{N}]/u.test(name));
        const own = tagsOf(name, form).filter((tag) => tag !== "pre");
        expect(own).toEqual(tagsOf("Honest", form).filter((tag) => tag !== "pre"));
      }),
      { numRuns: 150 },
    );
  });

  it("is refused nowhere, mentions nobody and becomes no link", () => {
    fc.assert(
      fc.property(hostile, (name) => {
        const parts = renderTelegram(about(name), speakers.en);
        const problems = [...parts, ...fallbackOf(parts)].flatMap(({ method, payload }) =>
          payloadProblems(method, { chat_id: 1, ...(payload as object) }),
        );
        expect(problems).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it("would be seen by the judge of these tests", () => {
    const problemsOf = (text: string) =>
      payloadProblems("sendMessage", {
        chat_id: 1,
        text,
        parse_mode: "HTML",
        link_preview_options: { is_disabled: true },
      });
    for (const text of [
      "@everyone",
      "#tag",
      "$USD",
      "see /start",
      "evil.example",
      "8.8.8.8",
      "tg://resolve",
      "<b>",
      "&copy;",
      '<a href="x">x</a>',
    ])
      expect(problemsOf(text)).not.toEqual([]);
    for (const text of ["<code>@everyone evil.example</code>", "<pre>$USD</pre>", "S&amp;P 500 +1.5% 7/26", "1,234.5"])
      expect(problemsOf(text)).toEqual([]);
  });
});
