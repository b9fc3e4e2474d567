import { gap } from "../document/build.ts";
import { type Language, languageOfTag } from "../i18n/locale.ts";
import type { Speaker } from "../i18n/speaker.ts";
import { literal, message, type Value } from "../i18n/value.ts";
import { createTurns } from "../support/turns.ts";
import type { Answer } from "./command.ts";
import type { Conversation } from "./conversation.ts";
import type { Desk, Incoming, Reply } from "./desk.ts";
import type { Dispatcher, Question } from "./dispatch.ts";
import { CommandError } from "./parse.ts";
import type { PreferenceBook } from "./preferences.ts";
import { heardIn, inTheSameLanguage } from "./shown-in.ts";

export interface AnsweringOptions<Services> {
  readonly dispatcher: Dispatcher<Services>;
  readonly services: Services;
  readonly preferences: PreferenceBook;
  readonly speaker: (language: Language) => Speaker;
  /** Language of a reader who chose none and whose client tells none. */
  readonly language: Language;
  readonly failed: Desk["failed"];
  /** Milliseconds; any clock that only goes forward. */
  readonly now: () => number;
  /** How long one answer serves everyone who asks the same (default half a minute). */
  readonly freshMs?: number;
}

/** Composing is work for one processor: more at a time would only keep acknowledgements waiting. */
const mostAtOnce = 2;

/** Answers kept at a time; the oldest goes first. */
const mostKept = 500;

/**
 * Turns what was heard on a platform into replies; one answer serves everyone who asks the same within a short while, on
 * whichever platform.
 */
export function createAnswering<Services>(options: AnsweringOptions<Services>): (platform: string) => Desk["answer"] {
  const { dispatcher, services, preferences, speaker, failed, now, freshMs = 30_000 } = options;
  const inTurn = createTurns(mostAtOnce);
  const kept = new Map<string, { readonly until: number; readonly answer: Promise<Answer> }>();

  const answerTo = async (question: Question<Services>, language: Language, conversation: Conversation) => {
    const key = `${language} ${question.key}`;
    const known = kept.get(key);
    if (known !== undefined && known.until > now()) {
      // Somebody else's answer serves only where it is everybody's; their mistakes and their lists are their own.
      const shared = await known.answer.catch(() => undefined);
      if (shared !== undefined && shared.unshared !== true) return shared;
    }
    const answer = inTurn(() => question.ask({ services, language, conversation }));
    kept.delete(key);
    kept.set(key, { until: now() + freshMs, answer });
    if (kept.size > mostKept) kept.delete(kept.keys().next().value as string);
    const forget = () => {
      if (kept.get(key)?.answer === answer) kept.delete(key);
    };
    answer.then(({ unshared }) => unshared === true && forget(), forget);
    return answer;
  };

  const isManager = ({ person }: Incoming) =>
    person.mayManage().catch((error) => {
      failed("asking who may change settings", error);
      return false;
    });

  return (platform) => async (incoming) => {
    const { words, shownIn } = heardIn(incoming);
    const chat = ownerOfChat(incoming);
    const chosen = preferences.of(chat);
    const languageFor = (personal: boolean): Language => {
      const [here, own] = [preferences.of(chat), preferences.of(ownerOfPerson(incoming))];
      if (personal) return own.language ?? here.language ?? languageOfClient(incoming, options.language);
      return here.language ?? shownIn ?? languageOfClient(incoming, options.language);
    };
    const again = `/${words.map(quoted).join(" ").replace(/^\//, "")}`;
    const say = (kind: Reply["kind"], text: Value): Reply => ({
      document: { nodes: [gap(text)] },
      speaker: speaker(languageFor(true)),
      kind,
      personal: true,
      again,
    });
    try {
      const question = dispatcher.understand(words);
      const personal = question.command.personal === true;
      const language = languageFor(personal);
      const zone = chosen.zone ?? preferences.of(ownerOfPerson(incoming)).zone ?? incoming.person.zone;
      const conversation: Conversation = {
        place: { platform, ...incoming.destination },
        person: incoming.person.id,
        ...(zone === undefined ? {} : { zone }),
        ...(incoming.id === undefined ? {} : { interaction: incoming.id }),
        alone: incoming.alone,
        chosen,
        choose: (change) => preferences.choose(chat, change),
        mayManage: async () => incoming.alone || chosen.manage === "everyone" || (await isManager(incoming)),
      };
      const { document, form } = await answerTo(question, language, conversation);
      // A change of language speaks the new one at once.
      const spoken = languageFor(personal);
      const shown = personal || incoming.alone ? document : inTheSameLanguage(spoken)(document, speaker(spoken));
      const reply = { document: shown, speaker: speaker(spoken), kind: "answer", personal, again } as const;
      return form === undefined ? reply : { ...reply, form };
    } catch (error) {
      if (error instanceof CommandError) return say("mistake", error.said);
      // What it says is for the operator: it may name folders and settings.
      failed(`answering ${again}`, error);
      return say("failure", message("platform.failed", { command: literal(again) }));
    }
  };
}

/** Words that hold blanks are kept together when the line is read again. */
function quoted(word: string): string {
  return /[\s，,]/.test(word) ? `"${word.replaceAll('"', "")}"` : word;
}

/** In a conversation with nobody else, what is chosen there is the person's own. */
function ownerOfChat(incoming: Incoming): string {
  const { account, channel } = incoming.destination;
  return incoming.alone ? ownerOfPerson(incoming) : chatOwner(account, channel);
}

/** The name under which the choices of a conversation are kept. */
export function chatOwner(account: string, channel: string): string {
  return `chat ${account} ${channel}`;
}

function ownerOfPerson({ destination, person }: Incoming): string {
  return personOwner(destination.account, person.id);
}

/** The name under which a person's own choices are kept. */
export function personOwner(account: string, person: string): string {
  return `person ${account} ${person}`;
}

function languageOfClient({ person }: Incoming, usual: Language): Language {
  return person.locale === undefined ? usual : languageOfTag(person.locale);
}
