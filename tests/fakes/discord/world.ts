import { randomUUID } from "node:crypto";
import { EventEmitter } from "node:events";
import type { CommandBody } from "./rules.ts";

/** A message as it stands in a channel. */
export interface Posted {
  readonly id: string;
  /** Absent: the bot. */
  readonly author?: string;
  /** Said in answer to a command or a tap. */
  readonly answers?: boolean;
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
  /** Where it was done. */
  readonly channel: string;
  /** Ids of the messages it led to, in order; the first is the one `@original` means. */
  readonly messages: string[];
  /** The type of the first answer, once there is one. */
  acknowledged?: number;
  /** Questions that were opened. */
  modal?: ModalBody;
  /** What was filled in cannot be answered by more questions. */
  readonly isForm: boolean;
  choices?: readonly { readonly name: string; readonly value: string }[];
}

/** One request as it arrived. */
export interface Call {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
}

export const applicationId = "111111111111111111";

/** What a person sees of a form. */
export interface ModalBody {
  readonly custom_id: string;
  readonly title: string;
  readonly components: readonly {
    readonly label: string;
    readonly description?: string;
    readonly component: {
      readonly type: number;
      readonly custom_id: string;
      readonly value?: string;
      readonly required?: boolean;
      readonly options?: readonly { readonly label: string; readonly value: string; readonly default?: boolean }[];
    };
  }[];
}

/** A channel with its rules. */
export interface ChannelBody {
  readonly id: string;
  readonly type: number;
  readonly guild_id?: string;
  readonly parent_id?: string;
  readonly permission_overwrites?: readonly {
    readonly id: string;
    readonly type: number;
    readonly allow: string;
    readonly deny: string;
  }[];
  readonly thread_metadata?: { readonly archived: boolean; readonly locked: boolean };
}

/** How often a channel takes a message; more is refused, and counted. */
export interface ChannelRule {
  readonly most: number;
  readonly withinMs: number;
}

/** All that Discord remembers. */
export interface World {
  readonly token: string;
  readonly calls: Call[];
  readonly messages: Map<string, Posted>;
  readonly exchanges: Map<string, Exchange>;
  /** Registered commands: `global`, or by server. */
  readonly commands: Map<string, readonly CommandBody[]>;
  readonly created: Map<string, number>;
  /** By author alone: the same nonce in another channel gives the message in the first one. */
  readonly nonces: Map<string, { readonly id: string; readonly at: number }>;
  /** How long a nonce is known ("the past few minutes"). */
  nonceMs: number;
  /** Tells the nonce of messages when they are read back, which Discord does not promise. */
  tellsNonces: boolean;
  readonly channels: Map<string, ChannelBody>;
  /** Roles of each server by id; the bot has `botRoles` of them and the one everybody has. */
  readonly roles: Map<string, { readonly id: string; permissions: string }[]>;
  readonly botRoles: string[];
  /** What is enforced, and calls that came although the answer before said not to. */
  rule: ChannelRule | undefined;
  perSecond: number | undefined;
  early: number;
  /** Answers of 401, 403 and 429, shared ones aside. */
  invalid: number;
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
  /** An id as given at an instant of the world. */
  snowflake(ms: number): string;
  /** Milliseconds since 1970. */
  time(): number;
}

export const guildId = "222222222222222222";
export const channelId = "333333333333333333";
const firstMs = 1_420_070_400_000;

export function createWorld(token: string): World {
  let count = 0n;
  let passed = 0;
  const time = () => Date.now() + passed;
  const snowflake = (ms: number) => String((BigInt(Math.floor(ms) - firstMs) << 22n) + (count++ % (1n << 22n)));
  return {
    token,
    calls: [],
    messages: new Map(),
    exchanges: new Map(),
    commands: new Map(),
    created: new Map(),
    nonces: new Map(),
    nonceMs: 5 * 60_000,
    tellsNonces: false,
    channels: new Map<string, ChannelBody>([
      [channelId, { id: channelId, type: 0, guild_id: guildId, permission_overwrites: [] }],
      ["777777777777777777", { id: "777777777777777777", type: 11, guild_id: guildId, parent_id: channelId }],
      ["666666666666666666", { id: "666666666666666666", type: 1 }],
    ]),
    roles: new Map([[guildId, [{ id: guildId, permissions: everyRight }]]]),
    botRoles: [],
    rule: undefined,
    perSecond: undefined,
    early: 0,
    invalid: 0,
    servers: [{ id: guildId, name: "Traders", permissions: everyRight }],
    refusals: new Map(),
    changes: new EventEmitter().setMaxListeners(0),
    logins: { total: 1000, remaining: 999 },
    now: () => performance.now() + passed,
    pass: (ms) => {
      passed += ms;
    },
    next: () => snowflake(time()),
    snowflake,
    time,
  };
}

/** View, send, embed, read back, send in threads. */
export const everyRight = "274877991936";

export function openExchange(world: World, { channel = channelId, isForm = false } = {}): Exchange {
  const token = `aW50ZXJhY3Rpb24${randomUUID().replaceAll("-", "")}${randomUUID().replaceAll("-", "")}`;
  const exchange: Exchange = { id: world.next(), token, openedAt: world.now(), channel, messages: [], isForm };
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
