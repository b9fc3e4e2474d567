import fc from "fast-check";
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
  pick,
  title,
} from "../../src/document/build.ts";
import type { Column, Node, Table } from "../../src/document/node.ts";
import { createMessageBook } from "../../src/i18n/catalog.ts";
import type { Language } from "../../src/i18n/locale.ts";
import { createSpeaker, type Speaker } from "../../src/i18n/speaker.ts";
import { day, join, literal, message, missing, name, quantity, span, type Value } from "../../src/i18n/value.ts";
import { words } from "../../src/i18n/words.ts";
import { cleanText } from "../../src/support/text.ts";

const book = createMessageBook([
  words,
  {
    en: { "test.sentence": "{who} rose {change} on {day}; nothing else moved." },
    zh: { "test.sentence": "{who}在{day}上涨{change}，其余持平。" },
  },
]);

export const speakers: Readonly<Record<Language, Speaker>> = {
  en: createSpeaker(book, "en"),
  zh: createSpeaker(book, "zh"),
  both: createSpeaker(book, "both"),
};

/** Words of every kind a reader or a source may bring: Latin, Chinese, emoji, joined and combining characters. */
const word = fc.oneof(
  fc.stringMatching(/^[A-Za-z0-9.,%$&-]{1,12}$/),
  fc.stringMatching(/^[一-龥，。；：（）“”]{1,16}$/u),
  fc.constantFrom(
    "📈",
    "👩‍👩‍👧",
    "🇨🇳",
    "👍🏽",
    "1️⃣",
    "❤️",
    "한국어",
    "ﾃﾞｰﾀ",
    "日本語",
    "العربية",
    "हिन्दी",
    "e\u0301",
    "ไทย",
  ),
  fc.stringMatching(/^[a-z]{30,60}$/),
  fc.constantFrom("<b>", "&amp;", "</td>", "{x}", "'", "*", "_", "`", "https://example.com/a?b=c&d=e"),
);

/** What hides in text from outside: controls, escapes, bidirectional overrides, zero-width and odd blanks. */
const hidden = fc.constantFrom(
  "\u0000",
  "\u0007",
  "\u001b[31m",
  "\u001b]0;x\u0007",
  "\u0085",
  "\u009b31m",
  "\n",
  "\r\n",
  "\t",
  "\u2028",
  "\u202e",
  "\u2066",
  "\u200b",
  "\u200d",
  "\u200f",
  "\u00ad",
  "\ufeff",
  "\ufe0f",
  "\ud800",
  "\u{e0041}",
  "\u0301",
  "  ",
);

/** Text with something to see in it. */
export const text = fc
  .array(fc.oneof({ weight: 5, arbitrary: word }, { weight: 2, arbitrary: hidden }), { minLength: 1, maxLength: 12 })
  .chain((parts) => fc.constantFrom(" ", "").map((glue) => parts.join(glue)))
  .filter((one) => cleanText(one) !== "");

const shortText = fc
  .array(fc.oneof({ weight: 5, arbitrary: word }, { weight: 1, arbitrary: hidden }), { minLength: 1, maxLength: 3 })
  .map((parts) => parts.join(" "))
  .filter((one) => cleanText(one) !== "");

const digits = fc
  .tuple(fc.constantFrom("", "-"), fc.integer({ min: 1, max: 99_999 }), fc.integer({ min: 0, max: 99 }))
  .map(([sign, whole, rest]) => `${sign}${whole}.${String(rest).padStart(2, "0")}`);

const figure = fc
  .tuple(
    digits,
    fc.constantFrom("pct", "pct_pt", "bp", "usd_m", "usd", "points", "count"),
    fc.constantFrom("plain", "magnitude", "signed", "cell", "change", "price", "cap", "bare"),
  )
  .map(([figure, unit, style]) => quantity({ digits: figure, unit }, style));

const dayText = fc.integer({ min: 1, max: 28 }).map((date) => `2024-07-${String(date).padStart(2, "0")}`);

const leaf = (words: fc.Arbitrary<string>): fc.Arbitrary<Value> =>
  fc.oneof(
    words.map(literal),
    fc.tuple(words, words).map(([en, zh]) => name({ en, zh })),
    figure,
    dayText.map((on) => day(on)),
    fc.tuple(dayText, dayText).map(([from, to]) => span(from, to)),
  );

