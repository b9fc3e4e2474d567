import { join, literal, message, type Value } from "../../src/i18n/value.ts";
import type { Finding } from "../../src/platform/adapter.ts";
import type { Destination } from "../../src/platform/destination.ts";
import { NotPermitted, TargetGone } from "../../src/support/errors.ts";
import { forumTypes, type Places, threadTypes } from "./places.ts";
import { inviteLink, lacking, type Right } from "./rights.ts";

/** Whether the bot may post there, looked up and not tried. */
export async function reachOf({ account, channel, thread }: Destination, places: Places): Promise<Finding> {
  const link = literal(inviteLink(account));
  try {
    const found = await places.channel(thread ?? channel);
    if (forumTypes.has(found.type)) return wrong(message("discord.reach.forum"));
    if (found.thread_metadata?.locked === true) return wrong(message("discord.reach.locked"));
    const permissions = await places.permissions(found);
    if (permissions === undefined) return { ok: true, text: message("discord.reach.fine") };
    const missing = lacking(permissions, ["view", threadTypes.has(found.type) ? "thread" : "send", "embed"]);
    if (missing.length > 0) return wrong(message("discord.reach.rights", { rights: rightsOf(missing), link }));
    const history = lacking(permissions, ["history"]).length === 0;
    return { ok: true, text: message(history ? "discord.reach.fine" : "discord.reach.no-history") };
  } catch (error) {
    if (error instanceof TargetGone) return wrong(message("discord.reach.gone", { link }));
    if (error instanceof NotPermitted) return wrong(message("discord.reach.unseen", { link }));
    throw error;
  }
}

export function rightsOf(rights: readonly Right[]): Value {
  return join(rights.map((one) => message(`discord.right.${one}`)));
}

function wrong(text: Value): Finding {
  return { ok: false, text };
}
