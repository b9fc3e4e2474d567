import type * as z from "zod";
import type { Document } from "../document/node.ts";
import type { Catalog } from "../i18n/catalog.ts";
import type { Language } from "../i18n/locale.ts";
import type { Conversation } from "./conversation.ts";
import type { Form } from "./form.ts";

/** One word or choice a command takes; the same description feeds text, options, autocomplete, help and errors. */
export interface Option {
  readonly name: string;
  /** The option's name for readers of Chinese, where a platform shows names. */
  readonly zh: string;
  /** How a typed word becomes this option. */
  readonly kind: "choice" | "number" | "flag" | "words";
  readonly choices?: readonly Choice[];
  readonly required?: boolean;
  /** What words look like that are taken for this option where its name is not given; without it every word may be. */
  readonly looks?: RegExp;
  /** What its words name: platforms complete them while they are typed. */
  readonly completes?: "instrument" | "subject" | "subscription" | "zone";
}

export interface Choice {
  readonly value: string;
  /** How it is shown to readers of English (default: its value). */
  readonly en?: string;
  /** Other words for it, in both languages. */
  readonly aliases: readonly string[];
}

export interface CommandContext<Services> {
  readonly services: Services;
  readonly language: Language;
  readonly window?: { readonly from: string; readonly to: string };
  /** Where the command was given, and what was chosen there before. */
  readonly conversation: Conversation;
}

/**
 * A command as a platform shows it. A name of two words, such as `digest subscribe`, is a verb of the command named by the
 * first. Texts: `command.<name>` describes it, `command.<name>.<option>` each option, a blank in the name being a dot.
 */
export interface CommandCard {
  readonly name: string;
  /** Other names; of a verb, other second words. The first one in Chinese is shown to readers of Chinese. */
  readonly aliases: readonly string[];
  /** Words that name the command and its first option at once, such as 周报 for the weekly. */
  readonly shortcuts?: readonly string[];
  readonly options: readonly Option[];
  /** Lines that show it in use. */
  readonly examples: readonly string[];
  /** Answers concern the asker alone, such as help and settings. */
  readonly personal?: boolean;
  /** Its answers can be posted on a schedule: it reads and changes nothing. */
  readonly posts?: boolean;
}

/**
 * Something a person can ask for. `options` describes its words, `schema` says what their values may be together, `run`
 * answers with a document.
 */
export interface Command<Services, Values = Record<string, unknown>> extends CommandCard {
  readonly schema: z.ZodType<Values>;
  readonly messages: Catalog;
  run(values: Values, context: CommandContext<Services>): Promise<Answer>;
}

/** What a command answers: a document, and where it came from one, the machine-readable edition. */
export interface Answer {
  readonly document: Document;
  readonly edition?: unknown;
  /** Made of this conversation or of this moment; other answers serve everyone who asks the same for a while. */
  readonly unshared?: boolean;
  /** Questions to be asked before anything is done. */
  readonly form?: Form;
}
