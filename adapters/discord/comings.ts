import { GatewayDispatchEvents } from "discord.js";
import { literal, message } from "../../src/i18n/value.ts";
import type { Desk } from "../../src/platform/desk.ts";
import type { WhyGone } from "../../src/support/errors.ts";
import type { Places } from "./places.ts";

/** Something the gateway tells, as it came. */
export interface Told {
  readonly name: string;
  readonly data: unknown;
}

/** What is told of servers and channels; https://docs.discord.com/developers/events/gateway-events */
export const eventsOfPlaces = [
  GatewayDispatchEvents.Ready,
  GatewayDispatchEvents.GuildCreate,
  GatewayDispatchEvents.GuildDelete,
  GatewayDispatchEvents.ChannelCreate,
  GatewayDispatchEvents.ChannelDelete,
  GatewayDispatchEvents.ThreadCreate,
  GatewayDispatchEvents.ThreadDelete,
  GatewayDispatchEvents.ThreadListSync,
] as const;

/** Follows where the bot may post, and tells the desk what is gone or back. Lives longer than one connection. */
export interface Comings {
  happened(told: Told, desk: Desk): void;
}

interface Ready {
  readonly application: { readonly id: string };
  readonly guilds: readonly { readonly id: string }[];
  readonly shard?: readonly [number, number];
}

interface Server {
  readonly id: string;
  readonly name?: string;
  readonly unavailable?: boolean;
  readonly channels?: readonly unknown[];
  readonly threads?: readonly unknown[];
}

interface Place {
  readonly id: string;
  readonly guild_id?: string;
  /** The channel a thread belongs to. */
  readonly parent_id?: string | null;
}

export function createComings(places: Places): Comings {
  const members = new Set<string>();
  let account = "";
  let told: Promise<void> = Promise.resolve();

  /** One after the other: what was gone and is back must not end as gone. */
  const inTurn = (desk: Desk, work: () => Promise<void>) => {
    told = told.then(work).catch((error) => desk.failed("keeping what Discord tells of its channels", error));
  };
  const tell = (desk: Desk, channels: readonly string[], why: WhyGone | "back") =>
    inTurn(desk, async () => {
      for (const channel of channels)
        await (why === "back" ? desk.back(account, channel) : desk.left(account, channel, why));
    });
  const channelsOf = (guild: string) =>
    Array.from(places.known).flatMap(([channel, server]) => (server === guild ? [channel] : []));

  const removedFrom = (guild: string, desk: Desk) => {
    members.delete(guild);
    const channels = channelsOf(guild);
    for (const channel of channels) places.known.delete(channel);
    desk.notice(message("discord.removed", { server: literal(guild), channels: channels.length }));
    tell(desk, channels, "removed");
  };
  const begun = ({ application, guilds, shard = [0, 1] }: Ready, desk: Desk) => {
    account = application.id;
    const now = new Set(guilds.map(({ id }) => id));
    // A new login tells of no server the bot was removed from meanwhile; each connection tells of its share of them.
    for (const id of members) if (isOf(id, shard) && !now.has(id)) removedFrom(id, desk);
    for (const id of now) members.add(id);
  };
  const created = ({ id, unavailable, channels = [], threads = [] }: Server, desk: Desk) => {
    if (unavailable === true) return;
    const found = [...places.learn(channels, id), ...places.learn(threads, id)];
    if (members.has(id)) return;
    members.add(id);
    tell(desk, found, "back");
  };
  const deleted = ({ id }: Place, desk: Desk) => {
    places.known.delete(id);
    tell(desk, [id], "deleted");
  };
  const threadDeleted = ({ id, parent_id: parent }: Place, desk: Desk) => {
    places.known.delete(id);
    if (typeof parent === "string") inTurn(desk, () => desk.left(account, parent, "deleted", id));
  };

  return {
    happened({ name, data }, desk) {
      const place = data as Place;
      if (name === "READY") begun(data as Ready, desk);
      else if (name === "GUILD_CREATE") created(data as Server, desk);
      // With the field it is an outage, whatever the field says.
      else if (name === "GUILD_DELETE" && (data as Server).unavailable === undefined) removedFrom(place.id, desk);
      else if (name === "CHANNEL_DELETE") deleted(place, desk);
      else if (name === "THREAD_DELETE") threadDeleted(place, desk);
      else if (name === "CHANNEL_CREATE" || name === "THREAD_CREATE") places.learn([data], place.guild_id);
      else if (name === "THREAD_LIST_SYNC") places.learn((data as Server).threads ?? [], place.guild_id);
    },
  };
}

/** https://docs.discord.com/developers/events/gateway#sharding */
function isOf(guild: string, [shard, shards]: readonly [number, number]): boolean {
  return Number((BigInt(guild) >> 22n) % BigInt(shards)) === shard;
}
