import * as z from "zod";
import type { Desk } from "../../src/platform/desk.ts";
import type { WhyGone } from "../../src/support/errors.ts";
import { own } from "../../src/support/own.ts";
import type { Me } from "./me.ts";

/** Events that a place takes messages no longer, by why. */
const goneBy: Readonly<Record<string, WhyGone>> = {
  channel_archive: "archived",
  channel_deleted: "deleted",
  channel_left: "removed",
  group_archive: "archived",
  group_deleted: "deleted",
  group_left: "removed",
};

/** Everything Slack tells about places (docs "Events"); the manifest subscribes to it. */
export const happenings = [
  ...Object.keys(goneBy),
  "app_uninstalled",
  "channel_id_changed",
  "channel_unarchive",
  "group_unarchive",
  "member_joined_channel",
  "member_left_channel",
  "team_access_revoked",
  "tokens_revoked",
].toSorted();

const Happening = z.object({
  type: z.string(),
  channel: z.string().optional(),
  user: z.string().optional(),
  old_channel_id: z.string().optional(),
  new_channel_id: z.string().optional(),
  tokens: z.object({ bot: z.array(z.string()).optional() }).optional(),
  team_ids: z.array(z.string()).optional(),
});
type Happening = z.infer<typeof Happening>;

/** Tells the desk what became of a place. What does not concern the bot has no effect. */
export async function tellOf(event: unknown, me: Me, desk: Desk): Promise<void> {
  const { data } = Happening.safeParse(event);
  if (data === undefined) return;
  if (endsAll(data, me)) return desk.left(me.team, undefined, "removed");
  const { type, channel, user, old_channel_id: from, new_channel_id: to } = data;
  if (type === "channel_id_changed" && from !== undefined && to !== undefined) return desk.moved(me.team, from, to);
  if (channel === undefined) return;
  const why = own(goneBy, type);
  if (why !== undefined) return desk.left(me.team, channel, why);
  if (type === "member_left_channel" && user === me.user) return desk.left(me.team, channel, "removed");
  const isBack = type.endsWith("_unarchive") || (type === "member_joined_channel" && user === me.user);
  if (isBack) return desk.back(me.team, channel);
}

/** Slack names tokens by the users they belong to: docs "tokens_revoked event". */
function endsAll({ type, tokens, team_ids: teams }: Happening, me: Me): boolean {
  if (type === "app_uninstalled") return true;
  if (type === "tokens_revoked") return tokens?.bot?.includes(me.user) === true;
  return type === "team_access_revoked" && teams?.includes(me.team) === true;
}
