import { onTestFinished } from "vitest";
import { createDiscordAdapter, type Timing } from "../../../adapters/discord/index.ts";
import { words } from "../../../adapters/discord/words.ts";
import { createMessageBook } from "../../../src/i18n/catalog.ts";
import { createSpeaker } from "../../../src/i18n/speaker.ts";
import type { Value } from "../../../src/i18n/value.ts";
import type { CommandCard } from "../../../src/platform/command.ts";
import type { Desk } from "../../../src/platform/desk.ts";
import type { Destination } from "../../../src/platform/destination.ts";
import { words as platformWords } from "../../../src/platform/words.ts";
import { type Discord, openDiscord } from "../../fakes/discord/index.ts";
import { type DeskWorld, deskOf } from "../../fixtures/desk.ts";

/** Commands of every kind of option, with their texts. */
export const cards: readonly CommandCard[] = [
  {
    name: "movers",
    aliases: ["涨跌榜"],
    options: [
      { name: "top", zh: "数量", kind: "number" },
      {
        name: "class",
        zh: "类别",
        kind: "choice",
        required: true,
        choices: [
          { value: "us", en: "US", aliases: ["美股"] },
          { value: "crypto", en: "Crypto", aliases: ["加密"] },
        ],
      },
      { name: "all", zh: "全部", kind: "flag" },
    ],
    examples: [],
  },
  {
    name: "quote",
    aliases: ["报价"],
    options: [{ name: "names", zh: "名称", kind: "words", completes: "instrument" }],
    examples: [],
  },
  { name: "help", aliases: [], options: [], examples: [], personal: true },
];

/** A command with verbs, one of them for the asker alone. */
export const verbs: readonly CommandCard[] = [
  {
    name: "digest",
    aliases: ["简报"],
    options: [{ name: "name", zh: "名称", kind: "choice", choices: [{ value: "daily", aliases: ["日报"] }] }],
    examples: [],
  },
  {
    name: "digest subscribe",
    aliases: ["订阅"],
    options: [
      { name: "what", zh: "内容", kind: "words", completes: "subject" },
      { name: "when", zh: "时间", kind: "words", required: true },
    ],
    examples: [],
  },
  { name: "digest list", aliases: ["列表"], options: [], examples: [], personal: true },
];

const described = [
  ...["movers", "movers.top", "movers.class", "movers.all", "quote", "quote.names", "help"],
  ...["digest", "digest.name", "digest.subscribe", "digest.subscribe.what", "digest.subscribe.when", "digest.list"],
];
const catalog = (text: (id: string) => string) =>
  Object.fromEntries(described.map((id) => [`command.${id}`, text(id)]));
const book = createMessageBook([
  words,
  platformWords,
  { en: catalog((id) => `what ${id} does`), zh: catalog((id) => `${id}的内容与软件`) },
]);
export const texts = {
  en: createSpeaker(book, "en"),
  zh: createSpeaker(book, "zh"),
  both: createSpeaker(book, "both"),
};

export function say(value: Value): string {
  return texts.en.say(value);
}

export interface Surroundings {
  readonly pace?: Timing;
  readonly settings?: Readonly<Record<string, string>>;
  /** What Discord is like before the bot comes. */
  readonly prepare?: (discord: Discord) => void;
}

/** A bot that listens to a Discord in a box, both gone after the test. */
export async function connected(
  world: DeskWorld = {},
  { pace = {}, settings = {}, prepare = () => undefined }: Surroundings = {},
) {
  const discord = await openDiscord();
  prepare(discord);
  const { desk: usual, ...told } = deskOf({ commands: cards, ...world });
  const adapter = createDiscordAdapter(
    { settings: { DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.url, ...settings } },
    { totalMs: 2000, ...pace },
  );
  const gone: (string | undefined)[][] = [];
  const completed: (Destination | undefined)[] = [];
  const desk: Desk = {
    ...usual,
    speaker: (language) => texts[language],
    suggest(option, typed, locale) {
      completed.push(option.destination);
      return usual.suggest(option, typed, locale);
    },
    left: async (...left) => void gone.push(left),
    back: async (account, channel) => void gone.push([account, channel, "back"]),
  };
  const over = adapter.listen?.(desk) as Promise<void>;
  over.catch(() => undefined);
  onTestFinished(async () => {
    await adapter.stop?.();
    await discord.close();
  });
  return { discord, adapter, desk, over, gone, completed, ...told };
}

/** The same, once its commands are known. */
export async function registered(...options: Parameters<typeof connected>) {
  const bot = await connected(...options);
  await bot.discord.until(() => bot.discord.world.commands.size > 0, "the commands");
  return bot;
}
