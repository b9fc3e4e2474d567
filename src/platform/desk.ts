import type { Document } from "../document/node.ts";
import type { Language, Locale } from "../i18n/locale.ts";
import type { Speaker } from "../i18n/speaker.ts";
import type { Value } from "../i18n/value.ts";
import type { WhyGone } from "../support/errors.ts";
import type { CommandCard } from "./command.ts";
import type { Destination } from "./destination.ts";
import type { Form } from "./form.ts";

/** Who asks. */
export interface Person {
  readonly id: string;
  /** Locale of the person's client, such as `zh-CN`, where the platform tells it. */
  readonly locale?: string;
  /** IANA name of the person's time zone, where the platform tells it. */
  readonly zone?: string;
  /** The platform's idea of an admin of the conversation; asked only when something is to be changed. */
  mayManage(): Promise<boolean>;
}

/** A command as somebody gave it, whatever the platform. */
export interface Incoming {
  /** The command and its options, one word each: `["movers", "class:crypto", "7d"]`. */
  readonly words: readonly string[];
  readonly destination: Destination;
  readonly person: Person;
  /** A conversation with nobody else in it. */
  readonly alone: boolean;
  /** The platform's own id of this one command or tap: what it does is done once, however often it is delivered. */
  readonly id?: string;
}

export interface Reply {
  readonly document: Document;
  readonly speaker: Speaker;
  /** `mistake`: the words were wrong · `failure`: the program could not. Both say what to do. */
  readonly kind: "answer" | "mistake" | "failure";
  /** Of interest to the asker alone; platforms that can, show it to nobody else. */
  readonly personal: boolean;
  /** The line that gives this answer again, for a refresh or to share it. */
  readonly again: string;
  /** Questions to be asked first; the document stands in where they cannot be. */
  readonly form?: Form;
}

/** What a half-typed value may become. */
export interface Suggestion {
  readonly value: string;
  readonly text: string;
}

/** The doorway chat platforms use: commands in, documents out. */
export interface Desk {
  readonly commands: readonly CommandCard[];
  /** Never rejects: mistakes and failures are replies as well. */
  answer(incoming: Incoming): Promise<Reply>;
  /** Answers from memory, at once, best first. */
  suggest(
    option: { readonly command: string; readonly name: string; readonly destination?: Destination },
    typed: string,
    locale: Locale,
  ): Suggestion[];
  /** The words of a value in one language, or in both. */
  speaker(language: Language): Speaker;
  /** The language of a reader whose client has this locale and who chose none. */
  languageOf(locale: string | undefined): Locale;
  /** A conversation goes on under another id: what was chosen in it is carried over. */
  moved(account: string, from: string, to: string): Promise<void>;
  /** The bot cannot post there any more; with a thread, not in that one; without a channel, nowhere in that account. Nothing more is sent until it is back. */
  left(account: string, channel: string | undefined, why: WhyGone, thread?: string): Promise<void>;
  /** It can again. */
  back(account: string, channel: string): Promise<void>;
  /** Tells whoever runs the program something worth knowing. */
  notice(text: Value): void;
  /** Tells whoever runs the program what went wrong; secrets are taken out on the way. */
  failed(what: string, error: unknown): void;
}
