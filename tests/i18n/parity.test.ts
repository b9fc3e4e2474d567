import fc from "fast-check";
import { IntlMessageFormat } from "intl-messageformat";
import { describe, expect, it } from "vitest";
import { commands } from "../../commands/index.ts";
import { catalogs } from "../../src/compose.ts";
import { sections } from "../../src/digest/sections/index.ts";
import { createMessageBook } from "../../src/i18n/catalog.ts";
import { type Locale, locales } from "../../src/i18n/locale.ts";
import { textOf } from "../../src/platform/naming.ts";

type Ast = ReturnType<IntlMessageFormat["getAst"]>;

/** What a message says between its placeholders, one run for every branch, a placeholder standing as `◇`. */
interface Parsed {
  readonly args: ReadonlySet<string>;
  /** Every key an argument selects on, all its selects taken together. */
  readonly selects: ReadonlyMap<string, ReadonlySet<string>>;
  readonly plurals: ReadonlySet<string>;
  readonly runs: readonly string[];
}

// Kinds of elements as the parser numbers them.
const kinds = { literal: 0, argument: 1, select: 5, plural: 6, pound: 7 } as const;

/** Whether a number is told or chosen by, rather than only bending the words about it: “Fund” or “Funds”. */
function isSaid(options: Readonly<Record<string, { readonly value: Ast }>>): boolean {
  const told = (elements: Ast): boolean =>
    elements.some(
      (element) =>
        element.type === kinds.pound ||
        ("options" in element && Object.values(element.options).some((option) => told(option.value))),
    );
  return Object.entries(options).some(([key, option]) => !["one", "other"].includes(key) || told(option.value));
}

function parse(text: string, locale: Locale): Parsed {
  const args = new Set<string>();
  const selects = new Map<string, Set<string>>();
  const plurals = new Set<string>();
  const runs: string[] = [];
  const visit = (elements: Ast) => {
    let run = "";
    for (const element of elements) {
      if (element.type === kinds.literal) run += element.value;
      else run += "◇";
      if (element.type === kinds.literal || element.type === kinds.pound || !("value" in element)) continue;
      if (element.type !== kinds.plural || isSaid(element.options)) args.add(element.value);
      if (element.type === kinds.select) {
        const known = selects.get(element.value) ?? new Set();
        selects.set(element.value, known);
        for (const key of Object.keys(element.options)) known.add(key);
      } else if (element.type === kinds.plural) plurals.add(element.value);
      else if (element.type !== kinds.argument) throw new Error(`An element of kind ${element.type} was not expected.`);
      if ("options" in element) for (const option of Object.values(element.options)) visit(option.value);
    }
    runs.push(run);
  };
  visit(new IntlMessageFormat(text, locale, undefined, { ignoreTag: true }).getAst());
  return { args, selects, plurals, runs };
}

const sorted = (items: Iterable<string>) => [...items].toSorted();

const all = catalogs.flatMap((catalog) =>
  Object.keys(catalog.en).map((id) => ({ id, en: catalog.en[id] as string, zh: catalog.zh[id] as string })),
);
const both = all
  .filter(({ zh }) => zh !== undefined)
  .map((one) => ({ ...one, parsed: { en: parse(one.en, "en"), zh: parse(one.zh, "zh") } }));

interface Own {
  /** Arguments the other language has no use for. */
  readonly args?: readonly string[];
  readonly selects: Readonly<Record<string, readonly string[]>>;
}

/** Where a language tells apart what the other does not. */
const ownWays: Readonly<Record<string, Readonly<Record<Locale, Own>>>> = {
  // A central fixing is “调升” or “调贬” in Chinese; English has one wording for both, and none for other pairs.
  "rates-fx.pair": {
    en: { selects: { yuan: ["no", "other"] } },
    zh: { selects: { yuan: ["fixing", "market", "other"] } },
  },
  // Chinese sources are quoted as they print a number; English has it in our own words.
  "fundamentals.announced": {
    en: {
      args: ["qualifier"],
      selects: { measured: ["other", "yes"], qualifier: ["none", "other"] },
    },
    zh: {
      args: ["printed", "sure", "worded"],
      selects: {
        measured: ["other", "yes"],
        sure: ["first_time_above", "more_than", "nearly", "other", "up_to", "yes"],
        worded: ["other", "yes"],
      },
    },
  },
};

