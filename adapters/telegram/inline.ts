import { createHash } from "node:crypto";
import type { InlineQuery, InlineQueryResultArticle, UserFromGetMe } from "grammy/types";
import { walk } from "../../src/document/walk.ts";
import type { Locale } from "../../src/i18n/locale.ts";
import { literal, message } from "../../src/i18n/value.ts";
import type { Part } from "../../src/platform/adapter.ts";
import type { CommandCard } from "../../src/platform/command.ts";
import type { Desk, Reply } from "../../src/platform/desk.ts";
import { callsOf, lookUp, type Offer } from "../../src/platform/meaning.ts";
import { isVerb, namesOf } from "../../src/platform/naming.ts";
import { splitWords } from "../../src/platform/parse.ts";
import { soon } from "../../src/support/soon.ts";
import { cleanText } from "../../src/support/text.ts";
import { limits } from "./limits.ts";
import { withShare } from "./parts.ts";
import type { RichFirst } from "./post.ts";
import { asOneMessage } from "./shorten.ts";
import type { Call } from "./wire.ts";

export interface InlineOptions {
  readonly call: Call;
  readonly richFirst: RichFirst;
  readonly desk: Desk;
  readonly me: UserFromGetMe;
  readonly now: () => number;
}

/** The server forgets an inline query after 30 seconds; an answer later than this is not worth sending. */
const forgottenMs = 28_000;

/** Somebody is typing: what takes longer is kept for the next letter and left out of this list. */
const soonMs = 5000;

/** Answers `@bot nvda` and `@bot movers crypto`, in any chat, whether the bot is in it or not. */
export function createInline(options: InlineOptions): (query: InlineQuery) => Promise<void> {
  const { call, richFirst, desk, now } = options;
  return async (query) => {
    const arrivedAt = now();
    const locale = desk.languageOf(query.from.language_code);
    const offers = offersFor(query.query.trim(), locale, desk);
    const answered = await Promise.all(
      offers.map(async (offer) => ({ offer, reply: await soon(ask(offer, query, options), soonMs) })),
    );
    if (now() - arrivedAt > forgottenMs) return;
    const useful = answered.flatMap(({ offer, reply }) => (reply?.kind === "answer" ? [{ offer, reply }] : []));
    const send = (rich: boolean) =>
      call("answerInlineQuery", {
        inline_query_id: query.id,
        results: useful
          .flatMap(({ offer, reply }) => article(offer, reply, rich, options))
          .slice(0, limits.inline.results),
        cache_time: limits.inline.cacheSeconds,
        // Language and lists are those of the asker.
        is_personal: true,
        ...(useful.length > 0 ? {} : hint(locale, desk)),
      });
    try {
      await richFirst(
        () => send(true),
        () => send(false),
      );
    } catch (error) {
      desk.failed("answering an inline query", error);
    }
  };
}

/** What a query may mean: a command, or names that are looked up while they are typed. */
function offersFor(typed: string, locale: Locale, desk: Desk): Offer[] {
  const common = desk.commands.filter((card) => card.personal !== true && !isVerb(card));
  const [first = "", ...rest] = splitWords(typed.replace(/^[/／]/, ""));
  if (first === "") return examples(common, locale);
  if (isOfChat([first, ...rest], desk.commands)) return [];
  if (callsOf(common).includes(first.toLowerCase())) return [{ line: [first, ...rest].join(" ") }];
  return lookUp(typed, locale, desk).slice(0, limits.inline.offered);
}

/** Verbs are about the schedules of a chat, and an inline query is made in none. */
function isOfChat([first = "", second = ""]: readonly string[], commands: readonly CommandCard[]): boolean {
  const start = `${first} ${second}`.toLowerCase();
  return commands.some((card) => isVerb(card) && namesOf(card, commands).some((name) => name.toLowerCase() === start));
}

/** Lines that show each command in use, in the reader's language where there is one. */
function examples(cards: readonly CommandCard[], locale: Locale): Offer[] {
  const isOwn = (line: string) => /\p{Script=Han}/u.test(line) === (locale === "zh");
  return cards
    .flatMap((card) => card.examples.find(isOwn) ?? card.examples[0] ?? [])
    .slice(0, limits.inline.offered)
    .map((line) => ({ line: line.replace(/^\//, "") }));
}

/** Asked in no chat: nothing can be changed from here, however the line reads. */
function ask({ line }: Offer, { from }: InlineQuery, { desk, me }: InlineOptions): Promise<Reply> {
  return desk.answer({
    words: splitWords(line),
    destination: { account: String(me.id), channel: `inline ${from.id}` },
    person: {
      id: String(from.id),
      ...(from.language_code === undefined ? {} : { locale: from.language_code }),
      mayManage: async () => false,
    },
    alone: false,
  });
}

function article(offer: Offer, reply: Reply, rich: boolean, { me }: InlineOptions): InlineQueryResultArticle[] {
  const saying = message("telegram.shortened", { bot: literal(`@${me.username}`) });
  const part = asOneMessage(reply.document, reply.speaker, saying, rich);
  if (part === undefined) return [];
  const [shared = part] = withShare([part], reply, me);
  const { title, description } = describe(offer, reply);
  return [
    {
      type: "article",
      id: createHash("sha256").update(`${reply.speaker.language} ${offer.line}`).digest("base64url"),
      title,
      ...(description === "" ? {} : { description }),
      ...contentOf(shared),
    },
  ];
}

/** What the result becomes when it is chosen. */
function contentOf({ payload }: Part): Pick<InlineQueryResultArticle, "input_message_content" | "reply_markup"> {
  const { text, reply_markup, ...rest } = payload as {
    readonly text?: string;
    readonly reply_markup?: NonNullable<InlineQueryResultArticle["reply_markup"]>;
  };
  const content = text === undefined ? rest : { message_text: text, ...rest };
  return {
    input_message_content: content as InlineQueryResultArticle["input_message_content"],
    ...(reply_markup === undefined ? {} : { reply_markup }),
  };
}

/** How a result is called in the list: its heading, and the first sentence under it. */
function describe({ line, title }: Offer, { document, speaker }: Reply) {
  const nodes = [...walk(document.nodes)];
  const heading = nodes.find((node) => node.node === "title");
  const first = nodes.find((node) => node.node === "lead") ?? nodes.find((node) => node.node === "paragraph");
  return {
    title: title ?? (heading === undefined ? line : cleanText(speaker.say(heading.text))),
    description: first === undefined ? "" : cleanText(speaker.sentences(first.text)[0] ?? ""),
  };
}

/** Said where nothing was found; leads to the bot itself. */
function hint(locale: Locale, desk: Desk) {
  return { button: { text: desk.speaker(locale).say(message("telegram.inline-hint")), start_parameter: "inline" } };
}
