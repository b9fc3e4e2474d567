import { Routes } from "discord.js";
import { type Membership, type Overwrite, permissionsIn } from "./rights.ts";
import type { Wire } from "./wire.ts";

/** A channel as Discord describes it. */
export interface Channel {
  readonly id: string;
  readonly type: number;
  readonly guild_id?: string;
  readonly parent_id?: string | null;
  readonly permission_overwrites?: readonly Overwrite[];
  readonly thread_metadata?: { readonly archived?: boolean; readonly locked?: boolean };
}

/** https://docs.discord.com/developers/resources/channel#channel-object-channel-types */
export const threadTypes: ReadonlySet<number> = new Set([10, 11, 12]);
/** Posts go into threads of these only. */
export const forumTypes: ReadonlySet<number> = new Set([15, 16]);
/** A heading over other channels, and a list of servers: nothing is ever posted there. */
const neverText: ReadonlySet<number> = new Set([4, 14]);

/** Servers and the channels in them, as far as they were told or asked for. */
export interface Places {
  /** The bot's own id. */
  self(): Promise<string>;
  /** The server of a channel; undefined for private messages. */
  guildOf(channel: string): Promise<string | undefined>;
  channel(id: string): Promise<Channel>;
  /** What the bot may do in a channel; undefined in private messages, where there are no rights. */
  permissions(channel: Channel): Promise<string | undefined>;
  /** Channels of a server, told by the gateway. */
  readonly known: Map<string, string | undefined>;
  learn(channels: readonly unknown[], guild: string | undefined): string[];
}

export function createPlaces(wire: Wire): Places {
  const known = new Map<string, string | undefined>();
  let asked: Promise<string> | undefined;
  const get = (what: string, route: `/${string}`) => wire({ what, method: "GET", route });

  const self = () => {
    asked ??= get("the bot", Routes.user()).then((user) => (user as { id: string }).id);
    asked.catch(() => {
      asked = undefined;
    });
    return asked;
  };
  const channel = async (id: string) => {
    const found = (await get(`channel ${id}`, Routes.channel(id))) as Channel;
    known.set(id, found.guild_id);
    return found;
  };
  return {
    self,
    channel,
    known,
    guildOf: async (id) => (known.has(id) ? known.get(id) : (await channel(id)).guild_id),
    async permissions({ guild_id: guild, type, parent_id: parent, permission_overwrites: overwrites = [] }) {
      if (guild === undefined) return undefined;
      const user = await self();
      const [roles, member] = (await Promise.all([
        get("the roles", Routes.guildRoles(guild)),
        get("the bot's roles", Routes.guildMember(guild, user)),
      ])) as [{ id: string; permissions: string }[], Pick<Membership, "roles">];
      // A thread has no rules of its own.
      const ruled =
        threadTypes.has(type) && typeof parent === "string"
          ? (await channel(parent)).permission_overwrites
          : overwrites;
      return permissionsIn({ guild, user, roles: member.roles }, roles, ruled ?? []);
    },
    learn(channels, guild) {
      const texts = (channels as readonly Channel[]).filter(({ type }) => !neverText.has(type));
      for (const { id } of texts) known.set(id, guild);
      return texts.map(({ id }) => id);
    },
  };
}
