import { Routes } from "discord.js";
import type { Part, Sent } from "../../src/platform/adapter.ts";
import type { Destination } from "../../src/platform/destination.ts";
import { NotPermitted, Rejected } from "../../src/support/errors.ts";
import { cleanText } from "../../src/support/text.ts";
import { limits } from "./limits.ts";
import type { Message } from "./message.ts";
import type { Places } from "./places.ts";
import { lacking } from "./rights.ts";
import type { Wire } from "./wire.ts";

export interface Looking {
  readonly wire: Wire;
  readonly places: Places;
}

export interface Sought {
  readonly mark: string;
  readonly sinceMs: number;
  /** Known to be another post that may say the same. */
  readonly isTaken: (messageId: string) => boolean;
}

/** A message as Discord hands it out again. */
interface Posted extends Partial<Pick<Message, "content" | "embeds">> {
  readonly id: string;
  readonly author: { readonly id: string };
  readonly nonce?: string | number;
  readonly edited_timestamp?: string | null;
  /** Set on answers to commands, which may say the very same. */
  readonly interaction_metadata?: unknown;
  readonly webhook_id?: string;
}

/** The clocks here and there may differ by this much. */
const skewMs = 30_000;
const pageSize = 100;
/** Two thousand messages within the minutes of a doubt: nobody reads that channel, and looking costs too much. */
const mostPages = 20;

/**
 * Looks for a message of ours among those posted since an instant. A nonce is told when the message is created and not again
 * ("You will not receive this from further fetches", discord-api-types on `APIMessage.nonce`; the documentation of Create
 * Message promises it for the event alone). So what is relied on is the text, which Discord tells a bot of its own messages
 * without any privileged intent; a nonce counts where there should be one after all.
 */
export async function findPosted(
  { channel, thread }: Destination,
  { payload }: Part,
  { mark, sinceMs, isTaken }: Sought,
  { wire, places }: Looking,
): Promise<Sent | undefined> {
  const self = await places.self();
  const where = thread ?? channel;
  const [wanted, nonce] = [textOf(payload as Message), mark.slice(0, limits.nonce)];
  let after = snowflakeOf(sinceMs - skewMs);
  let changed = false;
  for (let page = 0; page < mostPages; page++) {
    const posts = await pageAfter(where, after, wire);
    if (posts.length === 0 && page === 0) await makeSureItMayLook(where, places);
    const own = posts.filter((post) => post.author.id === self && !isAnswer(post));
    const found = own.find((post) => post.nonce === nonce || (textOf(post) === wanted && !isTaken(post.id)));
    if (found !== undefined) return { messageId: found.id };
    changed ||= own.some(({ edited_timestamp: edited }) => typeof edited === "string");
    if (posts.length < pageSize) return absent(where, changed);
    after = newest(posts);
  }
  throw new Rejected(
    `Channel ${where} has more than ${mostPages * pageSize} messages since the post in doubt; it was not looked for further.`,
    "too many messages",
  );
}

/** A tap changes the message it is on: one that was changed since may have been the one looked for. */
function absent(where: string, changed: boolean): undefined {
  if (!changed) return undefined;
  throw new Rejected(
    `A post in channel ${where} was changed since, so nobody can say whether it was the one in doubt. Look for it there.`,
    "changed since",
  );
}

async function pageAfter(channel: string, after: bigint, wire: Wire): Promise<Posted[]> {
  const posts = await wire({
    what: `reading channel ${channel}`,
    method: "GET",
    route: Routes.channelMessages(channel),
    query: { after: String(after), limit: String(pageSize) },
  });
  return posts as Posted[];
}

/** Without the right to read back, Discord shows an empty channel rather than refuse. */
async function makeSureItMayLook(where: string, places: Places): Promise<void> {
  const permissions = await places.permissions(await places.channel(where));
  if (permissions === undefined || lacking(permissions, ["view", "history"]).length === 0) return;
  throw new NotPermitted(
    `The bot may not read back channel ${where}: give it Read Message History there.`,
    "no history",
  );
}

function isAnswer({ interaction_metadata: asked, webhook_id: webhook }: Posted): boolean {
  return asked !== undefined || webhook !== undefined;
}

/** Words alone: blanks at the edges of a text are not kept. */
function textOf({ content = "", embeds = [] }: Partial<Message>): string {
  const texts = [content, ...embeds.flatMap(({ title = "", description = "" }) => [title, description])];
  return texts.map((text) => cleanText(text).replace(/\s/g, "")).join("");
}

/** https://docs.discord.com/developers/reference#snowflakes */
const firstMs = 1_420_070_400_000;

function snowflakeOf(ms: number): bigint {
  return BigInt(Math.max(Math.floor(ms) - firstMs, 0)) << 22n;
}

function newest(posts: readonly Posted[]): bigint {
  return posts.reduce((last, { id }) => (BigInt(id) > last ? BigInt(id) : last), 0n);
}
