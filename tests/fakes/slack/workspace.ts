import { EventEmitter, once } from "node:events";
import { type Message, refusalsOf } from "./rules.ts";

export interface Channel {
  readonly id: string;
  readonly isPrivate?: boolean;
  readonly isArchived?: boolean;
  /** The bot is in it. */
  readonly hasBot?: boolean;
  /** Only some people may post. */
  readonly isReadOnly?: boolean;
}

export interface User {
  readonly id: string;
  readonly locale?: string;
  readonly tz?: string;
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
  /** How long a message is missing in the history (default: not at all). */
  readonly historyLagMs?: number;
}

export type Workspace = ReturnType<typeof createWorkspace>;

const uses = 5;
const livesMs = 30 * 60_000;
const bySomebodyElse = { response_type: "ephemeral" };

/** What is written in a workspace, and the rules by which the bot may write there. */
export function createWorkspace({ channels, users, now, historyLagMs = 0 }: WorkspaceOptions) {
  const known = new Map(channels.map((channel) => [channel.id, channel]));
  const posted: Posted[] = [];
  const replies = new Map<string, Reply>();
  const changes = new EventEmitter();
  let count = 0;

  const put = (entry: Omit<Posted, "ts" | "edits">): Posted => {
    count++;
    const made = { ...entry, ts: `${Math.floor(now() / 1000)}.${String(count).padStart(6, "0")}`, edits: 0 };
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
    const channel = known.get(id);
    if (channel === undefined || (channel.isPrivate === true && channel.hasBot !== true)) return "channel_not_found";
    if (channel.isArchived === true) return "is_archived";
    if (channel.isReadOnly === true) return "restricted_action_read_only_channel";
    return channel.hasBot === true ? undefined : "not_in_channel";
  };

  /** The direct message of the bot with somebody. */
  const direct = (user: string): string | undefined => {
    if (!users.some(({ id }) => id === user)) return undefined;
    const id = `D${user.slice(1)}`;
    known.set(id, { id, hasBot: true });
    return id;
  };

  return {
    users,
    direct,
    channel: (id: string): Channel | undefined => known.get(id),
    /** Somebody archives a channel, makes it private, invites the bot, … */
    change: (id: string, how: Partial<Channel>) => void known.set(id, { id, ...known.get(id), ...how }),
    delete: (id: string) => void known.delete(id),
    /** What history tells of a channel, newest first, or of a thread, oldest first; what one person sees is in neither. */
    history(channel: string, oldest: number, thread?: string): readonly Posted[] {
      const isTold = (one: Posted) =>
        one.channel === channel &&
        one.onlyFor === undefined &&
        (thread === undefined ? one.thread === undefined : one.thread === thread || one.ts === thread) &&
        (Number(one.ts) >= oldest || one.ts === thread) &&
        Math.floor(Number(one.ts)) * 1000 + historyLagMs <= now();
      const told = posted.filter(isTold);
      return thread === undefined ? told.toReversed() : told;
    },
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
      const named = String(args["channel"]);
      // Docs "chat.postMessage": a person's id stands for the direct message with them.
      const channel = /^[UW]/.test(named) ? (direct(named) ?? named) : named;
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
