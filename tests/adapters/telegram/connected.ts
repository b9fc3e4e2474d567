import { onTestFinished } from "vitest";
import { createTelegramAdapter } from "../../../adapters/telegram/index.ts";
import { words as telegramWords } from "../../../adapters/telegram/words.ts";
import { actions, paragraph, pick, title } from "../../../src/document/build.ts";
import type { Document } from "../../../src/document/node.ts";
import { createMessageBook } from "../../../src/i18n/catalog.ts";
import type { Language } from "../../../src/i18n/locale.ts";
import { createSpeaker, type Speaker } from "../../../src/i18n/speaker.ts";
import { literal, type Value } from "../../../src/i18n/value.ts";
import { words } from "../../../src/i18n/words.ts";
import type { Adapter } from "../../../src/platform/adapter.ts";
import type { CommandCard } from "../../../src/platform/command.ts";
import type { Desk } from "../../../src/platform/desk.ts";
import { openTelegram, type Telegram, type TelegramOptions } from "../../fakes/telegram/index.ts";
import { type DeskWorld, deskOf } from "../../fixtures/desk.ts";

const commandWords = {
  en: {
    "command.movers": "Top gainers and losers",
    "command.quote": "One name",
    "command.help": "What can be asked",
    "command.digest": "A digest",
  },
  zh: {
    "command.movers": "涨跌榜",
    "command.quote": "单个标的",
    "command.help": "可以问什么",
    "command.digest": "市场摘要",
  },
};
const book = createMessageBook([words, telegramWords, commandWords]);

export const speakers: Readonly<Record<Language, Speaker>> = {
  en: createSpeaker(book, "en"),
  zh: createSpeaker(book, "zh"),
  both: createSpeaker(book, "both"),
};

export const cards: readonly CommandCard[] = [
  { name: "movers", aliases: ["涨跌"], options: [], examples: ["/movers crypto", "/movers 加密"] },
  {
    name: "quote",
    aliases: ["报价"],
    options: [{ name: "instrument", zh: "标的", kind: "words", required: true, completes: "instrument" }],
    examples: ["/quote NVDA"],
  },
  { name: "help", aliases: ["帮助"], options: [], examples: ["/help"], personal: true },
];

/** A command with a verb. */
export const digestCards: readonly CommandCard[] = [
  { name: "digest", aliases: ["摘要"], options: [], examples: ["/digest weekly"] },
  { name: "digest subscribe", aliases: ["订阅"], options: [], examples: ["/digest subscribe daily 08:00"] },
];

/** A desk with the words of this adapter, whatever the answers are. */
export function telegramDesk(world: DeskWorld = {}) {
  const told = deskOf({ commands: cards, ...world });
  const desk: Desk = {
    ...told.desk,
    speaker: (language) => speakers[language],
    async answer(incoming) {
      const reply = await told.desk.answer(incoming);
      return { ...reply, speaker: speakers[reply.speaker.language] };
    },
  };
  return { ...told, desk };
}

export interface Connected extends ReturnType<typeof telegramDesk> {
  readonly telegram: Telegram;
  readonly adapter: Adapter;
  /** How listening ended; pending until then. */
  readonly listening: Promise<void>;
  /** Texts told to the operator, in English. */
  readonly told: () => string[];
}

export interface ConnectOptions extends DeskWorld {
  readonly telegram?: TelegramOptions;
  readonly settings?: Readonly<Record<string, string>>;
  readonly now?: () => number;
  readonly pause?: (ms: number) => Promise<void>;
}

/** An adapter that listens to a server of its own; both end with the test. */
export async function connect({
  telegram: options = {},
  settings = {},
  now,
  pause,
  ...world
}: ConnectOptions = {}): Promise<Connected> {
  const telegram = await openTelegram(options);
  const adapter = createTelegramAdapter({
    settings: { TELEGRAM_TOKEN: telegram.token, TELEGRAM_API_URL: telegram.url, ...settings },
    ...(now === undefined ? {} : { now }),
    ...(pause === undefined ? {} : { pause }),
  });
  const told = telegramDesk(world);
  const listening = adapter.listen?.(told.desk) ?? Promise.reject(new Error("It cannot listen."));
  // Tests that look at how it ended still see it.
  listening.catch(() => undefined);
  onTestFinished(async () => {
    await adapter.stop?.();
    await telegram.close();
    await listening.catch(() => undefined);
  });
  return { ...told, telegram, adapter, listening, told: () => told.notices.map(inEnglish) };
}

export function inEnglish(value: Value): string {
  return speakers.en.say(value);
}

/** An answer that says what was asked, with buttons for the window. */
export function answerTo(words: readonly string[]): Document {
  const line = words.join(" ");
  const choose = (window: string) => ({
    id: window,
    label: literal(window),
    command: `/movers ${window}`,
    ...(words.includes(window) ? { current: true } : {}),
  });
  return {
    nodes: [
      title(literal(`Answer to ${line}`), 1),
      paragraph(literal("Nothing moved.")),
      pick(literal("Window"), [choose("1d"), choose("7d")]),
      actions([{ id: "flows", label: literal("Flows"), command: "/flows btc" }]),
    ],
  };
}
