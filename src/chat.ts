import { setTimeout as pause } from "node:timers/promises";
import { platforms } from "../adapters/index.ts";
import type { Services } from "../commands/services.ts";
import type { Config } from "./config/index.ts";
import { createHeartbeat } from "./delivery/heartbeat.ts";
import type { RequestFolder } from "./delivery/requests.ts";
import { startTicking } from "./delivery/ticker.ts";
import { type DeskOptions, openDesks } from "./desk.ts";
import { literal, message, name, span } from "./i18n/value.ts";
import type { Adapter, Finding, Webhook } from "./platform/adapter.ts";
import type { Desk } from "./platform/desk.ts";
import { keepListening } from "./platform/listening.ts";
import type { PostRoom } from "./posts.ts";
import type { Clock } from "./support/clock.ts";
import { ClosingBellError } from "./support/errors.ts";
import type { Log } from "./support/log.ts";
import { errorText } from "./support/redact.ts";
import { soon } from "./support/soon.ts";
import type { Web } from "./web/server.ts";

export interface ChatOptions extends DeskOptions {
  readonly config: Config;
  readonly log: Log;
  readonly signal: AbortSignal;
  readonly staff: PostRoom["staff"];
  readonly clock: Clock;
  /** What was asked for at the command line. */
  readonly requests: RequestFolder;
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
  const { config, services, log, notice, failed, signal, clock } = options;
  const connected = new Map<string, boolean>();
  const platformsNow = () => Array.from(connected, ([name, isConnected]) => ({ name, connected: isConnected }));
  const { deskFor, renew } = openDesks({ ...options, services: { ...services, platforms: platformsNow } });
  const names = Object.keys(platforms).filter((name) => platforms[name]?.isConfigured(config.platforms) === true);

  const connect = async (name: string): Promise<Adapter> => {
    const create = await (platforms[name] as (typeof platforms)[string]).create();
    return create({ settings: config.platforms, now: Date.now });
  };

  /** Scheduled posts over these platforms, until the office is closed. */
  const openOffice = async (adapters: readonly Adapter[]): Promise<() => Promise<void>> => {
    const office = options.staff(adapters);
    await office.open();
    const beat = createHeartbeat(config.platforms["HEARTBEAT_URL"], failed);
    const stopTicking = startTicking(office, clock, async () => {
      await options.requests.take(office);
      await beat(await office.look());
    });
    return async () => {
      await stopTicking();
      await office.close();
    };
  };

  /** Keeps a platform listening, and what is known of its connection up to date. */
  const keep = (adapter: Adapter): Promise<boolean> => {
    const tell = (isConnected: boolean) => {
      if (connected.has(adapter.name))
        log.info(isConnected ? "connected" : "connection lost", { platform: adapter.name });
      connected.set(adapter.name, isConnected);
    };
    tell(false);
    const own: Desk = {
      ...deskFor(adapter.name),
      // A platform's first word to the operator is that it is connected.
      notice(text) {
        tell(true);
        notice(text);
      },
    };
    return keepListening(adapter, {
      desk: own,
      lost: () => tell(false),
      signal,
      sleep: (ms, until) => pause(ms, undefined, { signal: until }).catch(() => undefined),
      random: Math.random,
      now: () => performance.now(),
    });
  };

  return {
    configured: names.length > 0,
    async start() {
      const [adapters] = await Promise.all([Promise.all(names.map(connect)), renew()]);
      const web = await openDoor(
        adapters.flatMap(({ webhook }) => webhook ?? []),
        options,
      );
      const closeOffice = await openOffice(adapters);
      const listening = Promise.all(adapters.map(keep));
      await Promise.race([listening, ended(signal)]);
      log.info("ending");
      const stopped = Promise.allSettled([...adapters.map((adapter) => adapter.stop?.()), web?.close()]);
      // Both at once, or the one would take its time after the other. A call to a platform that hangs is not waited for.
      const [kept = []] = await Promise.all([
        soon(
          stopped.then(() => listening),
          graceMs,
        ),
        soon(closeOffice(), graceMs),
      ]);
      if (signal.aborted || kept.some(Boolean)) return;
      throw new ClosingBellError(
        "chat",
        "No chat platform accepted its credentials. Run `closing-bell check` to see what to mend.",
      );
    },
    async startHere(adapter, hint) {
      signal.addEventListener("abort", () => void adapter.stop?.(), { once: true });
      if (hint) notice(message("console.hint"));
      const closeOffice = await openOffice([adapter]);
      await adapter.listen?.(deskFor(adapter.name));
      await soon(closeOffice(), graceMs);
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

/** The door for webhooks, where a platform calls in. */
async function openDoor(
  webhooks: readonly Webhook[],
  { config, failed, notice }: ChatOptions,
): Promise<Web | undefined> {
  if (webhooks.length === 0) return undefined;
  const { HOST: host, PORT: port } = config;
  const { openWeb } = await import("./web/server.ts");
  const web = await openWeb({ host, port, webhooks, failed }).catch((error) => {
    throw new ClosingBellError(
      "web",
      `The door for webhooks cannot be opened on ${host}:${port} (${error.code ?? error.message}). Set HOST and PORT to an address and a port that are free.`,
    );
  });
  notice(message("chat.webhooks", { address: literal(`http://${host}:${web.port}`) }));
  return web;
}

function ended(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });
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

/**
 * How long posts and answers under way may take when the program is to end, so that it has ended within ten seconds. What is
 * not known of a post by then is looked up at the next start.
 */
const graceMs = 8000;
