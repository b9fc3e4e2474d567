/** The languages every text exists in. */
export const locales = ["en", "zh"] as const;
export type Locale = (typeof locales)[number];

/** What a reader may ask for: one language, or both in one message. */
export const languages = ["en", "zh", "both"] as const;
export type Language = (typeof languages)[number];

export function localesOf(language: Language): readonly Locale[] {
  return language === "both" ? locales : [language];
}

/** The language of a client locale such as `zh-CN`, `zh_TW.UTF-8` or `en-US`. */
export function languageOfTag(tag: string): Locale {
  return /^zh\b|^zh[-_]/i.test(tag) ? "zh" : "en";
}
