import * as z from "zod";
import { languages } from "../i18n/locale.ts";

/** What a conversation or a person chose. */
export const Preferences = z.object({
  language: z.enum(languages).optional(),
  /** Who may change what concerns everybody here (default: admins). */
  manage: z.enum(["admins", "everyone"]).optional(),
  /** Symbols followed here, in the order they were added. */
  watchlist: z.array(z.string()).optional(),
});
export type Preferences = z.infer<typeof Preferences>;

/** Where a command was given. In a conversation with nobody else, the conversation's choices are the person's own. */
export interface Conversation {
  readonly alone: boolean;
  /** What holds for everybody here. */
  readonly chosen: Preferences;
  /** Sets what holds here; resolves once it is kept. */
  choose(change: Preferences): Promise<void>;
  mayManage(): Promise<boolean>;
}