describe("the texts of the program", () => {
  it("include those of every section and every command", () => {
    expect(sections.filter((section) => !catalogs.includes(section.messages))).toEqual([]);
    expect(commands.filter((command) => !catalogs.includes(command.messages))).toEqual([]);
  });

  it("have the same ids in every language", () => {
    for (const catalog of catalogs) expect(sorted(Object.keys(catalog.zh))).toEqual(sorted(Object.keys(catalog.en)));
  });

  it("are never empty", () => {
    expect(both.filter(({ en, zh }) => en.trim() === "" || zh.trim() === "").map(({ id }) => id)).toEqual([]);
  });

  it("do not define one id twice with different words", () => {
    const first = new Map<string, { en: string; zh: string }>();
    const clashes = all.filter(({ id, en, zh }) => {
      const known = first.get(id);
      if (known === undefined) first.set(id, { en, zh });
      return known !== undefined && (known.en !== en || known.zh !== zh);
    });
    expect(clashes.map(({ id }) => id)).toEqual([]);
  });

  it("take the same arguments in every language", () => {
    const untold = (one: Parsed, other: Parsed) =>
      sorted(one.args).filter((arg) => !other.args.has(arg) && !other.plurals.has(arg));
    for (const { id, parsed } of both) {
      const own = ownWays[id];
      const differing = { onlyEnglish: untold(parsed.en, parsed.zh), onlyChinese: untold(parsed.zh, parsed.en) };
      expect({ id, ...differing }).toEqual({ id, onlyEnglish: own?.en.args ?? [], onlyChinese: own?.zh.args ?? [] });
    }
  });

  it("select on the same keys in every language", () => {
    const keysOf = ({ selects }: Parsed) =>
      Object.fromEntries([...selects].map(([arg, keys]) => [arg, sorted(keys)] as const));
    for (const { id, parsed } of both) {
      const [en, zh] = [keysOf(parsed.en), keysOf(parsed.zh)];
      const own = ownWays[id];
      const common =
        own === undefined ? en : Object.fromEntries(Object.entries(en).filter(([arg]) => !(arg in own.en.selects)));
      expect({ id, selects: zh }).toEqual({ id, selects: { ...common, ...own?.zh.selects } });
      expect({ id, selects: en }).toEqual({ id, selects: { ...common, ...own?.en.selects } });
    }
  });

  it("never use one argument as a number in one language and as a key in the other", () => {
    for (const { id, parsed } of both) {
      const mixed = sorted(parsed.en.plurals).filter((arg) => parsed.zh.selects.has(arg));
      const other = sorted(parsed.zh.plurals).filter((arg) => parsed.en.selects.has(arg));
      expect({ id, mixed: [...mixed, ...other] }).toEqual({ id, mixed: [] });
    }
  });

  it("can be said with every key they select on and any words filled in", () => {
    const book = createMessageBook(catalogs);
    for (const locale of locales) {
      for (const { id, parsed } of both) {
        const { args, selects, plurals } = parsed[locale];
        const words = fc.record(
          Object.fromEntries(
            [...args, ...plurals].map((arg) => {
              if (plurals.has(arg)) return [arg, fc.constantFrom(0, 1, 2, 5, 12345)];
              const keys = selects.get(arg);
              return [
                arg,
                keys === undefined ? fc.constantFrom("词", "{word}", "'", "#", "<b>") : fc.constantFrom(...keys),
              ];
            }),
          ) as Record<string, fc.Arbitrary<string | number>>,
        );
        fc.assert(
          fc.property(words, (filled) => {
            expect(book.text(id, filled, locale)).not.toMatch(/\{(?!word\})|undefined|null|\bNaN\b|, (select|plural),/);
          }),
          { numRuns: 30 },
        );
      }
    }
  });
});

