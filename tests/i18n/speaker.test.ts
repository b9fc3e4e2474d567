import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createMessageBook } from "../../src/i18n/catalog.ts";
import { createSpeaker } from "../../src/i18n/speaker.ts";
import {
  day,
  join,
  literal,
  message,
  missing,
  name,
  quantity,
  saidIn,
  span,
  type Value,
} from "../../src/i18n/value.ts";

const book = createMessageBook([
  {
    en: {
      lag: "{name} fell {change}, {gap} behind {against}.",
      pair: "{a}{b}",
      quoted: "«{text}»",
      heading: "Indices",
      same: "ETF",
      outer: "{inner}{tail}",
      count: "{count, plural, one {# row} other {# rows}}",
      way: "{way, select, up {rose} down {fell} other {held}}",
    },
    zh: {
      lag: "{name}下跌{change}，跑输{against}{gap}。",
      pair: "{a}{b}",
      quoted: "《{text}》",
      heading: "指数",
      same: "ETF",
      outer: "{inner}{tail}",
      count: "{count}行",
      way: "{way, select, up {上涨} down {下跌} other {持平}}",
    },
  },
]);
const en = createSpeaker(book, "en");
const zh = createSpeaker(book, "zh");
const both = createSpeaker(book, "both");

const lag = message("lag", {
  name: name({ en: "SOX", zh: "费城半导体" }),
  change: quantity({ digits: "-3.07", unit: "pct" }, "magnitude"),
  gap: quantity({ digits: "1.8", unit: "pct_pt" }),
  against: name({ en: "the S&P 500", zh: "标普 500" }),
});

describe("a sentence", () => {
  it("is said in the reader's language", () => {
    expect(en.sentences(lag)).toEqual(["SOX fell 3.07%, 1.8 pct behind the S&P 500."]);
    expect(zh.sentences(lag)).toEqual(["费城半导体下跌3.07%，跑输标普 500 1.8pct。"]);
  });

  it("is said once in each language to a reader of both", () => {
    expect(both.sentences(lag)).toEqual([...en.sentences(lag), ...zh.sentences(lag)]);
  });

  it("is said only once where both languages put it alike", () => {
    expect(both.sentences(message("same"))).toEqual(["ETF"]);
    expect(both.sentences(literal("Fed holds"))).toEqual(["Fed holds"]);
  });
});

describe("what is said in a language of its own", () => {
  it("is said in it to every reader", () => {
    for (const speaker of [en, zh, both]) {
      expect(speaker.sentences(saidIn("zh", lag))).toEqual(zh.sentences(lag));
      expect(speaker.sentences(saidIn("both", lag))).toEqual(both.sentences(lag));
      expect(speaker.say(saidIn("en", lag))).toBe(en.say(lag));
    }
  });

  it("stays in it inside a sentence, and the innermost language holds", () => {
    expect(en.say(message("quoted", { text: saidIn("zh", message("heading")) }))).toBe("«指数»");
    expect(en.say(saidIn("zh", join([message("heading"), saidIn("en", message("heading"))], "list")))).toBe(
      "指数、Indices",
    );
  });
});

describe("a short text", () => {
  it("stands side by side in both languages", () => {
    expect(en.say(message("heading"))).toBe("Indices");
    expect(zh.say(message("heading"))).toBe("指数");
    expect(both.say(message("heading"))).toBe("Indices 指数");
    expect(both.say(name({ en: "Nvidia", zh: "英伟达" }))).toBe("Nvidia 英伟达");
  });

  it("stands once where both languages put it alike", () => {
    expect(both.say(message("same"))).toBe("ETF");
    expect(both.say(name({ en: "AMD", zh: "AMD" }))).toBe("AMD");
    expect(both.say(literal("NVDA.O"))).toBe("NVDA.O");
    expect(both.say(missing)).toBe("–");
  });

  it("gives figures and dates once, since they mean the same beside a bilingual label", () => {
    expect(both.say(quantity({ digits: "485.9", unit: "usd_m" }))).toBe("$485.9M");
    expect(both.say(day("2024-07-26"))).toBe("26 Jul 2024");
    expect(both.say(span("2024-07-22", "2024-07-26"))).toBe("22–26 Jul 2024");
  });

  it("has its figures in Chinese for a Chinese reader", () => {
    expect(zh.say(quantity({ digits: "485.9", unit: "usd_m" }))).toBe("4.86亿美元");
    expect(zh.say(day("2024-07-26", "short"))).toBe("7月26日");
    expect(zh.say(span("2024-07-22", "2024-07-26"))).toBe("2024/7/22-7/26");
  });

  it("is a dash where there is no reading", () => {
    expect(en.say(missing)).toBe("–");
    expect(zh.say(missing)).toBe("–");
  });

  it("marks a provisional figure", () => {
    const figure = { digits: "-12.3", unit: "usd_m" as const, origin: { quality: "provisional" } };
    expect(en.say(quantity(figure, "cell"))).toBe("(12.3)*");
  });
});

