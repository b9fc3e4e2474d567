import type { SocketModeReceiver } from "@slack/bolt";
import { Unavailable } from "../../src/support/errors.ts";
import { soon } from "../../src/support/soon.ts";
import { verdictOf } from "./verdict.ts";

type Client = SocketModeReceiver["client"];

export interface SocketOptions {
  readonly client: Client;
  readonly signal: AbortSignal;
  /** Called when the first connection stands. */
  readonly ready: () => void;
  /** Until Slack says hello (default 15 s). */
  readonly helloMs?: number;
}

/** A new connection is asked for every few hours; one asked for this soon, more often than that, is a fault. */
const soonMs = 1000;
const mostTooSoon = 3;
/** A peer that does not say goodbye is left. */
const goodbyeMs = 1000;

/**
 * Holds a Socket Mode connection until the signal. When Slack asks for a new one, as it does every few hours, that is made
 * at once; a connection that breaks is the caller's to make again. (The library's own reconnecting waits five seconds for
 * either and gives up unheard when one attempt fails.)
 */
export async function holdSocket({ client, signal, ready, helloMs = 15_000 }: SocketOptions): Promise<void> {
  let asked = false;
  let made = 0;
  let tooSoon = 0;
  client.on("ws_message", (data: unknown) => {
    asked ||= typeof data === "string" && /^\{[^{]*"type":\s*"disconnect"/.test(data);
  });
  const leave = () => void close(client);
  signal.addEventListener("abort", leave, { once: true });
  try {
    do {
      asked = false;
      const closed = new Promise<void>((resolve) => client.once("disconnected", () => resolve()));
      await open(client, helloMs, signal);
      if (signal.aborted) return;
      if (made++ === 0) ready();
      const since = performance.now();
      await closed;
      tooSoon = performance.now() - since < soonMs ? tooSoon + 1 : 0;
    } while (asked && tooSoon <= mostTooSoon && !signal.aborted);
    if (!signal.aborted)
      throw new Unavailable("The connection to Slack broke; nothing is heard until it is made again.");
  } finally {
    signal.removeEventListener("abort", leave);
    await close(client);
  }
}

async function open(client: Client, helloMs: number, signal: AbortSignal): Promise<void> {
  try {
    const started = client.start().then(() => true);
    if ((await soon(started, helloMs)) !== true) throw new Unavailable("Slack did not say hello in time.");
  } catch (error) {
    if (signal.aborted) return;
    // The library rejects with nothing when the connection closes before it stood.
    throw error === undefined
      ? new Unavailable("Slack closed the connection before saying hello.")
      : verdictOf("apps.connections.open", error);
  }
}

/** Says goodbye; asked a second time, the library closes without waiting for an answer. */
async function close(client: Client): Promise<void> {
  const done = client.disconnect().then(
    () => true,
    () => true,
  );
  if ((await soon(done, goodbyeMs)) !== true) void client.disconnect();
}
