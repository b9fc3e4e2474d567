import type { Document } from "../document/node.ts";
import type { Speaker } from "../i18n/speaker.ts";
import type { Value } from "../i18n/value.ts";
import type { Desk } from "./desk.ts";
import type { Destination } from "./destination.ts";
import type { Pace } from "./pace.ts";

/** One message as the platform takes it, ready to be sent. */
export interface Part {
  /** The platform's own name of the call that takes it. */
  readonly method: string;
  /** The exact payload, without the destination; text for a terminal, an object for an API. */
  readonly payload: unknown;
  /** Belongs under the first part of the same document, where the platform has threads. */
  readonly under?: "first";
  /** What is sent instead where the platform refuses the form of this one: all of them, in order. */
  readonly fallback?: readonly Part[];
}

/** A document as the messages of a platform. Pure: the same document and speaker give the same parts. */
export type Render = (document: Document, speaker: Speaker) => readonly Part[];

/** What a sent message is known by afterwards. */
export interface Sent {
  readonly messageId: string;
}

/** How a scheduled message goes out. */
export interface Manner {
  /**
   * The name of this one message, the same whenever it is tried again: at least 25 characters of a-z and 2-7. A platform that
   * can, keeps it with the message.
   */
  readonly mark?: string;
  /** Without a sound, where the platform can. */
  readonly quiet?: boolean;
}

/** One thing `check` looked at: what is right, or what is wrong and how it is mended. */
export interface Finding {
  readonly ok: boolean;
  readonly text: Value;
}

/** A way in from outside: requests to `path` are handed over as they came; the answer says whether they were genuine. */
export interface Webhook {
  readonly path: string;
  handle(request: Request): Promise<Response>;
}

/**
 * A chat platform. Required is what every platform can do; what only some can is an optional member, and its absence means
 * "cannot". A failed `send` throws one of the errors of support/errors.ts, chosen by what the caller does next.
 */
export interface Adapter {
  readonly name: string;
  readonly render: Render;
  send(destination: Destination, part: Part, manner?: Manner): Promise<Sent>;
  /** How fast one token may send (default: a message a second). */
  readonly pace?: Pace;
  /** A message sent again under its mark within this time of the first try does not become a second one. */
  readonly replaySafeMs?: number;
  /**
   * Looks whether a message with this mark was posted at or after an instant; undefined when it was not. Messages that are
   * taken are known to be others, although they may say the same. Rejects with `Rejected` where the bot may not look.
   */
  find?(
    destination: Destination,
    part: Part,
    mark: string,
    sinceMs: number,
    isTaken?: (messageId: string) => boolean,
  ): Promise<Sent | undefined>;
  /** The private conversation with a person, for what only they need to know. */
  direct?(account: string, person: string): Promise<Destination>;
  /** The address of a message for its readers; undefined where messages have none. */
  link?(destination: Destination, messageId: string): Promise<string | undefined>;
  /** Whether the bot may post there; what is wrong says how it is mended. */
  reach?(destination: Destination): Promise<Finding>;
  /**
   * Connects, makes the commands known and answers what is heard until stopped. Resolves when there is nothing more to
   * hear; rejects when the connection cannot be made or kept, and may then be called again.
   */
  listen?(desk: Desk): Promise<void>;
  readonly webhook?: Webhook;
  /** Looks at credentials, scopes and rights, and changes nothing. */
  check?(): Promise<readonly Finding[]>;
  stop?(): Promise<void>;
}

/** What an adapter is made from: its settings by environment name, and the world as arguments. */
export interface AdapterOptions {
  readonly settings: Readonly<Record<string, string>>;
  /** Milliseconds since 1970 (default: the clock). */
  readonly now?: () => number;
}