describe("the texts of a section", () => {
  it.each(sections.map((section) => ({ name: section.name, messages: section.messages })))(
    "$name start with its name and include a title",
    ({ name, messages }) => {
      expect(Object.keys(messages.en).filter((id) => !id.startsWith(`${name}.`))).toEqual([]);
      expect(Object.keys(messages.en)).toContain(`${name}.title`);
      expect(Object.keys(messages.en)).toContain(`${name}.absent`);
    },
  );
});

describe("the texts of a command", () => {
  it.each(commands.map((command) => ({ name: command.name, command })))(
    "$name describe it and each of its options",
    ({ command }) => {
      const ids = Object.keys(command.messages.en);
      const wanted = [textOf(command), ...command.options.map((option) => textOf(command, option))];
      expect(wanted.filter((id) => !ids.includes(id))).toEqual([]);
    },
  );
});

const han = /\p{Script=Han}/u;
const letters = /\p{Script=Latin}/u;

/** Names and abbreviations a Chinese reader knows by their Latin letters. */
const latinInChinese = new Set(["CoinMarketCap", "alternative.me", "Socket Mode", "HTTP"]);

describe("the Chinese texts", () => {
  it("are Chinese wherever they have letters", () => {
    const foreign = both.flatMap(({ id, parsed }) =>
      parsed.zh.runs
        .map((run) => run.replaceAll("◇", "").trim())
        .filter((run) => letters.test(run) && !han.test(run) && !latinInChinese.has(run))
        .map((run) => `${id}: ${run}`),
    );
    expect(foreign).toEqual([]);
  });

  it("hold no English phrase", () => {
    const phrases = both.flatMap(({ id, parsed }) =>
      parsed.zh.runs.filter((run) => /[A-Za-z]+ [a-z]+ [a-z]+/.test(run)).map((run) => `${id}: ${run}`),
    );
    expect(phrases).toEqual([]);
  });

  it("are not the English ones over again", () => {
    const same = both.filter(({ en, zh }) => en === zh && letters.test(en.replace(/\{[^{}]*\}/g, "")));
    expect(same.map(({ id }) => id)).toEqual([]);
  });

  it("have full-width marks beside Chinese words and what is filled in", () => {
    const halfWidth = /[\p{Script=Han}◇][,;:!?()]|[,;!?()][\p{Script=Han}◇]/u;
    const wrong = both.flatMap(({ id, parsed }) =>
      parsed.zh.runs.filter((run) => halfWidth.test(run)).map((run) => `${id}: ${run}`),
    );
    expect(wrong).toEqual([]);
  });

  it("end a sentence with 。 and never with a half-width stop", () => {
    expect(both.filter(({ zh }) => /[\p{Script=Han}}]\.\s*$/u.test(zh)).map(({ id }) => id)).toEqual([]);
    const sentences = both.filter(({ en }) => /[a-z}]\.$/.test(en) && !/^[a-z]/.test(en));
    expect(sentences.filter(({ zh }) => !/[。？！}]$/.test(zh)).map(({ id }) => id)).toEqual([]);
  });

  it("open as many brackets and quotes as they close", () => {
    const count = (text: string, mark: string) => text.split(mark).length;
    for (const { id, parsed } of both) {
      const text = parsed.zh.runs.join("");
      for (const [open, close] of ["（）", "“”", "《》", "「」"].map((pair) => [...pair] as [string, string]))
        expect(`${id} ${open} ${count(text, open)}`).toBe(`${id} ${open} ${count(text, close)}`);
    }
  });
});

/** English texts that show a Chinese word as something a reader may type. */
const chineseInEnglish = new Set(["help.more"]);

describe("the English texts", () => {
  it("hold no Chinese and no full-width marks", () => {
    const wrong = both.filter(({ en }) => han.test(en) || /[，。；：！？（）、％]/.test(en));
    expect(wrong.map(({ id }) => id).filter((id) => !chineseInEnglish.has(id))).toEqual([]);
  });
});
