import type { Destination } from "../../src/platform/destination.ts";
import { Rejected } from "../../src/support/errors.ts";
import type { Places } from "./places.ts";

/** Where readers find a message; nothing for one that was deleted, or whose channel is not to be seen. */
export async function linkTo(
  { channel, thread }: Destination,
  messageId: string,
  places: Places,
): Promise<string | undefined> {
  if (!/^\d+$/.test(messageId)) return undefined;
  const where = thread ?? channel;
  try {
    return `https://discord.com/channels/${(await places.guildOf(where)) ?? "@me"}/${where}/${messageId}`;
  } catch (error) {
    if (error instanceof Rejected) return undefined;
    throw error;
  }
}
