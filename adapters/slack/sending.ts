import { setTimeout as pause } from "node:timers/promises";
import type { Part } from "../../src/platform/adapter.ts";
import type { Destination } from "../../src/platform/destination.ts";
import { patiently } from "../../src/support/patiently.ts";
import { createPace } from "./pace.ts";
import { createPosting, isFormRefused, type Posting } from "./posting.ts";
import type { Wire } from "./wire.ts";

/** How a message given to a response_url is shown. */
export interface Shown {
  readonly type: "ephemeral" | "in_channel";
  /** Takes the place of the message that was tapped. */
  readonly replace?: boolean;
  readonly thread?: string | undefined;
}

/** The ways a part gets to its reader. Where Slack does not take its form, its fallback goes instead. */
export interface Sending extends Posting {
  /** A whole document at the pace Slack allows: what belongs under its first message goes into the thread of that. */
  postAll(destination: Destination, parts: readonly Part[]): Promise<void>;
  /** Seen by one person only, and gone when they reload. */
  whisper(destination: Destination, user: string, parts: readonly Part[]): Promise<void>;
  respond(url: string, parts: readonly Part[], shown: Shown): Promise<void>;
}

/** A longer pause than this is no use to somebody who waits for an answer. */
const patience = { longestMs: 30_000 };

export function createSending(wire: Wire): Sending {
  const pace = createPace({ now: () => performance.now(), sleep: pause });
  const posting = createPosting(wire, pace);
  return {
    ...posting,
    async postAll(destination, parts) {
      let first: string | undefined;
      for (const part of parts) {
        const thread = destination.thread ?? (part.under === "first" ? first : undefined);
        const place = { ...destination, ...(thread === undefined ? {} : { thread }) };
        await pace(destination.channel);
        const { messageId } = await patiently(() => posting.post(place, part), patience);
        first ??= messageId;
      }
    },
    async whisper({ channel, thread }, user, parts) {
      for (const part of parts) {
        await inSomeForm(part, ({ payload }) => {
          const said = { ...(payload as object), channel, user, thread_ts: thread };
          return patiently(() => wire.call("chat.postEphemeral", said), patience);
        });
      }
    },
    async respond(url, parts, { type, replace = false, thread }) {
      let replacing = replace;
      for (const part of parts) {
        await inSomeForm(part, async ({ payload }) => {
          const place = thread === undefined || replacing ? {} : { thread_ts: thread };
          const said = { ...(payload as object), ...place, response_type: type, replace_original: replacing };
          await patiently(() => wire.respond(url, said), patience);
          replacing = false;
        });
      }
    },
  };
}

/** Sends a part, or all of its fallback where Slack refuses the form. */
async function inSomeForm(part: Part, send: (part: Part) => Promise<unknown>): Promise<void> {
  try {
    await send(part);
  } catch (error) {
    const [first, ...others] = isFormRefused(error) ? (part.fallback ?? []) : [];
    if (first === undefined) throw error;
    for (const other of [first, ...others]) await send(other);
  }
}
