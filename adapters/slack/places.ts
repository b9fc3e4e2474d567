import { literal, message } from "../../src/i18n/value.ts";
import type { Adapter, Finding } from "../../src/platform/adapter.ts";
import type { Destination } from "../../src/platform/destination.ts";
import { PlatformError, TargetGone } from "../../src/support/errors.ts";
import type { Me } from "./me.ts";
import type { Result, Wire } from "./wire.ts";

export interface PlacesOptions {
  readonly wire: Pick<Wire, "call">;
  readonly me: () => Promise<Me>;
}

/** What there is to know of a place besides its messages. */
export type Places = Required<Pick<Adapter, "direct" | "link" | "reach">>;

export function createPlaces({ wire, me }: PlacesOptions): Places {
  return {
    async direct(account, person) {
      try {
        const { channel } = await wire.call("conversations.open", { users: person });
        return { account, channel: (channel as { id: string }).id };
      } catch (error) {
        // Without the scope im:write a post to the person's own id gets there as well (docs "chat.postMessage", channels).
        if (isLackOfScope(error)) return { account, channel: person };
        throw error;
      }
    },
    async link({ channel, thread }, messageId) {
      const { url } = await me();
      if (url === undefined || !/^[CDG]/.test(channel) || !/^\d+\.\d+$/.test(messageId)) return undefined;
      const within = thread === undefined ? "" : `?${new URLSearchParams({ thread_ts: thread, cid: channel })}`;
      return `${new URL(`archives/${channel}/p${messageId.replace(".", "")}`, url)}${within}`;
    },
    async reach(destination) {
      if (isDirect(destination.channel)) return fine("slack.reach.direct");
      try {
        return read(await wire.call("conversations.info", { channel: destination.channel }), (await me()).name);
      } catch (error) {
        if (isLackOfScope(error)) return fine("slack.reach.unknown");
        if (error instanceof TargetGone) return wrong("slack.reach.absent", (await me()).name);
        throw error;
      }
    },
  };
}

/** A direct message. Between two people it holds the bot's answers to one of them, so that one is alone there as well. */
export function isDirect(channel: Destination["channel"]): boolean {
  return channel.startsWith("D");
}

/** What Slack says of a channel: docs "Conversation object". */
function read({ channel, response_metadata: told }: Result, bot: string): Finding {
  const said = (typeof channel === "object" && channel !== null ? channel : {}) as Readonly<Record<string, unknown>>;
  const { scopes = [] } = (told ?? {}) as { readonly scopes?: readonly string[] };
  if (said["is_archived"] === true) return wrong("slack.reach.archived", bot);
  if (said["is_read_only"] === true) return wrong("slack.reach.read-only", bot);
  const isOpen = said["is_private"] === false && scopes.includes("chat:write.public");
  return said["is_member"] === false && !isOpen ? wrong("slack.reach.absent", bot) : fine("slack.reach.member");
}

function isLackOfScope(error: unknown): boolean {
  return error instanceof PlatformError && error.detail === "missing_scope";
}

function fine(id: string): Finding {
  return { ok: true, text: message(id) };
}

function wrong(id: string, bot: string): Finding {
  return { ok: false, text: message(id, { bot: literal(bot) }) };
}
