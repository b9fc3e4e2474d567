import type { Pace } from "../../src/platform/pace.ts";
import { limits } from "./limits.ts";

/** How fast a bot may send. Groups and channels have negative ids, and a limit a minute that private chats do not have. */
export const pace: Pace = {
  ...limits.pace,
  channelMost: (channel) => (/(?:^| )\d+$/.test(channel) ? undefined : limits.groupMost),
};
