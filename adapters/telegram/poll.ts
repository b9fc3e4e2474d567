import type { Update } from "grammy/types";
import { allowedUpdates } from "./hear.ts";
import { limits } from "./limits.ts";
import type { Call } from "./wire.ts";

/** How far the updates were read: kept while a lost connection is made again. */
export interface Reading {
  /** The first update not yet taken. */
  offset: number;
}

/** Fetches updates until the signal. Taking one confirms those before it, so each is handled once. */
export async function poll(
  call: Call,
  reading: Reading,
  take: (update: Update) => void,
  signal: AbortSignal,
): Promise<void> {
  let confirmed = reading.offset;
  while (!signal.aborted) {
    const { offset } = reading;
    const updates = await call(
      "getUpdates",
      {
        ...(offset === 0 ? {} : { offset }),
        limit: limits.poll.updates,
        timeout: limits.poll.seconds,
        allowed_updates: allowedUpdates,
      },
      signal,
    ).catch((error) => {
      if (signal.aborted) return [];
      throw error;
    });
    // What comes in while the program ends is left for the next start.
    if (signal.aborted) break;
    confirmed = offset;
    for (const update of updates) {
      reading.offset = Math.max(reading.offset, update.update_id + 1);
      take(update);
    }
  }
  // Whatever was taken last would come again after the next start.
  if (confirmed < reading.offset)
    await call("getUpdates", { offset: reading.offset, limit: 1, timeout: 0 }).catch(() => undefined);
}
