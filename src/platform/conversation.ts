import * as z from "zod";
import { languages } from "../i18n/locale.ts";

/** What a conversation or a person chose. */
export const Preferences = z.object({
  language: z.enum(languages).optional().catch(undefined),
  /** Who may change what concerns everybody here (default: admins). */
  manage: z.enum(["admins", "everyone"]).optional().catch(undefined),
  /** Symbols followed here, in the order they were added. */
  watchlist: z.array(z.string()).optional().catch(undefined),
});
export type Preferences = z.infer<typeof Preferences>;

/** Where a command was given. In a conversation with nobody else, the conversation's choices are the person's own. */
export interface Conversation {
  readonly alone: boolean;
  /** What holds for everybody here. */
  readonly chosen: Preferences;
  /** Changes what holds here at this moment, and answers what holds from now on; resolves once it is kept. */
  choose(change: (now: Preferences) => Preferences): Promise<Preferences>;
  mayManage(): Promise<boolean>;
}
