import type { Document } from "../document/node.ts";
import type { Speaker } from "../i18n/speaker.ts";

/** One message as the platform takes it, ready to be sent. */
export interface Part {
  /** The exact payload; text for a terminal, an object for an API. */
  readonly payload: unknown;
}

/** One place on a platform. */
export interface Destination {
  readonly account: string;
  readonly channel: string;
  readonly thread?: string;
}

/** What a sent message is known by afterwards. */
export interface Sent {
  readonly messageId: string;
}

/** A command as somebody gave it, whatever the platform. */
export interface Incoming {
  readonly text: string;
  readonly destination: Destination;
}

/**
 * A chat platform. Required is what every platform can do; what only some can is an optional member, and its absence means
 * "cannot". Rendering is pure: the same document and speaker give the same parts.
 */
export interface Adapter {
  readonly name: string;
  render(document: Document, speaker: Speaker): readonly Part[];
  send(destination: Destination, part: Part): Promise<Sent>;
  /** Hears commands until stopped; resolves when there is nothing more to hear. */
  listen?(hear: (incoming: Incoming) => Promise<void>): Promise<void>;
  stop?(): Promise<void>;
}
