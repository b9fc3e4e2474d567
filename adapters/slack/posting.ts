import type { Adapter, Part, Sent } from "../../src/platform/adapter.ts";
import type { Destination } from "../../src/platform/destination.ts";
import { OutcomeUnknown, PlatformError, RateLimited, Rejected, Unavailable } from "../../src/support/errors.ts";
import { patiently } from "../../src/support/patiently.ts";
import { messagesSince } from "./history.ts";
import { choices } from "./limits.ts";
import { type Kept, keptIn, metadataOf } from "./mark.ts";
import type { Pace } from "./pace.ts";
import { formRefused } from "./verdict.ts";
import type { Wire } from "./wire.ts";

/** Posting a message, and finding it again. */
export interface Posting {
  /** One message, tried once: when to try again is the caller's to say. Slack has no posts without a sound. */
  readonly post: Adapter["send"];
  readonly find: NonNullable<Adapter["find"]>;
}

/** Fallbacks of which only some messages were found, at a time; more than ever are in doubt together. */
const mostKept = 1000;
/** A longer pause in the middle of a fallback is left to a look-up. */
const patience = { longestMs: 5000 };

/**
 * The mark stands in the metadata of the message; where a fallback of several messages goes instead, in that of each, with
 * its number. All of them are one attempt: it is found once every one of them is there, and tried again it goes on after
 * those a look-up has seen.
 */
export function createPosting(wire: Pick<Wire, "call">, pace: Pace): Posting {
  const seen = new Map<string, ReadonlyMap<number, string>>();

  const one = async ({ channel, thread }: Destination, { payload }: Part, kept?: Kept): Promise<string> => {
    const said = { ...(payload as object), channel, thread_ts: thread };
    const answer = await wire.call("chat.postMessage", { ...said, ...metadataOf(kept) });
    return String(answer["ts"]);
  };

  /** The messages of a fallback, without those that are there already. */
  const each = async (destination: Destination, parts: readonly Part[], mark: string | undefined): Promise<Sent> => {
    const there = (mark === undefined ? undefined : seen.get(mark)) ?? new Map<number, string>();
    const sent: string[] = [];
    for (const [index, part] of parts.entries()) {
      const kept = mark === undefined ? undefined : { mark, message: index + 1, of: parts.length };
      const next = () => one(destination, part, kept);
      sent.push(there.get(index + 1) ?? (sent.length === 0 ? await next() : await goingOn(next, destination.channel)));
    }
    if (mark !== undefined) seen.delete(mark);
    return { messageId: sent[0] ?? "" };
  };

  const goingOn = async (next: () => Promise<string>, channel: string): Promise<string> => {
    await pace(channel);
    try {
      return await patiently(next, patience);
    } catch (error) {
      if (!(error instanceof RateLimited || error instanceof Unavailable)) throw error;
      throw new OutcomeUnknown(`Slack took only some messages of a fallback: ${error.message}`, error.detail);
    }
  };

  return {
    async post(destination, part, { mark } = {}) {
      const fallback = part.fallback ?? [];
      if (mark !== undefined && seen.has(mark)) return each(destination, fallback, mark);
      try {
        return { messageId: await one(destination, part, mark === undefined ? undefined : { mark }) };
      } catch (error) {
        if (!isFormRefused(error) || fallback.length === 0) throw error;
        return each(destination, fallback, mark);
      }
    },
    async find(destination, _part, mark, sinceMs) {
      const found = new Map<number, string>();
      try {
        for await (const message of messagesSince(wire, destination, sinceMs)) {
          const kept = keptIn(message);
          if (kept?.mark !== mark) continue;
          const { message: number = 1, of = 1 } = kept;
          found.set(number, String(message["ts"]));
          if (found.size === of) return { messageId: found.get(1) ?? "" };
        }
      } catch (error) {
        throw tooSeldom(error) ?? error;
      }
      if (found.size > 0) seen.set(mark, found);
      if (seen.size > mostKept) seen.delete(seen.keys().next().value as string);
      return undefined;
    },
  };
}

export function isFormRefused(error: unknown): boolean {
  return error instanceof PlatformError && formRefused.has(error.detail ?? "");
}

/** Apps sold outside the Marketplace may look once a minute: two looks in a row, which are needed, are never to be had. */
function tooSeldom(error: unknown): Rejected | undefined {
  if (!(error instanceof RateLimited) || error.retryAfterMs < choices.longestLookMs) return undefined;
  return new Rejected("Slack lets this app look into channels too seldom to find a message in doubt.", error.detail);
}
