import * as z from "zod";
import type { Destination } from "../../src/platform/destination.ts";
import { OutcomeUnknown, Rejected } from "../../src/support/errors.ts";
import { choices } from "./limits.ts";
import type { Wire } from "./wire.ts";

const Page = z.object({
  messages: z.array(z.record(z.string(), z.unknown())),
  response_metadata: z.object({ next_cursor: z.string().optional() }).optional(),
});

/**
 * Messages of a place since an instant of our clock, and from a little before. Needs the history scope of the channel's
 * kind. Rejects where there are too many to be read.
 */
export async function* messagesSince(
  wire: Pick<Wire, "call">,
  { channel, thread }: Destination,
  sinceMs: number,
): AsyncGenerator<Readonly<Record<string, unknown>>> {
  const method = thread === undefined ? "conversations.history" : "conversations.replies";
  const oldest = (Math.max(sinceMs - choices.clockSkewMs, 0) / 1000).toFixed(6);
  const asked = { channel, ts: thread, oldest, inclusive: true, include_all_metadata: true, limit: choices.page };
  let cursor: string | undefined;
  for (let page = 0; page < choices.pages; page++) {
    const { data } = Page.safeParse(await wire.call(method, { ...asked, cursor }));
    if (data === undefined) throw new OutcomeUnknown(`Slack's answer to ${method} cannot be read.`, "unreadable");
    yield* data.messages;
    cursor = data.response_metadata?.next_cursor;
    if (cursor === undefined || cursor === "") return;
  }
  throw new Rejected(
    `More than ${choices.pages * choices.page} messages were written since a message in doubt; it is not looked for any further.`,
    "too_many_messages",
  );
}
