import { setTimeout as pause } from "node:timers/promises";
import { Client, Events, GatewayDispatchEvents, GatewayIntentBits } from "discord.js";
import { type PlatformError, Unauthorized, Unavailable } from "../../src/support/errors.ts";
import { eventsOfPlaces, type Told } from "./comings.ts";
import { verdictOn, wrongToken } from "./verdict.ts";
import { type Patience, restOptions } from "./wire.ts";

export interface GatewayOptions {
  readonly token: string;
  readonly api: string;
  readonly patience: Patience | undefined;
  /** An interaction as Discord describes it. */
  readonly heard: (interaction: unknown) => void;
  /** An event about servers and channels. */
  readonly told: (event: Told) => void;
  readonly connected: (who: Connected) => void;
  readonly failed: (error: PlatformError) => void;
}

export interface Connected {
  readonly name: string;
  readonly applicationId: string;
  readonly servers: number;
}

export interface Gateway {
  /** Resolves once closed; rejects when the connection cannot be made or kept. */
  readonly over: Promise<void>;
  close(): Promise<void>;
}

/** Discord hangs up with one of these when coming back would change nothing. */
const fatal: Readonly<Record<number, string>> = {
  4010: "the shard is not one of the bot's",
  4011: "the bot is in too many servers for one connection",
  4012: "this version of the gateway is gone; update the program",
  4013: "the intents are unknown; update the program",
  4014: "the intents are not allowed; allow them under Bot > Privileged Gateway Intents at https://discord.com/developers/applications",
};

/** A gateway that is away for longer is made anew, with growing pauses. */
const awayMs = 8000;
const notBack = new Unavailable(
  "Discord's gateway was lost and has not come back; nothing is heard until it is.",
  "gateway",
);

/** Keeps a connection for events; the library comes back by itself after everything that is not fatal. */
export function openGateway({ token, api, patience, heard, told, connected, failed }: GatewayOptions): Gateway {
  const client = new Client({
    intents: [GatewayIntentBits.Guilds],
    shards: "auto",
    allowedMentions: { parse: [] },
    rest: restOptions(api, patience),
  });
  const over = promiseOf<void>();
  const close = async () => {
    over.resolve();
    await closeForGood(client);
  };
  const giveUp = (error: PlatformError) => {
    over.reject(error);
    void closeForGood(client);
  };
  client.on(Events.Error, (error) => failed(verdictOn("the connection", error)));
  // The library comes back by itself, but it neither says for how long it has tried nor waits longer each time.
  let lost: NodeJS.Timeout | undefined;
  const found = () => {
    clearTimeout(lost);
    lost = undefined;
  };
  client.on(Events.ShardError, () => undefined);
  client.on(Events.ShardReconnecting, () => {
    // Told at every attempt; the first one counts.
    lost ??= setTimeout(() => giveUp(notBack), awayMs).unref();
  });
  client.on(Events.ShardResume, found);
  client.on(Events.ShardReady, found);
  void over.promise.then(found, found);
  client.on(Events.ShardDisconnect, ({ code }) => giveUp(verdictOnClose(code)));
  client.once(Events.ClientReady, ({ user, application, guilds }) =>
    connected({ name: user.username, applicationId: application.id, servers: guilds.cache.size }),
  );
  client.ws.on(GatewayDispatchEvents.InteractionCreate, heard);
  for (const name of eventsOfPlaces) client.ws.on(name, (data: unknown) => told({ name, data }));
  client.login(token).catch((error) => giveUp(verdictOnLogin(error)));
  return { over: over.promise, close };
}

function verdictOnClose(code: number): PlatformError {
  const why = fatal[code];
  if (why === undefined) return wrongToken("the gateway", String(code));
  return new Unauthorized(`Discord's gateway closed the connection for good (${code}): ${why}.`, String(code));
}

function verdictOnLogin(error: unknown): PlatformError {
  const code = (error as { code?: unknown } | null)?.code;
  if (code === "TokenInvalid") return wrongToken("the gateway");
  const message = error instanceof Error ? error.message : "";
  if (/sessions? remaining/i.test(message))
    return new Unavailable(
      "Discord grants no more logins today: the bot was started too often. Wait until tomorrow.",
      "4008",
    );
  if (/^(Unexpected server response|Opening handshake)/.test(message))
    return new Unavailable("Discord's gateway could not be reached. Trying again.", "gateway");
  return verdictOn("the login", error);
}

/** Longer than the closing handshake takes. */
const goodbyeMs = 1000;

/**
 * A client that is destroyed while it connects, or while it waits to come back, comes back all the same with its old token
 * and would keep the program running; and then its promise is never kept. So its connections are forbidden to return.
 */
async function closeForGood(client: Client): Promise<void> {
  type Shards = ReadonlyMap<number, { internalConnect(): Promise<void> }>;
  const inner = (client.ws as unknown as { _ws: { strategy: { shards: Shards } } | null })._ws;
  for (const shard of inner?.strategy.shards.values() ?? []) shard.internalConnect = async () => undefined;
  await Promise.race([client.destroy(), pause(goodbyeMs, undefined, { ref: false })]);
}

function promiseOf<T>() {
  let [resolve, reject]: [(value: T) => void, (error: Error) => void] = [() => undefined, () => undefined];
  const promise = new Promise<T>((keep, give) => {
    [resolve, reject] = [keep, give];
  });
  return { promise, resolve, reject };
}
