import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { platforms } from "../adapters/index.ts";
import type { Services } from "../commands/services.ts";
import type { Config } from "./config/index.ts";
import { type Language, type Locale, languageOfTag } from "./i18n/locale.ts";
import type { Speaker } from "./i18n/speaker.ts";
import { literal, message, name, span, type Value } from "./i18n/value.ts";
import type { Lookup } from "./market/lookup.ts";
import type { Adapter, Finding } from "./platform/adapter.ts";
import { chatOwner, createAnswering } from "./platform/answering.ts";
import type { Desk } from "./platform/desk.ts";
import type { Dispatcher } from "./platform/dispatch.ts";
import { keepListening } from "./platform/listening.ts";
import type { PreferenceBook } from "./platform/preferences.ts";
import { ClosingBellError } from "./support/errors.ts";
import type { Log } from "./support/log.ts";
import { errorText } from "./support/redact.ts";
import { soon } from "./support/soon.ts";

export interface ChatOptions {
  readonly config: Config;
  readonly dispatcher: Dispatcher<Services>;
  readonly services: Services;
  readonly preferences: PreferenceBook;
  readonly speaker: (language: Language) => Speaker;
  readonly language: Language;
  readonly log: Log;
  readonly failed: Desk["failed"];
  readonly notice: (text: Value) => void;
  readonly signal: AbortSignal;
}

export interface Chat {
  /** True when any chat platform is configured. */
  readonly configured: boolean;
  /** Listens on every configured platform until the signal; fails when none could be kept. */
  start(): Promise<void>;
  /** Listens in the terminal instead. */
  startHere(terminal: Adapter, hint: boolean): Promise<void>;
  check(): Promise<readonly { readonly platform: string; readonly findings: readonly Finding[] }[]>;
}

/** The chat side of the program: the desk, the configured platforms, the door for webhooks. */
export function openChat(options: ChatOptions): Chat {
  const { config, dispatcher, services, preferences, speaker, failed, log, notice, signal } = options;
  /** The newest index there is; looking into it brings a newer one for the next time. */
  let lookup: Lookup | undefined;
  const renewLookup = () =>
    services.lookup().then(
      (found) => {
        lookup = found;
      },
      (error) => failed("reading the instruments", error),
    );
  const connected = new Map<string, boolean>();
  const platformsNow = () => Array.from(connected, ([name, isConnected]) => ({ name, connected: isConnected }));
  const desk: Desk = {
    commands: dispatcher.commands,
    answer: createAnswering({
      dispatcher,
      services: { ...services, platforms: platformsNow },
      preferences,
      speaker,
      language: options.language,
      failed,
      now: () => performance.now(),
    }),
    suggest: ({ command, name }, typed, locale) => {
      const option = dispatcher.commands.find((one) => one.name === command)?.options.find((one) => one.name === name);
      if (option?.completes !== "instrument") return [];
      void renewLookup();
      return (lookup?.near(typed, mostSuggestions) ?? []).map(({ symbol, names }) => ({
        value: symbol,
        text: suggestionText(symbol, names, locale),
      }));
    },
    speaker,
    languageOf: (locale) => (locale === undefined ? primary(options.language) : languageOfTag(locale)),
    moved: (account, from, to) => preferences.move(chatOwner(account, from), chatOwner(account, to)),
    notice,
    failed,
  };
  const names = Object.keys(platforms).filter((name) => platforms[name]?.isConfigured(config.platforms) === true);

  const connect = async (name: string): Promise<Adapter> => {
    const create = await (platforms[name] as (typeof platforms)[string]).create();
    return create({ settings: config.platforms, now: Date.now, stateFolder: join(config.STATE_DIR, "platforms") });
  };

  return {
    configured: names.length > 0,
    async start() {
      const [adapters] = await Promise.all([Promise.all(names.map(connect)), renewLookup()]);
      const webhooks = adapters.flatMap(({ webhook }) => webhook ?? []);
      const web =
        webhooks.length === 0
          ? undefined
          : await (await import("./web/server.ts"))
              .openWeb({ host: config.HOST, port: config.PORT, webhooks, failed })
              .catch((error) => {
                throw new ClosingBellError(
                  "web",
                  `The door for webhooks cannot be opened on ${config.HOST}:${config.PORT} (${error.code ?? error.message}). Set HOST and PORT to an address and a port that are free.`,
                );
              });
      if (web !== undefined)
        notice(message("chat.webhooks", { address: literal(`http://${config.HOST}:${web.port}`) }));
      const stop = async () => {
        await Promise.allSettled([...adapters.map((adapter) => adapter.stop?.()), web?.close()]);
      };
      const sleep = (ms: number, until: AbortSignal) => pause(ms, undefined, { signal: until }).catch(() => undefined);
      const world = { signal, sleep, random: Math.random, now: () => performance.now() };
      const keep = (adapter: Adapter) => {
        const tell = (isConnected: boolean) => {
          if (connected.has(adapter.name))
            log.info(isConnected ? "connected" : "connection lost", { platform: adapter.name });
          connected.set(adapter.name, isConnected);
        };
        tell(false);
        const own: Desk = {
          ...desk,
          // A platform's first word to the operator is that it is connected.
          notice(text) {
            tell(true);
            notice(text);
          },
        };
        return keepListening(adapter, { ...world, desk: own, lost: () => tell(false) });
      };
      const listening = Promise.all(adapters.map(keep));
      const ending = new Promise<void>((resolve) => {
        signal.addEventListener("abort", () => resolve(), { once: true });
        if (signal.aborted) resolve();
      });
      await Promise.race([listening, ending]);
      log.info("ending");
      await stop();
      // A call to a platform that hangs is not waited for.
      const kept = (await soon(listening, graceMs)) ?? [];
      if (signal.aborted) return;
      if (kept.every((one) => !one)) {
        throw new ClosingBellError(
          "chat",
          "No chat platform accepted its credentials. Run `closing-bell check` to see what to mend.",
        );
      }
    },
    async startHere(adapter, hint) {
      signal.addEventListener("abort", () => void adapter.stop?.(), { once: true });
      if (hint) notice(message("console.hint"));
      await adapter.listen?.(desk);
    },
    async check() {
      const chats = Promise.all(
        names.map(async (name) => {
          const adapter = await connect(name);
          return { platform: name, findings: (await adapter.check?.()) ?? [] };
        }),
      );
      return [await checkMarket(services, config.MARKET), ...(await chats)];
    },
  };
}

/** Whether the figures the bot would speak of can be read. */
async function checkMarket(services: Services, market: string): Promise<{ platform: string; findings: Finding[] }> {
  const finding = await services.snapshot(undefined).then(
    ({ publisher, window }) => ({
      ok: true,
      text: message("check.market", { market, publisher: name(publisher), window: span(window.from, window.to) }),
    }),
    (error) => ({ ok: false, text: literal(errorText(error)) }),
  );
  return { platform: "market", findings: [finding] };
}

/** How long answers under way may take when the program is to end. */
const graceMs = 5000;

/** As many as the platforms show. */
const mostSuggestions = 25;

function primary(language: Language): Locale {
  return language === "zh" ? "zh" : "en";
}

function suggestionText(symbol: string, names: { readonly en: string; readonly zh: string }, locale: Locale): string {
  const known = [...new Set(locale === "zh" ? [names.zh, names.en] : [names.en, names.zh])].filter((one) => one !== "");
  return [symbol.replace(/\.CC$/, ""), ...known].join(" · ");
}
