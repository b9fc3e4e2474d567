import type { Locale } from "../../src/i18n/locale.ts";
import type { Desk, Incoming, Reply } from "../../src/platform/desk.ts";
import type { Once } from "../../src/support/once.ts";
import type { Forms } from "./forms.ts";
import type { Me } from "./me.ts";
import type { People } from "./people.ts";
import { isDirect, type Places } from "./places.ts";
import type { Sending } from "./sending.ts";

/** What the bot answers with. */
export interface World {
  readonly desk: Desk;
  readonly me: Me;
  readonly people: People;
  readonly sending: Sending;
  readonly forms: Forms;
  readonly places: Pick<Places, "direct">;
  /** What was done already, also over an earlier connection. */
  readonly once: Once;
}

/** Slack delivers an event again after a minute and after five: docs "The Events API". */
export const redeliveryMs = 15 * 60_000;

export interface Asked {
  /** Slack's own id of what somebody did. */
  readonly id: string;
  readonly channel: string;
  readonly user: string;
  readonly thread?: string | undefined;
}

export async function ask(words: readonly string[], asked: Asked, { desk, me, people }: World): Promise<Reply> {
  const { id, channel, user, thread } = asked;
  const incoming: Incoming = {
    words,
    destination: { account: me.team, channel, ...(thread === undefined ? {} : { thread }) },
    person: { id: user, ...(await people.reader(user)), mayManage: () => people.isAdmin(user) },
    alone: isDirect(channel),
    id,
  };
  return desk.answer(incoming);
}

export async function languageOf(user: string, { desk, people }: World): Promise<Locale> {
  return desk.languageOf((await people.reader(user)).locale);
}

/** May be posted for everybody: an answer that concerns others as well and asks nothing. */
export function isShareable({ kind, personal, form }: Reply): boolean {
  return kind === "answer" && !personal && form === undefined;
}