describe("a name", () => {
  it("falls back to English where there is no usual Chinese one", () => {
    expect(zh.say(name({ en: "Foxconn Interconnect", zh: "" }))).toBe("Foxconn Interconnect");
    expect(both.say(name({ en: "Foxconn Interconnect", zh: "" }))).toBe("Foxconn Interconnect");
  });

  it("falls back to Chinese where there is no English one", () => {
    expect(en.say(name({ en: "", zh: "药明康德" }))).toBe("药明康德");
    expect(both.say(name({ en: "", zh: "药明康德" }))).toBe("药明康德");
  });
});

describe("a list of things", () => {
  const items = (count: number) =>
    ["Apple", "Tesla", "Meta"]
      .slice(0, count)
      .map((one, index) => name({ en: one, zh: ["苹果", "特斯拉", "Meta"][index] as string }));

  it.each([
    { by: "and", count: 0, english: "", chinese: "" },
    { by: "and", count: 1, english: "Apple", chinese: "苹果" },
    { by: "and", count: 2, english: "Apple and Tesla", chinese: "苹果和特斯拉" },
    { by: "and", count: 3, english: "Apple, Tesla and Meta", chinese: "苹果、特斯拉和Meta" },
    { by: "list", count: 1, english: "Apple", chinese: "苹果" },
    { by: "list", count: 3, english: "Apple, Tesla, Meta", chinese: "苹果、特斯拉、Meta" },
    { by: "clauses", count: 2, english: "Apple; Tesla", chinese: "苹果；特斯拉" },
    { by: "clauses", count: 3, english: "Apple; Tesla; Meta", chinese: "苹果；特斯拉；Meta" },
    { by: "none", count: 2, english: "AppleTesla", chinese: "苹果特斯拉" },
  ] as const)("of $count joined by $by is “$english” and “$chinese”", ({ by, count, english, chinese }) => {
    expect(en.say(join(items(count), by))).toBe(english);
    expect(zh.say(join(items(count), by))).toBe(chinese);
  });

  it("is joined by and unless told otherwise", () => {
    expect(en.say(join(items(2)))).toBe("Apple and Tesla");
  });

  it("may hold lists", () => {
    const nested = join([join(items(2)), join(items(3), "list")], "clauses");
    expect(en.say(nested)).toBe("Apple and Tesla; Apple, Tesla, Meta");
    expect(zh.say(nested)).toBe("苹果和特斯拉；苹果、特斯拉、Meta");
  });

  it("has every item whole and in order, however many there are", () => {
    fc.assert(
      fc.property(
        fc.array(fc.stringMatching(/^[a-z一-龥]{1,6}$/u), { maxLength: 12 }),
        fc.constantFrom("list", "clauses"),
        (words, by) => {
          const [comma, semicolon] = [", ", "; "];
          const text = en.say(join(words.map(literal), by));
          expect(text.split(by === "list" ? comma : semicolon)).toEqual(words.length === 0 ? [""] : words);
        },
      ),
    );
  });
});

describe("between two texts filled into a message", () => {
  it.each([
    ["标普 500", "1.8pct", "标普 500 1.8pct"],
    ["IBIT", "4.86亿美元", "IBIT 4.86亿美元"],
    ["Meta", "Apple", "Meta Apple"],
    ["500", "1.8pct", "500 1.8pct"],
    ["费城半导体", "1.8pct", "费城半导体1.8pct"],
    ["标普 500", "全线上涨", "标普 500全线上涨"],
    ["苹果", "特斯拉", "苹果特斯拉"],
    ["苹果（AAPL）", "1.8pct", "苹果（AAPL）1.8pct"],
    ["IBIT", "（+3%）", "IBIT（+3%）"],
    ["", "1.8pct", "1.8pct"],
    ["IBIT", "", "IBIT"],
  ])("“%s” and “%s” make “%s”", (a, b, text) => {
    expect(zh.say(message("pair", { a: literal(a), b: literal(b) }))).toBe(text);
  });

  it("a space keeps two numbers apart through nested messages", () => {
    const inner = message("pair", { a: literal("标普"), b: literal("500") });
    expect(zh.say(message("outer", { inner, tail: literal("1.8pct") }))).toBe("标普500 1.8pct");
  });

  it("two texts of letters and digits never run into one another", () => {
    const word = fc.stringMatching(/^[A-Za-z0-9一-龥%，]{1,8}$/u);
    fc.assert(
      fc.property(word, word, (a, b) => {
        const apart = /[A-Za-z0-9]$/.test(a) && /^[A-Za-z0-9]/.test(b);
        expect(zh.say(message("pair", { a: literal(a), b: literal(b) }))).toBe(apart ? `${a} ${b}` : a + b);
      }),
    );
  });
});

