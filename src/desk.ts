import type { Services } from "../commands/services.ts";
import { type Language, type Locale, languageOfTag } from "./i18n/locale.ts";
import type { Speaker } from "./i18n/speaker.ts";
import type { Names } from "./market/instrument.ts";
import type { Lookup } from "./market/lookup.ts";
import { chatOwner, createAnswering } from "./platform/answering.ts";
import type { Desk } from "./platform/desk.ts";
import type { Dispatcher } from "./platform/dispatch.ts";
import type { PreferenceBook } from "./platform/preferences.ts";

export interface DeskOptions extends Pick<Desk, "failed" | "notice"> {
  readonly dispatcher: Dispatcher<Services>;
  readonly services: Services;
  readonly preferences: PreferenceBook;
  readonly speaker: (language: Language) => Speaker;
  /** Language of a reader who chose none and whose client tells none. */
  readonly language: Language;
}

/** The desk of this program. `renew` brings the newest index of instruments, which suggestions are made from. */
export function openDesk(options: DeskOptions): { readonly desk: Desk; renew(): Promise<void> } {
  const { dispatcher, services, preferences, speaker, language, failed, notice } = options;
  let lookup: Lookup | undefined;
  const renew = () =>
    services.lookup().then(
      (found) => {
        lookup = found;
      },
      (error) => failed("reading the instruments", error),
    );
  const desk: Desk = {
    commands: dispatcher.commands,
    answer: createAnswering({ ...options, now: () => performance.now() }),
    suggest: ({ command, name }, typed, locale) => {
      const option = dispatcher.commands.find((one) => one.name === command)?.options.find((one) => one.name === name);
      if (option?.completes !== "instrument") return [];
      // Whoever types next finds names that are new.
      void renew();
      return (lookup?.near(typed, mostSuggestions) ?? []).map(({ symbol, names }) => ({
        value: symbol,
        text: suggestionText(symbol, names, locale),
      }));
    },
    speaker,
    languageOf: (locale) => (locale === undefined ? primary(language) : languageOfTag(locale)),
    moved: (account, from, to) => preferences.move(chatOwner(account, from), chatOwner(account, to)),
    notice,
    failed,
  };
  return { desk, renew };
}

/** As many as the platforms show. */
const mostSuggestions = 25;

function primary(language: Language): Locale {
  return language === "zh" ? "zh" : "en";
}

function suggestionText(symbol: string, names: Names, locale: Locale): string {
  const known = [...new Set(locale === "zh" ? [names.zh, names.en] : [names.en, names.zh])].filter((one) => one !== "");
  return [symbol.replace(/\.CC$/, ""), ...known].join(" · ");
}
