import type { Services } from "../commands/services.ts";
import { type Language, type Locale, languageOfTag } from "./i18n/locale.ts";
import type { Speaker } from "./i18n/speaker.ts";
import type { Names } from "./market/instrument.ts";
import type { Lookup } from "./market/lookup.ts";
import { chatOwner, createAnswering } from "./platform/answering.ts";
import type { CommandCard } from "./platform/command.ts";
import type { Desk, Suggestion } from "./platform/desk.ts";
import type { Place } from "./platform/destination.ts";
import type { Dispatcher } from "./platform/dispatch.ts";
import type { PreferenceBook } from "./platform/preferences.ts";
import type { PostRoom } from "./posts.ts";
import { printSchedule } from "./schedule/grammar/print.ts";

export interface DeskOptions extends Pick<Desk, "failed" | "notice"> {
  /** What becomes of scheduled posts when a place goes, comes back or moves. */
  readonly events: PostRoom["events"];
  readonly dispatcher: Dispatcher<Services>;
  readonly services: Services;
  readonly preferences: PreferenceBook;
  readonly speaker: (language: Language) => Speaker;
  /** Language of a reader who chose none and whose client tells none. */
  readonly language: Language;
}

/** The desks of this program, one for each platform. `renew` brings the newest index of instruments, which suggestions are made from. */
export function openDesks(options: DeskOptions): { deskFor(platform: string): Desk; renew(): Promise<void> } {
  const { dispatcher, services, preferences, events, speaker, language, failed, notice } = options;
  let lookup: Lookup | undefined;
  const renew = () =>
    services.lookup().then(
      (found) => {
        lookup = found;
      },
      (error) => failed("reading the instruments", error),
    );
  const completions = (
    { command, name, destination }: Parameters<Desk["suggest"]>[0],
    { platform, typed, locale }: { readonly platform: string; readonly typed: string; readonly locale: Locale },
  ): Suggestion[] => {
    const option = dispatcher.commands.find((one) => one.name === command)?.options.find((one) => one.name === name);
    switch (option?.completes) {
      case "instrument":
        // Whoever types next finds names that are new.
        void renew();
        return (lookup?.near(typed, mostSuggestions) ?? []).map(({ symbol, names }) => ({
          value: symbol,
          text: suggestionText(symbol, names, locale),
        }));
      case "subject":
        return among(typed, subjectsOf(dispatcher.commands));
      case "subscription":
        return destination === undefined ? [] : among(typed, subscriptionsOf({ platform, ...destination }, locale));
      case "zone":
        return among(typed, zones);
      default:
        return [];
    }
  };
  const subscriptionsOf = (place: Place, locale: Locale): Suggestion[] =>
    services.posts.book.of(place).map(({ id, what, schedule }) => ({
      value: id,
      text: [id, what.join(" "), printSchedule(schedule, locale)].join(" · "),
    }));
  const answering = createAnswering({ ...options, now: () => performance.now() });
  const deskFor = (platform: string): Desk => ({
    commands: dispatcher.commands,
    answer: answering(platform),
    suggest: (option, typed, locale) => completions(option, { platform, typed, locale }),
    speaker,
    languageOf: (locale) => (locale === undefined ? primary(language) : languageOfTag(locale)),
    async moved(account, from, to) {
      await preferences.move(chatOwner(account, from), chatOwner(account, to));
      await events.move({ platform, account, channel: from }, to);
    },
    left: (account, channel, why, thread) =>
      events.left(
        {
          platform,
          account,
          ...(channel === undefined ? {} : { channel }),
          ...(thread === undefined ? {} : { thread }),
        },
        why,
        "the platform told so",
      ),
    back: (account, channel) => events.back({ platform, account, channel }),
    notice,
    failed,
  });
  return { deskFor, renew };
}

/** As many as the platforms show. */
const mostSuggestions = 25;

const zones: readonly Suggestion[] = ["UTC", ...Intl.supportedValuesOf("timeZone")].map((zone) => ({
  value: zone,
  text: zone,
}));

/** What can be posted: the lines that show commands in use, and each digest. */
function subjectsOf(commands: readonly CommandCard[]): Suggestion[] {
  const lines = commands.filter(({ posts }) => posts === true).flatMap(({ examples }) => examples);
  return [...new Set(lines.map((line) => line.replace(/^\//, "")))].map((line) => ({ value: line, text: line }));
}

/** Those with what was typed, the ones that begin with it first. */
function among(typed: string, all: readonly Suggestion[]): Suggestion[] {
  const wanted = typed.trim().toLowerCase().replaceAll(" ", "_");
  const place = ({ text }: Suggestion) => text.toLowerCase().replaceAll(" ", "_").indexOf(wanted);
  return all
    .filter((one) => place(one) >= 0)
    .toSorted((a, b) => Number(place(a) > 0) - Number(place(b) > 0))
    .slice(0, mostSuggestions);
}

function primary(language: Language): Locale {
  return language === "zh" ? "zh" : "en";
}

function suggestionText(symbol: string, names: Names, locale: Locale): string {
  const known = [...new Set(locale === "zh" ? [names.zh, names.en] : [names.en, names.zh])].filter((one) => one !== "");
  return [symbol.replace(/\.CC$/, ""), ...known].join(" · ");
}
