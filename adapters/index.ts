import type { SettingsGroup, Values } from "../src/config/settings.ts";
import type { Catalog } from "../src/i18n/catalog.ts";
import type { Adapter, AdapterOptions, Render } from "../src/platform/adapter.ts";

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
export const platforms: Readonly<Record<string, Platform>> = {};

/** What the adapters say beside the documents they are given. */
export const words: readonly Catalog[] = Object.values(platforms).map((platform) => platform.words);

/** The terminal, for whoever has no chat platform at hand. */
export const terminal = async () => (await import("./console/index.ts")).createConsoleAdapter;
