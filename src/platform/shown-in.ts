import type { Action, Document, Node } from "../document/node.ts";
import { type Language, languages } from "../i18n/locale.ts";
import { cleanText } from "../support/text.ts";
import type { Incoming } from "./desk.ts";
import { remembered } from "./remembered.ts";

const word = /^lang:(\w+)$/;

/** What was said, cleaned of what cannot be seen, and the language of the message that was tapped. */
export function heardIn({ words }: Incoming): { readonly words: readonly string[]; readonly shownIn?: Language } {
  const clean = words.map(cleanText).filter((one) => one !== "");
  const shownIn = clean.flatMap((one) => languages.find((language) => language === word.exec(one)?.[1]) ?? []).at(-1);
  const rest = clean.filter((one) => !word.test(one));
  return shownIn === undefined ? { words: rest } : { words: rest, shownIn };
}

/**
 * A document whose taps carry the language it is shown in: a message many read must not turn into the language of whoever
 * tapped it last.
 */
export function inTheSameLanguage(language: Language) {
  return marking[language];
}

const markingFor = (language: Language) => {
  const mark = (item: Action): Action => ({ ...item, command: `${item.command} lang:${language}` });
  return remembered(
    ({ nodes }): Document => ({
      nodes: nodes.map((node): Node => (node.node === "actions" ? { ...node, items: node.items.map(mark) } : node)),
    }),
  );
};
const marking = { en: markingFor("en"), zh: markingFor("zh"), both: markingFor("both") };
