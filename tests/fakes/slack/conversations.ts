import type { Answer, Call, World } from "./api.ts";
import { fewMessages } from "./rates.ts";
import type { Channel, Posted } from "./workspace.ts";

type Method = (args: Call["args"], world: World) => Answer;

/** Methods about places, by their documentation. */
export const conversations: Readonly<Record<string, Method>> = {
  "conversations.open": ({ users }, { workspace }) => {
    const id = workspace.direct(String(users));
    return id === undefined ? refused("user_not_found") : { ok: true, channel: { id } };
  },
  "conversations.info": ({ channel: id }, { workspace, credentials }) => {
    const channel = workspace.channel(String(id));
    const scope = `${kindOf(String(id), channel)}:read`;
    if (!credentials.scopes.includes(scope)) return refused("missing_scope", { needed: scope });
    if (isHidden(channel)) return refused("channel_not_found");
    return {
      ok: true,
      channel: {
        id,
        is_archived: channel.isArchived === true,
        is_member: channel.hasBot === true,
        is_private: channel.isPrivate === true,
        ...(channel.isReadOnly === true ? { is_read_only: true } : {}),
      },
    };
  },
  "conversations.history": (args, world) => history(args, world),
  "conversations.replies": (args, world) => history(args, world, String(args["ts"])),
};

function history(args: Call["args"], { workspace, credentials, few }: World, thread?: string): Answer {
  const id = String(args["channel"]);
  const channel = workspace.channel(id);
  const scope = `${kindOf(id, channel)}:history`;
  if (!credentials.scopes.includes(scope)) return refused("missing_scope", { needed: scope });
  if (isHidden(channel)) return refused("channel_not_found");
  if (channel.hasBot !== true) return refused("not_in_channel");
  const told = workspace.history(id, Number(args["oldest"] ?? 0), thread);
  if (thread !== undefined && told.length === 0) return refused("thread_not_found");
  const start = Number(String(args["cursor"] ?? "at:0").replace("at:", ""));
  const end = start + Math.min(Number(args["limit"] ?? 100), few ? fewMessages : 999);
  const more = end < told.length;
  return {
    ok: true,
    messages: told.slice(start, end).map((one) => messageOf(one, args["include_all_metadata"] === "true")),
    has_more: more,
    response_metadata: { next_cursor: more ? `at:${end}` : "" },
  };
}

function messageOf({ ts, thread, message }: Posted, withMetadata: boolean): Answer {
  const metadata = withMetadata && message["metadata"] !== undefined ? { metadata: message["metadata"] } : {};
  return {
    type: "message",
    ts,
    text: message.text,
    ...(thread === undefined ? {} : { thread_ts: thread }),
    ...metadata,
  };
}

/** A private channel does not exist for who is not in it. */
function isHidden(channel: Channel | undefined): channel is undefined {
  return channel === undefined || (channel.isPrivate === true && channel.hasBot !== true);
}

function kindOf(id: string, channel: Channel | undefined): string {
  return id.startsWith("D") ? "im" : channel?.isPrivate === true ? "groups" : "channels";
}

function refused(error: string, more: Answer = {}): Answer {
  return { ok: false, error, ...more };
}
