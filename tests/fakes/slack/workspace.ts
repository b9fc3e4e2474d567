import { EventEmitter, once } from "node:events";
import { type Message, refusalsOf } from "./rules.ts";

export interface Channel {
  readonly id: string;
  readonly isPrivate?: boolean;
  readonly isArchived?: boolean;
  /** The bot is in it. */
  readonly hasBot?: boolean;
}

export interface User {
  readonly id: string;
  readonly locale?: string;
  readonly is_admin?: boolean;
  readonly is_restricted?: boolean;
  readonly team_id?: string;
}

/** A message as people see it. */
export interface Posted {
  readonly ts: string;
  readonly channel: string;
  /** Only this person sees it. */
  readonly onlyFor?: string | undefined;
  readonly thread?: string | undefined;
  /** The response_url it came through, by its id. */
  readonly via?: string;
  readonly message: Message;
  readonly edits: number;
}

/** How a response_url may still be used. */
interface Reply {
  readonly channel: string;
  readonly user: string;
  /** The message that was tapped. */
  readonly source?: string | undefined;
  readonly until: number;
  uses: number;
}

export interface WorkspaceOptions {
  readonly channels: readonly Channel[];
  readonly users: readonly User[];
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

export type Workspace = ReturnType<typeof createWorkspace>;

const uses = 5;
const livesMs = 30 * 60_000;
const bySomebodyElse = { response_type: "ephemeral" };

/** What is written in a workspace, and the rules by which the bot may write there. */
export function createWorkspace({ channels, users, now }: WorkspaceOptions) {
  const posted: Posted[] = [];
  const replies = new Map<string, Reply>();
  const changes = new EventEmitter();
  let count = 0;

  const put = (entry: Omit<Posted, "ts" | "edits">): Posted => {
    count++;
    const made = { ...entry, ts: `1721995200.${String(count).padStart(6, "0")}`, edits: 0 };
    posted.push(made);
    changes.emit("change");
    return made;
  };

  const edit = (ts: string, message: Message): Posted | undefined => {
    const at = posted.findIndex((one) => one.ts === ts);
    const before = posted[at];
    if (before === undefined) return undefined;
    const after = { ...before, message, edits: before.edits + 1 };
    posted.splice(at, 1, after);
    changes.emit("change");
    return after;
  };

  /** Why the bot may not write there. */
  const closed = (id: string): string | undefined => {
    const channel = channels.find((one) => one.id === id);
    if (channel === undefined || (channel.isPrivate === true && channel.hasBot !== true)) return "channel_not_found";
    if (channel.isArchived === true) return "is_archived";
    return channel.hasBot === true ? undefined : "not_in_channel";
  };

  return {
    users,
    posted: posted as readonly Posted[],
    /** Resolves once something written satisfies the test; looks at what is there first. */
    async when<T>(look: (posted: readonly Posted[]) => T | undefined, patience: AbortSignal): Promise<T> {
      for (;;) {
        const found = look(posted);
        if (found !== undefined) return found;
        await once(changes, "change", { signal: patience });
      }
    },
    post(args: Message, onlyFor?: string): Posted | string {
      const channel = String(args["channel"]);
      const [refusal] = refusalsOf(args);
      const why = closed(channel) ?? refusal?.code;
      if (why !== undefined) return why;
      const thread = args["thread_ts"] as string | undefined;
      if (
        thread !== undefined &&
        !posted.some(({ ts }) => ts === thread) &&
        onlyFor === undefined &&
        !/^17/.test(thread)
      ) {
        return "thread_not_found";
      }
      return put({ channel, message: args, thread, onlyFor });
    },
    /** A way to answer somebody who did something: five times, for half an hour. */
    openReply(id: string, channel: string, user: string, source?: string): void {
      replies.set(id, { channel, user, source, until: now() + livesMs, uses: 0 });
    },
    expireReplies: () => {
      for (const [id, reply] of replies) replies.set(id, { ...reply, until: 0 });
    },
    /** What a response_url does with a message; a code where it refuses. */
    reply(id: string, message: Message): string | undefined {
      const reply = replies.get(id);
      if (reply === undefined || reply.until < now()) return "expired_url";
      if (reply.uses >= uses) return "used_url";
      const [refusal] = refusalsOf(message);
      if (refusal !== undefined) return refusal.code;
      reply.uses++;
      if (message["replace_original"] === true && reply.source !== undefined && edit(reply.source, message))
        return undefined;
      const { response_type: type } = { ...bySomebodyElse, ...message };
      const onlyFor = type === "in_channel" ? undefined : reply.user;
      put({ channel: reply.channel, message, onlyFor, thread: message["thread_ts"] as string | undefined, via: id });
      return undefined;
    },
  };
}