export const value: fc.Arbitrary<Value> = fc.oneof(
  leaf(text),
  fc
    .tuple(fc.array(leaf(text), { minLength: 1, maxLength: 3 }), fc.constantFrom("and", "list", "clauses", "none"))
    .map(([items, by]) => join(items, by)),
  fc
    .tuple(leaf(text), figure, dayText)
    .map(([who, change, on]) => message("test.sentence", { who, change, day: day(on) })),
);

export const cellValue: fc.Arbitrary<Value> = fc.oneof(leaf(shortText), figure, fc.constant(missing));

/** Tables in which some columns may never be dropped. */
export const anyTable: fc.Arbitrary<Table> = fc.integer({ min: 1, max: 7 }).chain((width) =>
  fc
    .record({
      caption: fc.option(value, { nil: undefined }),
      columns: fc.tuple(
        ...Array.from({ length: width }, (_, index) =>
          fc.record<Column>({
            key: fc.constant(`c${index}`),
            label: leaf(shortText),
            align: fc.constantFrom("start", "end"),
            priority: fc.integer({ min: 1, max: 9 }),
          }),
        ),
      ),
      rows: fc.array(
        fc.record({
          cells: fc.array(cellValue, { minLength: width, maxLength: width }),
          strong: fc.boolean(),
        }),
        { maxLength: 6 },
      ),
    })
    .map(
      ({ caption, columns, rows }): Table => ({
        node: "table",
        ...(caption === undefined ? {} : { caption }),
        columns,
        rows,
      }),
    ),
);

const anyChart = fc
  .record({
    form: fc.constantFrom("bars", "columns", "line", "gauge", "heatmap"),
    title: value,
    alt: value,
    points: fc.array(fc.option(digits, { nil: undefined }), { maxLength: 150 }),
  })
  .map(({ form, title: heading, alt, points }) =>
    chart({
      form,
      title: heading,
      unit: "usd_m",
      alt,
      series: [
        {
          name: literal("series"),
          points: points.map((one, index) => ({
            label: literal(String(index)),
            ...(one === undefined ? {} : { digits: one }),
          })),
        },
      ],
    }),
  );

/** Nodes made of sentences. */
export const proseNode: fc.Arbitrary<Node> = fc.oneof(
  value.map(lead),
  value.map(paragraph),
  value.map(gap),
  value.map(note),
  value.map(disclaimer),
  fc.array(value, { minLength: 1, maxLength: 4 }).map(list),
);

const titleNode = fc
  .tuple(value, fc.constantFrom(1, 2, 3))
  .map(([heading, level]): Node => title(heading, level as 1 | 2 | 3));

const actionsNode = fc
  .array(
    fc.record({
      id: fc.constant("next"),
      label: leaf(shortText),
      command: fc.stringMatching(/^\/[a-z]{2,9}( [a-z0-9<>&'"]{1,9}){0,3}$/),
    }),
    { minLength: 1, maxLength: 4 },
  )
  .map(actions);

/** The values of one choice, few or many, one of which may be shown now. */
const pickNode = fc
  .record({
    of: leaf(shortText),
    labels: fc.uniqueArray(leaf(shortText), {
      minLength: 1,
      maxLength: 12,
      selector: (label) => JSON.stringify(label),
    }),
    current: fc.integer({ min: 0, max: 14 }),
  })
  .map(({ of, labels, current }) =>
    pick(
      of,
      labels.map((label, index) => ({
        id: `value-${index}`,
        label,
        command: `/choose ${index}`,
        ...(index === current ? { current: true } : {}),
      })),
    ),
  );

const simpleNode: fc.Arbitrary<Node> = fc.oneof(
  proseNode,
  titleNode,
  anyTable,
  anyChart,
  actionsNode,
  pickNode,
  fc.constant<Node>({ node: "divider" }),
);

export const anyNode: fc.Arbitrary<Node> = fc.oneof(
  { weight: 6, arbitrary: simpleNode },
  {
    weight: 1,
    arbitrary: fc
      .tuple(
        value,
        fc.array(
          fc.oneof(
            { weight: 4, arbitrary: simpleNode },
            {
              weight: 1,
              arbitrary: fc.tuple(value, fc.array(simpleNode, { maxLength: 2 })).map(([s, c]) => details(s, c)),
            },
          ),
          { maxLength: 3 },
        ),
      )
      .map(([summary, children]) => details(summary, children)),
  },
);

export const anyDocument = fc.array(anyNode, { maxLength: 6 }).map((nodes) => ({ nodes }));

export const anyLanguage = fc.constantFrom<Language>("en", "zh", "both");
