import { IntlMessageFormat } from "intl-messageformat";
import { type Locale, locales } from "./locale.ts";

/** One text per message id, in ICU message syntax. */
export type Messages = Readonly<Record<string, string>>;

/** The same ids in every language. */
export type Catalog = Readonly<Record<Locale, Messages>>;

export interface MessageBook {
  /** The text of a message with its arguments filled in. An unknown id is a mistake in the program and throws. */
  text(id: string, args: Readonly<Record<string, string | number>>, locale: Locale): string;
  has(id: string): boolean;
}

/** Joins catalogues from all rooms into one book; each message is parsed on first use and kept. */
export function createMessageBook(catalogs: readonly Catalog[]): MessageBook {
  const texts = Object.fromEntries(
    locales.map((locale) => [
      locale,
      Object.assign(Object.create(null), ...catalogs.map((catalog) => catalog[locale])),
    ]),
  ) as Record<Locale, Messages>;
  const parsed = new Map<string, IntlMessageFormat>();
  return {
    has: (id) => texts.en[id] !== undefined,
    text(id, args, locale) {
      const key = `${locale}:${id}`;
      let format = parsed.get(key);
      if (format === undefined) {
        const source = texts[locale][id];
        if (source === undefined) throw new Error(`No ${locale} text for message "${id}".`);
        format = new IntlMessageFormat(source, locale === "zh" ? "zh-CN" : "en", undefined, { ignoreTag: true });
        parsed.set(key, format);
      }
      return String(format.format(args as Record<string, string | number>));
    },
  };
}
