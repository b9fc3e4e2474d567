import type { Wire } from "./wire.ts";

/** Who the bot is, and where. */
export interface Me {
  readonly team: string;
  readonly teamName: string;
  /** The bot as a user. */
  readonly user: string;
  readonly name: string;
  /** The bot as a bot. */
  readonly bot: string;
  /** Where readers find the workspace. */
  readonly url?: string;
}

export async function whoAmI(wire: Pick<Wire, "call">): Promise<Me> {
  const answer = await wire.call("auth.test");
  const read = (name: string) => (typeof answer[name] === "string" ? answer[name] : "");
  const url = read("url");
  return {
    team: read("team_id"),
    teamName: read("team"),
    user: read("user_id"),
    name: read("user"),
    // A token of a person names no bot.
    bot: read("bot_id") || "none",
    ...(URL.canParse(url) ? { url } : {}),
  };
}
