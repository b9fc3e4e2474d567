import type { SettingsGroup, Values } from "../src/config/settings.ts";
import type { Catalog } from "../src/i18n/catalog.ts";
import type { Adapter, AdapterOptions, Render } from "../src/platform/adapter.ts";
import * as discord from "./discord/settings.ts";
import { words as discordWords } from "./discord/words.ts";
import * as slack from "./slack/settings.ts";
import { words as slackWords } from "./slack/words.ts";
import * as telegram from "./telegram/settings.ts";
import { words as telegramWords } from "./telegram/words.ts";

/** A chat platform as the program sees it before its library is loaded. */
export interface Platform {
  readonly settings: SettingsGroup;
  /** True when the settings say that it is to be used. */
  isConfigured(values: Values): boolean;
  /** What the adapter says beside the documents it is given. */
  readonly words: Catalog;
  /** Payloads without a connection. */
  render(): Promise<Render>;
  create(): Promise<(options: AdapterOptions) => Adapter>;
}

/** Every chat platform by name; a platform's library is loaded only when it is used. */
export const platforms: Readonly<Record<string, Platform>> = {
  discord: {
    ...discord,
    words: discordWords,
    render: async () => (await import("./discord/render.ts")).renderDiscord,
    create: async () => (await import("./discord/index.ts")).createDiscordAdapter,
  },
  slack: {
    ...slack,
    words: slackWords,
    render: async () => (await import("./slack/render.ts")).renderSlack,
    create: async () => (await import("./slack/index.ts")).createSlackAdapter,
  },
  telegram: {
    ...telegram,
    words: telegramWords,
    render: async () => (await import("./telegram/render.ts")).renderTelegram,
    create: async () => (await import("./telegram/index.ts")).createTelegramAdapter,
  },
};

/** What the adapters say beside the documents they are given. */
export const words: readonly Catalog[] = Object.values(platforms).map((platform) => platform.words);

/** The terminal, for whoever has no chat platform at hand. */
export const terminal = async () => (await import("./console/index.ts")).createConsoleAdapter;
