import { randomUUID } from "node:crypto";
import { EventEmitter } from "node:events";
import type { CommandBody } from "./rules.ts";

/** A message as it stands in a channel. */
export interface Posted {
  readonly id: string;
  readonly channel: string;
  /** Seen by the asker alone. */
  readonly hidden: boolean;
  /** Only a placeholder so far. */
  readonly pending: boolean;
  readonly removed: boolean;
  readonly body: Readonly<Record<string, unknown>>;
  readonly edits: number;
}

/** One thing a person did, and what became of it. */
export interface Exchange {
  readonly id: string;
  readonly token: string;
  readonly openedAt: number;
  /** Ids of the messages it led to, in order; the first is the one `@original` means. */
  readonly messages: string[];
  /** The type of the first answer, once there is one. */
  acknowledged?: number;
  choices?: readonly { readonly name: string; readonly value: string }[];
}

/** One request as it arrived. */
export interface Call {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
}

export const applicationId = "111111111111111111";

/** All that Discord remembers. */
export interface World {
  readonly token: string;
  readonly calls: Call[];
  readonly messages: Map<string, Posted>;
  readonly exchanges: Map<string, Exchange>;
  /** Registered commands: `global`, or by server. */
  readonly commands: Map<string, readonly CommandBody[]>;
  readonly created: Map<string, number>;
  readonly nonces: Map<string, { readonly id: string; readonly at: number }>;
  readonly servers: { readonly id: string; readonly name: string; permissions: string }[];
  /** Channels that exist and what the bot may not do there. */
  readonly refusals: Map<string, { readonly status: number; readonly code: number }>;
  readonly changes: EventEmitter;
  logins: { readonly total: number; remaining: number };
  /** Milliseconds by the world's own clock. */
  now(): number;
  /** Lets time pass. */
  pass(ms: number): void;
  next(): string;
}

export function createWorld(token: string): World {
  let ids = 500_000_000_000_000_000n;
  let passed = 0;
  return {
    token,
    calls: [],
    messages: new Map(),
    exchanges: new Map(),
    commands: new Map(),
    created: new Map(),
    nonces: new Map(),
    servers: [{ id: "222222222222222222", name: "Traders", permissions: everyRight }],
    refusals: new Map(),
    changes: new EventEmitter().setMaxListeners(0),
    logins: { total: 1000, remaining: 999 },
    now: () => performance.now() + passed,
    pass: (ms) => {
      passed += ms;
    },
    next: () => String(ids++),
  };
}

/** View, send, embed, send in threads. */
export const everyRight = "274877926400";

export function openExchange(world: World): Exchange {
  const token = `aW50ZXJhY3Rpb24${randomUUID().replaceAll("-", "")}${randomUUID().replaceAll("-", "")}`;
  const exchange: Exchange = { id: world.next(), token, openedAt: world.now(), messages: [] };
  world.exchanges.set(token, exchange);
  return exchange;
}

export function keep(
  world: World,
  message: Omit<Posted, "id" | "edits" | "removed"> & { readonly id?: string },
): Posted {
  const posted: Posted = { removed: false, edits: 0, ...message, id: message.id ?? world.next() };
  world.messages.set(posted.id, posted);
  world.changes.emit("change");
  return posted;
}

export function change(world: World, id: string, update: Partial<Posted>): void {
  const found = world.messages.get(id);
  if (found !== undefined) world.messages.set(id, { ...found, ...update });
  world.changes.emit("change");
}
