import type { MessageBook } from "./catalog.ts";
import { formatDay, formatSpan } from "./dates.ts";
import { type Language, type Locale, localesOf } from "./locale.ts";
import { formatQuantity } from "./numbers.ts";
import type { Join, Value } from "./value.ts";

export interface Speaker {
  readonly language: Language;
  /** Short text: a cell, a name, a heading. With both languages, the two stand side by side where they differ. */
  say(value: Value): string;
  /** A sentence in each language of the reader, one after the other. */
  sentences(value: Value): readonly string[];
}

export function createSpeaker(book: MessageBook, language: Language): Speaker {
  const spoken = localesOf(language);
  const inOne = (value: Value, locale: Locale) => speak(value, locale, book);
  return {
    language,
    say(value) {
      if (value.is === "in") return createSpeaker(book, value.language).say(value.value);
      const [first = "", ...others] = spoken.map((locale) => inOne(value, locale));
      // Figures and dates mean the same in either style: one is enough beside a bilingual label.
      if (value.is === "quantity" || value.is === "day" || value.is === "span") return first;
      return [first, ...others.filter((text) => text !== first)].join(" ");
    },
    sentences(value) {
      if (value.is === "in") return createSpeaker(book, value.language).sentences(value.value);
      return [...new Set(spoken.map((locale) => inOne(value, locale)))];
    },
  };
}

function speak(value: Value, locale: Locale, book: MessageBook): string {
  switch (value.is) {
    case "quantity":
      return formatQuantity(value, locale);
    case "name":
      return locale === "zh" && value.zh !== "" ? value.zh : value.en || value.zh;
    case "day":
      return formatDay(value, locale);
    case "span":
      return formatSpan(value, locale);
    case "literal":
      return value.text;
    case "missing":
      return "–";
    case "in":
      return createSpeaker(book, value.language).say(value.value);
    case "join":
      return joined(value, locale, book);
    case "message": {
      const args = Object.fromEntries(
        Object.entries(value.args).map(([key, arg]) => [
          key,
          typeof arg === "object" ? edge + speak(arg, locale, book) + edge : arg,
        ]),
      );
      return spaced(book.text(value.id, args, locale));
    }
  }
}

// Chinese runs words together, but "标普 500" and "1.8pct" must not become one number: where a filled-in text meets
// another with a letter or digit on both sides, a space goes between. The mark is from the private use area.
const edge = "\ue000";

function spaced(text: string): string {
  return text.replace(/([A-Za-z0-9])\ue000+(?=[-+]?[A-Za-z0-9])/g, "$1 ").replaceAll(edge, "");
}

const separators: Record<Locale, Record<Join["by"], string>> = {
  en: { and: ", ", list: ", ", clauses: "; ", none: "" },
  zh: { and: "、", list: "、", clauses: "；", none: "" },
};
const lastOf: Record<Locale, string> = { en: " and ", zh: "和" };

function joined(value: Join, locale: Locale, book: MessageBook): string {
  const texts = value.items.map((item) => speak(item, locale, book));
  const separator = separators[locale][value.by];
  if (value.by !== "and" || texts.length < 2) return texts.join(separator);
  return texts.slice(0, -1).join(separator) + lastOf[locale] + texts.at(-1);
}
