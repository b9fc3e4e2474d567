import { message } from "../src/i18n/value.ts";
import type { CommandContext } from "../src/platform/command.ts";
import { CommandError } from "../src/platform/parse.ts";
import type { Services } from "./services.ts";

/** What concerns everybody in a conversation is changed by those who may; everyone else is told who that is. */
export async function refuseUnlessManager({ conversation }: CommandContext<Services>): Promise<void> {
  if (await conversation.mayManage()) return;
  throw new CommandError("Only an admin of this chat may change this.", message("rights.managers-only"));
}