describe("what is filled into a message", () => {
  const hostile = [
    "{",
    "}",
    "{}",
    "{text}",
    "'",
    "''",
    "'{text}'",
    "<b>",
    "</b>",
    "<script>",
    "#",
    "|",
    "\\",
    "$&",
    "%s",
  ];

  it.each(hostile)("comes through as it is: %s", (text) => {
    for (const filled of [literal(text), name({ en: text, zh: text }), text] as (Value | string)[]) {
      expect(en.say(message("quoted", { text: filled }))).toBe(`«${text}»`);
      expect(zh.say(message("quoted", { text: filled }))).toBe(`《${text}》`);
    }
    expect(en.say(literal(text))).toBe(text);
  });

  it("comes through as it is, whatever it is", () => {
    // One character of the private use area is the speaker's own mark.
    const anything = fc.string({ unit: "binary", maxLength: 40 }).filter((text) => !text.includes("\ue000"));
    fc.assert(
      fc.property(anything, (text) => {
        expect(en.say(message("quoted", { text: literal(text) }))).toBe(`«${text}»`);
        expect(zh.say(message("quoted", { text }))).toBe(`《${text}》`);
        expect(en.say(literal(text))).toBe(text);
      }),
      { numRuns: 500 },
    );
  });

  it("is counted and selected on by its language's rules", () => {
    expect([0, 1, 2].map((count) => en.say(message("count", { count })))).toEqual(["0 rows", "1 row", "2 rows"]);
    expect([0, 1, 2].map((count) => zh.say(message("count", { count })))).toEqual(["0行", "1行", "2行"]);
    expect(["up", "down", "sideways"].map((way) => en.say(message("way", { way })))).toEqual(["rose", "fell", "held"]);
    expect(["up", "down", "sideways"].map((way) => zh.say(message("way", { way })))).toEqual(["上涨", "下跌", "持平"]);
  });
});

describe("a mistake in the program", () => {
  it("throws where a message has no text", () => {
    expect(() => en.say(message("nowhere"))).toThrow('No en text for message "nowhere".');
    expect(() => zh.sentences(message("nowhere"))).toThrow('No zh text for message "nowhere".');
  });

  it.each(["constructor", "toString", "__proto__", "hasOwnProperty"])(
    "throws for the id %s, which nobody wrote",
    (id) => {
      expect(() => en.say(message(id))).toThrow(`No en text for message "${id}".`);
      expect(book.has(id)).toBe(false);
    },
  );

  it("throws where an argument is not given", () => {
    expect(() => en.say(message("pair", { a: "x" }))).toThrow(/"b" was not provided/);
  });

  it("throws where only one language has the text", () => {
    const half = createMessageBook([{ en: { only: "here" }, zh: {} }]);
    expect(createSpeaker(half, "en").say(message("only"))).toBe("here");
    expect(() => createSpeaker(half, "both").say(message("only"))).toThrow('No zh text for message "only".');
  });
});

describe("a book of messages", () => {
  it("joins the catalogues of all rooms and knows what it has", () => {
    const joined = createMessageBook([
      { en: { a: "A" }, zh: { a: "甲" } },
      { en: { b: "B" }, zh: { b: "乙" } },
    ]);
    expect([joined.text("a", {}, "en"), joined.text("b", {}, "zh")]).toEqual(["A", "乙"]);
    expect([joined.has("a"), joined.has("b"), joined.has("c")]).toEqual([true, true, false]);
  });

  it("says the same message again with other arguments", () => {
    expect(book.text("quoted", { text: "one" }, "en")).toBe("«one»");
    expect(book.text("quoted", { text: "two" }, "en")).toBe("«two»");
    expect(book.text("quoted", { text: "two" }, "zh")).toBe("《two》");
  });
});
